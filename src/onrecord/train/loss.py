"""What the network is trained to lower: the loss of both heads over a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.model.features import pair_features
from onrecord.model.labels import B_CUE, I_CUE, LINKS, TAGS
from onrecord.train.data import IGNORED, Batch, Example
from onrecord.train.network import Network

_UNLIKELY = 0.3
"""Weight of a wordpiece that belongs to no relation: it is easily told from the others."""
_DOUBTFUL = 0.25
"""A cue that the tag head gives this much and the gold has not is shown to the link head as one without
content.
"""
_MOST_DOUBTFUL = 3

Cues = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Teacher:
    """A trained network whose answers count for `share` of the loss, beside the annotators' (Hinton et al. 2015)."""

    network: Network
    share: float


def loss_of(network: Network, batch: Batch, teacher: Teacher | None = None) -> Tensor:
    """Return the sum of both heads' mean cross entropies, towards the gold and towards what a teacher says."""
    hidden, tags = network(batch.ids, batch.marks, batch.cases)
    tag_loss = nn.functional.cross_entropy(tags.float().reshape(-1, TAGS), batch.tags.reshape(-1), ignore_index=IGNORED)
    with torch.no_grad():
        likely = torch.softmax(tags.float(), -1)[..., B_CUE : I_CUE + 1].sum(-1).numpy()
        told = teacher.network(batch.ids, batch.marks, batch.cases) if teacher is not None else None
    cues = [[*e.cues, *_doubtful(likely[n], e)] for n, e in enumerate(batch.examples)]
    if teacher is not None and told is not None:
        real = (batch.tags.reshape(-1) != IGNORED).float()
        tag_loss = _mixed(tag_loss, tags, told[1], real, teacher.share)
    if not any(cues):
        return tag_loss
    scores = link_scores(network, hidden, tags, batch.examples, cues)
    wanted, weight = _wanted(batch, cues)
    weight = weight.reshape(-1)
    link_loss = nn.functional.cross_entropy(scores.float().reshape(-1, LINKS), wanted.reshape(-1), reduction="none")
    link_loss = (link_loss * weight).sum() / weight.sum()
    if teacher is not None and told is not None:
        states, tag_scores = told
        with torch.no_grad():
            links = link_scores(teacher.network, states, tag_scores, batch.examples, cues)
        link_loss = _mixed(link_loss, scores, links, weight, teacher.share)
    return tag_loss + link_loss


def _mixed(loss: Tensor, scores: Tensor, told: Tensor, weight: Tensor, share: float) -> Tensor:
    """Mix a loss with the cross entropy towards the teacher's shares of the labels."""
    labels = scores.shape[-1]
    wanted = torch.softmax(told.float().reshape(-1, labels), -1)
    off = -(wanted * torch.log_softmax(scores.float().reshape(-1, labels), -1)).sum(-1)
    return (1 - share) * loss + share * (off * weight).sum() / weight.sum()


def link_scores(
    network: Network, hidden: Tensor, tags: Tensor, examples: Sequence[Example], cues: Sequence[Cues]
) -> Tensor:
    """Score the links of some cues of each window, float [all cues, wordpieces, 3]."""
    length = hidden.shape[1]
    number, first, last = [], [], []
    parts: list[list[np.ndarray[tuple[int, int], np.dtype[np.int64]]]] = [[], [], []]
    for n, (example, ranges) in enumerate(zip(examples, cues, strict=True)):
        if not ranges:
            continue
        number += [n] * len(ranges)
        first += [s for s, _ in ranges]
        last += [e - 1 for _, e in ranges]
        for part, array in zip(parts, pair_features(ranges, example.window.paragraphs), strict=True):
            part.append(np.pad(array, ((0, 0), (0, length - array.shape[1]))))
    tables = [torch.from_numpy(np.concatenate(part)) for part in parts]
    scores: Tensor = network.link(hidden, tags, torch.tensor(number), torch.tensor(first), torch.tensor(last), *tables)
    return scores


def _doubtful(likely: np.ndarray[tuple[int], np.dtype[np.float32]], example: Example) -> Cues:
    """Runs that the tag head may take for cues and that share nothing with one of the gold."""
    over = likely[: len(example.window)] > _DOUBTFUL
    over &= example.window.starts >= 0
    for s, e in example.cues:
        over[s:e] = False
    edges = np.flatnonzero(np.diff(np.concatenate([[0], over.astype(np.int8), [0]])))
    runs = [(int(s), int(e)) for s, e in zip(edges[::2], edges[1::2], strict=True)]
    clear = [r for r in runs if not any(r[0] <= e and s <= r[1] for s, e in example.cues)]
    return clear[:_MOST_DOUBTFUL]


def _wanted(batch: Batch, cues: Sequence[Cues]) -> tuple[Tensor, Tensor]:
    """Return the link labels, int64, and their weights, float, each [all cues, wordpieces]."""
    length = batch.ids.shape[1]
    labels, weights = [], []
    for example, ranges in zip(batch.examples, cues, strict=True):
        none = np.zeros(length, dtype=np.int64)
        weight = np.zeros(length, dtype=np.float32)
        here = len(example.window)
        weight[:here] = np.where(example.tags > 0, 1.0, _UNLIKELY)
        weight[:here][example.tags == IGNORED] = 0.0
        for n in range(len(ranges)):
            label = none.copy()
            if n < len(example.links):
                label[:here] = example.links[n]
            labels.append(label)
            weights.append(weight)
    return torch.from_numpy(np.stack(labels)), torch.from_numpy(np.stack(weights))
