"""Speakers less sure than is asked for are held back: the quotation stays, the name becomes a candidate."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import Said, extraction
from onrecord.types import Article, Extraction, Reason, Speaker, SpeakerType

TEXT = "“It leaks,” said Oona Varra, the lock keeper. “It does not,” said Pell Simms. A guard said that it rains."


def lock(*sure: float) -> Extraction:
    """Return three quotations that are so sure: of a person, of another, and of somebody unnamed."""
    found = extraction(
        Article("lock", TEXT),
        Said("“It leaks,”", "Oona Varra", role="lock keeper", source="Oona Varra, the lock keeper"),
        Said("“It does not,”", "Pell Simms", source="Pell Simms"),
        Said("that it rains", "guard", SpeakerType.ANONYMOUS, source="A guard"),
    )
    pairs = zip(found.quotations, sure, strict=True)
    return replace(found, quotations=tuple(replace(one, confidence=each) for one, each in pairs))


def names(found: Extraction) -> list[str | None]:
    return [one.speaker.name for one in found.quotations]


def test_a_speaker_below_is_unresolved_and_first_among_the_candidates() -> None:
    found = lock(0.4, 0.9, 0.9)
    doubted = replace(found.quotations[0], candidates=("Pell Simms", "Oona Varra"))
    held = replace(found, quotations=(doubted, *found.quotations[1:])).at_least(0.5)
    first = held.quotations[0]
    assert (first.speaker, first.role) == (Speaker(None, SpeakerType.PERSON), None)
    assert first.candidates == ("Oona Varra", "Pell Simms")
    assert first.confidence == 0.4
    assert (first.text, first.quotation) == (found.quotations[0].text, found.quotations[0].quotation)
    assert held.quotations[1:] == found.quotations[1:]


def test_a_reason_says_so_after_those_that_led_to_the_name() -> None:
    before = lock(0.4, 0.9, 0.9).quotations[0]
    after = before.at_least(0.5)
    detail = "'Oona Varra' at 0.4 is less sure than 0.5"
    assert after.reasons == (*before.reasons, Reason("below the asked confidence", detail, before.source, 0.4))


def test_who_is_just_as_sure_as_asked_stays() -> None:
    assert names(lock(0.5, 0.4999, 0.5).at_least(0.5)) == ["Oona Varra", None, "guard"]


def test_an_unnamed_source_keeps_its_type() -> None:
    last = lock(0.9, 0.9, 0.2).at_least(0.5).quotations[2]
    assert (last.speaker, last.candidates) == (Speaker(None, SpeakerType.ANONYMOUS), ("guard",))


def test_who_was_unresolved_before_stays_as_it_was() -> None:
    found = lock(0.1, 0.1, 0.1).at_least(0.5)
    assert found.at_least(0.9) == found


SHARES = st.floats(min_value=0, max_value=1)


@given(SHARES, SHARES, SHARES, SHARES, SHARES)
def test_asking_for_more_leaves_fewer_names_and_every_quotation(
    one: float, two: float, three: float, asked: float, more: float
) -> None:
    found = lock(one, two, three)
    less, least = (found.at_least(each) for each in sorted((asked, more)))
    kept, left = ({n for n, name in enumerate(names(each)) if name is not None} for each in (less, least))
    assert left <= kept
    assert [each.content for each in least.quotations] == [each.content for each in found.quotations]
    assert found.at_least(0.0) == found


@pytest.mark.parametrize("asked", [-0.1, 1.1, 80, nan])
def test_what_is_no_probability_is_refused(asked: float) -> None:
    with pytest.raises(ValueError, match="a confidence is a number from 0 to 1, not "):
        Extraction(Article("empty", "")).at_least(asked)
