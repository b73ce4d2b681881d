from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.evaluate import GoldArticle, Relation
from onrecord.model.decode import Choices
from onrecord.model.session import OnnxScorer, load_tokenizer
from onrecord.model.weights import PACKAGED, read_manifest
from onrecord.train.measure import Remembering, calibrated, measure, tagged
from onrecord.types import Article, Span

TEXT = "Pia Lund said that snow fell.\n\nOla Brink denied it on Monday, and nobody asked him why."
GOLD = [
    GoldArticle(
        Article("a", TEXT),
        (Relation(content=(Span(14, 28),), cue=(Span(9, 13),), source=(Span(0, 8),)),),
    )
]


@pytest.fixture(scope="module")
def scorer() -> Remembering:
    return Remembering(OnnxScorer(Path(PACKAGED), read_manifest(PACKAGED), 1))


def test_the_model_is_measured_as_the_library_measures(scorer: Remembering) -> None:
    tokenizer = load_tokenizer(PACKAGED, read_manifest(PACKAGED))
    scores = measure(GOLD, tokenizer, scorer, Choices(least_score=0.3))
    assert scores.who_said_what.recall == 1.0


def test_a_higher_threshold_finds_no_more(scorer: Remembering) -> None:
    tokenizer = load_tokenizer(PACKAGED, read_manifest(PACKAGED))
    few, many = (tagged(GOLD, tokenizer, scorer, Choices(least_score=s))["a"] for s in (0.999, 0.0))
    assert len(few) < len(many)


def test_calibration_only_moves_the_scores(scorer: Remembering) -> None:
    tokenizer = load_tokenizer(PACKAGED, read_manifest(PACKAGED))
    plain = Choices(least_score=0.1)
    moved = calibrated(GOLD, tokenizer, scorer, plain)
    before, after = (tagged(GOLD, tokenizer, scorer, c)["a"] for c in (plain, moved))
    assert [r.content for r in before] == [r.content for r in after]
    assert moved.least_score == plain.least_score
