"""Writes what was read of a text's words into its `Doc`, as spaCy's own tagger, parser, lemmatizer and names would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from onrecord.docwords import columns
from onrecord.model.features import Ints
from onrecord.model.parsing import Inventory, Parse, Tokens, tokens

if TYPE_CHECKING:
    from thinc.types import Ints2d

__all__ = ["Annotator", "words_of_doc"]

_BEGINS, _INSIDE, _OUTSIDE = 3, 1, 2
"""spaCy's numbers of where a word stands to a name."""
_ATTRS: list[int | str] = ["TAG", "POS", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
_BASE = frozenset({"VB", "VBP", "NN", "JJ", "RB"})
"""Tags of words that are printed as a dictionary has them."""
_MOST_LEMMAS = 200_000
_INFLECTED = frozenset({"VERB", "NOUN", "ADJ", "ADV"})

_LEMMAS = {
    word: lemma
    for lemma, words in {
        "be": "am are is was were been being 're 'm",
        "have": "has had having 've",
        "do": "does did done doing",
        "will": "'ll wo",
        "can": "ca",
        "would": "'d",
        "not": "n't",
        "shall": "sha",
    }.items()
    for word in words.split()
}
"""Lemmas of the auxiliaries and of what is left of a word that stands with another one."""

Lemmatize = Callable[[Token], list[str]]
"""Gives the lemmas of a word whose part of speech is set, best first."""


def words_of_doc(doc: Doc) -> tuple[Tokens, Ints]:
    """Return the words of a `Doc` that are not white space, and their numbers in it."""
    printed = columns(doc, "IS_SPACE", "IDX", "ORTH")
    numbers = np.flatnonzero(printed[:, 0] == 0)
    strings = doc.vocab.strings
    return tokens((start, strings[word]) for start, word in printed[numbers, 1:].tolist()), numbers


class Annotator:
    """Writes for one pipeline, whose lemmas it remembers: their numbers mean nothing in the vocabulary of another."""

    def __init__(self, lemmatize: Lemmatize) -> None:
        """Take how the lemma of an inflected word is found."""
        self._lemmatize = lemmatize
        self._lemmas: dict[tuple[int, ...], int] = {}

    def __call__(self, doc: Doc, numbers: Ints, parse: Parse, names: Inventory) -> None:
        """Write a parse into `doc`; `numbers` are those of the parsed words among its tokens, `names` of its labels."""
        if not len(doc):
            return
        add = doc.vocab.strings.add
        written = np.zeros((len(doc), len(_ATTRS)), dtype=np.uint64)
        written[:, 0] = add("_SP")
        written[:, 1] = add("SPACE")
        written[:, 2] = add("dep")
        written[numbers, 0] = _named([add(name) for name in names.tags], parse.tags, add("XX"))
        written[numbers, 1] = _named([add(name) for name in names.parts], parse.parts, add("X"))
        written[numbers, 2] = _named([add(name) for name in names.relations], parse.relations, add("dep"))
        written[:, 3] = _offsets(doc, numbers, parse).view(np.uint64)
        _write_names(doc, written, numbers, parse, names.names)
        doc.from_array(_ATTRS, cast("Ints2d", written))
        doc.from_array(["LEMMA"], cast("Ints2d", self._lemmas_of(doc)))

    def _lemmas_of(self, doc: Doc) -> NDArray[np.uint64]:
        if len(self._lemmas) > _MOST_LEMMAS:
            self._lemmas.clear()
        known, found = self._lemmas, []
        for number, key in enumerate(map(tuple, columns(doc, "ORTH", "TAG").tolist())):
            lemma = known.get(key)
            if lemma is None:
                lemma = known[key] = doc.vocab.strings.add(self._worked_out(doc[number]))
            found.append(lemma)
        return np.array(found, dtype=np.uint64).reshape(-1, 1)

    def _worked_out(self, token: Token) -> str:
        if token.pos_ == "PROPN":
            return token.text
        if token.pos_ in ("AUX", "PART"):
            return _LEMMAS.get(token.lower_.replace("’", "'"), token.lower_)
        if token.pos_ in _INFLECTED and token.tag_ not in _BASE:
            return self._lemmatize(token)[0]
        return token.lower_


def _write_names(doc: Doc, written: NDArray[np.uint64], numbers: Ints, parse: Parse, inventory: Sequence[str]) -> None:
    kinds = [doc.vocab.strings.add(name[2:]) if name != "O" else 0 for name in inventory]
    written[:, 4] = _OUTSIDE
    before, before_at = 0, -2
    for at in np.flatnonzero(parse.names >= 0).tolist():
        kind = kinds[parse.names[at]]
        if kind:
            inside = inventory[parse.names[at]][0] == "I" and kind == before and at == before_at + 1
            written[numbers[at], 4] = _INSIDE if inside else _BEGINS
            written[numbers[at], 5] = kind
        before, before_at = kind, at


def _named(values: Sequence[int], found: Ints, otherwise: int) -> NDArray[np.uint64]:
    # the last value is what -1 stands for
    return np.array([*values, otherwise], dtype=np.uint64)[found]


def _offsets(doc: Doc, numbers: Ints, parse: Parse) -> Ints:
    """Return how far each token's head is from it; what nothing was found of hangs on the token before it."""
    heads = np.arange(len(doc), dtype=np.int64)
    heads[numbers] = numbers[parse.heads]
    loose = np.ones(len(doc), dtype=bool)
    loose[numbers] = parse.tags < 0
    fixed = np.flatnonzero(~loose)
    if len(fixed):
        first = int(fixed[0])
        for at in np.flatnonzero(loose).tolist():
            heads[at] = at - 1 if at > first else first
    return heads - np.arange(len(doc), dtype=np.int64)
