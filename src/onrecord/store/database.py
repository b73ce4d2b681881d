"""Reach the database: a path or a URL -> an engine, and the one room for what only SQLite needs.

SQLite gets WAL, foreign keys, a busy timeout, and writers that take the lock when they begin, so that two of
them wait for each other instead of failing. Looking up also works where nothing may be written.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.pool import QueuePool, StaticPool
from sqlmodel import Session

from onrecord.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

T = TypeVar("T")

BUSY_SECONDS = 60.0
"""How long a writer waits for another one to finish its article."""

_WRITES = "onrecord_writes"
_ATTEMPTS = 5


def locate(db: str | Path | None) -> URL:
    """Return the URL of a path or a URL; of $ONRECORD_DB, else onrecord.db in this folder, for None."""
    chosen = db if db is not None else os.environ.get("ONRECORD_DB") or "onrecord.db"
    if isinstance(chosen, Path) or "://" not in chosen:
        if not str(chosen).strip():
            raise StoreError("the database has an empty name: give a path or a database URL")
        return URL.create("sqlite", database=str(chosen))
    try:
        return make_url(chosen)
    except (ArgumentError, ValueError) as error:
        scheme = chosen.partition("://")[0]  # what follows may hold a password
        raise StoreError(f"{scheme}://… is neither a path nor a URL of a database: check its parts") from error


def name_of(url: URL) -> str:
    """Return what to call this database in a message, without a password."""
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    return url.render_as_string(hide_password=True)


def connect(url: URL, *, create: bool) -> Engine:
    """Return an engine; nothing is read yet. A missing SQLite file is made only if `create`."""
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url, pool_pre_ping=True)
        except (NoSuchModuleError, ModuleNotFoundError) as error:
            raise StoreError(f"no driver for {name_of(url)}: install it with pip ({error})") from error
    return _listening(_sqlite(url, create=create))


def is_sqlite(engine: Engine) -> bool:
    """Whether the engine's database is a SQLite file."""
    return engine.dialect.name == "sqlite"


# -- SQLite ----------------------------------------------------------------------------------------------


def _sqlite(url: URL, *, create: bool) -> Engine:
    if url.database in (None, "", ":memory:"):
        return create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    path = Path(str(url.database)).expanduser()
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a registry: give the path of a file")
    if not path.exists():
        if not create:
            raise StoreError(f"no registry at {path}: add articles with `onrecord add`, or name another with --db")
        if not path.parent.is_dir():
            raise StoreError(f"cannot make {path}: there is no folder {path.parent}, make it first")
    return create_engine("sqlite://", creator=_opener(path.absolute(), create=create), poolclass=QueuePool)


def _opener(path: Path, *, create: bool) -> Callable[[], sqlite3.Connection]:
    def opened(mode: str) -> sqlite3.Connection:
        return sqlite3.connect(
            f"file:{quote(str(path))}?{mode}", uri=True, timeout=BUSY_SECONDS, check_same_thread=False
        )

    def connect_sqlite() -> sqlite3.Connection:
        if not path.exists():
            return opened("mode=rwc" if create else "mode=rw")
        if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
            return opened("mode=rw")
        return _read_only(opened, path)

    return connect_sqlite


def _read_only(opened: Callable[[str], sqlite3.Connection], path: Path) -> sqlite3.Connection:
    """Open a file that may not be written, in a folder where SQLite may not be able to put its own files."""
    connection = opened("mode=ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        connection.close()
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            raise StoreError(
                f"cannot read {path}: it has unfinished changes and may not be written here; "
                f"copy it with {log.name} to a folder of yours"
            ) from error
        # With no log beside it the file is whole, and "immutable" is SQLite's word for reading just that.
        connection = opened("immutable=1")
    return connection


def _listening(engine: Engine) -> Engine:
    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # None: the driver begins no transactions by itself, `begin` below does.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def keep_write_ahead_log(engine: Engine) -> None:
    """Let readers go on while somebody writes (SQLite only). The file remembers it."""
    if not is_sqlite(engine):
        return
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA journal_mode")
        if cursor.fetchone() == ("delete",):
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()
    finally:
        raw.close()


# -- transactions ----------------------------------------------------------------------------------------


@contextmanager
def reading(engine: Engine, where: str) -> Iterator[Session]:
    """Hold one consistent view of the database."""
    with translated(where), Session(engine) as session, session.begin():
        yield session


@contextmanager
def writing(engine: Engine, where: str) -> Iterator[Session]:
    """Hold one transaction that writes: all of it is kept, or nothing."""
    writer = engine.execution_options(**{_WRITES: True})
    with translated(where), Session(writer) as session, session.begin():
        yield session


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn what the driver raises into a StoreError that says what to do."""
    try:
        yield
    except (OperationalError, DatabaseError, InterfaceError, sqlite3.Error) as error:
        if isinstance(error, IntegrityError):
            raise
        raise StoreError(_advice(error, where)) from error


def retried(work: Callable[[], T]) -> T:
    """Do `work` again when another writer took the same key between its look and its write."""
    for attempt in range(_ATTEMPTS):
        try:
            return work()
        except IntegrityError as error:
            if attempt == _ATTEMPTS - 1:
                raise StoreError(f"the database refuses a change: {error.orig}") from error
    raise AssertionError("unreachable")


def _advice(error: Exception, where: str) -> str:
    said = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    low = said.lower()
    if "malformed" in low:
        return f"{where} is damaged ({said}): restore a copy of it, or add the articles to a new one"
    if "not a database" in low:
        return f"{where} is not an onrecord registry ({said}): name another with --db"
    if "locked" in low or "busy" in low:
        return f"{where} stayed locked for {BUSY_SECONDS:.0f} s: end the other program that writes to it"
    if "readonly" in low or "read-only" in low:
        return f"{where} may not be written: copy it, or ask for write access to it and its folder"
    if "unable to open" in low:
        return f"{where} cannot be opened: look whether you may read it and write in its folder"
    if "full" in low:
        return f"{where} cannot grow: the disk is full"
    return f"{where}: the database says {said}"
