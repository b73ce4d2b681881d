"""A beginning that few words have is asked for as these words; what is found stays the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import story
from onrecord.searchwords import words
from onrecord.store import Store, database
from onrecord.store.values import padded
from onrecord.store.vocabulary import spelled_out
from onrecord.wordquery import All, Any, Near, Phrase, Query, meets, parse

SAID = ["“The bridge stays,”", "“Bridges, bridgework and a bridgehead,”", "“Mend the old bridge with steel,”"]
MANY = [f"“Signal{letter}{other} is lost,”" for letter in "abcdefg" for other in "xy"]


@pytest.fixture(scope="module")
def signals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Words that begin with "bridge", few, and many that begin with "signal"."""
    with Store.open(tmp_path_factory.mktemp("words") / "registry.db") as store:
        for number, said in enumerate(SAID + MANY):
            store.add_extraction(story("Ulf Tangmere", "signaller", said, article_id=f"a{number}"))
        yield store


def asked(store: Store, query: Query) -> Query:
    with database.reading(store._open, store.where) as session:
        return spelled_out(session, query)


def bridges(*firsts: str) -> Any:
    return Any(tuple(Phrase((*firsts, word)) for word in ("bridge", "bridgehead", "bridges", "bridgework")))


def test_few_words_are_written_out(signals: Store) -> None:
    assert asked(signals, Phrase(("bridge",), begins=True)) == bridges()
    assert asked(signals, Phrase(("old", "bridge"), begins=True)) == bridges("old")
    assert asked(signals, Phrase(("bridgeh",), begins=True)) == Phrase(("bridgehead",))
    assert asked(signals, Phrase(("bridgex",), begins=True)) == Phrase(("bridgex",))
    steel = All((Phrase(("bridge",), begins=True),), (Phrase(("steel",), begins=True),))
    assert asked(signals, steel) == All((bridges(),), (Phrase(("steel",)),))


def test_many_words_short_beginnings_and_whole_words_are_left_as_they_are(signals: Store) -> None:
    near = Near(Phrase(("bridge",), begins=True), Phrase(("steel",), begins=True), 5)
    for query in (Phrase(("signal",), begins=True), Phrase(("bri",), begins=True), Phrase(("bridge",)), near):
        assert asked(signals, query) == query


def test_very_many_beginnings_are_not_all_looked_up(signals: Store) -> None:
    found = asked(signals, All(tuple(Phrase(("bridge",), begins=True) for _ in range(40))))
    assert isinstance(found, All)
    assert [isinstance(each, Any) for each in found.parts] == [True] * 16 + [False] * 24


BEGINNINGS = [word[:length] for word in ("bridgehead", "signalbx", "steel") for length in range(1, len(word) + 1)]


@given(st.lists(st.sampled_from(BEGINNINGS), min_size=1, max_size=3).map(" ".join))
def test_what_is_found_is_what_meets_the_beginnings(signals: Store, typed: str) -> None:
    query = parse(typed)
    assert query is not None
    found = {each.text for each in signals.quotes(about=typed)}
    assert found == {said for said in SAID + MANY if meets(query, words(said))}


def test_a_new_word_is_found_at_once(tmp_path: Path) -> None:
    with Store.open(tmp_path / "one.db") as store, Store.open(tmp_path / "one.db") as reader:
        store.add_extraction(story("Ulf Tangmere", None, "“The bridge stays,”"))
        assert len(reader.quotes(about="bridge")) == 1
        store.add_extraction(story("Ulf Tangmere", None, "“Bridgework is dear,”", article_id="a2"))
        assert len(reader.quotes(about="bridge")) == 2


def test_a_file_that_may_not_be_written_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "registry.db"
    with Store.open(path) as store:
        store.add_extraction(story("Ulf Tangmere", None, "“The bridge stays,”"))
    monkeypatch.setattr("os.access", lambda *_: False)
    with Store.open(path, create=False) as store:
        assert len(store.quotes(about="bridg")) == 1


@given(st.lists(st.integers(), max_size=50))
def test_lists_of_values_have_few_lengths(values: list[int]) -> None:
    found = padded(values)
    assert set(found) == set(values)
    assert found[: len(values)] == values
    assert len(found) in (0, 1, 2, 4, 8, 16, 32, 64)
    assert len(found) < 2 * max(len(values), 1)
