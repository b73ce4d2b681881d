"""Articles with their quotations marked: `{content}`, `[source]`, `<cue>`.

A new quotation begins with a mark of a kind that the current one has already; `{+` goes on with the same content and
`{=` begins a quotation that continues the one before.
"""

from __future__ import annotations

import re
from datetime import date

from spacy.language import Language

from onrecord.mentions import attribute
from onrecord.types import Article, Attribution, Kind, Mention, Quotation, Span

_MARK = re.compile(r"([{\[<])([+=^]?)([^{}\[\]<>]*)[}\]>]")
_KINDS = {"{": "content", "[": "source", "<": "cue"}


def read_marked(marked: str) -> tuple[str, list[Quotation]]:
    """Return the text without its marks, and the quotations that they mark."""
    text, at, groups = "", 0, [dict[str, list[Span]]()]
    joined: list[bool] = [False]
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        span, kind = Span(len(text), len(text) + len(match[3])), _KINDS[match[1]]
        text, at = text + match[3], match.end()
        if match[2] == "=" or (kind in groups[-1] and match[2] != "+"):
            groups.append({})
            joined.append(match[2] == "=")
        groups[-1].setdefault(kind, []).append(span)
    return text + marked[at:], [_quotation(g, n - 1 if joined[n] else None) for n, g in enumerate(groups) if g]


def _quotation(group: dict[str, list[Span]], continues: int | None) -> Quotation:
    content, cue, source = (tuple(group.get(kind, ())) for kind in ("content", "cue", "source"))
    return Quotation(content, cue, source, Kind.DIRECT, continues=continues)


def attributed(
    nlp: Language, marked: str, published: date | None = None, byline: str | None = None
) -> tuple[tuple[Attribution, ...], tuple[Mention, ...]]:
    """Attribute the quotations of a marked article."""
    text, quotations = read_marked(marked)
    article = Article("marked", text, published=published, byline=byline)
    return attribute(nlp(text, disable=["onrecord"]), article, quotations)
