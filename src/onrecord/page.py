"""Articles with their quotations marked, as one HTML page that needs nothing else: no scripts, no files.

Every word of an article is escaped; the page forbids the browser to load or run anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from onrecord.pieces import Piece, pieces
from onrecord.types import Article, Attribution, Extraction

_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --faint: #666; --line: #ddd;
  --l: 88%; --s: 75%; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #161616; --ink: #e8e8e8; --faint: #a0a0a0; --line: #3a3a3a; --l: 26%; --s: 45%; }
}
body { background: var(--paper); color: var(--ink); font: 1.05rem/1.6 Georgia, serif; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1, h2, nav, .about, .key { font-family: system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1rem; margin-top: 2rem; }
.about, .key, small { color: var(--faint); font-size: 0.85rem; }
.text { white-space: pre-wrap; }
mark { color: inherit; border-radius: 0.2em; padding: 0.05em 0;
  background: hsl(var(--hue) var(--sat, var(--s)) var(--l)); }
.nobody { --sat: 0%; --hue: 0; }
.cue { text-decoration: underline dotted 2px; text-underline-offset: 0.2em; }
.source { font-weight: bold; }
:target { outline: 2px solid var(--ink); }
ol.quotations { padding-left: 1.5rem; }
ol.quotations li { margin-bottom: 0.6rem; font-size: 0.92rem; }
ol.quotations a { color: inherit; }
article + article { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1rem; }
"""
_HEAD = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>Quotations</title>
<style>{_STYLE}</style>
</head>
<body>
"""
_KEY = (
    '<p class="key">Each speaker has a colour; grey is nobody that could be named. '
    '<span class="cue">Cue</span>, <span class="source">source</span>.</p>\n'
)
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_TURN = 137.5
"""Degrees between the hues of two speakers: the golden angle keeps any number of them apart."""


def as_html(extractions: Iterable[Extraction]) -> Iterator[str]:
    """Return a page of articles with their quotations highlighted, piece by piece as they come."""
    yield _HEAD
    for number, extraction in enumerate(extractions, 1):
        yield _section(extraction, f"a{number}")
    yield "</body>\n</html>\n"


def _section(extraction: Extraction, anchor: str) -> str:
    article = extraction.article
    hues = _hues(extraction.quotations)
    words = _marked(article.text, extraction.quotations, anchor, hues)
    return (
        f'<article id="{anchor}">\n<h1>{safe(article.title or article.id)}</h1>\n{_about(article)}'
        f"<h2>Quotations: {len(extraction.quotations)}</h2>\n"
        f"{_list(extraction.quotations, anchor, hues)}{_KEY}"
        f'<div class="text">{words}</div>\n</article>\n'
    )


def _about(article: Article) -> str:
    day = article.published.isoformat() if article.published else None
    known = [safe(each) for each in (article.outlet, article.byline, day, article.id) if each]
    if article.url:
        known.append(link(article.url))
    return f'<p class="about">{" · ".join(known)}</p>\n'


def link(url: str) -> str:
    """Return a link to a web address; anything else, such as javascript:, is only shown."""
    if re.match(r"https?://", url, re.I):
        return f'<a href="{safe(url)}">{safe(url)}</a>'
    return safe(url)


def _hues(quotations: Iterable[Attribution]) -> dict[str, str]:
    """Return the style of each name, in the order in which they speak."""
    names = dict.fromkeys(each.speaker.name for each in quotations if each.speaker.name is not None)
    return {name: f'style="--hue:{(210 + i * _TURN) % 360:.0f}"' for i, name in enumerate(names)}


def _list(quotations: Iterable[Attribution], anchor: str, hues: dict[str, str]) -> str:
    items = []
    for number, each in enumerate(quotations, 1):
        who = f"<mark {_paint(each, hues)}>{safe(_who(each))}</mark>"
        role = f", {safe(each.role)}" if each.role else ""
        words = f'<a href="#{anchor}q{number}">{safe(each.text)}</a>'
        items.append(f"<li>{who}{role}: {words} <small>{each.kind}</small></li>\n")
    return f'<ol class="quotations">\n{"".join(items)}</ol>\n' if items else ""


def _who(quotation: Attribution) -> str:
    if quotation.speaker.name is not None:
        return quotation.speaker.name
    return " or ".join(quotation.candidates) + "?" if quotation.candidates else "not known"


def _paint(quotation: Attribution, hues: dict[str, str]) -> str:
    name = quotation.speaker.name
    return hues[name] if name is not None else 'class="nobody"'


def _marked(text: str, quotations: Sequence[Attribution], anchor: str, hues: dict[str, str]) -> str:
    return "".join(_piece(piece, quotations, anchor, hues) for piece in pieces(text, quotations))


def _piece(piece: Piece, quotations: Sequence[Attribution], anchor: str, hues: dict[str, str]) -> str:
    html = safe(piece.text)
    if piece.cue:
        html = f'<span class="cue">{html}</span>'
    if piece.source:
        html = f'<span class="source">{html}</span>'
    if piece.inside:
        # of a quotation within another one, the inner one's speaker is the nearer answer
        inner = quotations[piece.inside[0]]
        html = f'<mark {_paint(inner, hues)} title="{safe(_who(inner))}">{html}</mark>'
    return "".join(f'<a id="{anchor}q{number + 1}"></a>' for number in sorted(piece.begins)) + html


def safe(text: str) -> str:
    """Return a text as HTML shows it, word for word; what cannot be shown is U+FFFD."""
    return escape(_UNPRINTABLE.sub("�", text), quote=True)
