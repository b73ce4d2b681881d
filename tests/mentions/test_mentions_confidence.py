"""Confidence is a probability: in (0, 1), rising with the tagger's score, lower where a name is less sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from mentions.marked import attributed
from onrecord.mentions.answers import Answer
from onrecord.mentions.confidence import FEATURES, UNRESOLVED, WEIGHTS, features, probability
from onrecord.types import Reason, SpeakerType

RULES = ("full name", "short name", "known figure", "pronoun", "epithet", "description", "continued", "heading", "")
SHARES = st.floats(min_value=0, max_value=1)


def answer(rule: str, sure: float, kind: SpeakerType = SpeakerType.PERSON, name: str | None = "Oona Varra") -> Answer:
    return Answer(name, kind, None, sure, (), [Reason(each, "") for each in rule.split(" < ") if each])


ANSWERS = st.builds(
    answer, st.sampled_from(RULES), SHARES, st.sampled_from(SpeakerType), st.sampled_from(["Oona Varra", None])
)


@given(ANSWERS, SHARES)
def test_it_is_a_probability_that_is_never_certain(one: Answer, score: float) -> None:
    assert 0 < probability(one, score) < 1


@given(ANSWERS, SHARES, SHARES)
def test_it_never_falls_while_the_tagger_is_surer(one: Answer, score: float, other: float) -> None:
    assert probability(one, min(score, other)) <= probability(one, max(score, other))


@given(SHARES, SHARES)
def test_it_never_falls_while_the_resolver_is_surer(sure: float, other: float) -> None:
    less, more = (answer("pronoun", each) for each in sorted((sure, other)))
    assert probability(less, 0.9) <= probability(more, 0.9)


def test_it_rises_from_a_doubtful_quotation_to_a_clear_one() -> None:
    named = answer("full name", 0.98)
    assert probability(named, 0.4) < probability(named, 0.7) < probability(named, 0.95)


@given(SHARES)
def test_a_pronoun_is_never_as_sure_as_a_full_name(share: float) -> None:
    assert probability(answer("pronoun", share), 0.9) < probability(answer("full name", 0.98), 0.9)
    assert probability(answer("pronoun", share), 0.9) <= probability(answer("short name", 0.95), 0.9)


def test_a_description_is_less_sure_than_a_pronoun_that_is_as_clear() -> None:
    assert probability(answer("epithet", 0.9), 0.9) < probability(answer("pronoun", 0.9), 0.9)


def test_a_quotation_that_goes_on_is_judged_by_how_it_began() -> None:
    assert features(answer("continued < epithet", 0.9), 0.9) == features(answer("epithet", 0.9), 0.9)
    assert features(answer("continued < full name", 0.98), 0.9) == features(answer("full name", 0.98), 0.9)


def test_a_person_without_a_name_is_unlikely_whatever_the_score() -> None:
    nobody = answer("pronoun", 0.3, name=None)
    assert features(nobody, 0.9) is None
    assert {probability(nobody, score) for score in (0.1, 0.5, 1.0)} == {UNRESOLVED}


def test_a_source_that_is_no_person_needs_no_name_to_be_right() -> None:
    assert probability(answer("", 0.5, SpeakerType.AUTHOR, None), 0.9) > 0.5


def test_each_feature_has_its_weight() -> None:
    row = features(answer("full name", 0.98), 0.9)
    assert row is not None
    assert len(row) == len(FEATURES) == len(WEIGHTS)


@pytest.mark.parametrize("mark", ["[She]", "[the lock keeper]"])
def test_in_an_article_the_name_is_surer_than_what_stands_for_it(nlp: Language, mark: str) -> None:
    marked = f'{{"It leaks,"}} <said> [Oona Varra], the lock keeper. {mark} <said> {{the gate was shut}}.'
    (named, meant), _ = attributed(nlp, marked)
    assert (named.speaker.name, meant.speaker.name) == ("Oona Varra", "Oona Varra")
    assert 0.5 < meant.confidence < named.confidence < 1
