"""What texts and ids become where a format does not take any characters. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from onrecord.export import Json, json_line

if TYPE_CHECKING:
    from onrecord.store.records import StoredArticle, StoredQuotation

_LONE = re.compile("[\ud800-\udfff]")
_CUT = " … "


def storable(text: str) -> str:
    """Return a text that UTF-8 takes, as long as it was: half a surrogate pair becomes U+FFFD."""
    return text if text.isascii() else _LONE.sub("�", text)


def urn(kind: str, id_: str) -> str:
    """Return a name for something that has no address: `urn:onrecord:article:bridge`."""
    return f"urn:onrecord:{kind}:{quote(storable(id_), safe='')}"


def article_iri(article: StoredArticle) -> str:
    """Return the address of an article where it has one on the web, else its name here."""
    return web_address(article.url) or urn("article", article.id)


def web_address(url: str | None) -> str | None:
    """Return an http(s) address with what no address may hold written as %XX, or None for anything else."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return quote(storable(parts.geturl()), safe="!#$%&'()*+,/:;=?@[]~")


def parts_of(quotation: StoredQuotation) -> list[str]:
    """Return the words of each part of an interrupted quotation, without reading the article's text.

    One part where the words are not those of the spans, as imported ones might not be.
    """
    lengths = [span.end - span.start for span in quotation.content]
    return _parts(quotation.text, lengths) or [quotation.text]


def _parts(text: str, lengths: Iterable[int]) -> list[str]:
    found, at = [], 0
    for length in lengths:
        if at and text[at : at + len(_CUT)] != _CUT:
            return []
        at += len(_CUT) * bool(at)
        found.append(text[at : at + length])
        at += length
    return found if at == len(text) else []


def json_document(head: Json, items: Iterable[Json], key: str) -> Iterator[str]:
    """Write one JSON object, its last field a list of which each item is a line of its own."""
    yield json_line(head).removesuffix("}") + f', "{key}": [\n'
    comma = ""
    for item in items:
        yield comma + json_line(item)
        comma = ",\n"
    yield "\n]}\n"
