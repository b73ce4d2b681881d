"""Roles that agree, that may, and that cannot be one person's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.nations import nations
from onrecord.rolematch import agree, clash

ROLES = st.lists(
    st.sampled_from(["Iraqi", "former", "US", "goalkeeper", "senator", "of Kenya", "prime minister", "the", "MP"]),
    max_size=4,
).map(" ".join)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Iraq's prime minister", {"iraq"}),
        ("the US ambassador to Iraq", {"united states", "iraq"}),
        ("one of us", set()),
        ("Scottish lawmaker", {"scotland", "britain"}),
        ("South African judge", {"south africa"}),
        ("spokesman of the Niger delta", {"niger"}),
        ("Nigerian judge", {"nigeria"}),
        ("Mali-born singer", {"mali"}),
        ("deputy head of Hashd al-Shaabi", set()),
    ],
)
def test_countries_of_a_role(text: str, countries: set[str]) -> None:
    assert nations(text) == countries


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Iraqi lawmaker", "MP in the parliament of Iraq"),
        ("State Department spokeswoman", "spokesperson, US State Department"),
        ("Fjordby's mayor", "mayor of Fjordby"),
        ("PM", "the prime minister"),
    ],
)
def test_two_ways_to_say_one_role_agree(one: str, two: str) -> None:
    assert agree(one, two)
    assert clash([one], [two]) is None


@pytest.mark.parametrize(
    ("one", "two"),
    [("minister", "minister"), ("Kenyan senator", "US senator"), ("senior official", "the top official")],
)
def test_too_little_or_another_country_is_no_agreement(one: str, two: str) -> None:
    assert not agree(one, two)


def test_all_roles_of_a_speaker_count_together() -> None:
    assert clash(["German-born economist"], ["US economist"])
    assert clash(["German-born economist"], ["US economist", "professor in Germany"]) is None


@given(one=ROLES, two=ROLES)
def test_agreeing_and_clashing_do_not_depend_on_the_order(one: str, two: str) -> None:
    assert agree(one, two) == agree(two, one)
    assert (clash([one], [two]) is None) == (clash([two], [one]) is None)
    assert not (agree(one, two) and clash([one], [two]))


@given(role=ROLES)
def test_a_role_never_clashes_with_itself(role: str) -> None:
    assert clash([role], [role]) is None
