"""A registry copied to another database: the same rows, the same answers, and all or nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Table, text
from sqlalchemy.engine import Connection

import crowd
from factory import story
from onrecord.errors import StoreError
from onrecord.store import Store, copying, database
from onrecord.store.copying import copy
from store import older
from store.older.write import CURATED, OUTLETS, answers, articles

ENGINES = ["sqlite", "postgresql"]


@pytest.fixture
def filled(db_url: str) -> str:
    with Store.open(db_url) as store:
        for each in articles():
            store.add_extraction(each)
        store.load_registry(CURATED, OUTLETS)
        store.rename("zoe-aeroskobing", "Zoë Æ. Ærøskøbing", who="desk", why="so she writes it")
        store.undo(store.reject(store.quotes(by="Marrowby")[0].id, who="desk").id, who="desk")
    return db_url


@pytest.mark.parametrize("engine", ENGINES)
def test_a_copy_answers_as_its_original_and_grows_like_it(
    filled: str, engine: str, empty_database: Callable[[str], str]
) -> None:
    target = empty_database(engine)
    copied = copy(filled, target)
    assert (copied.rows["article"], copied.rows["quotation"]) == (8, 9)
    with Store.open(filled, create=False) as original, Store.open(target, create=False) as other:
        assert answers(other) == answers(original)
        assert other.stats() == original.stats()
        assert other.quotes() == original.quotes()
        crowd.same(target, filled)
        new = story("Marta Hansen", "nurse", "“We will mend the old bridge of the town before the storms,”", "after")
        assert other.add_extraction(new) == original.add_extraction(new)
        assert len(other.quotes(about="bridge")) == 4
        other.merge("marta-hansen", "quillon-marrowby", who="desk")
        assert len(other.quotes(by="Marrowby")) == 2


def test_an_older_registry_is_upgraded_and_copied(db_url: str, empty_database: Callable[[str], str]) -> None:
    older.make(db_url, older.REVISIONS[0])
    target = empty_database("sqlite")
    copy(db_url, target)
    with Store.open(target, create=False) as store:
        assert len(store.quotes()) == 9


def test_what_is_copied_is_told_table_by_table(filled: str, empty_database: Callable[[str], str]) -> None:
    told: list[tuple[str, int, int]] = []
    copied = copy(filled, empty_database("sqlite"), on_progress=lambda *each: told.append(each))
    assert {table: done for table, done, _ in told} == copied.rows
    assert told.index(("article", 0, 8)) < told.index(("article", 8, 8)) < told.index(("quotation", 0, 9))


def test_a_database_with_anything_in_it_is_not_written_to(filled: str, empty_database: Callable[[str], str]) -> None:
    target = empty_database("sqlite")
    with Store.open(target) as store:
        store.add_extraction(story("Marta Hansen", "nurse"))
        before = store.quotes()
        with pytest.raises(StoreError, match=r"is not empty \(it has rows in "):
            copy(filled, target)
        assert store.quotes() == before
    with pytest.raises(StoreError, match="cannot be copied to itself"):
        copy(filled, filled)


def test_a_registry_that_is_not_there_is_not_copied(empty_database: Callable[[str], str]) -> None:
    with pytest.raises(StoreError, match="no registry at"):
        copy(empty_database("sqlite"), empty_database("sqlite"))


KILLED = """
import os, signal, sys
from onrecord.store.copying import copy
def die(table, done, total):
    if table == "quotation" and done:
        os.kill(os.getpid(), signal.SIGKILL)
copy(sys.argv[1], sys.argv[2], on_progress=die)
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_a_copy_that_is_broken_off_leaves_nothing_and_may_be_done_again(
    filled: str, engine: str, empty_database: Callable[[str], str]
) -> None:
    target = empty_database(engine)
    done = subprocess.run([sys.executable, "-c", KILLED, filled, target], check=False)
    assert done.returncode == -signal.SIGKILL
    with Store.open(target) as store:
        assert store.stats().articles == 0
    assert copy(filled, target).rows["article"] == 8


@pytest.mark.parametrize("engine", ENGINES)
def test_a_copy_that_is_not_what_was_read_is_not_kept(
    filled: str, engine: str, empty_database: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = empty_database(engine)
    compare = copying._compare

    def spoiled(connection: Connection, table: Table, *more: Any) -> None:
        if table.name == "quotation":
            connection.execute(text("UPDATE quotation SET text = 'other' WHERE article_id = 'b1'"))
        compare(connection, table, *more)

    monkeypatch.setattr(copying, "_compare", spoiled)
    with pytest.raises(StoreError, match="the table quotation is not what was read"):
        copy(filled, target)
    with database.connect(database.locate(target), create=False).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM article")).scalar() == 0
