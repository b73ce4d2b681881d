"""What a cue tells of: something said, or not."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord.cues import is_speech
from onrecord.types import Article


@pytest.mark.parametrize(
    ("lemmas", "in_marks", "expected"),
    [
        (["say"], False, True),
        (["have", "admit"], False, True),
        (["accord", "to"], False, True),
        ([":"], False, True),
        ([], True, True),
        (["want"], False, False),
        (["believe"], False, False),
        (["be", "expect"], False, False),
        (["want"], True, True),
        (["decline"], False, False),
        (["do", "not", "say"], False, False),
        (["deny"], False, True),
    ],
)
def test_what_is_said_and_what_is_not(lemmas: list[str], in_marks: bool, expected: bool) -> None:
    assert is_speech(lemmas, in_marks=in_marks) is expected


def test_each_quotation_tells_whether_it_is_speech(nlp: Language) -> None:
    text = (
        "Canal warden Runa Tollefsvik said that the gates would hold. "
        "Mayor Ebbe Falkental believes that the quay is lost."
    )
    extraction = onrecord.extract(nlp, Article(id="gates", text=text))
    assert {q.speaker.name: q.speech for q in extraction.quotations} == {
        "Runa Tollefsvik": True,
        "Ebbe Falkental": False,
    }
    assert [q.speaker.name for q in extraction.speech_only().quotations] == ["Runa Tollefsvik"]
