"""Where a claim stands in a passage, what rings, and which changes are only told."""

from __future__ import annotations

import pytest

from onrecord.checking.matching import Standing, match
from onrecord.checking.passages import Passage, Piece
from onrecord.checking.softer import softer_notes, spelling
from onrecord.types import Span
from onrecord.wording import compare_wordings

SPEECH = (
    "Nobody asked us. We have lost five boats in the harbour, and the council did not pay. If it rains, the captains "
    "will stay at home. Is the port safe? I do not think that the dam is dry. They should leave Fjordby on Monday."
)


def passage(text: str = SPEECH) -> Passage:
    return Passage((), (Piece(Span(0, len(text)), text, "q"),), True)


MATCHES = [
    ("all of it", SPEECH, "SAME", set()),
    ("a sentence", "They should leave Fjordby on Monday.", "CUT", set()),
    ("a clause", "the captains will stay at home", "CUT", {"qualifier"}),
    ("denied before", "the dam is dry", "CUT", {"negation"}),
    ("a word changed far inside", "We have lost five ships in the harbour", "ALTERED", set()),
    ("a number", "We have lost six boats in the harbour", "ALTERED", {"number"}),
    ("a denial dropped", "the council did pay", "ALTERED", {"negation"}),
    ("a name", "They should leave Zendle on Monday", "ALTERED", {"name"}),
    ("a modal", "They must leave Fjordby on Monday", "ALTERED", {"modal"}),
    ("a question made a statement", "that port is safe", "ALTERED", {"question"}),
    ("the mark of a question lost", "Is the port safe", "ALTERED", {"question"}),
    ("far parts joined", "Nobody asked us. They should leave Fjordby on Monday.", "ALTERED", {"ellipsis"}),
    ("far parts, disclosed", "Nobody asked us. … They should leave Fjordby on Monday.", "CUT", set()),
    ("something else", "The herring are back in the sound", "UNLIKE", set()),
    ("small words alone", "it is in the and they should on the", "UNLIKE", set()),
]


@pytest.mark.parametrize(("claim", "standing", "alarms"), [c[1:] for c in MATCHES], ids=[c[0] for c in MATCHES])
def test_a_claim_is_set_against_the_words_that_it_comes_from(claim: str, standing: str, alarms: set[str]) -> None:
    found = match(claim, passage())
    assert found.standing.name == standing
    assert alarms <= {alarm.kind.value for alarm in found.alarms}
    if not alarms:
        assert not found.alarms


def test_words_that_the_claim_never_had_ring_no_alarm() -> None:
    found = match("We have lost five ships in the harbour", passage())
    assert (found.words, found.alarms) == ("We have lost five boats in the harbour", ())


def test_numbers_changed_about_leave_it_the_same_sentence() -> None:
    found = match("We sold 40 boats and 12 cars", passage("We sold 12 boats and 40 cars"))
    assert found.standing is Standing.ALTERED
    assert {alarm.kind.value for alarm in found.alarms} == {"number"}


def test_a_word_that_comes_twice_is_taken_from_nearby() -> None:
    found = match("every crew gets 4.5% more", passage("Every night crew stays, and every crew gets 4.5 percent more"))
    assert found.words == "every crew gets 4.5 percent more"


def test_dots_where_nothing_is_left_out_change_nothing() -> None:
    assert match("We have … lost five boats", passage()).standing is Standing.CUT


def test_dots_of_the_record_that_the_claim_leaves_out_ring() -> None:
    found = match("We will mend the bridge in spring", passage("We will … mend the bridge in spring"))
    assert {alarm.kind.value for alarm in found.alarms} == {"ellipsis"}


SOFT = [
    ("We lost five boats", "We lost 5 boats", {"numeral"}),
    ("It rose by 5 percent", "It rose by 5%", {"numeral"}),
    ("We do not want the old dam", "We don't want the old dam", {"contraction"}),
    ("Our defence of the harbour", "Our defense of the harbor", {"spelling"}),
    ("a naïve plan of the mayor", "a naive plan of the mayor", {"spelling"}),
    ("a cease-fire in the port", "a ceasefire in the port", {"spelling"}),
    ("the council of the town", "the Council of the town", {"capital"}),
    ("In spring, we sail", "In spring we sail", {"punctuation"}),
    ("We will mend the old dam", "We will fix the old dam", set()),
    ("We will go home", "We will not go home", set()),
]


@pytest.mark.parametrize(("record", "claim", "kinds"), SOFT)
def test_changes_that_leave_the_meaning_are_told_as_such(record: str, claim: str, kinds: set[str]) -> None:
    found = compare_wordings(record, claim)
    assert {note.kind.value for note in softer_notes(found, record, claim)} == kinds


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organised", "organized"), ("centre", "center"), ("defence", "defense"), ("travelled", "traveled"),
        ("colours", "colors"), ("dialogue", "dialog"), ("analyse", "analyze"), ("programme", "program"),
        ("judgement", "judgment"), ("towards", "toward"), ("theatre", "theater"), ("grey", "gray"),
    ],
)  # fmt: skip
def test_two_spellings_of_a_word_are_one(british: str, american: str) -> None:
    assert spelling(british) == spelling(american)


@pytest.mark.parametrize(("one", "two"), [("four", "for"), ("hour", "hor"), ("advice", "advise"), ("more", "moer")])
def test_other_words_stay_apart(one: str, two: str) -> None:
    assert spelling(one) != spelling(two)
