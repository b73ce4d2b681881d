"""Reach the database: a path or a URL -> an engine; transactions that read and that write.

There is one writer at a time on both engines. Who somebody is, what the outlets are and which quotations are one
utterance is decided by looking at what is there; two writers that cannot see each other would each make a new speaker
of one person. SQLite locks its file, in PostgreSQL a writer takes an advisory lock until its transaction ends. Finding
the quotations in the texts, which takes a hundred times longer, goes on beside that.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    IntegrityError,
    InterfaceError,
    OperationalError,
)
from sqlmodel import Session

from onrecord.errors import StoreError, TooSlowError, UnavailableError
from onrecord.store import postgresql, sqlitefile
from onrecord.store.advice import advice, is_passing

T = TypeVar("T")

BUSY_SECONDS = 60.0
"""How long a writer waits for another one to finish its articles."""

_WRITES = "onrecord_writes"
_VERSION = "onrecord_version"
_PATIENCE = "onrecord_patience"
_ATTEMPTS = 5
_ONE_VIEW = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_SECRETS = ("password", "passfile", "sslpassword")


def locate(db: str | Path | None) -> URL:
    """Return the URL of a path or a URL; of $ONRECORD_DB, else onrecord.db in this folder, for None."""
    chosen = db if db is not None else os.environ.get("ONRECORD_DB") or "onrecord.db"
    if isinstance(chosen, Path) or "://" not in chosen:
        if not str(chosen).strip():
            raise StoreError("the database has an empty name: give a path or a database URL")
        return URL.create("sqlite", database=str(chosen))
    scheme = chosen.partition("://")[0]  # what follows may hold a password
    try:
        url = make_url(chosen)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"{scheme}://… is neither a path nor a URL of a database: check its parts") from error
    if url.drivername in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    return url


def name_of(url: URL) -> str:
    """Return what to call this database in a message, without a password."""
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    return url.difference_update_query(_SECRETS).render_as_string(hide_password=True)


def connect(url: URL, *, create: bool) -> Engine:
    """Return an engine; nothing is read yet. A missing SQLite file is made only if `create`."""
    backend = url.get_backend_name()
    if backend == "sqlite":
        return sqlitefile.connect(url, create=create, busy_seconds=BUSY_SECONDS, writes=_WRITES)
    if backend != "postgresql":
        raise StoreError(f"a registry is kept in SQLite or PostgreSQL, not in {backend}: name another with --db")
    return postgresql.connect(url, name_of(url), busy_seconds=BUSY_SECONDS, writes=_WRITES)


def is_sqlite(engine: Engine) -> bool:
    """Whether the engine's database is a SQLite file."""
    return engine.dialect.name == "sqlite"


# -- transactions ----------------------------------------------------------------------------------------


def at_version(engine: Engine, version: str) -> Engine:
    """Return the engine for a schema: who writes with it is refused once another onrecord has upgraded it."""
    return engine.execution_options(**{_VERSION: version})


def with_patience(engine: Engine, seconds: float | None) -> Engine:
    """Return the engine for who waits for what is read only so long; None: as long as it takes."""
    return engine.execution_options(**{_PATIENCE: seconds})


@contextmanager
def reading(engine: Engine, where: str, *, unhurried: bool = False) -> Iterator[Session]:
    """Hold one consistent view of the database.

    Raises TooSlowError where reading takes longer than the engine's patience, unless it is `unhurried`.
    """
    seconds = None if unhurried else engine.get_execution_options().get(_PATIENCE)
    with translated(where), Session(engine, info={"reads": True}) as session, session.begin():
        if not is_sqlite(engine):
            session.connection(execution_options=_ONE_VIEW)
        if seconds is None:
            yield session
        else:
            with _limited(session, seconds):
                yield session


@contextmanager
def _limited(session: Session, seconds: float) -> Iterator[None]:
    """Let the database break off what takes longer than so many seconds, counted from now."""
    connection = session.connection()
    on_sqlite = is_sqlite(connection.engine)
    raw: Any = connection.connection.driver_connection
    if on_sqlite:
        sqlitefile.limit(raw, seconds)
    else:
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")
    try:
        yield
    except OperationalError as error:
        if not _was_broken_off(error):
            raise
        raise TooSlowError(f"this takes longer than {seconds:g} s: ask for fewer words, or for longer ones") from error
    finally:
        if on_sqlite:
            sqlitefile.limit(raw, None)


def _was_broken_off(error: OperationalError) -> bool:
    return str(error.orig) == "interrupted" or getattr(error.orig, "sqlstate", None) == "57014"


@contextmanager
def writing(engine: Engine, where: str) -> Iterator[Session]:
    """Hold one transaction that writes, the only one: all of it is kept, or nothing."""
    writer = engine.execution_options(**{_WRITES: True})
    with translated(where), Session(writer) as session, session.begin():
        _check_version(session, where)
        yield session


def _check_version(session: Session, where: str) -> None:
    connection = session.connection()
    expected = connection.get_execution_options().get(_VERSION)
    if expected is None:
        return
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found != expected:
        raise StoreError(
            f"{where} was upgraded meanwhile (schema {found}, this onrecord knows {expected}): "
            "upgrade with `pip install --upgrade onrecord` and start again"
        )


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn what the driver raises into a StoreError that says what to do."""
    try:
        yield
    except (OperationalError, DatabaseError, InterfaceError, sqlitefile.Error) as error:
        if isinstance(error, IntegrityError) or is_passing(error):
            raise
        raise UnavailableError(advice(error, where, BUSY_SECONDS)) from error


def retried(work: Callable[[], T]) -> T:
    """Do `work` again where it met another writer: one that took the same key, or that it cannot pass by."""
    for attempt in range(_ATTEMPTS):
        try:
            return work()
        except DatabaseError as error:
            if attempt == _ATTEMPTS - 1:
                raise StoreError(f"the database refuses a change: {error.orig}") from error
    raise AssertionError("unreachable")
