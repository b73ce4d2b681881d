"""A few numbers for a wording, of which wordings that share words share some: the index of families. Pure.

Winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003) of shingles of three words: of each four that follow one
another the one with the fewest common words is kept (the least by its number among these). So two wordings that have
any six words in a row in common share a number, however long they are; MinHash promises that only of wordings that are
alike as a whole, and loses a sentence cut from a speech. Of a short wording all shingles are kept, and one number for
its words that are not common, in any order, so that a changed "not" is found in five words as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

SHINGLE = 3
WINDOW = 4
SHORT = 12
"""Words up to which all shingles are kept."""

_COMMON = frozenset(
    "a an the this that these those it its he she his her him we us our you your they them their i my me who which "
    "what there here and or but so as if than then of in on at to for from by with about into over up out is are was "
    "were be been being am have has had do does did will would shall should can could may might must not no never "
    "very more all any some one also just now only when where how why because".split()
)


def fingerprints(words: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of a wording, given as words in small letters: signed, of 32 bits, the whole wording's first.

    They are the same in every process and on every machine. Empty for no words.
    """
    if not words:
        return ()
    found = {_number("=", words): None}
    if len(words) <= SHORT:
        telling = sorted({word for word in words if word not in _COMMON})
        if telling:
            found[_number("~", telling)] = None
    for number in _winnowed(words):
        found[number] = None
    return tuple(found)


def common_shingles(words: Sequence[str]) -> frozenset[int]:
    """Return the numbers of three words in a row that are all common: by these alone nobody else's words are found."""
    common = [word in _COMMON for word in words]
    places = range(len(words) - SHINGLE + 1)
    return frozenset(_number("", words[at : at + SHINGLE]) for at in places if all(common[at : at + SHINGLE]))


def questions(words: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers by which to look for what a claim is a form or a part of: the whole wording's first.

    All shingles are asked for: which of them a longer wording kept depends on the words around them there.
    """
    if not words:
        return ()
    telling = sorted({word for word in words if word not in _COMMON})
    asked = [_number("=", words), *([_number("~", telling)] if telling else [])]
    asked += [_number("", words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]
    return tuple(dict.fromkeys(asked))


def is_telling(word: str) -> bool:
    """Whether a word in small letters is not one of those that every text is full of."""
    return word not in _COMMON


def _number(kind: str, words: Sequence[str]) -> int:
    return crc32(f"{kind}{' '.join(words)}".encode("utf-8", "surrogatepass")) - 2**31


def _winnowed(words: Sequence[str]) -> list[int]:
    common = [word in _COMMON for word in words]
    ranked = [
        (sum(common[at : at + SHINGLE]), _number("", words[at : at + SHINGLE]))
        for at in range(len(words) - SHINGLE + 1)
    ]
    if len(words) <= SHORT:
        return [number for _, number in ranked]
    return [min(ranked[at : at + WINDOW])[1] for at in range(len(ranked) - WINDOW + 1)]
