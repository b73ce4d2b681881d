"""Fit the weights by which "he" and "she" are resolved, and say how well they do on articles held out.

    python benchmarks/pronouns.py ARTICLES.jsonl SPEAKERS.jsonl

ARTICLES: annotated articles (as for `onrecord evaluate`); SPEAKERS: {"id", "speakers": [{"speaker", "speaker_type"}]},
in the order of each article's attributions. A logistic ranker over the candidates of each pronoun (softmax, somebody
unnamed as one more candidate), by gradient descent with a penalty on the weights; ten folds of whole articles say how
good it is, all articles together give the weights for `onrecord.mentions.pronouns`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import onrecord
from onrecord.detect import detect
from onrecord.evaluate.words import Words, pair_up
from onrecord.mentions import attribute, pronouns, who
from onrecord.names import Verdict, compare
from onrecord.types import Article, Span

Floats = NDArray[np.float64]
_PENALTY, _STEPS, _RATE, _FOLDS = 0.001, 3000, 0.3, 10


@dataclass(frozen=True)
class Case:
    """A pronoun: `rows` [candidates, features], the number of the right candidate (-1 for none), its article."""

    rows: Floats
    right: int
    article: int


def cases(articles: Path, speakers: Path) -> list[Case]:
    """Run the library on the articles and note each pronoun's candidates beside the annotated speaker."""
    nlp = onrecord.load()
    nlp.remove_pipe("onrecord")
    gold = {d["id"]: d for d in map(json.loads, articles.read_text(encoding="utf-8").splitlines())}
    found: list[Case] = []
    for number, line in enumerate(speakers.read_text(encoding="utf-8").splitlines()):
        named = json.loads(line)
        article = gold[named["id"]]
        found += _of_article(nlp(article["text"]), article, named["speakers"], number)
    return found


def _of_article(doc: Any, article: dict[str, Any], speakers: Sequence[dict[str, Any]], number: int) -> list[Case]:
    noted: dict[int, list[pronouns.Ranked]] = {}
    plain = pronouns.salient

    def noting(reading: Any, cast: Any, spoken: Any, pronoun: pronouns.Pronoun) -> list[pronouns.Ranked]:
        noted[pronoun.offset] = plain(reading, cast, spoken, pronoun)
        return noted[pronoun.offset]

    who.salient = noting  # type: ignore[attr-defined]
    try:
        quotations = detect(doc)
        attribute(doc, Article(id=article["id"], text=article["text"]), quotations)
    finally:
        who.salient = plain  # type: ignore[attr-defined]
    words = Words(article["text"])
    spans = [[Span(s, e) for s, e in a["content"]] for a in article["attributions"]]
    pairs = pair_up([words.within(s) for s in spans], [words.within(q.content) for q in quotations])
    out = []
    for i, j in pairs.items():
        source = quotations[j].source
        if not source or source[0].start not in noted or speakers[i]["speaker_type"] != "person":
            continue
        ranked = noted[source[0].start]
        right = [n for n, one in enumerate(ranked) if _same(one.person.name, speakers[i]["speaker"])]
        if ranked:
            out.append(Case(np.array([one.features for one in ranked]), right[0] if right else -1, number))
    return out


def _same(one: str, two: str) -> bool:
    found = compare(one, two)
    return one == two or found.verdict is Verdict.SAME or (found.verdict is Verdict.SHORT and found.rule == "last name")


def fit(known: Sequence[Case]) -> Floats:
    """Return the weights that make the right candidates likeliest."""
    weights = np.array(pronouns.WEIGHTS, dtype=np.float64)
    for _ in range(_STEPS):
        slope = -2 * _PENALTY * weights
        for case in known:
            shares = _shares(case.rows, weights)
            wanted = np.zeros(len(case.rows))
            if case.right >= 0:
                wanted[case.right] = 1.0
            slope += case.rows.T @ (wanted - shares) / len(known)
        weights = weights + _RATE * slope
    return weights


def _shares(rows: Floats, weights: Floats) -> Floats:
    scores = rows @ weights
    top = max(0.0, float(scores.max()))
    powers = np.exp(scores - top)
    return np.asarray(powers / (powers.sum() + np.exp(-top)))


def score(known: Sequence[Case], weights: Floats) -> tuple[int, int, int]:
    """Count the pronouns resolved rightly, wrongly, and left open."""
    right = wrong = 0
    for case in known:
        shares = _shares(case.rows, weights)
        best = int(shares.argmax())
        if shares[best] > pronouns.LEAST_SHARE:  # the margin to the next is left out: it decides few
            right += best == case.right
            wrong += best != case.right
    return right, wrong, len(known) - right - wrong


def main() -> None:
    """Print the folds' result and the weights of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("speakers", type=Path)
    given = parser.parse_args()
    known = cases(given.articles, given.speakers)
    print(f"{len(known)} pronouns; as they are: right, wrong, open = {score(known, np.array(pronouns.WEIGHTS))}")
    held = np.zeros(3, dtype=int)
    for fold in range(_FOLDS):
        weights = fit([case for case in known if case.article % _FOLDS != fold])
        held += np.array(score([case for case in known if case.article % _FOLDS == fold], weights))
    print(f"held out, {_FOLDS} folds: right, wrong, open = {tuple(int(n) for n in held)}")
    for name, weight in zip(pronouns.FEATURES, fit(known), strict=True):
        print(f"{weight:7.2f}  {name}")


if __name__ == "__main__":
    main()
