"""What the link head is told of a cue and a wordpiece: how far, over how many cues and paragraphs. Arrays
only.

The torch network and the onnxruntime one get the same numbers from here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_EDGES = np.array([1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129])
DISTANCES = 2 * len(_EDGES) + 1
"""Signed and logarithmic: 0 is inside the cue, then those behind it, then those before it."""
BETWEEN = 4
"""Other cues between the cue and the wordpiece: 0, 1, 2, more."""
PARAGRAPHS = 7
"""Paragraphs from the cue to the wordpiece: -3 and less, ..., 3 and more."""


def pair_features(cues: Sequence[tuple[int, int]], paragraphs: Ints) -> tuple[Ints, Ints, Ints]:
    """Return distances, cues between and paragraphs between, each int64 [cues, wordpieces] of bucket
    numbers.

    `cues` are ranges of wordpieces, end exclusive, of one window; `paragraphs` the paragraph of each
    wordpiece.
    """
    length = len(paragraphs)
    at = np.arange(length)[None, :]
    start = np.array([s for s, _ in cues], dtype=np.int64).reshape(-1, 1)
    end = np.array([e for _, e in cues], dtype=np.int64).reshape(-1, 1)
    behind, before = np.maximum(at - end + 1, 0), np.maximum(start - at, 0)
    distance = np.searchsorted(_EDGES, behind, side="right")
    distance += np.where(before > 0, len(_EDGES) + np.searchsorted(_EDGES, before, side="right"), 0)
    begun = np.zeros(length + 1, dtype=np.int64)
    for s, _ in cues:
        begun[s] += 1
    upto = np.cumsum(begun)[:length][None, :]
    own = upto[0, start[:, 0]].reshape(-1, 1)
    between = np.where(at >= start, upto - own, np.maximum(own - upto - 1, 0))
    crossed = paragraphs[None, :] - paragraphs[start[:, 0]].reshape(-1, 1)
    return (
        distance.astype(np.int64),
        np.minimum(between, BETWEEN - 1).astype(np.int64),
        (np.clip(crossed, -3, 3) + 3).astype(np.int64),
    )
