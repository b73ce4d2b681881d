"""Keywords in context, as concordances print them, without a language model. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.searchwords import placed
from onrecord.wordquery import Phrase, leaves, parse, places


@dataclass(frozen=True, slots=True)
class InContext:
    """One place of what was looked for: the words as printed, and up to so many characters before and after them."""

    before: str
    word: str
    after: str


def in_context(text: str, words: str, chars: int = 40) -> Iterator[InContext]:
    """Find each place of what `words` ask for, a query as in `wordquery`, in the text's order.

    Each of its words and phrases is shown wherever it stands; of one within another only the longer. What is to be done
    without is not looked for.
    """
    for start, stop in standing_in(text, words):
        yield InContext(_cut_left(text[:start], chars), text[start:stop], _cut_right(text[stop:], chars))


def standing_in(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where in a text, [start, end) in code points, stands what `in_context` finds, in the text's order."""
    end = 0
    for start, stop in sorted(_found(text, words), key=lambda span: (span[0], -span[1])):
        if stop > end:
            yield start, stop
            end = stop


def _found(text: str, words: str) -> set[tuple[int, int]]:
    standing = list(placed(text))
    found = [each.word for each in standing]
    return {
        (standing[at].start, standing[at + len(phrase.words) - 1].end)
        for phrase in _phrases(words)
        for at in places(phrase, found)
    }


@lru_cache(maxsize=64)  # of one query all texts of a page are asked
def _phrases(words: str) -> tuple[Phrase, ...]:
    query = parse(words)
    return () if query is None else tuple(leaves(query))


def _cut_left(text: str, chars: int) -> str:
    """Return the end of a text, from the beginning of a word on."""
    flat = " ".join(text.split())
    return flat if len(flat) <= chars else "…" + flat[-chars + 1 :].partition(" ")[2]


def _cut_right(text: str, chars: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= chars else flat[: chars - 1].rpartition(" ")[0] + "…"
