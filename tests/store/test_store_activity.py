"""One article with its quotations; when and where a speaker was quoted."""

from __future__ import annotations

from datetime import date

import pytest

from factory import Said, extraction, story
from onrecord.errors import NotOnRecordError
from onrecord.store import Store
from onrecord.store.records import OutletCount
from onrecord.types import Article

SPEAKER = "karima-al-brandtveiti"


@pytest.fixture
def spoken(store: Store) -> Store:
    """Four articles of one speaker: two of May by one outlet, one of June by another, one undated by nobody."""
    days = {"a": date(2021, 5, 4), "b": date(2021, 5, 30), "c": date(2021, 6, 1), "d": None}
    outlets = {"a": "The Fjord Post", "b": "Fjord Post", "c": "Tang Times", "d": None}
    for id_, day in days.items():
        words = f"“We will mend bridge number {id_} of the harbour,”"
        told = story("Karima al-Brandtveiti", "mayor", words, id_, published=day, outlet=outlets[id_])
        store.add_extraction(told)
    return store


def test_quotations_are_counted_by_month_and_by_outlet(spoken: Store) -> None:
    found = spoken.activity(SPEAKER)
    assert found.months == ((date(2021, 5, 1), 2), (date(2021, 6, 1), 1))
    assert [(each.name, each.quotations) for each in found.outlets] == [("The Fjord Post", 2), ("Tang Times", 1)]
    assert found.among == 4
    assert spoken.activity(SPEAKER, outlets=1).outlets == (OutletCount("the-fjord-post", "The Fjord Post", 2),)


def test_what_is_rejected_does_not_count_and_what_is_assigned_does(spoken: Store) -> None:
    spoken.reject(spoken.article("a").quotations[0].id, who="tester")
    spoken.assign(spoken.article("c").quotations[0].id, "Ivo Zendleman", new=True, who="tester")
    assert spoken.activity(SPEAKER).months == ((date(2021, 5, 1), 1),)
    (other,) = spoken.speakers("Ivo Zendleman")
    assert spoken.activity(other.id).months == ((date(2021, 6, 1), 1),)


def test_an_article_comes_with_its_text_and_its_quotations_in_order(store: Store) -> None:
    text = "“One,” said Ada Tangen. “Two,” said Ada Tangen later. “Three,” she said."
    said = [Said(words, "Ada Tangen") for words in ("“One,”", "“Two,”", "“Three,”")]
    store.add_extraction(extraction(Article("x/1", text, title="Counting"), *said))
    store.reject(store.article("x/1").quotations[1].id, who="tester")

    found = store.article("x/1")
    assert (found.article.title, found.article.text) == ("Counting", text)
    assert [each.text for each in found.quotations] == ["“One,”", "“Two,”", "“Three,”"]
    assert [each.rejected for each in found.quotations] == [False, True, False]
    assert [each.article.text for each in found.quotations] == [text] * 3


def test_a_profile_is_what_is_read_one_by_one(spoken: Store) -> None:
    spoken.rename(SPEAKER, "Karima Brandtveiti", who="tester")
    found = spoken.profile(SPEAKER, outlets=1)
    assert found.record == spoken.speaker(SPEAKER)
    assert found.timeline == spoken.timeline(SPEAKER)
    assert found.activity == spoken.activity(SPEAKER, outlets=1)


def test_who_and_what_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(NotOnRecordError, match="no article has the id 'nowhere'"):
        store.article("nowhere")
    with pytest.raises(NotOnRecordError, match="no speaker has the id 'nobody'"):
        store.activity("nobody")
