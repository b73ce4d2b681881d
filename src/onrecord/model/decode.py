"""From the scores of both heads to relations of one window, as ranges of wordpieces. Arrays only.

Each cue labels the window by itself (Viterbi over outside, source and content, the tag head having a say);
then a stretch that two cues claim as content goes to the one surer of it, and of several sources the surest
is kept.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.model.labels import (
    B_CONTENT,
    B_CUE,
    B_SOURCE,
    I_CONTENT,
    I_CUE,
    I_SOURCE,
    LINKS,
    OUT,
    ROLE_CONTENT,
    ROLE_SOURCE,
)
from onrecord.model.windows import Window

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Range = tuple[int, int]


_NO_SOURCE = 0.5
"""Counts for a relation without a source as the probability of a source does for others."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen on development data, not learned.

    `tag_share`: weight of the tag head's log probabilities beside the link head's. `change`: cost of going
    from one label to another. `cue_bias`: added to the log odds of a cue. `least_score`: relations below it
    are dropped. `slope`, `offset`: calibrate the log odds of what is kept.
    """

    tag_share: float = 0.5
    change: float = 0.5
    cue_bias: float = 0.0
    least_score: float = 0.0
    slope: float = 1.0
    offset: float = 0.0

    def calibrated(self, score: float) -> float:
        """Return how likely a relation of this score is right, in (0, 1)."""
        score = min(max(score, 1e-4), 1 - 1e-4)
        return 1 / (1 + math.exp(-self.slope * math.log(score / (1 - score)) - self.offset))


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found: its wordpieces and how likely it is."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Found:
    """One relation in a window: ranges of wordpieces, end exclusive, and its probability before
    calibration.
    """

    cue: Range
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    score: float


def log_softmax(scores: Floats) -> Floats:
    """Normalise scores over the last axis."""
    moved = scores - scores.max(-1, keepdims=True)
    return np.asarray(moved - np.log(np.exp(moved).sum(-1, keepdims=True)), dtype=np.float32)


def find_cues(tags: Floats, window: Window, choices: Choices) -> list[Cue]:
    """Return the cues among the tag head's log probabilities [wordpieces, 7]: runs of whole words."""
    likely = np.exp(tags)
    cue = likely[:, B_CUE] + likely[:, I_CUE]
    other = np.maximum.reduce(
        [
            likely[:, OUT],
            likely[:, B_SOURCE] + likely[:, I_SOURCE],
            likely[:, B_CONTENT] + likely[:, I_CONTENT],
        ]
    )
    over = (np.log(cue + 1e-9) + choices.cue_bias > np.log(other + 1e-9)) & (window.starts >= 0)
    begins = over & (likely[:, B_CUE] > likely[:, I_CUE])
    found: list[Cue] = []
    for start, end in runs(over):
        cuts = [start, *(i for i in range(start + 1, end) if begins[i] and not window.inner[i]), end]
        for a, b in pairwise(cuts):
            a, b = whole_words(window, a, b)
            if not found or a >= found[-1].end:
                found.append(Cue(a, b, float(cue[a:b].max())))
    return found


def whole_words(window: Window, start: int, end: int) -> Range:
    """Widen a range of wordpieces to whole words: the model must not answer with half of one."""
    while window.inner[start]:
        start -= 1
    while end < len(window) and window.inner[end]:
        end += 1
    return start, end


