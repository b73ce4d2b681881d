"""Words, sentences and names from the encoder that finds quotations: one reading of a text serves both.

A small network over the encoder's states (three of its layers, at a word's first and last wordpiece) gives each word a
tag, a part of speech, whether a sentence or a name begins there, and scores for its head. It was trained on what
spaCy's small English model says of news, and stands in for that model's tagger, parser and names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from onrecord.model.decode import Floats
from onrecord.model.features import Ints
from onrecord.model.trees import trees
from onrecord.model.windows import Window

__all__ = ["Inventory", "Parse", "ParseScorer", "Scored", "Tokens", "parse_window", "pieces_of", "shape", "tokens"]

SHAPES = 16
_SIGNS = {",": 8, ".": 9, "-": 11, "$": 12, "%": 12, "(": 13, ")": 13}
_SIGNS |= dict.fromkeys('"“”', 10) | dict.fromkeys("'’‘", 14)


@dataclass(frozen=True, slots=True)
class Inventory:
    """The names of what the scores are of, in their order. `names` are O, B-PERSON, I-PERSON and so on."""

    tags: tuple[str, ...]
    parts: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text that are not white space: where each starts and ends, and its shape; int64 [words]."""

    starts: Ints
    ends: Ints
    shapes: Ints

    def __len__(self) -> int:
        """Count the words."""
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Scored:
    """What the network says of the words of a window: float32 [words, ...], `arcs` [words, words]."""

    tags: Floats
    parts: Floats
    names: Floats
    begins: Floats
    arcs: Floats
    lower: Floats
    upper: Floats


class ParseScorer(Protocol):
    """The network."""

    inventory: Inventory

    def words(self, states: Floats, first: Ints, last: Ints, shapes: Ints) -> Scored:
        """Take the encoder's states [wordpieces, width] and of each word its first and last piece and its shape."""
        ...

    def relations(self, lower: Floats, upper: Floats, heads: Ints) -> Floats:
        """Return the scores of the relations of words to their heads [words, relations]."""
        ...


@dataclass(frozen=True, slots=True)
class Parse:
    """What is known of each word of a text, int64 [words]: numbers of the inventory, a word's head as its number.

    A sentence is what hangs on one root. A word that the encoder did not see has -1 everywhere, and itself as its head.
    """

    tags: Ints
    parts: Ints
    relations: Ints
    names: Ints
    heads: Ints

    @staticmethod
    def unknown(count: int) -> Parse:
        """Return a parse that knows nothing yet."""
        tags, parts, relations, names = (np.full(count, -1, dtype=np.int64) for _ in range(4))
        return Parse(tags, parts, relations, names, np.arange(count, dtype=np.int64))


def shape(word: str) -> int:
    """Return the number of a word's shape: letter case, digits, or which sign."""
    if any(c.isdigit() for c in word):
        return 6 if word.isdigit() else 7
    if not any(c.isalpha() for c in word):
        return _SIGNS.get(word, 15)
    if word.islower():
        return 1
    if word.isupper():
        return 2 if len(word) > 1 else 3
    return 4 if word.istitle() else 5


def tokens(words: Iterable[tuple[int, str]]) -> Tokens:
    """Return words, given with where they start, as arrays."""
    known: dict[str, int] = {}
    starts, ends, shapes = [], [], []
    for start, word in words:
        found = known.get(word)
        if found is None:
            found = known[word] = shape(word)
        starts.append(start)
        ends.append(start + len(word))
        shapes.append(found)
    return Tokens(*(np.array(each, dtype=np.int64) for each in (starts, ends, shapes)))


def parse_window(window: Window, states: Floats, words: Tokens, scorer: ParseScorer, parse: Parse) -> None:
    """Write into `parse` what is found of the words of a window; `states` are those of its wordpieces."""
    at, first, last = pieces_of(window, words)
    if not len(at):
        return
    scored = scorer.words(states, first, last, words.shapes[at])
    begins = scored.begins[:, 1] > scored.begins[:, 0]
    paragraph = window.paragraphs[first]
    begins[0] = True
    begins[1:] |= paragraph[1:] != paragraph[:-1]
    heads = trees(scored.arcs, np.flatnonzero(begins).tolist())
    parse.tags[at] = scored.tags.argmax(1)
    parse.parts[at] = scored.parts.argmax(1)
    parse.names[at] = scored.names.argmax(1)
    parse.heads[at] = at[heads]
    parse.relations[at] = _relations(scorer, scored, heads)


def _relations(scorer: ParseScorer, scored: Scored, heads: Ints) -> Ints:
    """Return the best relation of each word to its head; a root's is ROOT and nobody else's."""
    scores = scorer.relations(scored.lower, scored.upper, heads).copy()
    root = scorer.inventory.relations.index("ROOT")
    scores[:, root] = -np.inf
    found: Ints = scores.argmax(1)
    found[heads == np.arange(len(heads))] = root
    return found


def pieces_of(window: Window, words: Tokens) -> tuple[Ints, Ints, Ints]:
    """Return the numbers of the words of a window that have a wordpiece, and of each the first and the last one."""
    real = np.flatnonzero(window.starts >= 0)
    if not len(real):
        return real, real, real
    starts, ends = window.starts[real], window.ends[real]
    begin, end = np.searchsorted(words.starts, (starts[0], ends[-1]))
    begin = max(begin - 1, 0) if begin and words.ends[begin - 1] > starts[0] else begin
    at = np.arange(begin, end, dtype=np.int64)
    first = np.searchsorted(starts, words.starts[at], side="right") - 1
    last = np.searchsorted(starts, words.ends[at] - 1, side="right") - 1
    seen = (first >= 0) & (last >= 0) & ((last > first) | (ends[first] > words.starts[at]))
    return at[seen], real[first[seen]], real[last[seen]]
