"""Texts of others, made fit to be shown: nothing in them may act on the page, or on the words around them. Pure.

What a text is stored as never changes here. Autoescaping does the rest: what is here is only about characters.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from markupsafe import Markup, escape

from onrecord.concordance import standing_in

__all__ = ["article_url", "cut", "found_in", "marked_odd", "plain", "quotation_url", "web_address", "words"]

_ODD = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # all controls but tab and line ends
    "\u2028-\u202e\u2066-\u2069"  # line and paragraph separators, and what turns the direction of other words
    "\ud800-\udfff]"  # half a surrogate pair: no UTF-8
)
_DOTS = {".", ".."}


def plain(text: str) -> str:
    """Return a text for an attribute or one line: each character that would act on others is U+FFFD."""
    return text if text.isascii() and text.isprintable() else _ODD.sub("�", text)


def marked_odd(text: str) -> Markup:
    """Return a text as HTML in which characters that would act on others are marks with their names.

    A mark has no words of its own, so that they are not copied with the text.
    """
    if text.isascii() and text.isprintable():
        return escape(text)
    parts = []
    at = 0
    for found in _ODD.finditer(text):
        parts += [escape(text[at : found.start()]), _mark(found[0])]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


def words(text: str) -> Markup:
    """Return a text as HTML, as `marked_odd` does, whose direction of writing is its own."""
    return Markup(f"<bdi>{marked_odd(text)}</bdi>")


def _mark(char: str) -> Markup:
    code = f"U+{ord(char):04X}"
    name = unicodedata.name(char, "control character").lower()
    return Markup('<span class="odd" title="{}" data-code="{}"></span>').format(f"{code} {name}", code)


def cut(text: str, most: int) -> str:
    """Return a text, or its beginning up to the end of a word and dots, `most` characters at most."""
    if len(text) <= most:
        return text
    return (text[: most - 1].rpartition(" ")[0] or text[: most - 1]) + "…"


def found_in(text: str, words: str, most: int) -> Markup:
    """Return a text, as `marked_odd` does, with what `words` (a query) ask for marked.

    Of a text longer than `most` characters it is about as much, from before the first place on, with dots.
    """
    places = list(standing_in(text, words)) if words else []
    first = 0
    if places and places[0][1] > most:
        first = max(text.rfind(" ", 0, max(places[0][0] - most // 4, 1)) + 1, 0)
    last = first + len(cut(text[first:], most).removesuffix("…")) if len(text) - first > most else len(text)
    parts = [Markup("… ")] if first else []
    at = first
    for start, stop in places:
        if at <= start and stop <= last:
            parts += [marked_odd(text[at:start]), Markup("<mark>{}</mark>").format(marked_odd(text[start:stop]))]
            at = stop
    return Markup("").join([*parts, marked_odd(text[at:last]), Markup("…") if last < len(text) else Markup("")])


def article_url(id_: str, quotation: str | None = None) -> str:
    """Return where an article is shown; with `quotation` (its id) at that one's words."""
    at = "" if quotation is None else f"#q-{_quoted(quotation)}"
    segments = id_.split("/")
    # Browsers and servers resolve dots and drop empty segments, so that such ids go elsewhere in the address.
    if _DOTS.isdisjoint(segments) and all(segments):
        return f"/articles/{_quoted(id_, '/')}{at}"
    return f"/articles?id={_quoted(id_)}{at}"


def quotation_url(id_: str) -> str:
    """Return the permanent address of a quotation."""
    return f"/quotes/{_quoted(id_)}"


def _quoted(text: str, safe: str = "") -> str:
    return quote(text, safe=safe, errors="replace")


def web_address(url: str | None) -> str | None:
    """Return an address if it is one of the web, which a link may lead to."""
    return url if url and re.match(r"https?://[^\s\\]+$", url, re.IGNORECASE) else None
