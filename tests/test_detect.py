"""Which words are reported, by which cue, of which source: a sentence for each way that news has of saying so."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Sequence

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.detect import detect
from onrecord.quotemarks import Quoted
from onrecord.tagger import Relation
from onrecord.types import Kind, Quotation, Span, words_of

Expected = tuple[str, str, str, str]


def found(nlp: Language, text: str) -> list[Expected]:
    with nlp.select_pipes(disable=["onrecord"]):
        quotations = detect(nlp(text))
    return [
        (q.kind.value, words_of(text, q.content), words_of(text, q.cue), words_of(text, q.source)) for q in quotations
    ]


DIRECT = [
    pytest.param(
        '"The well is dry," said Oda Brekkvik, the village engineer.',
        [("direct", '"The well is dry,"', "said", "Oda Brekkvik, the village engineer")],
        id="said X",
    ),
    pytest.param(
        "“The well is dry,” village engineer Oda Brekkvik said on Monday.",
        [("direct", "“The well is dry,”", "said", "village engineer Oda Brekkvik")],
        id="X said",
    ),
    pytest.param(
        'Oda Brekkvik, who has run the pumps for years, told the council: "The well is dry."',
        [("direct", '"The well is dry."', "told", "Oda Brekkvik, who has run the pumps for years")],
        id="X, who ..., told Y:",
    ),
    pytest.param(
        '"The well," said Oda Brekkvik, "is dry."',
        [("direct", '"The well," … "is dry."', "said", "Oda Brekkvik")],
        id="interrupted",
    ),
    pytest.param(
        '"The well is dry," Oda Brekkvik said. "We drink from the river."',
        [("direct", '"The well is dry," … "We drink from the river."', "said", "Oda Brekkvik")],
        id="A, said X. B.",
    ),
    pytest.param(
        "Oda Brekkvik said: “The well is dry.\n\n“We drink from the river.”\n\nThe council met.",
        [("direct", "“The well is dry. … “We drink from the river.”", "said", "Oda Brekkvik")],
        id="paragraphs that each open a mark",
    ),
    pytest.param(
        "In her report, the engineer, Oda Brekkvik, wrote:\n\n“The well is dry.”",
        [("direct", "“The well is dry.”", "wrote", "the engineer, Oda Brekkvik")],
        id="a cue line above",
    ),
    pytest.param(
        "“They told us ‘wait for rain’ and it never rained,” engineer Oda Brekkvik said.",
        [("direct", "“They told us ‘wait for rain’ and it never rained,”", "said", "engineer Oda Brekkvik")],
        id="a slogan inside",
    ),
    pytest.param(
        "“The well is dry and we all know it.” — Oda Brekkvik",
        [("direct", "“The well is dry and we all know it.”", "—", "Oda Brekkvik")],
        id="a dash",
    ),
    pytest.param(
        "“The well is dry,” the keeper, Oda Brekkvik, was quoted as saying by the Dalby Post.",
        [("direct", "“The well is dry,”", "was quoted as saying", "the keeper, Oda Brekkvik")],
        id="was quoted as saying",
    ),
]

MIXED = [
    pytest.param(
        'Engineer Oda Brekkvik said the well was "as dry as a sermon".',
        [("mixed", 'the well was "as dry as a sermon"', "said", "Engineer Oda Brekkvik")],
        id="the end of a clause",
    ),
    pytest.param(
        "Engineer Oda Brekkvik described the pump as “a museum piece.”",
        [("mixed", "the pump as “a museum piece.”", "described", "Engineer Oda Brekkvik")],
        id="described as",
    ),
    pytest.param(
        'The well had been "dry for a month," Oda Brekkvik said.',
        [("mixed", 'The well had been "dry for a month,"', "said", "Oda Brekkvik")],
        id="before the cue",
    ),
    pytest.param(
        'Oda Brekkvik said her book "Dry Ground," which came out on Monday, was "not about wells."',
        [
            (
                "mixed",
                'her book "Dry Ground," which came out on Monday, was "not about wells."',
                "said",
                "Oda Brekkvik",
            )
        ],
        id="a title among the words",
    ),
]

INDIRECT = [
    pytest.param(
        "Engineer Oda Brekkvik said that the well was dry.",
        [("indirect", "that the well was dry", "said", "Engineer Oda Brekkvik")],
        id="that",
    ),
    pytest.param(
        "Engineer Oda Brekkvik said the well was dry.",
        [("indirect", "the well was dry", "said", "Engineer Oda Brekkvik")],
        id="without that",
    ),
    pytest.param(
        "The well is dry, according to engineer Oda Brekkvik.",
        [("indirect", "The well is dry", "according to", "engineer Oda Brekkvik")],
        id="according to, after",
    ),
    pytest.param(
        "According to engineer Oda Brekkvik, the well is dry.",
        [("indirect", "the well is dry", "According to", "engineer Oda Brekkvik")],
        id="according to, before",
    ),
    pytest.param(
        "The well would stay dry until spring, engineer Oda Brekkvik said.",
        [("indirect", "The well would stay dry until spring", "said", "engineer Oda Brekkvik")],
        id="the cue at the end",
    ),
    pytest.param(
        "HAVERLY, Ohio - The village council said it was dry.",
        [("indirect", "it was dry", "said", "The village council")],
        id="a dateline",
    ),
    pytest.param(
        'HAVERLY - The council said: "It is as dry as a bone."',
        [("direct", '"It is as dry as a bone."', "said", "The council")],
        id="a town alone before the source",
    ),
    pytest.param(
        "HAVERLY — The wells will be dug deeper before the summer, the village council said Tuesday.",
        [("indirect", "The wells will be dug deeper before the summer", "said Tuesday", "the village council")],
        id="a dateline before the words",
    ),
    pytest.param(
        "Engineer Oda Brekkvik asked whether the pump had been paid for.",
        [("indirect", "whether the pump had been paid for", "asked", "Engineer Oda Brekkvik")],
        id="a question",
    ),
    pytest.param(
        "The engineer, Oda Brekkvik, urged the villagers to boil their water.",
        [("indirect", "the villagers to boil their water", "urged", "The engineer, Oda Brekkvik")],
        id="a request",
    ),
    pytest.param(
        "Farmers were told by engineer Oda Brekkvik to dig deeper.",
        [("indirect", "Farmers … to dig deeper", "were told by", "engineer Oda Brekkvik")],
        id="a passive",
    ),
    pytest.param(
        "The Dalby Post quoted engineer Oda Brekkvik as saying that the well was dry.",
        [("indirect", "that the well was dry", "as saying", "engineer Oda Brekkvik")],
        id="quoted as saying",
    ),
    pytest.param(
        "Engineer Oda Brekkvik said the well was dry, adding that the pump had been sold.",
        [
            ("indirect", "the well was dry", "said", "Engineer Oda Brekkvik"),
            ("indirect", "that the pump had been sold", "adding", "Engineer Oda Brekkvik"),
        ],
        id="adding",
    ),
    pytest.param(
        "Inspector Mo Testwell said that the keeper, Oda Brekkvik, had admitted that the pump was broken.",
        [
            (
                "indirect",
                "that the keeper, Oda Brekkvik, had admitted that the pump was broken",
                "said",
                "Inspector Mo Testwell",
            ),
            ("indirect", "that the pump was broken", "had admitted", "the keeper, Oda Brekkvik"),
        ],
        id="second hand",
    ),
]


def test_of_two_agencies_the_one_that_quotes_has_the_words_of_the_person(nlp: Language) -> None:
    text = "The Dalby Post, citing the agency Norrnytt, quoted engineer Oda Brekkvik as saying that the well was dry."
    said = [q for q in found(nlp, text) if q[1].startswith("that the well")]
    assert said == [("indirect", "that the well was dry", "as saying", "engineer Oda Brekkvik")]


@pytest.mark.parametrize(("text", "expected"), DIRECT + MIXED + INDIRECT)
def test_what_is_said_by_whom(nlp: Language, text: str, expected: list[Expected]) -> None:
    assert found(nlp, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('The so-called "thirsty mile" was closed on Monday.', id="scare quotes"),
        pytest.param("Her first novel, “Dry Ground,” sold nine copies.", id="a title"),
        pytest.param('Wrestler Mo "The Pump" Testwell has retired.', id="a nickname"),
        pytest.param("That said, nobody drinks from the river.", id="that said"),
        pytest.param("The council declined to comment and did not say why.", id="nothing was said"),
        pytest.param("The work went according to plan.", id="according to plan"),
        pytest.param("“…,” said Mo Testwell. “” said Oda Brekkvik.", id="no words"),
    ],
)
def test_what_is_no_quotation(nlp: Language, text: str) -> None:
    assert found(nlp, text) == []


def quotations(nlp: Language, text: str) -> tuple[Quotation, ...]:
    with nlp.select_pipes(disable=["onrecord"]):
        return detect(nlp(text))


def test_a_paragraph_in_marks_goes_on_from_the_one_above(nlp: Language) -> None:
    text = '"The well is dry," said Oda Brekkvik.\n\n"We drink from the river now."'
    first, second = quotations(nlp, text)
    assert (second.cue, second.source, second.continues) == ((), (), 0)
    assert first.continues is None


def test_a_paragraph_in_marks_with_nobody_above_continues_nothing(nlp: Language) -> None:
    (alone,) = quotations(nlp, 'The council met.\n\n"We drink from the river now."')
    assert alone.continues is None
    assert alone.kind is Kind.DIRECT


def test_an_inner_quotation_knows_the_outer_one(nlp: Language) -> None:
    text = "“The keeper told me, ‘Drink from the river,’ and I did,” farmer Mo Testwell said."
    outer, inner = quotations(nlp, text)
    assert words_of(text, inner.content) == "‘Drink from the river,’"
    assert words_of(text, inner.source) == "The keeper"
    assert inner.inside == 0
    assert outer.inside is None


def test_a_transcript_gives_each_line_to_its_name(nlp: Language) -> None:
    text = (
        "BREKKVIK: The well has been dry since May.\n\n"
        "TESTWELL: And the pump, what about the pump?\n\n"
        "BREKKVIK: The pump was sold in June."
    )
    assert [(s, c.rstrip(".?")) for _, c, _, s in found(nlp, text)] == [
        ("BREKKVIK", "The well has been dry since May"),
        ("TESTWELL", "And the pump, what about the pump"),
        ("BREKKVIK", "The pump was sold in June"),
    ]


def test_a_headline_with_a_colon(nlp: Language) -> None:
    text = "Brekkvik: The well is dry for good\n\nEngineer Oda Brekkvik said so on Monday."
    assert found(nlp, text)[0] == ("indirect", "The well is dry for good", ":", "Brekkvik")


NEWSY = st.lists(
    st.sampled_from(
        [
            '"',
            "“",
            "”",
            "'",
            "’",
            ",",
            ".",
            ":",
            "\n\n",
            "said",
            "told",
            "Mo Testwell",
            "the well",
            "is dry",
            "according to",
            "that",
            "who",
            "she",
            "adding",
            "—",
            "😀",
            "\xa0",
            "to",
            "urged",
            "(",
            "?",
        ]
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(text=NEWSY | st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_offsets_always_give_back_the_text_and_nothing_crashes(nlp: Language, text: str) -> None:
    for q in quotations(nlp, text):
        assert q.content
        for part in (q.content, q.cue, q.source):
            assert all(0 <= s.start < s.end <= len(text) for s in part)
            assert all(a.end <= b.start for a, b in itertools.pairwise(part))


def test_signs_without_words_are_direct_speech(nlp: Language) -> None:
    assert found(nlp, "“👍,” said Oda Brekkvik.") == [("direct", "“👍,”", "said", "Oda Brekkvik")]


def every_other(doc: Doc, marks: Sequence[Quoted]) -> list[Relation]:
    """Take half of what stands in marks for said, in place of rules that need a parse."""
    return [Relation((mark.span,), (Span(mark.span.end + 1, mark.span.end + 5),), (), "", 1.0) for mark in marks[::2]]


def test_the_time_grows_with_the_text_and_not_with_its_square() -> None:
    text = "“We shall dig there again,” said Oda Brekkvik.\n\n“We shall dig there again.”\n\n" * 4000
    start = time.perf_counter()
    quotations = detect(spacy.blank("en").make_doc(text), every_other)
    assert time.perf_counter() - start < 10
    assert len(quotations) == len(re.findall("“", text))
    assert quotations[-1].continues == len(quotations) - 2


@pytest.mark.parametrize("led", [", and", " but", ", or"])
def test_words_end_before_the_conjunction_that_leads_on_to_others(led: str) -> None:
    text = f"Oda Brekkvik said the well was dry{led} that was all."

    def all_of_it(doc: Doc, marks: Sequence[Quoted]) -> list[Relation]:
        return [Relation((Span(18, 34 + len(led)),), (Span(13, 17),), (Span(0, 12),), "", 1.0)]

    (found,) = detect(spacy.blank("en").make_doc(text), all_of_it)
    assert [span.of(text) for span in found.content] == ["the well was dry"]
