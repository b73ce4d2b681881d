"""A table of claims for a fact-checking desk: what was said by whom, where to read it, and room for the desk's answer.

CSV, its cells guarded as in `spreadsheet`, so that a spreadsheet takes none for a formula. The last columns are empty.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from onrecord.exports.spreadsheet import guarded
from onrecord.exports.texts import parts_of, storable, web_address

if TYPE_CHECKING:
    from onrecord.store.records import StoredQuotation

CLAIM_FIELDS = (
    "claim",
    "claimant",
    "role",
    "claim_date",
    "kind",
    "outlet",
    "published",
    "headline",
    "url",
    "link",
    "before",
    "after",
    "via",
    "candidates",
    "confidence",
    "speaker_id",
    "quotation_id",
    "rating",
    "checked_by",
    "checked_on",
    "review_url",
    "note",
)
"""The columns, in order; those from `rating` on are for the desk to fill in."""

_FOR_THE_DESK = 5
_AROUND = 200
_FRAGMENT = 8
"""Words up to which a link names all of them; of more, as many at either end as half of that."""
_MARKS = '“”„‟"«»‹› ,.;:'


def pieces(quotations: Iterable[StoredQuotation]) -> Iterator[str]:
    """Write the header and a row for each quotation, as RFC 4180 has them: lines end in CR LF."""
    buffer = io.StringIO()
    rows = csv.writer(buffer)
    rows.writerow(CLAIM_FIELDS)
    for each in quotations:
        rows.writerow([guarded(cell or "") for cell in _cells(each)])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cells(quotation: StoredQuotation) -> tuple[str | None, ...]:
    article = quotation.article
    day = quotation.said_on or article.published
    before, after = _around(quotation)
    return (
        quotation.text,
        quotation.speaker.name,
        quotation.role,
        day.isoformat() if day else None,
        quotation.kind.value,
        article.outlet,
        article.published.isoformat() if article.published else None,
        article.title,
        article.url,
        link(quotation),
        before,
        after,
        "; ".join(quotation.via),
        "; ".join(quotation.candidates),
        f"{quotation.confidence:.2f}",
        quotation.speaker.id,
        quotation.id,
        *[None] * _FOR_THE_DESK,
    )


def _around(quotation: StoredQuotation) -> tuple[str, str]:
    """Return what the article has right before and after the words, each on one line."""
    text = quotation.article.text
    start, end = quotation.content[0].start, quotation.content[-1].end
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return " ".join(before.split()), " ".join(after.split())


def link(quotation: StoredQuotation) -> str | None:
    """Return the article's address with a text fragment: a browser that knows these shows the first part's words."""
    address = web_address(quotation.article.url)
    if address is None:
        return None
    words = parts_of(quotation)[0].strip(_MARKS).split()
    if not words:
        return address
    half = _FRAGMENT // 2
    ends = [words] if len(words) <= _FRAGMENT else [words[:half], words[-half:]]
    fragment = ",".join(_escaped(" ".join(each)) for each in ends)
    return f"{address}{'' if '#' in address else '#'}:~:text={fragment}"


def _escaped(words: str) -> str:
    return quote(storable(words), safe="").replace("-", "%2D")
