"""What goes in comes out, whatever characters it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from factory import Said, extraction, mention, story
from onrecord.store import Store
from onrecord.store.tables import LosslessText
from onrecord.types import Article
from postgres import Server

ANY = st.text(st.characters(exclude_categories=[]) | st.sampled_from("\0\ud800\udfff\U0010fffe“”%_'\\"), max_size=30)

DIALECT = sqlite.dialect()


@given(text=ANY)
def test_escapes_are_undone_and_leave_nothing_that_a_database_refuses(text: str) -> None:
    kept = LosslessText()
    stored = kept.process_bind_param(text, DIALECT)
    assert stored is not None
    assert "\0" not in stored
    stored.encode("utf-8")
    assert kept.process_result_value(stored, DIALECT) == text


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if request.param == "sqlite":
        url = str(tmp_path_factory.mktemp("shared") / "r.db")
    else:
        server: Server = request.getfixturevalue("postgresql")
        url = server.url(server.create())
    with Store.open(url) as store:
        yield store


@settings(max_examples=40, deadline=None)
@given(before=ANY, words=ANY, name=ANY, role=ANY, outlet=ANY)
def test_any_text_is_kept_as_it_is(shared: Store, before: str, words: str, name: str, role: str, outlet: str) -> None:
    quoted = f"“{words}”"
    text = f"{before}{quoted} said {name}, {role}."
    article = Article("a1", text, title=before, url=outlet, outlet=outlet, byline=role, origin=before)
    said = Said(quoted, name, role=role)
    found = extraction(article, said, people=[mention(name, role)])
    shared.add_extraction(found)
    assert shared.add_extraction(found).outcome == "unchanged"
    (kept,) = shared.quotes()
    assert kept.article.text == text
    assert kept.text == quoted
    assert kept.content == found.quotations[0].content
    assert (kept.speaker.name, kept.role) == (name, role)
    assert (kept.article.title, kept.article.outlet, kept.article.byline) == (before, outlet, role)
    shared.speakers(name)
    shared.quotes(by=name or None, about=words, outlet=outlet)


@pytest.mark.parametrize("odd", ["\ud83d", "\0", "\U0010fffe000000", "a\r\nb\u2028c\ufeff"])
def test_an_article_with_odd_characters_is_found_by_its_words(store: Store, odd: str) -> None:
    found = story("Ulf Tangmere", "baker", f"“Bread {odd} is dear,”")
    odd_id = replace(found.article, id=f"id{odd}")
    added = store.add_extraction(replace(found, article=odd_id))
    assert added.article_id == f"id{odd}"
    (kept,) = store.quotes(about="bread dear")
    assert kept.text == f"“Bread {odd} is dear,”"
    assert store.is_current(odd_id)
