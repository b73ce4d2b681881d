"""What PostgreSQL has of its own: locks, orders of texts, encodings, and servers that say no."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

from factory import story
from onrecord.errors import StoreError
from onrecord.store import Store, database, schema, upkeep
from onrecord.store import postgresql as engine_room
from postgres import Server
from store import older


@pytest.fixture
def url(empty_database: Callable[[str], str]) -> str:
    return empty_database("postgresql")


@pytest.fixture
def opened(url: str) -> Iterator[Store]:
    with Store.open(url) as store:
        yield store


# -- texts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("revision", [None, "0001"])
def test_every_text_sorts_by_code_points_whatever_the_order_of_the_database(url: str, revision: str | None) -> None:
    if revision is not None:
        older.make(url, revision)
    Store.open(url).close()
    with create_engine(url).connect() as connection:
        assert not engine_room.is_unordered(connection, SQLModel.metadata.tables)


IDS = ["b", "B", "a-1", "a1", "a 1", "Å", "ä", "z", "_", "é"]


def test_what_is_listed_has_the_same_order_on_both_engines(store: Store) -> None:
    for number, id_ in enumerate(IDS):
        made = story("Ulf Tangmere", None, f"“Number {number} of them is mended,”", article_id=id_)
        store.add_extraction(replace(made, article=replace(made.article, published=None)))
    listed = [quotation.article.id for quotation in store.each_quote(by_article=True)]
    assert listed == sorted(IDS)


def test_a_database_that_cannot_keep_every_text_is_refused(postgresql: Server) -> None:
    postgresql.do("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'")
    with pytest.raises(StoreError, match=r"keeps texts as LATIN1.*createdb --encoding=UTF8"):
        Store.open(postgresql.url("latin"))
    postgresql.drop("latin")


# -- writers ---------------------------------------------------------------------------------------------


def test_a_writer_waits_for_another_one_and_then_sees_what_it_wrote(opened: Store, url: str) -> None:
    engine = database.connect(database.locate(url), create=False)
    with database.writing(engine, url) as session:
        session.connection()
        added: list[str] = []
        second = threading.Thread(target=lambda: added.append(opened.add_extraction(story("Ulf T", "baker")).outcome))
        second.start()
        second.join(0.5)
        assert added == []
        assert opened.stats().articles == 0  # who looks up does not wait
    second.join(30)
    assert added == ["new"]
    engine.dispose()


def test_a_writer_does_not_wait_for_ever(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(url).close()
    monkeypatch.setattr(database, "BUSY_SECONDS", 1.0)
    engine = database.connect(database.locate(url), create=False)
    with database.writing(engine, url) as session, Store.open(url) as store:
        session.connection()
        with pytest.raises(StoreError, match="stayed locked for 1 s: end the other program that writes to it"):
            store.add_extraction(story("Ulf Tangmere", "baker"))
    engine.dispose()


def test_writers_that_lock_each_other_out_try_again() -> None:
    tries = []

    def work() -> str:
        tries.append(1)
        if len(tries) < 3:
            with database.translated("r"):
                raise OperationalError("x", None, psycopg.errors.DeadlockDetected())
        return "done"

    assert database.retried(work) == "done"
    assert len(tries) == 3


def test_one_view_of_the_database_is_held_while_others_write(opened: Store, url: str) -> None:
    opened.add_extraction(story("Ulf Tangmere", "baker"))
    listed = opened.each_quote()
    assert next(listed).speaker.name == "Ulf Tangmere"
    with Store.open(url) as other:
        other.add_extraction(story("Marta Hansen", "nurse", article_id="a2"))
    assert list(listed) == []
    assert len(opened.quotes()) == 2


# -- servers that say no -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql://me:secret@127.0.0.1:9/x", r"postgresql\+psycopg://me:\*\*\*@127.0.0.1:9/x does not answer"),
        ("postgresql://me:secret@nowhere.invalid/x", "does not answer .*look whether the server runs"),
        ("postgresql://me@127.0.0.1:9/x?password=secret", "does not answer"),
        ("postgresql://me:secret@127.0.0.1:9/x?colour=red", 'invalid connection option "colour"'),
        ("mysql://me:secret@host/x", "kept in SQLite or PostgreSQL, not in mysql"),
    ],
)
def test_a_server_that_is_not_there_is_told_without_its_password(url: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        Store.open(url)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_database_that_is_not_there_is_told(postgresql: Server) -> None:
    with pytest.raises(StoreError, match=r"missing.* does not exist .*make it with `createdb`"):
        Store.open(postgresql.url("missing"))


def test_who_may_only_read_can_look_up_and_is_told_so_when_adding(postgresql: Server, opened: Store, url: str) -> None:
    opened.add_extraction(story("Ulf Tangmere", "baker"))
    name = str(database.locate(url).database)
    postgresql.do("CREATE ROLE reader LOGIN")
    postgresql.do("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", name)
    with Store.open(url.replace("onrecord@", "reader@"), create=False) as store:
        assert len(store.quotes(by="Tangmere")) == 1
        with pytest.raises(StoreError, match=r"does not allow it \(permission denied.*ask its owner"):
            store.add_extraction(story("Marta Hansen", "nurse", article_id="a2"))
    postgresql.do("DROP OWNED BY reader", name)
    postgresql.do("DROP ROLE reader")


def test_a_connection_that_was_lost_is_made_again(opened: Store, postgresql: Server) -> None:
    opened.add_extraction(story("Ulf Tangmere", "baker"))
    postgresql.do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'onrecord'")
    assert len(opened.quotes()) == 1


WITHOUT_DRIVER = """
import sys
sys.modules["psycopg"] = None
from onrecord.store import Store
Store.open("postgresql://me:secret@host/x")
"""


def test_a_missing_driver_is_named_with_the_extra_that_brings_it() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_DRIVER], capture_output=True, text=True, check=False)
    assert "pip install 'onrecord[postgres]'" in done.stderr
    assert "secret" not in done.stderr.splitlines()[-1]


# -- versions --------------------------------------------------------------------------------------------


def test_who_has_it_open_while_another_version_upgrades_it_may_not_write(db_url: str) -> None:
    with Store.open(db_url) as store:
        store.add_extraction(story("Ulf Tangmere", "baker"))
        engine = database.connect(database.locate(db_url), create=False)
        with database.writing(engine, db_url) as session:
            session.connection().execute(text("UPDATE alembic_version SET version_num = '0999'"))
        with pytest.raises(
            StoreError, match=rf"was upgraded meanwhile \(schema 0999, this onrecord knows {schema.HEAD}"
        ):
            store.add_extraction(story("Marta Hansen", "nurse", article_id="a2"))
        assert len(store.quotes()) == 1
        engine.dispose()
    for refused in (Store.open, upkeep.info, upkeep.upgrade):
        with pytest.raises(StoreError, match=r"written by a newer onrecord \(schema 0999"):
            refused(db_url)
