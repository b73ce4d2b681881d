"""Roles read into what can be compared."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.rolefacts import RoleFacts, read, telling, together


def said(facts: RoleFacts) -> dict[str, Any]:
    """What a role says, as sets by field."""
    fields = ("offices", "nations", "states", "parties", "places", "houses", "words")
    return {field: set(getattr(facts, field)) for field in fields if getattr(facts, field)}


@pytest.mark.parametrize(
    ("role", "facts"),
    [
        ("lawmaker from Basra", {"offices": {"lawmaker"}, "places": {"basra"}}),
        ("Fjordby's mayor", {"offices": {"mayor"}, "places": {"fjordby"}}),
        ("Fjordby mayor", {"offices": {"mayor"}, "places": {"fjordby"}}),
        ("Ohio Gov.", {"offices": {"governor"}, "states": {"ohio"}}),
        ("D-Vt.", {"states": {"vermont"}, "parties": {"democratic"}}),
        ("R-N.Y.", {"states": {"new york"}, "parties": {"republican"}}),
        ("Democrat of California", {"states": {"california"}, "parties": {"democratic"}}),
        ("Ghana's health minister", {"offices": {"minister"}, "nations": {"ghana"}, "words": {"health"}}),
        ("health minister of Zendland", {"offices": {"minister"}, "places": {"zendland"}, "words": {"health"}}),
        ("Norvex spokeswoman", {"offices": {"spokesman"}, "houses": {"norvex"}}),
        ("spokesman for the president", {"offices": {"spokesman"}}),
        ("the family's lawyer", {"offices": {"lawyer"}, "words": {"family"}}),
        ("analyst at Northgate Capital", {"offices": {"analyst"}, "houses": {"northgate capital"}}),
        (
            "member of Iraq's parliament",
            {"offices": {"member", "lawmaker"}, "nations": {"iraq"}, "words": {"parliament"}},
        ),
        ("rival", {}),
        ("U.N. envoy", {"offices": {"ambassador"}, "places": {"united nations"}}),
    ],
)
def test_a_role_read(role: str, facts: dict[str, set[str]]) -> None:
    assert said(read(role)) == facts


def test_an_ambassador_is_of_the_country_that_sends() -> None:
    facts = read("Croatia's ambassador to Austria")
    assert (set(facts.nations), set(facts.places)) == ({"croatia"}, {"austria"})


@pytest.mark.parametrize("role", ["former senator", "ex-minister", "retired general", "the late mayor"])
def test_what_is_over_is_past(role: str) -> None:
    assert read(role).past


def test_a_person_is_past_only_in_all_roles() -> None:
    assert not together([read("former senator"), read("candidate")]).past
    assert together([read("former senator"), read("former candidate")]).past


def test_the_words_that_tell_one_house_from_another() -> None:
    assert telling(frozenset({"university bonn", "national bank"})) == {"bonn"}


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    facts = read(text)
    assert facts.says == bool(said(facts))
