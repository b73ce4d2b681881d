"""Words in lines and columns: widths in terminal cells, nothing cut off, nothing that a terminal would obey.

Pure. Texts from articles are data: control characters become U+FFFD before they are laid out, one for one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest

_CONTROL = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f"  # all but tab and newline: escape sequences begin with one of these
    "\u202a-\u202e\u2066-\u2069"  # turn the direction of the words that follow
    "\ud800-\udfff]"
)
_WORD = re.compile(r"[^ \t\n]+")
_GAP = "  "
_WIDEST = 28
"""Cells that a column may take in a terminal, but for the last one."""
_NARROW = 30
"""Cells that the last column needs; with fewer, each row is a block of its own."""


def safe(text: str) -> str:
    """Return a text without what would act on a terminal, as long as it was; tabs and newlines stay."""
    return _CONTROL.sub("�", text)


def one_line(text: str) -> str:
    """Return a text safe and on one line."""
    return " ".join(safe(re.sub(r"\s+", " ", text)).split())


def counted(number: int, what: str) -> str:
    """Return how many there are of something: "1 article", "2 articles"."""
    return f"{number} {what}" + "s" * (number != 1)


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut_right(text: str, width: int) -> str:
    """Return the beginning of a text that is wider than `width` cells, and dots; else all of it."""
    if cells(text) <= width:
        return text
    return text[: _fitting(text, width - 1)] + "…" * (width > 0)


def cut_left(text: str, width: int) -> str:
    """Return dots and the end of a text that is wider than `width` cells, else all of it."""
    if cells(text) <= width:
        return text
    return "…" * (width > 0) + text[len(text) - _fitting(text[::-1], width - 1) :]


def _fitting(text: str, width: int) -> int:
    """Return how many characters of a text fit into so many cells."""
    used = 0
    for number, char in enumerate(text):
        used += _cells(char)
        if used > width:
            return number
    return len(text)


def line_ranges(text: str, width: int | None) -> list[tuple[int, int]]:
    """Return where the lines of a wrapped text begin and end in it; a word longer than a line is broken.

    `width` in cells; None leaves each line of the text whole.
    """
    ranges: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        ranges += [(at, at + len(line))] if width is None else _wrapped(text, at, at + len(line), max(width, 1))
        at += len(line) + 1
    return ranges


def _wrapped(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    for word in _WORD.finditer(text, start, end):
        first = lines[-1][0] if lines else None
        if first is not None and cells(text[first : word.end()]) <= width:
            lines[-1] = (first, word.end())
        else:
            lines += _broken(text, *word.span(), width)
    return lines or [(start, start)]


def _broken(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    lines, used = [], 0
    for at in range(start, end):
        size = _cells(text[at])
        if used + size > width and at > start:
            lines.append((start, at))
            start, used = at, 0
        used += size
    return [*lines, (start, end)]


def wrap(text: str, width: int | None, *, indent: str = "", hanging: str | None = None) -> str:
    """Return a text in lines of at most `width` cells; `hanging` is the indent of all lines but the first."""
    later = indent if hanging is None else hanging
    inner = None if width is None else width - max(len(indent), len(later))
    lines = (text[start:end] for start, end in line_ranges(text, inner))
    return "\n".join(((later if i else indent) + line).rstrip() for i, line in enumerate(lines))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], width: int | None) -> str:
    """Return rows in columns under their headings, the last column taking the room that is left.

    With `width` None (no terminal) a row is one line, however long. In a narrow terminal it is a block.
    """
    lines = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(cells, column)) for column in zip(head, *lines, strict=True)]
    if width is None:
        return "\n".join(_row(row, widths, None) for row in [head, *lines])
    widths = [min(each, _WIDEST) for each in widths[:-1]]
    last = width - sum(widths) - len(_GAP) * len(widths)
    if last < _NARROW:
        return "\n\n".join(_block(head, row, width) for row in lines)
    return "\n".join(_row(row, [*widths, last], last) for row in [head, *lines])


def _row(row: Sequence[str], widths: Sequence[int], wrapped: int | None) -> str:
    if wrapped is None:
        return _GAP.join(map(_padded, row, widths)).rstrip()
    columns = [wrap(cell, size).split("\n") for cell, size in zip(row, widths, strict=True)]
    lines = zip_longest(*columns, fillvalue="")
    return "\n".join(_GAP.join(map(_padded, line, widths)).rstrip() for line in lines)


def _padded(text: str, size: int) -> str:
    return text + " " * (size - cells(text))


def _block(head: Sequence[str], row: Sequence[str], width: int) -> str:
    named = zip(head, row, strict=True)
    return "\n".join(wrap(f"{name}: {cell}", width, hanging="  ") for name, cell in named if cell)
