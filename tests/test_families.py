"""Families: which quotations are one utterance, and what each is to the earliest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.families import Families, Mark, Utterance, members_of
from onrecord.wording import AlarmKind

LONG = "We will mend the old bridge of Fjordby before the winter storms come back to us"
DAY = date(2021, 5, 4)


def said(
    id_: str,
    text: str,
    speaker: str | None = "brandtveit",
    days: int = 0,
    outlet: str | None = None,
    via: tuple[str, ...] = (),
) -> Utterance:
    return Utterance(id_, text, speaker, DAY + timedelta(days), outlet=outlet, via=via)


def grown(quotations: Iterable[Utterance]) -> Families:
    families = Families()
    for each in quotations:
        families.add(each)
    return families


def together(*quotations: Utterance) -> list[str]:
    """Return the families as the ids of their members, joined: "ab c" is a and b in one and c alone."""
    return ["".join(sorted(member.id for member in family.members)) for family in grown(quotations)]


@pytest.mark.parametrize(
    "other",
    [
        LONG,
        f"“{LONG},”",
        "We will mend the old bridge of Fjordby before the winter",
        f"As I told you, {LONG}. Nobody else will.",
        LONG.replace("will mend", "will not mend"),
        LONG.replace("mend", "fix"),
        LONG.replace("We", "that they").replace("will", "would").replace("us", "them"),
        "We will mend … before the winter storms come back to us",
    ],
)
def test_forms_of_one_utterance_are_a_family(other: str) -> None:
    assert together(said("a", LONG), said("b", other)) == ["ab"]
    assert together(said("a", LONG), said("b", other, None)) == ["ab"]
    assert together(said("a", LONG), said("b", other, days=900)) == ["ab"]


@pytest.mark.parametrize(
    "other", ["The captains want to strike before the winter storms", "We will mend the boats and sell them in spring"]
)
def test_other_words_are_another_utterance(other: str) -> None:
    assert together(said("a", LONG), said("b", other)) == ["a", "b"]


def test_two_named_speakers_are_never_in_one_family_not_even_by_way_of_a_third() -> None:
    assert together(said("a", LONG), said("b", LONG, "tangmere")) == ["a", "b"]
    assert together(said("a", LONG), said("b", LONG, "tangmere"), said("c", LONG, None)) == ["a", "b", "c"]
    assert together(said("a", LONG), said("c", LONG, None)) == ["ac"]


def test_a_sentence_cut_from_a_long_speech_is_found() -> None:
    speech = (
        f"{'The harbour is ours and the ferry too, I told them. ' * 5}{LONG}. {'Nobody came to see us there. ' * 9}"
    )
    assert together(said("a", speech), said("b", LONG)) == ["ab"]


def test_a_small_part_of_two_speeches_does_not_make_them_one() -> None:
    one = f"The harbour of the town is ours and nobody else shall ever have it, she told the captains. {LONG}."
    two = f"{LONG}. Then the ferry sails twice a day, and three times on Sundays if the weather is fine enough."
    part = "before the winter storms come back to us"
    assert together(said("a", one), said("b", part)) == ["ab"]
    assert together(said("a", one + one.replace("bridge", "dam")), said("c", part), said("d", two * 2)) == [
        "a",
        "c",
        "d",
    ]


@pytest.mark.parametrize(
    ("one", "two", "families"),
    [
        (said("a", "No comment"), said("b", "No comment."), ["ab"]),
        (said("a", "No comment"), said("b", "No comment", days=6), ["ab"]),
        (said("a", "No comment"), said("b", "No comment", days=60), ["a", "b"]),
        (said("a", "No comment"), said("b", "No comment", "tangmere"), ["a", "b"]),
        (said("a", "No comment"), said("b", "No comment", None), ["a", "b"]),
        (said("a", "No comment", None), said("b", "No comment", None), ["a", "b"]),
        (said("a", "No comment"), Utterance("b", "No comment", "brandtveit"), ["a", "b"]),
        (said("a", "We will not leave Fjordby"), said("b", "We will leave Fjordby", days=1), ["ab"]),
        (said("a", "We will leave Fjordby"), said("b", "We will leave Zendle", days=1), ["a", "b"]),
        (said("a", "The old ferry is an utter disgrace"), said("b", "an utter disgrace", days=2), ["ab"]),
        (said("a", "The old ferry is an utter disgrace"), said("b", "an utter disgrace", days=20), ["a", "b"]),
    ],
)
def test_phrases_are_one_only_of_one_speaker_at_about_one_time(
    one: Utterance, two: Utterance, families: list[str]
) -> None:
    assert together(one, two) == families


def test_members_say_what_they_are_to_the_earliest() -> None:
    family = grown(
        [
            said("d", LONG.replace("will", "will not"), days=3),
            said("b", f"“{LONG}.”", days=1, via=("fjord post",)),
            said("a", LONG, outlet="fjord post"),
            said("c", "We will mend the old bridge of Fjordby", days=2),
            said("e", f"{LONG}. Nobody else will.", days=4),
        ]
    ).of("c")
    assert family.id == "a"
    found = members_of(family)
    assert [(one.utterance.id, one.mark, one.against) for one in found] == [
        ("a", Mark.EARLIEST, None),
        ("b", Mark.COPY, "a"),
        ("c", Mark.SHORTENED, "a"),
        ("d", Mark.ALTERED, "a"),
        ("e", Mark.FULLER, "a"),
    ]
    assert found[1].taken_from == "a"
    assert found[3].comparison is not None
    assert [alarm.kind for alarm in found[3].comparison.alarms] == [AlarmKind.NEGATION]


def test_another_number_is_in_the_family_and_altered() -> None:
    one, two = said("a", f"{LONG} for 12 million crowns"), said("b", f"{LONG} for 20 million crowns", days=1)
    (_, altered) = members_of(grown([one, two]).of("b"))
    assert altered.mark is Mark.ALTERED
    assert altered.comparison is not None
    assert {alarm.kind for alarm in altered.comparison.alarms} == {AlarmKind.NUMBER}


def test_a_part_that_came_first_is_compared_with_what_it_has_words_in_common() -> None:
    first, second = "We will mend the old bridge of Fjordby", "the winter storms come back to us"
    found = members_of(grown([said("a", first), said("b", second, days=1), said("c", LONG, days=2)]).of("a"))
    assert [(one.mark, one.against) for one in found] == [
        (Mark.EARLIEST, None),
        (Mark.SHORTENED, "c"),
        (Mark.FULLER, "a"),
    ]


def test_without_a_day_the_order_of_adding_decides() -> None:
    families = grown([Utterance("b", LONG, "x", order=(1,)), Utterance("a", LONG, "x", order=(2,))])
    assert [one.id for one in families.of("a").members] == ["b", "a"]


# -- properties ------------------------------------------------------------------------------------------

SENTENCES = (
    LONG,
    "The captains of the port shall have their money back before any ferry leaves the harbour",
    "No comment",
    "I never promised anybody a new dam on the river above Zendle this year",
)
FORMS = st.one_of(
    st.sampled_from(SENTENCES),
    st.tuples(st.sampled_from(SENTENCES), st.integers(0, 9), st.integers(3, 16)).map(
        lambda cut: " ".join(cut[0].split()[cut[1] : cut[1] + cut[2]])
    ),
    st.tuples(st.sampled_from(SENTENCES), st.integers(0, 9)).map(
        lambda put: " ".join([*put[0].split()[: put[1]], "not", *put[0].split()[put[1] :]])
    ),
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES)).map(". ".join),
)
QUOTATIONS = st.lists(
    st.tuples(FORMS, st.sampled_from(["x", "y", None]), st.integers(0, 20)), min_size=1, max_size=12
).map(lambda all_: [said(f"q{at}", text, speaker, days) for at, (text, speaker, days) in enumerate(all_)])


def partition(families: Families) -> list[list[str]]:
    return [[member.id for member in family.members] for family in families]


@settings(max_examples=60, deadline=None)
@given(QUOTATIONS, st.randoms(use_true_random=False))
def test_the_order_of_adding_makes_no_difference(quotations: Sequence[Utterance], random: Random) -> None:
    other = list(quotations)
    random.shuffle(other)
    assert partition(grown(quotations)) == partition(grown(other))


@settings(max_examples=60, deadline=None)
@given(QUOTATIONS)
def test_families_part_all_quotations_and_hold_one_named_speaker_at_most(quotations: Sequence[Utterance]) -> None:
    families = list(grown(quotations))
    assert sorted(one.id for family in families for one in family.members) == sorted(one.id for one in quotations)
    for family in families:
        assert len({one.speaker for one in family.members} - {None}) <= 1
        first, *others = members_of(family)
        assert first.mark is Mark.EARLIEST
        assert all(one.mark is not Mark.EARLIEST for one in others)
