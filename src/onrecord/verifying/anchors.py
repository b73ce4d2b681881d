"""Find again, in a text that has changed, the words that stood at a place in another one. Pure.

First the way of the W3C's TextQuoteSelector: the exact words, told apart by what stands right before and after
them. Where they are no longer there the two texts are aligned word by word, and what now stands between the words
that are still there is the place; last, a stretch of the text that shares most of the words is looked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from onrecord.types import Span

AROUND = 32
"""Characters before and after the words that tell them apart (as exports.webannotation writes them)."""

_SPECIFIC = 20
"""Characters of words that are taken for the same wherever they stand; fewer need words around them in common."""
_FAMILIAR = 8
"""Characters around that shorter words must share with what they stood among."""
_MOST = 100_000_000
"""Pairs of words up to which two texts are aligned: beyond, the memory for it would be more than some megabytes."""
_SHARED = 0.6
"""The share of the words that a stretch must have to be theirs."""
_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words as a TextQuoteSelector and a TextPositionSelector have them: `start` in code points."""

    exact: str
    prefix: str
    suffix: str
    start: int


def anchor(text: str, span: Span) -> Anchor:
    """Return the anchor of a stretch of a text."""
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return Anchor(span.of(text), before, after, span.start)


def find_exact(text: str, sought: Anchor) -> Span | None:
    """Return where the exact words stand: of several places the one with most of the same around it.

    None where they are nowhere, or where they are short and nothing around them is as it was.
    """
    best: tuple[int, int] | None = None
    for start in _places(text, sought):
        rank = (_familiar(text, start, sought), -abs(start - sought.start))
        if best is None or rank > (best[0], -abs(best[1] - sought.start)):
            best = (rank[0], start)
    told_apart = len(sought.exact) >= _SPECIFIC or not (sought.prefix or sought.suffix)
    if best is None or not (told_apart or best[0] >= _FAMILIAR or best[1] == sought.start):
        return None
    return Span(best[1], best[1] + len(sought.exact))


def _places(text: str, sought: Anchor) -> Iterator[int]:
    """Yield where the words stand; not within longer words, unless they were within one."""
    words = sought.exact
    opened = _letters(sought.prefix[-1:] + words[:1])
    closed = _letters(words[-1:] + sought.suffix[:1])
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        first = at > 0 and _letters(text[at - 1 : at + 1])
        last = _letters(text[end - 1 : end + 1])
        if first <= opened and last <= closed:
            yield at
        at = text.find(words, at + 1)


def _letters(pair: str) -> bool:
    return len(pair) == 2 and all(map(_WORD.match, pair))


def _familiar(text: str, start: int, sought: Anchor) -> int:
    """Return how many characters right before and after a place are those of the anchor."""
    end = start + len(sought.exact)
    before = text[max(0, start - len(sought.prefix)) : start]
    return _common(before[::-1], sought.prefix[::-1]) + _common(text[end : end + AROUND], sought.suffix)


def _common(one: str, two: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


class Aligned:
    """Two forms of one text, the words of the one set against those of the other when that is first asked for."""

    def __init__(self, old: str, new: str) -> None:
        """Take the text as it was and as it is."""
        self.old, self.new = old, new

    @cached_property
    def _olds(self) -> list[Span]:
        return _tokens(self.old)

    @cached_property
    def _news(self) -> list[Span]:
        return _tokens(self.new)

    @cached_property
    def _pairs(self) -> tuple[list[int], list[int]]:
        """Numbers of the words that are in both, in order: in the old text, and in the new one."""
        one = [span.of(self.old) for span in self._olds]
        two = [span.of(self.new) for span in self._news]
        if len(one) * len(two) > _MOST:
            return [], []
        same = [op for op in Indel.opcodes(one, two) if op.tag == "equal"]
        return (
            [at for op in same for at in range(op.src_start, op.src_end)],
            [at for op in same for at in range(op.dest_start, op.dest_end)],
        )

    def place_of(self, span: Span) -> Span | None:
        """Return where in the new text that stands which the words of `span` in the old one have become, if anywhere.

        It says where, not that they are the same.
        """
        return self.kept(span) or find_alike(self.new, span.of(self.old))

    def instead_of(self, span: Span) -> Span | None:
        """Return what stands between the words that stood right before and after `span`, if these still do."""
        first, last = _covered(self._olds, span)
        olds, news = self._pairs
        before, after = bisect_left(olds, first) - 1, bisect_left(olds, last)
        if before < 0 or after == len(olds) or (olds[before], olds[after]) != (first - 1, last):
            return None
        return _joined(self._news, news[before] + 1, news[after])

    def kept(self, span: Span) -> Span | None:
        """Return where the words of `span` are, if most of them are still there among the words around them."""
        first, last = _covered(self._olds, span)
        olds, news = self._pairs
        start, end = bisect_left(olds, first), bisect_right(olds, last - 1)
        words = sum(bool(_WORD.match(self._olds[at].of(self.old))) for at in range(first, last))
        kept = sum(bool(_WORD.match(self._olds[at].of(self.old))) for at in olds[start:end])
        if not words or kept < max(1, words * _SHARED):
            return None
        # What was put in right before the first word that is still there, or after the last, may be new words of the
        # quotation: it is taken in only where words of the quotation were lost there.
        lead, tail = olds[start] - first, last - 1 - olds[end - 1]
        before = news[start - 1] + 1 if start else 0
        after = news[end] if end < len(news) else len(self._news)
        return _joined(self._news, max(before, news[start] - lead), min(after, news[end - 1] + 1 + tail))


def find_alike(text: str, words: str) -> Span | None:
    """Return the stretch of a text, as long as `words`, that has most of them in any order, where it has enough."""
    sought = [each.casefold() for each in _TOKEN.findall(words) if _WORD.match(each)]
    there = [span for span in _tokens(text) if _WORD.match(span.of(text))]
    if not sought or not there:
        return None
    shared, at = _best_window([span.of(text).casefold() for span in there], sought)
    if shared < max(2, len(sought) * _SHARED):
        return None
    return _joined(there, at, min(at + len(sought), len(there)))


def _best_window(words: Sequence[str], sought: Sequence[str]) -> tuple[int, int]:
    """Return how many of the sought words the best stretch as long as they has, and where it begins.

    Of several as good it is the one that begins or ends as they do.
    """
    wanted, window = Counter(sought), Counter[str]()
    size, shared = len(sought), 0
    best, found = (0, 0), 0
    for at, word in enumerate(words):
        start = at - size + 1
        if start > 0:
            gone = words[start - 1]
            shared -= window[gone] <= wanted[gone]
            window[gone] -= 1
        window[word] += 1
        shared += window[word] <= wanted[word]
        rank = (shared, (words[max(0, start)] == sought[0]) + (word == sought[-1]))
        if rank > best:
            best, found = rank, max(0, start)
    return best[0], found


def _tokens(text: str) -> list[Span]:
    return [Span(*found.span()) for found in _TOKEN.finditer(text)]


def _covered(tokens: Sequence[Span], span: Span) -> tuple[int, int]:
    """Return the numbers of the tokens that share a character with a span: the first, and the one after the last."""
    first = bisect_right(tokens, span.start, key=lambda token: token.end)
    return first, max(first, bisect_left(tokens, span.end, key=lambda token: token.start))


def _joined(tokens: Sequence[Span], first: int, last: int) -> Span | None:
    return Span(tokens[first].start, tokens[last - 1].end) if first < last else None
