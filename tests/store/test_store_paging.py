"""Pages: nothing twice, nothing left out, whatever is added in between."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from factory import story
from onrecord.errors import StoreError
from onrecord.store import Store
from onrecord.store.asking import Sort
from onrecord.store.cursors import Best, Newest, read, written
from onrecord.store.places import day_of, first_of, last_of, place
from onrecord.store.records import StoredQuotation


def fill(store: Store, numbers: range) -> None:
    for number in numbers:
        day = None if number % 7 == 0 else date(2020, 1, 1) + timedelta(days=number % 5)
        words = f"“The ferry {'and the bridge ' * (number % 3)}of day {number},”"
        store.add_extraction(story("Ulf Tangmere", None, words, article_id=f"a{number}", published=day))


@pytest.mark.parametrize("sort", ["newest", "best"])
def test_pages_are_what_one_list_is(store: Store, sort: Sort) -> None:
    fill(store, range(23))
    whole = store.quotes(about="ferry", sort=sort)
    pages: list[StoredQuotation] = []
    after = None
    while True:
        page = store.page(about="ferry", sort=sort, limit=5, after=after)
        pages += page.quotations
        after = page.after
        if after is None:
            break
        assert len(page) == 5
    assert pages == whole
    assert len({each.id for each in pages}) == 23


@pytest.mark.parametrize("sort", ["newest", "best"])
def test_what_is_added_between_pages_moves_nothing(store: Store, sort: Sort) -> None:
    fill(store, range(12))
    there = {each.id for each in store.quotes(about="ferry", sort=sort)}
    first = store.page(about="ferry", sort=sort, limit=4)
    fill(store, range(12, 30))
    rest = store.quotes(about="ferry", sort=sort, after=first.after)
    seen = [each.id for each in (*first, *rest)]
    assert len(seen) == len(set(seen))
    assert there <= set(seen)


def test_a_cursor_is_for_the_order_that_it_is_from(store: Store) -> None:
    fill(store, range(3))
    newest = store.page(limit=1).after
    best = store.page(limit=1, about="ferry", sort="best").after
    with pytest.raises(StoreError, match="without sort='best'"):
        store.quotes(after=newest, sort="best")
    with pytest.raises(StoreError, match="ask for sort='best' again"):
        store.quotes(after=best)


@pytest.mark.parametrize("cursor", [Newest(0), Newest(2**63 - 1), Best(3, 2**62, 7)])
def test_a_cursor_is_read_as_it_was_written(cursor: Newest | Best) -> None:
    assert read(written(cursor)) == cursor


@pytest.mark.parametrize("text", ["", "n", "x1", "n1-2", "b1", "nÀ", "n" + "z" * 13, "n1\n"])
def test_another_text_is_no_cursor(text: str) -> None:
    with pytest.raises(StoreError, match="not where a page ended"):
        read(text)


def test_places_sort_as_lists_do() -> None:
    days = [date.max, date(2021, 1, 1), date(2020, 12, 31), date.min, None]
    assert [day_of(first_of(day)) for day in days] == [day_of(last_of(day)) for day in days] == days
    of_days = [place(day, "a1", position) for day in days for position in (0, 1, 8191, 10_000)]
    assert of_days == sorted(of_days)
    assert 0 <= of_days[0] <= of_days[-1] < 2**63
    assert place(None, "a1", 8191) == place(None, "a1", 10_000)


def test_quotations_beyond_those_that_have_a_place_of_their_own_get_another(store: Store) -> None:
    from factory import Said, extraction
    from onrecord.types import Article

    words = [f"“w{number:05}”" for number in range(8200)]
    article = Article("long", " ".join(words), published=date(2020, 1, 1))
    store.add_extraction(extraction(article, *(Said(each, "Ulf Tangmere") for each in words)))
    assert [each.text for each in store.quotes(offset=8190)] == words[8190:]
