"""Registries of every older schema, upgraded: they answer as they did; broken off, they are as they were."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, select
from sqlmodel import SQLModel

from factory import story
from onrecord.store import Store, database
from store import older
from store.older import REVISIONS
from store.older.write import answers

TESTS = str(Path(__file__).parents[1])
INDEX_OF_WORDS = "quotation_words"
"""Each engine keeps it in its own way, in no declared table."""


def differences(url: str) -> list[Any]:
    """Return how the schema of a database is another than the tables say."""
    with database.connect(database.locate(url), create=False).connect() as connection:
        options = {"compare_type": True, "include_name": lambda name, *_: not str(name).startswith(INDEX_OF_WORDS)}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, SQLModel.metadata))


def contents(url: str) -> dict[str, list[Any]]:
    """Return all rows of all tables."""
    with database.connect(database.locate(url), create=False).connect() as connection:
        tables = MetaData()
        tables.reflect(connection)
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all())) for table in tables.sorted_tables
        }


def test_the_migrations_make_exactly_the_tables(db_url: str) -> None:
    Store.open(db_url).close()
    assert differences(db_url) == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_older_registry_answers_as_it_did(db_url: str, revision: str) -> None:
    older.make(db_url, revision)
    with Store.open(db_url, create=False) as store:
        answered = json.loads(json.dumps(answers(store)))
        for question, expected in older.ANSWERS.items():
            assert answered[question] == expected, question
        assert store.add_extraction(story("Marta Hansen", "nurse", article_id="after")).outcome == "new"
        assert store.speaker("marta-hansen").roles[0].text == "nurse"
    assert differences(db_url) == []


KILLED = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from onrecord.store import Store, schema
made = schema.upgrade
def die(connection, revision="head"):
    made(connection, revision)
    os.kill(os.getpid(), signal.SIGKILL)
schema.upgrade = die
Store.open(sys.argv[2])
"""


@pytest.mark.parametrize("revision", REVISIONS[:1])
def test_an_upgrade_that_is_broken_off_leaves_the_older_registry(db_url: str, revision: str) -> None:
    older.make(db_url, revision)
    before = contents(db_url)
    done = subprocess.run([sys.executable, "-c", KILLED, TESTS, db_url], check=False)
    assert done.returncode == -signal.SIGKILL
    assert contents(db_url) == before
    with Store.open(db_url, create=False) as store:
        assert json.loads(json.dumps(answers(store)))["speakers"] == older.ANSWERS["speakers"]


OPENED = "import sys; from onrecord.store import Store; Store.open(sys.argv[1]).close()"


def test_two_that_open_an_older_registry_at_once_upgrade_it_once(db_url: str) -> None:
    older.make(db_url, REVISIONS[0])
    both = [
        subprocess.Popen([sys.executable, "-c", OPENED, db_url], stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    assert [(process.communicate(timeout=60)[1], process.returncode) for process in both] == [("", 0), ("", 0)]
    assert differences(db_url) == []
