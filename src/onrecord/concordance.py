"""Keywords in context, as concordances print them, without a language model. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.names import fold

_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class InContext:
    """One place of a keyword: the word as printed and up to so many characters of what stands around it."""

    before: str
    word: str
    after: str


def in_context(text: str, words: str, chars: int = 40) -> Iterator[InContext]:
    """Find each place of each of `words` (by their beginnings, without case and accents), in the text's order."""
    wanted = tuple(fold(word) for word in _WORD.findall(words))
    for found in _WORD.finditer(text):
        if wanted and fold(found[0]).startswith(wanted):
            start, end = found.span()
            yield InContext(_cut_left(text[:start], chars), found[0], _cut_right(text[end:], chars))


def _cut_left(text: str, chars: int) -> str:
    """Return the end of a text, from the beginning of a word on."""
    flat = " ".join(text.split())
    return flat if len(flat) <= chars else "…" + flat[-chars + 1 :].partition(" ")[2]


def _cut_right(text: str, chars: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= chars else flat[: chars - 1].rpartition(" ")[0] + "…"
