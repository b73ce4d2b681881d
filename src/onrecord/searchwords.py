"""The words of a text as they are looked up, the same on every engine: small letters, no accents, no signs. Pure.

A script that is written without spaces is taken letter by letter, so that a phrase finds any part of it. What does not
count here: inflection, and the order of magnitude of a word. Bounds are those of the engines' indexes, kept here so
that both index the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from onrecord.nameparts import fold

LONGEST = 60
"""Letters of a word that count."""
MOST = 16_000
"""Words of a text that count: a tsvector knows no places beyond 16,383."""
_AGAIN = 255
"""Places of one word that count, as in a tsvector."""
_BYTES = 900_000
"""What all words together may take: a tsvector takes a megabyte."""
FILLER = "\ue000"
"""Stands in the place of a word that does not count; no word is written with it."""

_NOT_WORD = re.compile(r"[\W_]+")
_ABBREVIATED = re.compile(r"(?<=\b\w)\.")
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Myanmar, Khmer
    "\u1100-\u11ff"  # what Hangul is folded to
    "\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese, Japanese, Yi
)
_LETTER = re.compile(f"[{_UNSPACED}]")
_PIECE = re.compile(f"[{_UNSPACED}]|[^{_UNSPACED}]+")
_CHUNK = re.compile(r"\S+")


def plain(text: str) -> str:
    """Return the words of a text in small letters without accents, one space between them."""
    return _NOT_WORD.sub(" ", _ABBREVIATED.sub("", fold(text).replace("'", ""))).strip()


def words(text: str) -> list[str]:
    """Return the words of a text as they are looked up."""
    return _bounded(_split(plain(text)))


def pieces(word: str) -> list[str]:
    """Return what one plain word is taken apart into: itself, or the letters of a script without spaces."""
    found = _PIECE.findall(word) if _LETTER.search(word) else [word]
    return [piece[:LONGEST] for piece in found]


def is_letter(word: str) -> bool:
    """Whether a word is a letter of a script that is written without spaces."""
    return _LETTER.match(word) is not None


def _split(flat: str) -> list[str]:
    if flat.isascii():
        return [word[:LONGEST] for word in flat.split()]
    return [piece for word in flat.split() for piece in pieces(word)]


def _bounded(found: list[str]) -> list[str]:
    if len(found) <= _AGAIN and sum(map(len, found)) * 4 <= _BYTES:
        return found
    seen: Counter[str] = Counter()
    kept, room = [], _BYTES
    for word in found[:MOST]:
        seen[word] += 1
        room -= len(word.encode()) + 8
        if room < 0:
            break
        kept.append(word if seen[word] <= _AGAIN else FILLER)
    return kept


class Placed(NamedTuple):
    """A word as it is looked up, and where in the text it is printed."""

    word: str
    start: int
    end: int


def placed(text: str) -> Iterator[Placed]:
    """Yield the words of a text with their places; of those printed as one each is told with the place of all."""
    for chunk in _CHUNK.finditer(text):
        at = chunk.start()
        for word, start, end in (_known if len(chunk[0]) <= LONGEST else _placed)(chunk[0]):
            yield Placed(word, at + start, at + end)


_PRINTED = re.compile(rf"[{_UNSPACED}\uac00-\ud7af]|(?:(?![{_UNSPACED}\uac00-\ud7af])[^\W_])+")


def _placed(chunk: str) -> tuple[tuple[str, int, int], ...]:
    found = _split(plain(chunk))
    printed = list(_PRINTED.finditer(chunk))
    if not found or not printed:
        return ()
    folded = [_split(plain(each[0])) for each in printed]
    if [word for some in folded for word in some] == found:
        return tuple((word, *each.span()) for each, some in zip(printed, folded, strict=True) for word in some)
    return tuple((word, printed[0].start(), printed[-1].end()) for word in found)


_known = lru_cache(maxsize=16384)(_placed)
"""The same: texts are made of few words."""
