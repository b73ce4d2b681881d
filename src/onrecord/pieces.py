"""An article's text cut into pieces, each with the quotations that it is of. Pure.

Quotations stand within one another and, in imported data, across one another's ends. Pieces never do: the text is
cut wherever a span begins or ends, so that each piece is all in or all out of every span.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from onrecord.types import Spans


class Marked(Protocol):
    """What has spans in a text: a quotation, from an article or of the registry."""

    @property
    def content(self) -> Spans:
        """The words."""

    @property
    def cue(self) -> Spans:
        """What reports them."""

    @property
    def source(self) -> Spans:
        """Who said them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, and what covers it; numbers are those of the quotations in their list.

    `inside` are the quotations whose content it is of, the shortest first: the first is the nearest answer to who said
    it. Quotations that begin or end with it are in `begins` and `ends`. `cue`, `source`: it is of one of somebody's.
    """

    text: str
    inside: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    cue: bool = False
    source: bool = False


def pieces(text: str, quotations: Sequence[Marked]) -> Iterator[Piece]:
    """Yield the pieces of a text, in order; together they are all of it. Spans beyond its end are cut off there."""
    lengths = [sum(span.end - span.start for span in each.content) for each in quotations]
    events = _events(len(text), quotations)
    held: dict[str, dict[int, int]] = {"content": {}, "cue": {}, "source": {}}
    firsts = _edges(quotations, first=True)
    lasts = _edges(quotations, first=False)
    for start, end in pairwise(sorted({0, len(text), *events})):
        for layer, number, change in events.get(start, ()):
            count = held[layer].get(number, 0) + change
            held[layer] = {k: v for k, v in (held[layer] | {number: count}).items() if v > 0}
        inside = tuple(sorted(held["content"], key=lambda number: (lengths[number], number)))
        begins = tuple(number for number in inside if firsts[number] == start)
        ends = tuple(number for number in inside if min(lasts[number], len(text)) == end)
        yield Piece(text[start:end], inside, begins, ends, bool(held["cue"]), bool(held["source"]))


def _events(length: int, quotations: Sequence[Marked]) -> dict[int, list[tuple[str, int, int]]]:
    """Return where spans begin (1) and end (-1), of which layer and quotation."""
    found: dict[int, list[tuple[str, int, int]]] = {}
    for number, each in enumerate(quotations):
        for layer, spans in (("content", each.content), ("cue", each.cue), ("source", each.source)):
            for span in spans:
                if span.start < length:
                    found.setdefault(span.start, []).append((layer, number, 1))
                    found.setdefault(min(span.end, length), []).append((layer, number, -1))
    return found


def _edges(quotations: Sequence[Marked], *, first: bool) -> list[int]:
    edges = [[span.start if first else span.end for span in each.content] for each in quotations]
    return [(min(each) if first else max(each)) if each else -1 for each in edges]
