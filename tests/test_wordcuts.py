"""What a cut takes away: denials, conditions, limits; and what it does not."""

from __future__ import annotations

import pytest

from onrecord.wording import Relation, compare_wordings

RINGS = [
    ("a denial", "I do not think that the dam is safe", "the dam is safe", {"negation"}),
    ("a doubt", "I doubt that the dam is safe", "the dam is safe", {"negation"}),
    ("what is false", "It is a lie that we sold the port", "we sold the port", {"negation"}),
    ("or never", "We will go on Monday, or never", "We will go on Monday", {"negation"}),
    ("a contrast", "Some will pay, but most will not", "Some will pay", {"negation", "qualifier"}),
    ("if", "If it rains, we will stay at home", "we will stay at home", {"qualifier"}),
    ("when", "We will sign when the gate is open", "We will sign", {"qualifier"}),
    ("once", "Once the gate is open we will sign it", "we will sign it", {"qualifier"}),
    ("before", "We will not sell before the vote", "We will not sell", {"qualifier"}),
    ("unless after and", "Unless it rains, and it will, we sail", "we sail", {"qualifier"}),
    ("up to", "up to 30 new boats for the town", "30 new boats for the town", {"qualifier"}),
    ("more than", "We lost more than 30 boats", "30 boats", {"qualifier"}),
    ("what others say", "They claim that the dam is safe", "the dam is safe", {"qualifier"}),
]  # fmt: skip


@pytest.mark.parametrize(("said", "claim", "alarms"), [case[1:] for case in RINGS], ids=[case[0] for case in RINGS])
def test_what_the_rest_of_the_sentence_did_to_it_rings(said: str, claim: str, alarms: set[str]) -> None:
    found = compare_wordings(said, claim)
    assert found.relation is Relation.SHORTENED
    assert {alarm.kind.value for alarm in found.alarms} == alarms


SILENT = [
    ("another clause denies", "We will go home, and we will not come back", "We will go home"),
    ("nor", "We will go home, nor will we come back", "We will go home"),
    ("behind a semicolon", "We will go home; nobody stays", "We will go home"),
    ("a clause before it", "We did it twice before, in spring, and we can do it again", "we can do it again"),
    ("always, far away", "We will go home, as the old captains of the port always do", "We will go home"),
    ("before, without more", "We have gone home before, as you know", "as you know"),
    ("what we say ourselves", "I think that the dam is safe", "the dam is safe"),
    ("another sentence", "Nobody stays. We will go home.", "We will go home."),
]


@pytest.mark.parametrize(("said", "claim"), [case[1:] for case in SILENT], ids=[case[0] for case in SILENT])
def test_what_does_not_bear_on_what_was_kept_is_silent(said: str, claim: str) -> None:
    found = compare_wordings(said, claim)
    assert (found.relation, found.alarms) == (Relation.SHORTENED, ())
