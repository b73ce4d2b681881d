"""The views that other tools open: what they show is what the store says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from factory import ORGANIZATION, PERSON, Said, extraction, mention, story
from onrecord.store import Store, views
from onrecord.types import Article

Rows = list[sqlite3.Row]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A registry of three articles with its views, opened by another program."""
    path = tmp_path / "registry.db"
    council = "The harbour council of Fjordby said “no”. A clerk said nothing."
    with Store.open(path) as store:
        store.add_extraction(story("Odalys Brandtveit", "mayor of Fjordby", outlet="The Fjord Post"))
        store.add_extraction(story("Odalys Brandtveit", None, words="“It holds,”", article_id="a2"))
        said = Said("“no”", "harbour council of Fjordby", ORGANIZATION)
        nobody = Said("nothing", None, PERSON)
        found = extraction(Article("a3", council), said, nobody, people=[mention("Ulf Tangmere")])
        store.add_extraction(found)
    with closing(sqlite3.connect(path)) as other:
        other.row_factory = sqlite3.Row
        yield other


def rows(connection: sqlite3.Connection, query: str) -> Rows:
    return connection.execute(query).fetchall()


def test_quotes_have_who_what_when_and_where(opened: sqlite3.Connection) -> None:
    found = {row["text"]: row for row in rows(opened, "SELECT * FROM quotes")}
    assert len(found) == 4
    bridge = found["“We will mend the bridge,”"]
    assert (bridge["speaker"], bridge["speaker_id"]) == ("Odalys Brandtveit", "odalys-brandtveit")
    assert (bridge["role"], bridge["outlet"], bridge["date"]) == ("mayor of Fjordby", "The Fjord Post", "2021-05-04")
    assert found["nothing"]["speaker"] is None


def test_speakers_have_their_quotations_counted(opened: sqlite3.Connection) -> None:
    found = {row["id"]: row for row in rows(opened, "SELECT * FROM speakers")}
    mayor = found["odalys-brandtveit"]
    assert (mayor["name"], mayor["type"], mayor["quotations"], mayor["articles"]) == (
        "Odalys Brandtveit",
        "person",
        2,
        2,
    )
    assert (mayor["first_said"], mayor["last_said"]) == ("2021-05-04", "2021-05-04")
    assert len(found) == 2


def test_one_who_was_merged_is_shown_as_who_that_is(opened: sqlite3.Connection) -> None:
    added = ("brandtveit", "person", "Mayor Brandtveit", 1, "{}", "[]")
    opened.execute("INSERT INTO speaker (id, type, name, curated, ids, sources) VALUES (?, ?, ?, ?, ?, ?)", added)
    opened.execute("UPDATE speaker SET merged_into = 'brandtveit' WHERE id = 'odalys-brandtveit'")
    assert {row["speaker"] for row in rows(opened, "SELECT * FROM quotes WHERE speaker_id = 'brandtveit'")} == {
        "Mayor Brandtveit"
    }
    found = {row["id"]: row["quotations"] for row in rows(opened, "SELECT * FROM speakers")}
    assert found.pop("brandtveit") == 2
    assert "odalys-brandtveit" not in found


def test_a_quotation_of_a_speaker_is_found_by_the_tables_own_indexes(opened: sqlite3.Connection) -> None:
    plan = [row["detail"] for row in rows(opened, "EXPLAIN QUERY PLAN SELECT * FROM quotes WHERE id = 'x'")]
    assert plan[0].startswith("SEARCH quotation USING INDEX")


def test_dropping_them_leaves_the_tables(opened: sqlite3.Connection, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'registry.db'}")
    with engine.begin() as connection:
        views.drop(connection)
    engine.dispose()
    assert rows(opened, "SELECT name FROM sqlite_master WHERE type = 'view'") == []
    assert len(rows(opened, "SELECT id FROM quotation")) == 4
