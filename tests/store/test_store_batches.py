"""Many articles in one transaction: the same registry as one by one, in any batch; one that fails harms no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import SQLModel

from factory import Said, extraction, mention, story
from onrecord.errors import StoreError
from onrecord.store import Store
from onrecord.types import Article, Extraction, SpeakerType

NAMES = ("Odalys Brandtveit", "Odalys Brandtveit-Holm", "Ulf Tangmere", "Tangmere", "Marta Hansen", "Ulf Tangmere Jr.")
ROLES = (None, "mayor of Fjordby", "former mayor of Fjordby", "Scottish goalkeeper", "Kenyan senator", "nurse")
WORDS = (
    "“We will mend the old bridge of the town before the winter storms come,”",
    "“We will not mend the old bridge of the town before the winter storms come,”",
    "“mend the old bridge of the town before the winter,”",
    "“The captains want their money before they strike again,”",
    "“It is what it is,”",
)


@st.composite
def articles(draw: st.DrawFn) -> Extraction:
    """Make up an article of a few people, under one of few ids, so that some replace others."""
    quoted = draw(
        st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(ROLES), st.sampled_from(WORDS)), max_size=3)
    )
    seen = draw(st.sampled_from(NAMES))
    lines = [f"{words} said {name}{f', {role},' if role else ''} at sea." for name, role, words in quoted]
    text = "\n".join([*lines, f"{seen} was there."])
    day = draw(st.none() | st.dates(date(2021, 5, 1), date(2021, 5, 20)))
    outlet = draw(st.sampled_from((None, "Fjord Post", "The Fjord Post", "Harbour Times")))
    article = Article(f"a{draw(st.integers(0, 5))}", text, outlet=outlet, published=day)
    said = [
        Said(words, name, role=role, source=name) for name, role, words in {each[2]: each for each in quoted}.values()
    ]
    unnamed = draw(st.booleans())
    said = [
        replace(one, by="source", type=SpeakerType.ANONYMOUS) if unnamed and not n else one
        for n, one in enumerate(said)
    ]
    people = {
        name: [role for other, role, _ in quoted if other == name and role] for name in (*(q[0] for q in quoted), seen)
    }
    return extraction(article, *said, people=[mention(n, *roles, forms=[n], text=text) for n, roles in people.items()])


def contents(store: Store) -> dict[str, list[Any]]:
    """Return all rows, but for when they came and how old a fingerprint is."""
    engine = store._engine
    assert engine is not None
    found = {}
    with engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            columns = [column for column in table.columns if column.name not in ("added_at", "age")]
            found[table.name] = sorted(repr(tuple(row)) for row in connection.execute(select(*columns)))
    return found


def added_by(extractions: Sequence[Extraction], batch: int | None) -> tuple[list[Any], dict[str, list[Any]]]:
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "r.db") as store:
        if batch is None:
            told = [store.add_extraction(each) for each in extractions]
        else:
            told = list(store.add_all(extractions, batch=batch))
        return told, contents(store)


@settings(max_examples=12, deadline=None)
@given(st.lists(articles(), max_size=7), st.integers(2, 8))
def test_a_batch_of_any_size_keeps_what_one_by_one_would(extractions: list[Extraction], batch: int) -> None:
    assert added_by(extractions, batch) == added_by(extractions, None)


def broken(article_id: str) -> Extraction:
    """Return an article that no database keeps: its title is not text."""
    return story("Ulf Tangmere", "baker", article_id=article_id, title=object())


def test_one_that_cannot_be_kept_is_told_and_the_others_are_kept(store: Store) -> None:
    given = [
        story("Ulf Tangmere", "baker", article_id="a"),
        broken("b"),
        story("Marta Hansen", "nurse", article_id="c"),
    ]
    told = list(store.add_all(given))
    assert [(each.article_id, each.outcome) for each in told] == [("a", "new"), ("b", "failed"), ("c", "new")]
    assert told[1].note
    assert {each.article.id for each in store.quotes()} == {"a", "c"}


def test_what_was_kept_is_handed_out_while_more_comes(store: Store) -> None:
    met: list[str] = []

    def coming() -> Iterator[Extraction]:
        for id_ in "abcd":
            met.append(id_)
            yield story("Ulf Tangmere", "baker", article_id=id_)

    added = store.add_all(coming(), batch=2)
    assert next(added).article_id == "a"
    assert met == ["a", "b"]
    assert {each.article.id for each in store.quotes()} == {"a", "b"}


def test_a_database_that_cannot_be_written_ends_it(store: Store) -> None:
    added = store.add_all([story("Ulf Tangmere", "baker")])
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        next(added)


def test_what_others_found_is_kept_as_theirs(store: Store) -> None:
    (added,) = store.add_all([story("Ulf Tangmere", "baker")], engine="Other Bank")
    assert added.outcome == "new"
    assert [each.engine for each in store.quotes()] == ["Other Bank"]
