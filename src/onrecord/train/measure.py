"""Scores of a network on annotated articles, by the library's own measures, and the choices made on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from tokenizers import Tokenizer

from onrecord import evaluate
from onrecord.evaluate.words import Words, pair_up, same_source
from onrecord.model.decode import Choices, Floats
from onrecord.model.features import Ints
from onrecord.model.tagging import LinkInput, Scorer, tag_text
from onrecord.quotemarks import pair
from onrecord.tagger import Relation

GRID: tuple[dict[str, float], ...] = (
    *({"tag_share": s} for s in (1.0, 1.5, 2.0, 2.5)),
    *({"change": c} for c in (0.25, 1.0, 1.5)),
    *({"least_score": s} for s in (0.3, 0.35, 0.4, 0.45)),
    *({"cue_bias": b} for b in (-0.3, 0.3)),
)
"""Variants of the choices that `choose` tries, one after the other, keeping each that is better."""


class Remembering:
    """A scorer that encodes no batch twice, so that many choices can be tried on the same articles."""

    def __init__(self, scorer: Scorer) -> None:
        """Remember what `scorer` gives."""
        self._scorer = scorer
        self._seen: dict[bytes, tuple[Floats, Floats]] = {}

    def encode(self, ids: Ints, marks: Ints, cases: Ints) -> tuple[Floats, Floats]:
        """Return hidden states and tag scores."""
        key = ids.tobytes()
        if key not in self._seen:
            self._seen[key] = self._scorer.encode(ids, marks, cases)
        return self._seen[key]

    def link(self, hidden: Floats, tags: Floats, cues: LinkInput) -> Floats:
        """Return link scores."""
        return self._scorer.link(hidden, tags, cues)


def tagged(
    gold: Iterable[evaluate.GoldArticle], tokenizer: Tokenizer, scorer: Scorer, choices: Choices
) -> dict[str, list[Relation]]:
    """Return the relations that are found in each article, by its id."""
    return {g.article.id: tag_text(g.article.text, pair(g.article.text), tokenizer, scorer, choices) for g in gold}


def measure(
    gold: Sequence[evaluate.GoldArticle], tokenizer: Tokenizer, scorer: Scorer, choices: Choices
) -> evaluate.Scores:
    """Score the model alone: without what detection joins and adds afterwards."""
    found = tagged(gold, tokenizer, scorer, choices)
    return evaluate.evaluate(gold, {k: [_plain(r) for r in v] for k, v in found.items()})


def _plain(relation: Relation) -> evaluate.Relation:
    return evaluate.Relation(relation.content, relation.cue, relation.source)


def choose(
    gold: Sequence[evaluate.GoldArticle], tokenizer: Tokenizer, scorer: Scorer, start: Choices | None = None
) -> Choices:
    """Return the choices that do best on development data (F1 of who said what), with calibrated scores."""
    scorer = Remembering(scorer)
    best = start or Choices()
    reached = measure(gold, tokenizer, scorer, best).who_said_what.f1
    for variant in GRID:
        tried = replace(best, **variant)
        f1 = measure(gold, tokenizer, scorer, tried).who_said_what.f1
        if f1 > reached:
            best, reached = tried, f1
    return calibrated(gold, tokenizer, scorer, best)


def calibrated(gold: Sequence[evaluate.GoldArticle], tokenizer: Tokenizer, scorer: Scorer, choices: Choices) -> Choices:
    """Fit slope and offset of the scores' log odds to whether a relation is right (Platt 1999, by Newton steps)."""
    plain = replace(choices, slope=1.0, offset=0.0)
    found = tagged(gold, tokenizer, scorer, plain)
    scores, right = [], []
    for article in gold:
        here = found[article.article.id]
        scores += [r.score for r in here]
        right += _right(article, here)
    p = np.clip(np.array(scores), 1e-4, 1 - 1e-4)
    x = np.stack([np.log(p / (1 - p)), np.ones(len(p))], axis=1)
    y = np.array(right, dtype=np.float64)
    weights = np.array([1.0, 0.0])
    for _ in range(25):
        expected = 1 / (1 + np.exp(-x @ weights))
        slope = x.T * (expected * (1 - expected))
        weights = weights - np.linalg.solve(slope @ x + 1e-3 * np.eye(2), x.T @ (expected - y))
    return replace(choices, slope=float(weights[0]), offset=float(weights[1]))


def _right(article: evaluate.GoldArticle, found: Sequence[Relation]) -> list[bool]:
    words = Words(article.article.text)
    gold = article.relations
    pairs = pair_up([words.within(r.content) for r in gold], [words.within(r.content) for r in found])
    right = {j for i, j in pairs.items() if same_source(words.within(gold[i].source), words.within(found[j].source))}
    return [j in right for j in range(len(found))]
