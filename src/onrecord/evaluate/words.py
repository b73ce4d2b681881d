"""What "the same words" means: spans as sets of word numbers, their overlap, and the pairing of two lists.

Quotation marks, punctuation and the tokens of any one tool take no part, so systems that cut text differently
can be compared. A word is a run of letters, digits and underscores, with any apostrophes inside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.types import Span

WordSet = frozenset[int]
"""Numbers of words, counted from the start of an article."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")

MATCHED = 0.5
"""The least Dice coefficient at which two stretches of text are taken for the same one."""


class Words:
    """The words of one text, numbered from 0."""

    def __init__(self, text: str) -> None:
        """Number the words of `text`."""
        found = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def within(self, spans: Iterable[Span]) -> WordSet:
        """Return the numbers of the words of which any character lies in one of `spans`."""
        numbers: set[int] = set()
        for span in spans:
            numbers.update(range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)))
        return frozenset(numbers)


def stretches(words: WordSet) -> frozenset[tuple[int, int]]:
    """Return the contiguous runs of `words`, each as (first, last) word number."""
    firsts = sorted(n for n in words if n - 1 not in words)
    lasts = sorted(n for n in words if n + 1 not in words)
    return frozenset(zip(firsts, lasts, strict=True))


def dice(a: WordSet, b: WordSet) -> float:
    """Return the Dice coefficient of two word sets, in [0, 1]; two empty sets are the same."""
    size = len(a) + len(b)
    return 2 * len(a & b) / size if size else 1.0


def same_source(gold: WordSet, predicted: WordSet) -> bool:
    """Whether two source phrases agree: Dice of a half, or one within the other (title or no title)."""
    if dice(gold, predicted) >= MATCHED:
        return True
    return bool(gold) and bool(predicted) and (gold <= predicted or predicted <= gold)


def pair_up(gold: Sequence[WordSet], predicted: Sequence[WordSet], least: float = MATCHED) -> dict[int, int]:
    """Pair contents one to one, the best overlap first: number in `gold` -> number in `predicted`.

    Of equal overlaps the pair nearest in order goes first, of those the later one. Pairs that share no word
    or whose Dice coefficient is under `least` are left out.
    """
    having: dict[int, set[int]] = defaultdict(set)
    for j, words in enumerate(predicted):
        for word in words:
            having[word].add(j)
    ranked = [
        (dice(words, predicted[j]), -abs(i - j), i, j)
        for i, words in enumerate(gold)
        for j in set().union(*(having.get(word, ()) for word in words))
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, _, i, j in sorted(ranked, reverse=True):
        if overlap >= least and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs
