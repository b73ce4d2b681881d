"""From scores of arcs to a tree for each sentence.

Each word takes the head that it scores best; the words that then go round in a circle are led out of it where that
costs least. Chu and Liu (1965) and Edmonds (1967) find the best tree of all; circles are so few here that this is not
worth its price.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.model.decode import Floats
from onrecord.model.features import Ints

__all__ = ["trees"]

_NEVER = np.float32(-1e9)


def trees(arcs: Floats, starts: Sequence[int]) -> Ints:
    """Return the head of each word, itself for the one root of a sentence; int64 [words].

    `arcs` [words, words] scores the head (column) of each word (row), the diagonal that it is a root. `starts` are the
    numbers of the words that begin a sentence, 0 the first of them.
    """
    heads = np.empty(len(arcs), dtype=np.int64)
    for start, end in zip(starts, [*starts[1:], len(arcs)], strict=True):
        heads[start:end] = _tree(arcs[start:end, start:end]) + start
    return heads


def _tree(arcs: Floats) -> Ints:
    scores = arcs.copy()
    rooted = scores.diagonal().copy()
    np.fill_diagonal(scores, _NEVER)
    if len(scores) == 1:
        return np.zeros(1, dtype=np.int64)
    root = int((rooted - scores.max(1)).argmax())
    heads: Ints = scores.argmax(1)
    heads[root] = root
    while circle := _circle(heads):
        _lead_out(circle, heads, scores)
    return heads


def _circle(heads: Ints) -> list[int]:
    """Return the words of a circle, none where there is none."""
    over: list[int] = heads.tolist()
    seen = [0] * len(over)
    for begin in range(len(over)):
        word = begin
        while not seen[word] and over[word] != word:
            seen[word] = begin + 1
            word = over[word]
        if over[word] != word and seen[word] == begin + 1:
            return _round(word, over)
    return []


def _round(word: int, over: Sequence[int]) -> list[int]:
    circle, at = [word], over[word]
    while at != word:
        circle.append(at)
        at = over[at]
    return circle


def _lead_out(circle: Sequence[int], heads: Ints, scores: Floats) -> None:
    """Give the word of a circle another head that loses least by it, one that does not hang on the circle itself."""
    free = ~_under(circle, heads)
    offered = np.where(free[None, :], scores[circle], _NEVER)
    lost = scores[circle, heads[list(circle)]] - offered.max(1)
    word = int(lost.argmin())
    heads[circle[word]] = int(offered[word].argmax())


def _under(circle: Sequence[int], heads: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Mark the words that hang on a circle, those of it among them."""
    under = np.zeros(len(heads), dtype=bool)
    under[list(circle)] = True
    while True:
        more = under | under[heads]
        if (more == under).all():
            return under
        under = more
