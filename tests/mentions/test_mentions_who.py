"""Who the source of a quotation stands for: marked sentences, and the names that they must get.

None where the article leaves more than one candidate, or none: no answer rather than a wrong one.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

from mentions.marked import attributed
from onrecord.types import SpeakerType

A_SHORT_NAME: list[tuple[str, list[str | None]]] = [
    (
        '{"The lock is shut,"} <said> [Oona Varra, the keeper]. {"It leaks,"} [Varra] <added>.',
        ["Oona Varra", "Oona Varra"],
    ),
    ("Brigadier Munir al-Qasabi met the elders. [Qasabi] <said> {that the road was open}.", ["Munir al-Qasabi"]),
    ('Hedda van der Linth won the stage. {"I slept badly,"} [Van der Linth] <said>.', ["Hedda van der Linth"]),
    ('Maj. Gen. Abdul Hadi Tamrin took command. {"We hold the bridge,"} [Tamrin] <said>.', ["Abdul Hadi Tamrin"]),
    (
        "[Mr. Ocaranza] <denied> {that he had signed}. The rector, Benito Ocaranza, left by a side door.",
        ["Benito Ocaranza"],
    ),
    ("Deputy Mayor Qiao Lanfen opened the line on Monday. [Qiao] <said> {the trains were late}.", ["Qiao Lanfen"]),
    (
        'María del Sol Ocaranza Villegas is the rector. {"The library is yours,"} [Ocaranza] <said>.',
        ["María del Sol Ocaranza Villegas"],
    ),
]


@pytest.mark.parametrize(("marked", "names"), A_SHORT_NAME)
def test_a_short_name_gets_the_full_one(nlp: Language, marked: str, names: list[str | None]) -> None:
    assert [one.speaker.name for one in attributed(nlp, marked)[0]] == names


TWO_OF_ONE_NAME: list[tuple[str, list[str | None]]] = [
    ('Oona and Pell Varra lost their boat. {"It sank at noon,"} [Pell Varra] <said>.', ["Pell Varra"]),
    ("Pell Varra and his wife, Oona Varra, run the inn. [Mrs. Varra] <said> {that the roof leaks}.", ["Oona Varra"]),
    (
        'Ortwin Falk Sr. and his son, Ortwin Falk Jr., a notary, shared a table. {"He kept the house,"} [the '
        "younger Falk] <said>.",
        ["Ortwin Falk Jr."],
    ),
    ('Brothers Rufus Haldane and Magnus Haldane run the mill. {"We quarrelled,"} <said> [Magnus].', ["Magnus Haldane"]),
]


@pytest.mark.parametrize(("marked", "names"), TWO_OF_ONE_NAME)
def test_two_of_one_family_name_are_told_apart(nlp: Language, marked: str, names: list[str | None]) -> None:
    assert [one.speaker.name for one in attributed(nlp, marked)[0]] == names


A_PRONOUN: list[tuple[str, list[str | None]]] = [
    (
        'Judge Henrietta Colby fined the skipper, Boris Tanner. {"You knew the tide,"} [she] <told> Tanner.',
        ["Henrietta Colby"],
    ),
    (
        'Engineer Walter Brinley showed the minister, Ingrid Solveig, the crack. {"It is old,"} [he] <said>.',
        ["Walter Brinley"],
    ),
    (
        '{"We sail at dawn,"} <said> [skipper Moira Kettle]. The wind had dropped. {"We may be late,"} [she] <added>.',
        ["Moira Kettle", "Moira Kettle"],
    ),
    ('Astrid Holm and Freya Lindgren left together. {"It was close,"} [she] <said>.', [None]),
]


@pytest.mark.parametrize(("marked", "names"), A_PRONOUN)
def test_a_pronoun_stands_for_whom_the_text_makes_clear(nlp: Language, marked: str, names: list[str | None]) -> None:
    assert [one.speaker.name for one in attributed(nlp, marked)[0]] == names


A_DESCRIPTION: list[tuple[str, list[str | None]]] = [
    (
        "Faris al-Dulabi, a member of the Iraqi parliament's water committee, left early. {\"Nobody has "
        'shown us the map,"} [the Iraqi lawmaker] <said>.',
        ["Faris al-Dulabi"],
    ),
    ('Goalkeeper Ivo Brandl, 33, let in four. {"I saw none of them,"} [the 33-year-old] <said>.', ["Ivo Brandl"]),
    (
        "Finance Minister Lotte Karsten spoke first. The governor of the bank, Emil Aasgard, did not. [The "
        "minister] <said> {the krona was safe}.",
        ["Lotte Karsten"],
    ),
    (
        "Lt. Gen. Omar Haddadi inspected the camp. [The senior military official] <said> {the camp was full}.",
        ["Omar Haddadi"],
    ),
    ("Prime Minister Lars Ekdal flew home. [His office] <said> {he was tired}.", ["Lars Ekdal's office"]),
    (
        '[A Spanish politician] <said> {the vote was lost}.\n\n{"We have counted twice,"} <said> [Ramiro '
        "Estebanez, a member of the Spanish parliament].",
        ["Ramiro Estebanez", "Ramiro Estebanez"],
    ),
    ('Mayor Greta Simms spoke. So did Mayor Hugo Brandt. {"Enough,"} [the mayor] <said>.', [None]),
]


@pytest.mark.parametrize(("marked", "names"), A_DESCRIPTION)
def test_a_description_stands_for_whom_it_alone_fits(nlp: Language, marked: str, names: list[str | None]) -> None:
    assert [one.speaker.name for one in attributed(nlp, marked)[0]] == names


NO_PERSON: list[tuple[str, list[str | None]]] = [
    (
        "[An official at the port] <said> {the cranes were idle}. [He] <added> {that no ship was due}.",
        ["official at the port", "official at the port"],
    ),
    (
        '{"Nobody was paid,"} [an unnamed source] <told> the court. Harbour master Jan Wouters looked away. '
        '{"Nobody,"} [the source] <repeated>.',
        ["unnamed source", "unnamed source"],
    ),
    ("[The Transport Ministry] <said> {the bridge was safe}.", ["Transport Ministry"]),
    (
        "[A report by the lake board] <found> {that the dam leaked}. [The report] <said> {it had leaked for years}.",
        ["report by the lake board", "report by the lake board"],
    ),
    (
        "[Residents of the old quay] <said> {no boat had come}. [They] <said> {they had waited all night}.",
        ["residents of the old quay", "residents of the old quay"],
    ),
    ("[His firm, Gullwing Freight,] <denied> {that the hull was cracked}.", ["Gullwing Freight"]),
    ('{"We are open,"} <said> [Oona Varra]. {="We always were."}', ["Oona Varra", "Oona Varra"]),
]


@pytest.mark.parametrize(("marked", "names"), NO_PERSON)
def test_sources_without_a_name_keep_their_description(nlp: Language, marked: str, names: list[str | None]) -> None:
    assert [one.speaker.name for one in attributed(nlp, marked)[0]] == names


@pytest.mark.parametrize(
    ("marked", "is_a"),
    [
        ('{"It leaks,"} <said> [Oona Varra].', SpeakerType.PERSON),
        ("[The lake board] <said> {the dam leaked}.", SpeakerType.ORGANIZATION),
        ("[Norway] <denied> {that it had asked}.", SpeakerType.ORGANIZATION),
        ("[The police] <said> {nobody was hurt}.", SpeakerType.ORGANIZATION),
        ("[A poll of skippers] <showed> {that most would stay}.", SpeakerType.DOCUMENT),
        ("[Fishermen on the east quay] <said> {the nets were empty}.", SpeakerType.GROUP),
        ("[Two people familiar with the sale] <said> {the price was low}.", SpeakerType.ANONYMOUS),
        ("[A Western envoy] <said> {the talks had failed}.", SpeakerType.ANONYMOUS),
        ("[I] <think> {the dam will hold}.", SpeakerType.AUTHOR),
        ("[Oona Varra and Pell Simms] <said> {they would sail}.", SpeakerType.GROUP),
    ],
)
def test_what_a_source_is(nlp: Language, marked: str, is_a: SpeakerType) -> None:
    assert attributed(nlp, marked)[0][0].speaker.type is is_a


def test_candidates_are_listed_where_no_single_one_is_left(nlp: Language) -> None:
    marked = 'Mayor Greta Simms spoke. So did Mayor Hugo Brandl. {"Enough,"} [the mayor] <said>.'
    found = attributed(nlp, marked)[0][0]
    assert found.speaker.name is None
    assert set(found.candidates) == {"Greta Simms", "Hugo Brandl"}


def test_somebody_named_only_inside_the_words_does_not_say_them(nlp: Language) -> None:
    marked = 'Captain Moira Kettle came ashore. {"Ask Astrid Holm, she knows,"} [she] <said>.'
    assert attributed(nlp, marked)[0][0].speaker.name == "Moira Kettle"


def test_a_byline_names_no_speaker(nlp: Language) -> None:
    marked = 'By Astrid Holm\n\nThe lake rose again on Monday.\n\n{"We will sail,"} [she] <said>.'
    assert attributed(nlp, marked)[0][0].speaker.name is None


def test_a_headline_is_resolved_by_the_body(nlp: Language) -> None:
    marked = (
        '{Lake is safe to fish}<:> [Spokesman]\n\n{"The lake is safe,"} <said> [board spokesman Pell Varra] on Monday.'
    )
    assert [one.speaker.name for one in attributed(nlp, marked)[0]] == ["Pell Varra", "Pell Varra"]


def test_every_answer_says_why(nlp: Language) -> None:
    marked = '{"The lock is shut,"} <said> [Oona Varra, the keeper]. {"It leaks,"} [Varra] <added>.'
    (_, second), _ = attributed(nlp, marked)
    reason = second.reasons[0]
    assert (reason.rule, reason.detail) == ("short name", "'Varra' is short for 'Oona Varra', named at 25")
    assert reason.evidence


def test_a_family_name_of_two_is_given_to_neither(nlp: Language) -> None:
    marked = 'Oona Varra and Pell Varra keep the inn. {"It leaks,"} [Varra] <said>.'
    found = attributed(nlp, marked)[0][0]
    assert (found.speaker.name, found.speaker.type) == (None, SpeakerType.PERSON)
    assert set(found.candidates) == {"Oona Varra", "Pell Varra"}
