"""How much of a claim's words another wording has, quickly: what is worth comparing word by word. Pure.

It orders candidates and decides nothing: what is on record is decided by `wording` alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from onrecord.fingerprints import is_telling

_COMMON_WEIGHT = 0.25
"""What a word that every text is full of counts beside one that tells something."""


def weight(word: str) -> float:
    """Return how much a word counts when two wordings are compared."""
    return 1.0 if is_telling(word) else _COMMON_WEIGHT


def likeness(claim: Sequence[str], words: Sequence[str]) -> float:
    """Return how much of a claim stands in a wording, 0 to 1; both as words in small letters.

    Half of it is the share of the claim's words, the telling ones above all, that the wording has anywhere; half how
    alike the claim and the stretch of the wording are that is most like it, in order.
    """
    if not claim or not words:
        return 0.0
    there = set(words)
    shared = sum(weight(word) for word in claim if word in there) / sum(map(weight, claim))
    alike = fuzz.partial_ratio(claim, words) if len(words) >= len(claim) else fuzz.ratio(claim, words)
    return (shared + alike / 100) / 2
