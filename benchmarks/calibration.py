"""Say how far the confidence of an attribution can be believed, and what `--min-confidence` gives for what it takes.

    python benchmarks/calibration.py ARTICLES.jsonl SPEAKERS.jsonl [--fit] [--print-only]

ARTICLES: annotated articles (as for `onrecord evaluate`); SPEAKERS: who speaks in each of their quotations. An
attribution is right where its words are annotated (Dice of a half) and the person has the right name or, for a source
that is no person, the type is right. Prints the expected calibration error, by bins of one width and by bins of one
count, and the precision and recall of persons' names above each threshold, and writes them to calibration.md, with
the diagrams in calibration.svg. Ten folds of whole articles say what weights fitted on other articles give; `--fit`
prints those of all, for `onrecord.mentions.confidence`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

import onrecord
from diagrams import Curve, Point, two_panels
from onrecord.evaluate import GoldArticle, load_gold
from onrecord.evaluate.gold import Relation
from onrecord.evaluate.speakers import same_name
from onrecord.evaluate.words import Words, pair_up
from onrecord.mentions import attribution, confidence
from onrecord.mentions.answers import Answer
from onrecord.types import Attribution, Extraction, SpeakerType

Floats = NDArray[np.float64]
_HERE = Path(__file__).parent
_FOLDS, _BINS, _STEPS, _DRAWS = 10, 10, 100, 1000
_PENALTIES = (0.01, 0.01, 1.0, 3.0, 3.0, 3.0, 3.0)
"""Of `confidence.FEATURES`: offsets are drawn to nothing, for there are only some dozens of cases to each."""
THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95)


@dataclass(frozen=True)
class Case:
    """An attribution: the confidence it was given, what that was made of, whether it is right, whether it names."""

    given: float
    row: tuple[float, ...] | None
    right: bool
    named: bool
    article: int


@dataclass(frozen=True)
class Cases:
    """All attributions of a data set, and how many annotated ones are of a named person."""

    all: tuple[Case, ...]
    gold_named: int

    @property
    def given(self) -> Floats:
        return np.array([case.given for case in self.all])

    @property
    def right(self) -> Floats:
        return np.array([case.right for case in self.all], dtype=np.float64)


def cases(articles: Path, speakers: Path) -> Cases:
    """Run the library on the articles whose speakers are known, and judge each attribution."""
    nlp = onrecord.load()
    found: list[Case] = []
    named = 0
    for number, gold in enumerate(each for each in load_gold(articles, None, speakers) if each.speakers_known):
        rows: list[tuple[float, ...] | None] = []

        def noting(answer: Answer, score: float, rows: list[tuple[float, ...] | None] = rows) -> float:
            rows.append(confidence.features(answer, score))
            return confidence.probability(answer, score)

        with patch.object(attribution, "probability", noting):
            extraction = onrecord.extract(nlp, gold.article)
        pairs = _pairs(gold, extraction)
        for j, (one, row) in enumerate(zip(extraction.quotations, rows, strict=True)):
            is_right = j in pairs and right(gold.relations[pairs[j]], one)
            found.append(Case(one.confidence, row, is_right, _names(one), number))
        met = set(pairs.values())
        named += sum(r.speaker_type == "person" and (i in met or not r.optional) for i, r in enumerate(gold.relations))
    return Cases(tuple(found), named)


def _pairs(gold: GoldArticle, extraction: Extraction) -> dict[int, int]:
    words = Words(gold.article.text)
    contents = [words.within(relation.content) for relation in gold.relations]
    pairs = pair_up(contents, [words.within(one.content) for one in extraction.quotations])
    return {j: i for i, j in pairs.items()}


def _names(one: Attribution) -> bool:
    return one.speaker.type is SpeakerType.PERSON and one.speaker.name is not None


def right(gold: Relation, one: Attribution) -> bool:
    """Whether an attribution of matched words is right."""
    if one.speaker.type is SpeakerType.PERSON:
        return same_name(gold.speaker, one.speaker.name)
    unnamed = {"group": "anonymous"}  # an annotator's "group" and "anonymous" can hardly be told apart
    wanted, given = gold.speaker_type or "", one.speaker.type.value
    return unnamed.get(wanted, wanted) == unnamed.get(given, given)


@dataclass(frozen=True)
class Bin:
    """Attributions of like confidence: how many, how sure on average, what share is right."""

    count: int
    sure: float
    right: float


def bins(sure: Floats, rights: Floats, *, equal_counts: bool) -> list[Bin]:
    """Return up to ten bins, of one width or of one count, the least sure first; empty ones are left out."""
    order = np.argsort(sure, kind="stable")
    if equal_counts:
        parts = np.array_split(order, _BINS)
    else:
        edges = np.searchsorted(sure[order], np.arange(1, _BINS) / _BINS)
        parts = np.split(order, edges)
    return [Bin(len(part), float(sure[part].mean()), float(rights[part].mean())) for part in parts if len(part)]


def calibration_error(found: Sequence[Bin]) -> float:
    """Return the expected calibration error: how far sureness and share lie apart, weighted by counts."""
    return sum(each.count * abs(each.sure - each.right) for each in found) / sum(each.count for each in found)


def errors(sure: Floats, rights: Floats) -> tuple[float, float]:
    """Return the expected calibration error by bins of one width and by bins of one count."""
    wide, counted = (calibration_error(bins(sure, rights, equal_counts=by_count)) for by_count in (False, True))
    return wide, counted


def errors_of_perfect(sure: Floats) -> tuple[float, float]:
    """Return the errors on average if every confidence were exactly the chance to be right: what chance makes of it."""
    draws = np.random.default_rng(1)
    drawn = [errors(sure, (draws.random(len(sure)) < sure).astype(np.float64)) for _ in range(_DRAWS)]
    wide, counted = np.array(drawn).mean(axis=0)
    return float(wide), float(counted)


def fit(known: Sequence[Case]) -> Floats:
    """Return the weights that make what is right likeliest, by Newton's method with a penalty on their squares."""
    rows = np.array([case.row for case in known if case.row is not None])
    rights = np.array([case.right for case in known if case.row is not None], dtype=np.float64)
    penalties = np.array(_PENALTIES)
    weights = np.zeros(len(_PENALTIES))
    for _ in range(_STEPS):
        chances = _chances(rows, weights)
        slope = rows.T @ (rights - chances) - penalties * weights
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + np.diag(penalties)
        weights = weights + 0.5 * np.linalg.solve(curve, slope)
    return weights


