"""Many rows at once, by PostgreSQL's COPY where there are many: the same rows, and the same errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from factory import story
from onrecord.errors import UnavailableError
from onrecord.store import Store, bulk, database
from onrecord.store.tables import OutletRow
from onrecord.types import Extraction

QUAY = {"name": "The \t\\N\n\0Quay\ud800", "folded": "quay", "domain": None, "curated": False}
MANY = 70


@contextmanager
def writing(store: Store) -> Iterator[Session]:
    assert store._engine is not None
    with database.writing(store._engine, "r") as session:
        yield session


def test_rows_are_the_same_however_many_come_at_once(store: Store) -> None:
    with writing(store) as session:
        bulk.insert(session, OutletRow, [{"id": f"o{number}", **QUAY} for number in range(MANY)])
        bulk.insert(session, OutletRow, [{"id": "alone", **QUAY}])
        rows = session.connection().execute(text("SELECT name, folded, domain, curated FROM outlet")).all()
        assert (len(rows), len(set(rows))) == (MANY + 1, 1)
        found = session.get(OutletRow, "o7")
        assert found is not None
        assert found.name == QUAY["name"]


def test_a_row_that_is_refused_is_told_as_of_any_statement(store: Store) -> None:
    rows = [{"id": f"o{number}", **QUAY} for number in range(MANY)]
    with pytest.raises(IntegrityError), writing(store) as session:
        bulk.insert(session, OutletRow, [*rows, rows[0]])
    with writing(store) as session:
        assert session.connection().execute(text("SELECT count(*) FROM outlet")).scalar() == 0


def numbered(number: int, continues: int | None = None) -> Extraction:
    words = f"“{' '.join(f'w{number}x{at}' for at in range(8))},”"
    made = story("Ulf Tangmere", "baker", words, article_id=f"a{number}")
    (one,) = made.quotations
    told = replace(one, id=f"q{number}", quotation=replace(one.quotation, continues=continues))
    return replace(made, quotations=(told,))


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_one_of_many_that_the_server_refuses_harms_no_other(store: Store) -> None:
    given = [numbered(number, 2**40 if number == 9 else None) for number in range(MANY)]
    failed = [added for added in store.add_all(given, batch=MANY) if added.outcome != "new"]
    assert [(each.article_id, each.outcome) for each in failed] == [("a9", "failed")]
    assert "out of range" in (failed[0].note or "")
    assert store.stats().quotations == MANY - 1


def insert_on_a_lost_connection(store: Store) -> None:
    with writing(store) as session:
        own = session.connection().execute(text("SELECT pg_backend_pid()")).scalar()
        assert store._engine is not None
        with store._engine.connect() as other:
            other.execute(text(f"SELECT pg_terminate_backend({own}, 2000)"))
        bulk.insert(session, OutletRow, [{"id": f"o{number}", **QUAY} for number in range(MANY)])


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_a_connection_that_is_lost_while_rows_are_sent_is_told_and_made_again(store: Store) -> None:
    with pytest.raises(UnavailableError):
        insert_on_a_lost_connection(store)
    assert store.stats().articles == 0
