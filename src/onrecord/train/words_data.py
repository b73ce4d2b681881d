"""Texts to windows of words with labels: spaCy's small English model is the teacher, the encoder gives the states."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from onrecord.errors import InputError
from onrecord.model.annotating import words_of_doc
from onrecord.model.features import Ints
from onrecord.model.parsing import Inventory, pieces_of
from onrecord.model.tagging import arrays
from onrecord.model.windows import windows
from onrecord.quotemarks import pair

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from tokenizers import Tokenizer

    from onrecord.model.session import OnnxScorer

__all__ = ["IGNORED", "Example", "Labels", "batches", "examples", "inventory_of", "load_texts", "numbered"]

IGNORED = -100
_RARE = 5
"""Labels that the teacher gives less often are not learned."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What the teacher says of the words of a window, a name each; `heads` are numbers of words, a root's its own."""

    tags: tuple[str, ...]
    parts: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    heads: Ints
    begins: Ints


@dataclass(frozen=True, slots=True)
class Example:
    """A window: `pieces` float16 [words, 2 * states], `shapes` int64 [words], and the teacher's labels."""

    pieces: NDArray[np.float16]
    shapes: Ints
    labels: Labels


def load_texts(path: Path) -> list[str]:
    """Read the texts of JSON lines, one article a line with its `text`. Raises InputError where a line has none."""
    texts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            texts.append(str(json.loads(line)["text"]))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}, line {number}: no article with a text ({error})") from error
    return texts


def examples(docs: Iterable[Doc], tokenizer: Tokenizer, scorer: OnnxScorer) -> Iterator[Example]:
    """Yield the windows of texts that the teacher has read."""
    for doc in docs:
        words, numbers = words_of_doc(doc)
        for window in windows(doc.text, pair(doc.text), tokenizer):
            (states,) = scorer.encode_all(*arrays([window]))[2]
            at, first, last = pieces_of(window, words)
            if len(at):
                pieces = np.concatenate([states[first], states[last]], axis=1).astype(np.float16)
                yield Example(pieces, words.shapes[at], _labels(doc, numbers[at]))


def _labels(doc: Doc, numbers: Ints) -> Labels:
    place = {int(number): k for k, number in enumerate(numbers)}
    found = [doc[int(number)] for number in numbers]
    return Labels(
        tuple(token.tag_ for token in found),
        tuple(token.pos_ for token in found),
        tuple(token.dep_ for token in found),
        tuple(f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in found),
        np.array([place.get(token.head.i, k) for k, token in enumerate(found)], dtype=np.int64),
        np.array([bool(token.is_sent_start) for token in found], dtype=np.int64),
    )


def inventory_of(made: Sequence[Example]) -> Inventory:
    """Return the labels that the teacher gives more than a few times, the frequent ones first."""
    return Inventory(
        *(
            _frequent(label for each in made for label in getattr(each.labels, field))
            for field in Inventory.__dataclass_fields__
        )
    )


def _frequent(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(label for label, count in Counter(labels).most_common() if count >= _RARE)


def numbered(example: Example, inventory: Inventory) -> tuple[Tensor, ...]:
    """Return pieces, shapes, the four kinds of labels as numbers (IGNORED for rare ones), heads and begins."""
    rows = []
    for field in Inventory.__dataclass_fields__:
        number = {label: n for n, label in enumerate(getattr(inventory, field))}
        rows.append(torch.tensor([number.get(label, IGNORED) for label in getattr(example.labels, field)]))
    heads, begins = torch.from_numpy(example.labels.heads), torch.from_numpy(example.labels.begins)
    return torch.from_numpy(example.pieces), torch.from_numpy(example.shapes), *rows, heads, begins


def batches(data: Sequence[tuple[Tensor, ...]], most: int, random: Random | None) -> Iterator[tuple[Tensor, ...]]:
    """Yield windows of about one length together, `most` words at most with the padding; shuffled with `random`."""
    jitter = (lambda: random.random() * 20) if random is not None else (lambda: 0.0)
    held: list[list[int]] = [[]]
    for n in sorted(range(len(data)), key=lambda n: len(data[n][1]) + jitter()):
        if held[-1] and len(data[n][1]) * (len(held[-1]) + 1) > most:
            held.append([])
        held[-1].append(n)
    if random is not None:
        random.shuffle(held)
    for group in held:
        if group:
            yield tuple(
                pad_sequence([data[n][k] for n in group], batch_first=True, padding_value=0 if k < 2 else IGNORED)
                for k in range(len(data[0]))
            )
