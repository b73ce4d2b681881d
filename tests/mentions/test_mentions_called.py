"""What the article calls somebody in passing: the weakest statement, shown where there is no other, and never kept."""

from __future__ import annotations

import pytest
from spacy.language import Language

from mentions.marked import attributed
from onrecord.types import Attribution


def said(nlp: Language, story: str) -> Attribution:
    """Return the words of Varra at the end of a story."""
    found = attributed(nlp, f'{story} {{"It leaks,"}} [Varra] <said>.')[0][-1]
    assert found.speaker.name == "Oona Varra"
    return found


@pytest.mark.parametrize(
    ("passing", "role"),
    [
        ("The senator from Vermont then slept.", "senator from Vermont"),
        ("The veteran diver then slept.", "veteran diver"),
        ("The documentarian then slept.", "documentarian"),
        ("Rain fell on the retired skipper.", "retired skipper"),
    ],
)
def test_what_somebody_is_called_in_passing_is_the_role(nlp: Language, passing: str, role: str) -> None:
    found = said(nlp, f"Oona Varra rowed home. {passing}")
    assert found.role == role
    assert found.reasons[-1].detail == f"stated as {role!r}"


@pytest.mark.parametrize(
    ("named", "role"),
    [
        ("Oona Varra, a poet, rowed home.", "poet"),
        ("Senator Oona Varra rowed home.", "Senator"),
        ("Captain Oona Varra rowed home.", "Captain"),
        ("Oona Varra, of the Lake Board, rowed home.", "of the Lake Board"),
    ],
)
def test_what_stands_beside_the_name_goes_first(nlp: Language, named: str, role: str) -> None:
    assert said(nlp, f"{named} The senator from Vermont then slept.").role == role


@pytest.mark.parametrize(
    "story",
    [
        "Oona Varra rowed home. Pell Simms rowed too. The senator from Vermont then slept.",
        "Oona Varra rowed home with Pell Simms, a senator. The senator from Vermont then slept.",
        "Oona Varra rowed home. The second senator slept.",
        "Oona Varra rowed home. The senators slept.",
        "Oona Varra rowed home. The senator's boat sank.",
        "Oona Varra rowed home. The senator Ida Quill slept.",
        "Oona Varra rowed home. The harbour slept.",
        "Oona Varra rowed home. The man slept.",
        "Oona Varra rowed home. A senator from Vermont slept.",
    ],
)
def test_what_may_be_somebody_else_or_says_nothing_is_no_role(nlp: Language, story: str) -> None:
    assert said(nlp, story).role is None


def test_a_woman_is_not_the_actor_of_the_story(nlp: Language) -> None:
    assert said(nlp, "Ms. Oona Varra rowed home. The businessman then slept.").role is None


def test_what_others_call_somebody_in_their_own_words_is_not_the_articles(nlp: Language) -> None:
    story = 'Oona Varra rowed home. {"The senator from Vermont sleeps,"} [a cook] <said>.'
    assert said(nlp, story).role is None


def test_a_description_as_a_source_is_what_somebody_is_called(nlp: Language) -> None:
    marked = 'Oona Varra rowed home. {"It leaks,"} [the senator from Vermont] <said>. {"It drips,"} [she] <added>.'
    found = attributed(nlp, marked)[0]
    assert [(one.speaker.name, one.role) for one in found] == [("Oona Varra", "senator from Vermont")] * 2


def test_two_things_that_somebody_is_called_are_told_in_their_order(nlp: Language) -> None:
    story = "Oona Varra rowed home. The retired diver slept. The lake champion then woke."
    assert said(nlp, story).role == "retired diver, lake champion"


@pytest.mark.parametrize("passing", ["The senator from Vermont then slept.", "The veteran diver then slept."])
def test_what_somebody_is_called_in_passing_is_not_kept(nlp: Language, passing: str) -> None:
    marked = f'Oona Varra rowed home. {passing} {{"It leaks,"}} [Varra] <said>.'
    (varra,) = attributed(nlp, marked)[1]
    assert varra.roles == ()


def test_nobody_but_speakers_is_looked_for(nlp: Language) -> None:
    marked = 'Oona Varra rowed home. The senator from Vermont slept. {"It leaks,"} <said> [Pell Simms, a diver].'
    assert all(mention.roles == () for mention in attributed(nlp, marked)[1] if mention.name == "Oona Varra")
