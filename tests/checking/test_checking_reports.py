"""What a person was reported as saying: in these words, but for persons and tenses; anything else is another report."""

from __future__ import annotations

import pytest

from onrecord.checking.matching import match
from onrecord.checking.passages import Passage, Piece
from onrecord.checking.reports import denial, is_reported
from onrecord.types import Span

CASES = [
    ("that he would resign if it found against him", "he would resign if it found against him", True),
    ("that he would resign if it found against him", "I will resign if it finds against me", True),
    ("that he would resign if it found against him", "he would resign", True),
    ("that he would resign if it found against him", "he would not resign if it found against him", False),
    ("that he would resign if it found against him", "she would resign if it found against her", False),
    ("that they had built three boats", "We have built three boats", True),
    ("that they had built three boats", "We built three boats", False),
    ("that they had built three boats", "We have built four boats", False),
    ("that the river would flood again", "The river will flood again", True),
    ("that the port was closed", "The port is closed", True),
    ("that prices rose and the crown fell", "prices rise and the crown falls", True),
    ("that she carried the stone", "I carry the stone", True),
    ("that she carried the stone", "I bury the stone", False),
    ("that she stopped the boats", "I stop the boats", True),
]


@pytest.mark.parametrize(("report", "claim", "same"), CASES)
def test_only_persons_and_tenses_may_be_turned(report: str, claim: str, same: bool) -> None:
    passage = Passage((), (Piece(Span(0, len(report)), report, "q"),), False)
    assert is_reported(claim, match(claim, passage)) is same


@pytest.mark.parametrize(
    ("cue", "word"), [("denied", "denied"), ("has dismissed claims", "dismissed"), ("said", ""), ("identified", "")]
)
def test_a_cue_tells_of_a_denial(cue: str, word: str) -> None:
    assert denial(cue) == word
