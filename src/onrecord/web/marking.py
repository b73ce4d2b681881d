"""The pieces of an article's text, those in a row that belong together joined. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.pieces import Marked, Piece, pieces

__all__ = ["Marked", "Piece", "Run", "pieces", "runs"]


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces in a row whose nearest quotation is the same, `quotation` (None: none); it may end only with the last."""

    quotation: int | None
    pieces: tuple[Piece, ...]

    @property
    def begins(self) -> tuple[int, ...]:
        """The quotations that begin in it."""
        return tuple(number for piece in self.pieces for number in piece.begins)

    @property
    def ends(self) -> tuple[int, ...]:
        """The quotations that end with it."""
        return self.pieces[-1].ends


def runs(text: str, quotations: Sequence[Marked]) -> Iterator[Run]:
    """Yield the pieces of a text run by run; together they are all of it."""
    held: list[Piece] = []
    for piece in pieces(text, quotations):
        if held and (held[-1].inside[:1] != piece.inside[:1] or held[-1].ends):
            yield _run(held)
            held = []
        held.append(piece)
    if held:
        yield _run(held)


def _run(held: Sequence[Piece]) -> Run:
    return Run(held[0].inside[0] if held[0].inside else None, tuple(held))
