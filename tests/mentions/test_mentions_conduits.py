"""The outlets that words came through, as the sentence says."""

from __future__ import annotations

import pytest
from spacy.language import Language

from mentions.marked import attributed

VIA: list[tuple[str, tuple[str, ...]]] = [
    ("[Oona Varra] <told> Reuters {that the lock leaked}.", ("Reuters",)),
    ('{"It leaks,"} <said> [Oona Varra] in an interview with the newspaper Lindholm Tidende.', ("Lindholm Tidende",)),
    ("The Al-Bahr news agency quoted [Oona Varra] <as saying> {that the lock leaked}.", ("Al-Bahr news agency",)),
    ('{"It leaks,"} [Oona Varra] <was quoted as saying> by the public broadcaster, Vik Two.', ("Vik Two",)),
    (
        "The Lakeside Herald, quoting the Basque daily Itsasoa, cited [Oona Varra] <as saying> {that it leaked}.",
        ("Lakeside Herald", "Itsasoa"),
    ),
    ("{The lock leaks}, [Oona Varra] <said>, the Varde news agency reported.", ("Varde news agency",)),
    ("[Oona Varra] <told> the court {that the lock leaked}.", ()),
    ("[Oona Varra] <told> reporters {that the lock leaked}.", ()),
    ("In a statement, [Oona Varra] <said> {that the lock leaked}.", ()),
    ("[Reuters] <reported> {that the lock leaked}.", ()),
]


@pytest.mark.parametrize(("marked", "via"), VIA)
def test_the_outlets_in_the_order_of_the_text(nlp: Language, marked: str, via: tuple[str, ...]) -> None:
    assert attributed(nlp, marked)[0][0].via == via


def test_an_interview_holds_for_the_speaker_s_other_words(nlp: Language) -> None:
    marked = '[Keeper Oona Varra] <told> Reuters {that the lock leaked}. {"It will break,"} [she] <added>.'
    assert [one.via for one in attributed(nlp, marked)[0]] == [("Reuters",), ("Reuters",)]


def test_words_with_a_channel_of_their_own_did_not_come_through_the_interview(nlp: Language) -> None:
    marked = '[Keeper Oona Varra] <told> Reuters {that the lock leaked}. {"It broke,"} [she] <said> in a letter.'
    assert [one.via for one in attributed(nlp, marked)[0]] == [("Reuters",), ()]


def test_nobody_else_inherits_an_interview(nlp: Language) -> None:
    marked = '[Keeper Oona Varra] <told> Reuters {that the lock leaked}. {"It did not,"} <said> [Pell Simms].'
    assert [one.via for one in attributed(nlp, marked)[0]] == [("Reuters",), ()]
