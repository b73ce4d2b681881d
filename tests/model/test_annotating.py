"""What the model reads of words, as it stands on a `Doc`."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.pipeline import load

TEXT = (
    "The mayor of Haverly, Odalys Brandtveit, said on Tuesday that the bridge would not be reopened.\n\n"
    "Critics weren't pleased. According to Torvald Quennimore, an engineer, the cables were replaced in 2019."
)


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def word(doc: Doc, text: str) -> spacy.tokens.Token:
    return next(token for token in doc if token.text == text)


def test_sentences_end_at_stops_and_at_paragraphs(doc: Doc) -> None:
    assert [sentence.text.strip().split()[0] for sentence in doc.sents] == ["The", "Critics", "According"]


def test_verbs_have_their_subjects(doc: Doc) -> None:
    assert (word(doc, "mayor").dep_, word(doc, "mayor").head.text) == ("nsubj", "said")
    assert (word(doc, "bridge").dep_, word(doc, "bridge").head.text) == ("nsubjpass", "reopened")
    assert word(doc, "said").dep_ == "ROOT"


def test_names_are_entities(doc: Doc) -> None:
    assert {e.text for e in doc.ents if e.label_ == "PERSON"} >= {"Odalys Brandtveit", "Torvald Quennimore"}
    assert {e.text for e in doc.ents if e.label_ == "DATE"} == {"Tuesday", "2019"}


@pytest.mark.parametrize(
    ("text", "tag", "part", "lemma"),
    [
        ("said", "VBD", "VERB", "say"),
        ("cables", "NNS", "NOUN", "cable"),
        ("were", "VBD", "AUX", "be"),
        ("n't", "RB", "PART", "not"),
        ("reopened", "VBN", "VERB", "reopen"),
        ("Odalys", "NNP", "PROPN", "Odalys"),
        ("\n\n", "_SP", "SPACE", "\n\n"),
    ],
)
def test_words_have_tags_and_lemmas(doc: Doc, text: str, tag: str, part: str, lemma: str) -> None:
    found = word(doc, text)
    assert (found.tag_, found.pos_, found.lemma_) == (tag, part, lemma)


def test_a_doc_is_read_alone_as_it_is_among_others(nlp: Language, doc: Doc) -> None:
    others = [*(f"Day {n} was calm. Nobody said why." for n in range(20)), TEXT]
    *_, among = nlp.pipe(others, batch_size=7)
    assert among.to_json()["tokens"] == doc.to_json()["tokens"]


def test_another_pipeline_reads_the_same_words(nlp: Language, doc: Doc) -> None:
    other = load()
    assert other.vocab is not nlp.vocab
    assert [token.lemma_ for token in other(TEXT)] == [token.lemma_ for token in doc]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(["Pia Lund", "said", "\u200b", "\n", "  ", "“", '"', "x" * 300, "😀", "\u0301", "'s", "."])
    )
)
def test_every_text_gets_a_parse_that_can_be_walked(nlp: Language, words: list[str]) -> None:
    doc = nlp(" ".join(words))
    for token in doc:
        assert token.sent.start <= token.i < token.sent.end
        assert token.sent.start <= token.left_edge.i <= token.right_edge.i < token.sent.end
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)
