"""The model as a tagger: a text and its quotation marks in, relations out.

`Scorer` is what gives the scores: onnxruntime for users, torch while training. Nothing here knows which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from tokenizers import Tokenizer

from onrecord.model.decode import (
    Choices,
    Cue,
    Floats,
    emissions,
    find_cues,
    log_softmax,
    relations,
    viterbi,
)
from onrecord.model.features import Ints, pair_features
from onrecord.model.spans import as_relation, by_marks
from onrecord.model.windows import Window, windows
from onrecord.quotemarks import Quoted
from onrecord.tagger import Relation

_PADDED = 2048
"""Most wordpieces of one batch, padding and all."""


@dataclass(frozen=True, slots=True)
class LinkInput:
    """What the link head needs of all cues of a batch: int64 [cues], and [cues, wordpieces] for the last
    three.
    """

    window: Ints
    first: Ints
    last: Ints
    distance: Ints
    between: Ints
    crossed: Ints


class Scorer(Protocol):
    """The network. Scores are float32 before the softmax; `hidden` is whatever `link` wants back."""

    def encode(self, ids: Ints, marks: Ints, cases: Ints) -> tuple[Floats, Floats]:
        """Take int64 [windows, wordpieces], 0 for padding; return hidden and tag scores [.., wordpieces,
        7].
        """
        ...

    def link(self, hidden: Floats, tags: Floats, cues: LinkInput) -> Floats:
        """Return link scores [cues, wordpieces, 3]."""
        ...


Encode = Callable[[Sequence[Window]], tuple[Floats, Floats]]
"""Encodes a batch of windows: hidden states and tag scores, as `Scorer.encode` gives them."""


def tag_text(
    text: str,
    marks: Sequence[Quoted],
    tokenizer: Tokenizer,
    scorer: Scorer,
    choices: Choices,
    encode: Encode | None = None,
) -> list[Relation]:
    """Return the relations of a text in the order of their contents.

    `encode` stands in for the scorer's own, for who wants to see what it gives.
    """
    found: list[Relation] = []
    for batch in batched(windows(text, marks, tokenizer)):
        hidden, raw = encode(batch) if encode is not None else scorer.encode(*arrays(batch))
        found += _of_batch(text, batch, hidden, raw, scorer, choices)
    return by_marks(text, found, marks)


def arrays(batch: Sequence[Window]) -> tuple[Ints, Ints, Ints]:
    """Return the wordpieces, marks and letter cases of windows, padded to one length."""
    return _padded(batch, "ids"), _padded(batch, "marks"), _padded(batch, "cases")


def batched(made: Sequence[Window]) -> Iterator[list[Window]]:
    """Yield windows of about one length together, so that little is padding."""
    held: list[Window] = []
    for window in sorted(made, key=len, reverse=True):
        if held and len(held[0]) * (len(held) + 1) > _PADDED:
            yield held
            held = []
        held.append(window)
    if held:
        yield held


def _of_batch(
    text: str, batch: Sequence[Window], hidden: Floats, raw: Floats, scorer: Scorer, choices: Choices
) -> list[Relation]:
    tags = [log_softmax(raw[n, : len(w)]) for n, w in enumerate(batch)]
    cues = [find_cues(t, w, choices) for t, w in zip(tags, batch, strict=True)]
    if not any(cues):
        return []
    scores = log_softmax(scorer.link(hidden, raw, link_input(batch, cues)))
    return _decoded(text, batch, tags, cues, scores, choices)


def _padded(batch: Sequence[Window], name: str) -> Ints:
    full = np.zeros((len(batch), max(map(len, batch))), dtype=np.int64)
    for row, window in zip(full, batch, strict=True):
        row[: len(window)] = getattr(window, name)
    return full


def link_input(batch: Sequence[Window], cues: Sequence[Sequence[Cue]]) -> LinkInput:
    """Put the cues of all windows in a row."""
    length = max(map(len, batch))
    flat = [(n, cue) for n, of_window in enumerate(cues) for cue in of_window]
    tables = [
        pair_features([(c.start, c.end) for c in of_window], window.paragraphs)
        for window, of_window in zip(batch, cues, strict=True)
        if of_window
    ]
    wide = [[np.pad(t, ((0, 0), (0, length - t.shape[1]))) for t in group] for group in zip(*tables, strict=True)]
    return LinkInput(
        np.array([n for n, _ in flat], dtype=np.int64),
        np.array([c.start for _, c in flat], dtype=np.int64),
        np.array([c.end - 1 for _, c in flat], dtype=np.int64),
        *(np.concatenate(group) for group in wide),
    )


def _decoded(
    text: str,
    batch: Sequence[Window],
    tags: Sequence[Floats],
    cues: Sequence[Sequence[Cue]],
    scores: Floats,
    choices: Choices,
) -> list[Relation]:
    """Decode all cues of the batch at once, then part them by window."""
    emitted = np.zeros_like(scores)
    at = 0
    for tag, window, here in zip(tags, batch, cues, strict=True):
        part = slice(at, at + len(here))
        if here:
            emitted[part, : len(window)] = emissions(tag, scores[part, : len(window)], window, here, choices)
        at += len(here)
    labels = viterbi(emitted, choices.change)
    out, at = [], 0
    for window, here in zip(batch, cues, strict=True):
        part = slice(at, at + len(here))
        given = emitted[part, : len(window)]
        for found in relations(window, here, labels[part, : len(window)], given, choices):
            relation = as_relation(text, window, found)
            if relation is not None:
                out.append(relation)
        at += len(here)
    return out
