"""Which of many spans share a character with one, without looking at all of them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from onrecord.types import Span

T = TypeVar("T")

_ROOM = 256
"""Characters of the text that share a list: about a paragraph of news."""


class Spread(Generic[T]):
    """Things by the spans that they take; a thing may take several."""

    def __init__(self, taken: Iterable[tuple[Span, T]] = ()) -> None:
        """Take what is where."""
        self._rooms: dict[int, list[tuple[Span, T]]] = defaultdict(list)
        for span, thing in taken:
            self.add(span, thing)

    def add(self, span: Span, thing: T) -> None:
        """Take one thing more."""
        for room in _rooms(span):
            self._rooms[room].append((span, thing))

    def overlapping(self, span: Span) -> Iterator[T]:
        """Yield what shares a character with a span, once for each of its own spans that does, in no order."""
        for room in _rooms(span):
            for place, thing in self._rooms.get(room, ()):
                # of the rooms that both are in, the first counts
                if place.overlaps(span) and room == max(span.start, place.start) // _ROOM:
                    yield thing


def _rooms(span: Span) -> range:
    return range(span.start // _ROOM, (span.end - 1) // _ROOM + 1)
