"""From raw text to who said what, one example for each way that news has of quoting people.

Everybody here is invented.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord.types import Article

Said = tuple[str, str, str | None, str, str | None]
"""Kind, the words, speaker, speaker type, role."""


def said(nlp: Language, text: str) -> list[Said]:
    extraction = onrecord.extract(nlp, Article(id="example", text=text))
    return [(q.kind.value, q.text, q.speaker.name, q.speaker.type.value, q.role) for q in extraction.quotations]


CASES: list[tuple[str, str, list[Said]]] = [
    (
        "direct speech, the cue after it",
        '"The lock gates hold," said Runa Tollefsvik, the canal warden.',
        [("direct", '"The lock gates hold,"', "Runa Tollefsvik", "person", "canal warden")],
    ),
    (
        "direct speech, the cue before it",
        "Canal warden Runa Tollefsvik said: “The lock gates hold.”",
        [("direct", "“The lock gates hold.”", "Runa Tollefsvik", "person", "Canal warden")],
    ),
    (
        "direct speech, subject and verb the other way round",
        "“The lock gates hold,” the canal warden, Runa Tollefsvik, said.",
        [("direct", "“The lock gates hold,”", "Runa Tollefsvik", "person", "canal warden")],
    ),
    (
        "interrupted",
        '"The gates," said canal warden Runa Tollefsvik, "hold."',
        [("direct", '"The gates," … "hold."', "Runa Tollefsvik", "person", "canal warden")],
    ),
    (
        "several sentences around one cue",
        '"The gates hold. They always have," said Runa Tollefsvik. "Come and look."',
        [("direct", '"The gates hold. They always have," … "Come and look."', "Runa Tollefsvik", "person", None)],
    ),
    (
        "several paragraphs",
        "Mayor Ebbe Falkental said: “We lost the lower quay.\n\n“We kept the bridge.”",
        [("direct", "“We lost the lower quay. … “We kept the bridge.”", "Ebbe Falkental", "person", "Mayor")],
    ),
    (
        "a continuation without a cue",
        '"We lost the lower quay," said Mayor Ebbe Falkental.\n\n"We kept the bridge and the school."',
        [
            ("direct", '"We lost the lower quay,"', "Ebbe Falkental", "person", "Mayor"),
            ("direct", '"We kept the bridge and the school."', "Ebbe Falkental", "person", "Mayor"),
        ],
    ),
    (
        "a cue and a colon in the paragraph above",
        "Mayor Ebbe Falkental said:\n\n“We kept the bridge.”",
        [("direct", "“We kept the bridge.”", "Ebbe Falkental", "person", "Mayor")],
    ),
    (
        "a slogan inside",
        "“Nobody reads the ‘no swimming’ board,” said Mayor Ebbe Falkental.",
        [("direct", "“Nobody reads the ‘no swimming’ board,”", "Ebbe Falkental", "person", "Mayor")],
    ),
    (
        "a part in marks",
        'Mayor Ebbe Falkental said the quay was "gone for good".',
        [("mixed", 'the quay was "gone for good"', "Ebbe Falkental", "person", "Mayor")],
    ),
    (
        "indirect, with that",
        "Mayor Ebbe Falkental said that the quay would be rebuilt.",
        [("indirect", "that the quay would be rebuilt", "Ebbe Falkental", "person", "Mayor")],
    ),
    (
        "indirect, without that",
        "Mayor Ebbe Falkental said the quay would be rebuilt.",
        [("indirect", "the quay would be rebuilt", "Ebbe Falkental", "person", "Mayor")],
    ),
    (
        "according to",
        "The quay will be rebuilt, according to Mayor Ebbe Falkental.",
        [("indirect", "The quay will be rebuilt", "Ebbe Falkental", "person", "Mayor")],
    ),
    (
        "a question",
        "Judge Wilma Starrenburg asked whether the quay had been insured.",
        [("indirect", "whether the quay had been insured", "Wilma Starrenburg", "person", "Judge")],
    ),
    (
        "a request",
        "Mayor Ebbe Falkental urged the shopkeepers to move their stock.",
        [("indirect", "the shopkeepers to move their stock", "Ebbe Falkental", "person", "Mayor")],
    ),
    (
        "the cue at the end of the clause",
        "The quay would be rebuilt by autumn, Mayor Ebbe Falkental said.",
        [("indirect", "The quay would be rebuilt by autumn", "Ebbe Falkental", "person", "Mayor")],
    ),
    (
        "a last name later",
        'Runa Tollefsvik, the canal warden, came at dawn. "The gates hold," Tollefsvik said.',
        [("direct", '"The gates hold,"', "Runa Tollefsvik", "person", "canal warden")],
    ),
    (
        "a pronoun, one person",
        "Surveyor Brigitta Hollenkamp came at dawn. “The wall is out of true,” she said.",
        [("direct", "“The wall is out of true,”", "Brigitta Hollenkamp", "person", "Surveyor")],
    ),
    (
        "a pronoun, a woman and a man",
        "Surveyor Brigitta Hollenkamp met the mayor, Ebbe Falkental, at dawn. “The wall is out of true,” she said.",
        [("direct", "“The wall is out of true,”", "Brigitta Hollenkamp", "person", "Surveyor")],
    ),
    (
        "an epithet by age",
        "Ferryman Otto Grellmann, 81, stayed on board. “I have seen worse,” the 81-year-old said.",
        [("direct", "“I have seen worse,”", "Otto Grellmann", "person", "Ferryman")],
    ),
    (
        "an epithet by role",
        "Samira Quillfeather, a member of the Norland parliament, left early. “I was not asked,” the lawmaker said.",
        [("direct", "“I was not asked,”", "Samira Quillfeather", "person", "member of the Norland parliament")],
    ),
    (
        "somebody's office",
        "Prime Minister Ebbe Falkental flew home on Monday. His office said that he was tired.",
        [("indirect", "that he was tired", "Ebbe Falkental's office", "organization", None)],
    ),
    (
        "two of one surname",
        "Emil Grellmann and his wife, Dorrit Grellmann, keep the ferry. “It leaks,” Mrs. Grellmann said.",
        [("direct", "“It leaks,”", "Dorrit Grellmann", "person", None)],
    ),
    (
        "an anonymous source",
        "“The money is gone,” said a senior official, who spoke on condition of anonymity.",
        [("direct", "“The money is gone,”", "senior official", "anonymous", None)],
    ),
    (
        "an organization",
        "The Canal Authority said the gates would be shut on Monday.",
        [("indirect", "the gates would be shut on Monday", "Canal Authority", "organization", None)],
    ),
    (
        "a document",
        "The audit report said that a third of the money was gone.",
        [("indirect", "that a third of the money was gone", "audit report", "document", None)],
    ),
    (
        "a former role",
        "Former canal minister Ebbe Falkental said the books had been burned.",
        [("indirect", "the books had been burned", "Ebbe Falkental", "person", "Former canal minister")],
    ),
    (
        "guillemets",
        "« The gates hold, » said canal warden Runa Tollefsvik.",
        [("direct", "« The gates hold, »", "Runa Tollefsvik", "person", "canal warden")],
    ),
    ("no quotation: a title", "Her second novel, “The Lower Quay,” sold nine copies.", []),
    ("no quotation: a scare quote", 'The so-called "floating school" sank on Monday.', []),
    ("no quotation: nothing was said", "Mayor Ebbe Falkental declined to comment.", []),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=name) for name, t, e in CASES])
def test_who_said_what(nlp: Language, text: str, expected: list[Said]) -> None:
    assert said(nlp, text) == expected


def test_the_way_it_came(nlp: Language) -> None:
    text = "The Norland Gazette quoted canal warden Runa Tollefsvik as saying that the gates would hold."
    (q,) = onrecord.extract(nlp, Article(id="example", text=text)).quotations
    assert (q.speaker.name, q.via) == ("Runa Tollefsvik", ("Norland Gazette",))


def test_a_name_that_two_people_fit_is_not_given_to_one(nlp: Language) -> None:
    """One wrong name is worse than ten missing ones."""
    text = "Emil Grellmann and Arvid Grellmann keep the ferry. “It leaks,” Grellmann said."
    (q,) = onrecord.extract(nlp, Article(id="example", text=text)).quotations
    assert q.speaker.name is None
    assert set(q.candidates) == {"Emil Grellmann", "Arvid Grellmann"}


def test_an_anonymous_source_never_gets_a_name(nlp: Language) -> None:
    text = (
        "Minister Ebbe Falkental met the bankers on Monday.\n\n"
        "“It went badly,” said an official who was not authorised to speak. “Very badly,” the official added."
    )
    quotations = onrecord.extract(nlp, Article(id="example", text=text)).quotations
    assert {q.speaker.type.value for q in quotations} == {"anonymous"}
    assert not any("Falkental" in (q.speaker.name or "") for q in quotations)


def test_every_attribution_gives_its_reasons(nlp: Language) -> None:
    text = 'Runa Tollefsvik, the canal warden, came at dawn. "The gates hold," Tollefsvik said.'
    (q,) = onrecord.extract(nlp, Article(id="example", text=text)).quotations
    assert q.reasons
    assert all(reason.detail and 0 < reason.score <= 1 for reason in q.reasons)
    assert any(span.of(text).endswith("Tollefsvik") for reason in q.reasons for span in reason.evidence)
