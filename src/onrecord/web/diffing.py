"""Two wordings as runs of words that a page can mark. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.wording import Comparison, Op

__all__ = ["Words", "diff"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that both wordings have (`op` "equal"), or only the first ("del") or the second one ("ins")."""

    op: str
    text: str


def diff(found: Comparison, one: str, two: str) -> Iterator[Words]:
    """Yield the words of two wordings in order, those of the first one before those that stand in their place."""
    for run in found.diff:
        old, new = one[slice(*run.one)].strip(), two[slice(*run.two)].strip()
        if run.op is Op.EQUAL:
            if new:
                yield Words("equal", new)
            continue
        if old:
            yield Words("del", old)
        if new:
            yield Words("ins", new)
