"""How well the words of a quotation meet a query, from the words alone: the same whatever engine found them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.wordquery import Phrase, Query, leaves, places

_PHRASES = 8
"""Phrases of a query that count."""
_PLACES = 20
"""Places of each that count, the first ones."""


def score(query: Query, found: Sequence[str]) -> int:
    """Return a number that is greater the better: more of the phrases, whole words, close together, few others around.

    In this order: what weighs less never outdoes what weighs more.
    """
    phrases = list(dict.fromkeys(leaves(query)))[:_PHRASES]
    where = {phrase: list(places(phrase, found))[:_PLACES] for phrase in phrases}
    met = [phrase for phrase in phrases if where[phrase]]
    if not met:
        return 0
    whole = sum(_is_whole(phrase.words, where[phrase], found) for phrase in met)
    closeness = max(0, 255 - _spread([(at, each) for each in met for at in where[each]], met))
    brevity = max(0, 255 - len(found) // 4)
    return ((len(met) << 4 | whole) << 8 | closeness) << 8 | brevity


def _is_whole(words: Sequence[str], starts: Sequence[int], found: Sequence[str]) -> bool:
    return any(found[at + len(words) - 1] == words[-1] for at in starts)


def _spread(standing: Sequence[tuple[int, Phrase]], met: Sequence[Phrase]) -> int:
    """Return in how few words all of the phrases stand that are met, without their own."""
    standing = sorted(standing, key=lambda one: one[0])
    latest: dict[Phrase, int] = {}
    least = 1 << 30
    for at, phrase in standing:
        latest[phrase] = at
        if len(latest) == len(met):
            least = min(least, at + len(phrase.words) - min(latest.values()))
    return max(0, least - sum(len(phrase.words) for phrase in met))