def _chances(rows: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-rows @ weights)))


def given_by(weights: Floats, known: Sequence[Case]) -> Floats:
    """Return the confidence that weights give."""
    rows = np.array([case.row or [0.0] * len(weights) for case in known])
    unresolved = np.array([case.row is None for case in known])
    return np.where(unresolved, confidence.UNRESOLVED, _chances(rows, weights))


def held_out(known: Sequence[Case]) -> Floats:
    """Return the confidence of each case by weights fitted on the articles of the other folds."""
    fold = np.array([case.article % _FOLDS for case in known])
    sure = np.zeros(len(known))
    for number in range(_FOLDS):
        weights = fit([case for case in known if case.article % _FOLDS != number])
        sure[fold == number] = given_by(weights, known)[fold == number]
    return sure


@dataclass(frozen=True)
class Kept:
    """The names that are left at a threshold: how many, what share is right, what share of the annotated they are."""

    threshold: float
    named: int
    precision: float
    recall: float


def curve(found: Cases) -> list[Kept]:
    """Return what is left at each threshold that leaves a name."""
    left = [(t, [case for case in found.all if case.named and case.given >= t]) for t in THRESHOLDS]
    sums = [(t, len(names), sum(case.right for case in names)) for t, names in left if names]
    return [Kept(t, n, good / n, good / found.gold_named) for t, n, good in sums]


def report(name: str, found: Cases, held: Floats) -> str:
    """Return the tables in Markdown."""
    sure, rights = found.given, found.right
    rows = [
        ("as handed out", errors(sure, rights)),
        ("weights of other articles, 10 folds", errors(held, rights)),
        ("if confidence were exactly right", errors_of_perfect(sure)),
    ]
    parts = [
        f"{len(sure)} attributions of {name}, {rights.mean():.3f} of them right, {sure.mean():.3f} sure on average.\n",
        "| expected calibration error | bins of one width | bins of one count |\n| --- | ---: | ---: |",
        *(f"| {what} | {wide:.3f} | {counted:.3f} |" for what, (wide, counted) in rows),
        "\n| confidence | attributions | on average | right |\n| --- | ---: | ---: | ---: |",
        *(_reliability(each) for each in bins(sure, rights, equal_counts=False)),
        f"\nNamed persons ({found.gold_named} annotated):\n",
        "| `--min-confidence` | named | precision | recall |\n| ---: | ---: | ---: | ---: |",
        *(f"| {k.threshold:g} | {k.named} | {k.precision:.3f} | {k.recall:.3f} |" for k in curve(found)),
    ]
    return "\n".join(parts) + "\n"


def _reliability(each: Bin) -> str:
    least = min(int(each.sure * _BINS), _BINS - 1) / _BINS
    return f"| {least:.1f} to {least + 1 / _BINS:.1f} | {each.count} | {each.sure:.3f} | {each.right:.3f} |"


_INTRODUCTION = """\
# Calibration

Written by `calibration.py`. An attribution is right where its words are annotated (Dice of a half) and the
person has the right name or, for a source that is no person, the type is right. The weights were fitted on these
articles, so the second line, by weights of other articles, is the fairer one. Articles that the tagger was trained on
are of no use for this: its scores are too good there. The third line is what chance alone makes of so few.

![Reliability, and precision and recall](calibration.svg)

"""


def keep(name: str, found: Cases, tables: str) -> None:
    """Write the tables and the diagrams."""
    (_HERE / "calibration.md").write_text(_INTRODUCTION + tables, encoding="utf-8")
    reliable = [Point(b.sure, b.right) for b in bins(found.given, found.right, equal_counts=True)]
    kept = [Point(k.recall, k.precision, f"{k.threshold:g}") for k in curve(found)]
    title = f"Reliability, {name}, tenths of {len(found.all)}"
    picture = two_panels(
        Curve(title, "confidence", "share that is right", reliable, diagonal=True),
        Curve("Named persons, by --min-confidence", "recall", "precision", kept),
    )
    (_HERE / "calibration.svg").write_text(picture, encoding="utf-8")


def main() -> None:
    """Print the tables, and the weights where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("speakers", type=Path)
    parser.add_argument("--fit", action="store_true", help="print the weights that these articles give")
    parser.add_argument("--print-only", action="store_true", help="leave calibration.md and calibration.svg alone")
    given = parser.parse_args()
    found = cases(given.articles, given.speakers)
    name = f"{given.articles.resolve().parent.name}/{given.articles.stem}"
    tables = report(name, found, held_out(found.all))
    print(tables)
    if not given.print_only:
        keep(name, found, tables)
    if given.fit:
        for feature, was, now in zip(confidence.FEATURES, confidence.WEIGHTS, fit(found.all), strict=True):
            print(f"{now:6.2f} (is {was:5.2f})  {feature}")


if __name__ == "__main__":
    main()
