"""Going through many quotations without holding them: the same as a list of them, in either order."""

from __future__ import annotations

import weakref
from datetime import date, timedelta

import pytest

from factory import Said, extraction, story
from onrecord.errors import StoreError
from onrecord.store import Store
from onrecord.types import Article, Kind


def add_days(store: Store, number: int) -> None:
    for day in range(number):
        published = date(2021, 1, 1) + timedelta(days=day)
        words = f"“Bridge{day} stands,”"
        store.add_extraction(story("Odalys Brandtveit", "mayor", words, article_id=f"a{day}", published=published))


def test_each_quotation_comes_as_in_the_list(store: Store) -> None:
    add_days(store, 5)
    assert [each.id for each in store.each_quote()] == [each.id for each in store.quotes()]
    assert [each.article.id for each in store.each_quote(since="2021-01-03", limit=2)] == ["a4", "a3"]
    assert [each.id for each in store.each_quote(by="Brandtveit", kind=Kind.INDIRECT)] == []


def test_by_article_those_of_one_article_come_together_in_its_order(store: Store) -> None:
    text = "“One,” said Ulf Tangmere. “Two,” he said. “Three,” he said."
    said = [
        Said(words, "Ulf Tangmere", said_on=day)
        for words, day in [("“One,”", date(2020, 1, 1)), ("“Two,”", date(2022, 1, 1)), ("“Three,”", None)]
    ]
    store.add_extraction(extraction(Article("b", text, published=date(2021, 6, 1)), *said))
    store.add_extraction(story("Ulf Tangmere", None, article_id="a", words="“Four,”"))
    found = [(each.article.id, each.text) for each in store.each_quote(by_article=True)]
    assert found == [("a", "“Four,”"), ("b", "“One,”"), ("b", "“Two,”"), ("b", "“Three,”")]


def test_the_article_of_each_still_has_its_text(store: Store) -> None:
    add_days(store, 100)
    for each in store.each_quote():
        assert each.content[0].of(each.article.text) == each.text


def test_what_has_gone_by_is_not_held(store: Store) -> None:
    add_days(store, 200)
    seen, most = [], 0
    for each in store.each_quote():
        assert each.article.text
        seen.append(weakref.ref(each.article))
        most = max(most, sum(ref() is not None for ref in seen))
    assert most < 100 < len(seen)


def test_stopping_early_lets_the_database_go(store: Store) -> None:
    add_days(store, 3)
    each = store.each_quote()
    next(each)
    each.close()
    add_days(store, 4)
    assert len(list(store.each_quote())) == 4


def test_what_cannot_be_asked_is_told_when_the_first_is_asked_for(store: Store) -> None:
    with pytest.raises(StoreError, match="is not a date"):
        next(store.each_quote(since="yesterday"))