def runs(chosen: Bools) -> list[Range]:
    """Return the ranges in which `chosen` holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], chosen.astype(np.int8), [0]])))
    return [(int(s), int(e)) for s, e in zip(edges[::2], edges[1::2], strict=True)]


def emissions(tags: Floats, link: Floats, window: Window, cues: Sequence[Cue], choices: Choices) -> Floats:
    """Return the scores [cues, wordpieces, 3] that are decoded: both heads' log probabilities, summed."""
    likely = np.exp(tags)
    roles = np.stack(
        [
            likely[:, OUT] + likely[:, B_CUE] + likely[:, I_CUE],
            likely[:, B_SOURCE] + likely[:, I_SOURCE],
            likely[:, B_CONTENT] + likely[:, I_CONTENT],
        ],
        axis=-1,
    )
    # another relation's source or content is outside this one
    roles[:, 0] = np.maximum(roles[:, 0], 0.5 * (roles[:, 1] + roles[:, 2]))
    scores = link + choices.tag_share * np.log(roles + 1e-6)[None]
    scores[:, window.starts < 0] = 0.0
    for n, cue in enumerate(cues):
        scores[n, cue.start : cue.end, 1:] = -50.0
    return np.asarray(scores, dtype=np.float32)


def viterbi(scores: Floats, change: float) -> NDArray[np.int64]:
    """Return the best labels [sequences, length] for scores [sequences, length, labels], a change costing
    `change`.
    """
    count, length, labels = scores.shape
    cost = np.zeros((labels, labels), dtype=np.float32)
    cost[:ROLE_CONTENT, ROLE_CONTENT] = cost[ROLE_CONTENT, :ROLE_CONTENT] = change
    best = scores[:, 0]
    back = np.zeros((length, count, labels), dtype=np.int64)
    for t in range(1, length):
        ways = best[:, :, None] - cost
        back[t] = ways.argmax(1)
        best = ways.max(1) + scores[:, t]
    path = np.zeros((count, length), dtype=np.int64)
    path[:, -1] = best.argmax(-1)
    rows = np.arange(count)
    for t in range(length - 1, 0, -1):
        path[:, t - 1] = back[t][rows, path[:, t]]
    return path


def relations(
    window: Window, cues: Sequence[Cue], labels: NDArray[np.int64], scores: Floats, choices: Choices
) -> list[Found]:
    """Return the relations of a window: `labels` [cues, wordpieces] as decoded from `scores` (see `emissions`)."""
    likely = np.exp(log_softmax(scores))
    margin = scores[:, :, ROLE_CONTENT] - np.maximum(scores[:, :, 0], scores[:, :, ROLE_SOURCE])
    contents = _shared_out(labels == ROLE_CONTENT, margin) & (window.starts >= 0)
    sources = (labels == ROLE_SOURCE) & (window.starts >= 0)
    out = []
    for n, cue in enumerate(cues):
        place = (cue.start, cue.end)
        content = _clean(window, runs(contents[n]), place)
        if not content:
            continue
        sure = likely[n, :, ROLE_SOURCE]
        source = max(_clean(window, runs(sources[n]), place), key=lambda r: _highest(sure, r), default=None)
        score = cue.probability * float(np.concatenate([likely[n, s:e, ROLE_CONTENT] for s, e in content]).mean())
        score *= _highest(sure, source) if source else _NO_SOURCE
        if score >= choices.least_score:
            found = (source,) if source else ()
            out.append(Found(place, found, tuple(content), choices.calibrated(score)))
    return out


def _highest(likely: Floats, where: Range) -> float:
    return float(likely[where[0] : where[1]].max())


def _shared_out(claimed: Bools, margin: Floats) -> Bools:
    """Give each stretch that several cues claim to the one that is surest of it on the whole."""
    for start, end in runs(claimed.sum(0) > 1):
        rivals = np.flatnonzero(claimed[:, start:end].any(1))
        best = max(rivals, key=lambda n: float(margin[n, start:end].sum()))
        claimed[rivals, start:end] &= (rivals == best)[:, None]
    return claimed


def _clean(window: Window, ranges: Sequence[Range], cue: Range) -> list[Range]:
    """Whole words, none of the cue's, and no range without a letter or digit unless it is beside another."""
    out: list[Range] = []
    for start, end in ranges:
        start, end = whole_words(window, start, end)
        if start < cue[1] and cue[0] < end:
            continue
        if out and start < out[-1][1]:
            start = out[-1][1]
        if start < end and window.wordy[start:end].any():
            out.append((start, end))
    return out


assert LINKS == ROLE_CONTENT + 1
