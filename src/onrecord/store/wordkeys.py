"""What words of names share that are spellings of one another or a slip apart, for an index to lead to all. Pure.

Deletions of letters, as in SymSpell (Garbe, 2012): two words a slip apart have one in common. Of long words, where
`names.word_score` allows two slips or three, the five first letters or the five last ones hold one of them at most.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.namesounds import bones

ALL = "w"
"""The key of all words, for those that begin with some letters."""
_EDGE = 5
_LONG = 8
"""Letters from which on a word has the keys of its edges; words up to this length have those of the whole."""
_LEAST = 4
"""Letters of which one may be another: shorter words are met by their sound or not at all."""


def keys(word: str) -> list[str]:
    """Return the keys of a folded word: its skeleton, and what is left of it without one letter."""
    return list(dict.fromkeys(_keys(word)))


def _keys(word: str) -> Iterator[str]:
    yield f"~{bones(word)}"
    if _LEAST <= len(word) <= _LONG:
        yield from (f"-{rest}" for rest in _slips(word))
    if len(word) >= _LONG:
        yield from (f"<{rest}" for rest in _slips(word[:_EDGE]))
        yield from (f">{rest}" for rest in _slips(word[-_EDGE:]))


def _slips(word: str) -> Iterator[str]:
    """Yield a word as it is, and without each of its letters if it has enough of them."""
    yield word
    if len(word) > _LEAST:
        yield from (word[:at] + word[at + 1 :] for at in range(len(word)))
