"""The words of a `Doc` as numbers, asked for all at once: a word at a time costs more than what is done with it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

__all__ = ["columns", "ends", "sentence_starts", "starts", "verbs"]

_VERBS = ("VERB", "AUX")
_VERB_TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")


def columns(doc: Doc, *names: str) -> NDArray[np.uint64]:
    """Return what spaCy knows of each word by its own numbers; uint64 [words, names]."""
    return np.asarray(doc.to_array(list(names)), dtype=np.uint64).reshape(len(doc), len(names))


def starts(doc: Doc) -> list[int]:
    """Return where each word starts, in code points."""
    return _plain(columns(doc, "IDX")[:, 0])


def ends(doc: Doc) -> list[int]:
    """Return where each word ends, in code points."""
    return _plain(columns(doc, "IDX", "LENGTH").sum(1))


def sentence_starts(doc: Doc) -> list[int]:
    """Return where the first word of each sentence starts; none where nothing has parted sentences."""
    both = columns(doc, "SENT_START", "IDX")
    return _plain(both[both[:, 0] == 1, 1])


def verbs(doc: Doc) -> list[int]:
    """Return the numbers of the words that are verbs by their part of speech or by their tag."""
    parts, tags = ([doc.vocab.strings[name] for name in names] for names in (_VERBS, _VERB_TAGS))
    both = columns(doc, "POS", "TAG")
    found = np.isin(both[:, 0], np.array(parts, dtype=np.uint64)) | np.isin(both[:, 1], np.array(tags, dtype=np.uint64))
    return _plain(np.flatnonzero(found))


def _plain(numbers: NDArray[np.generic]) -> list[int]:
    found: list[int] = numbers.tolist()
    return found
