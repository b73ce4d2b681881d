"""What only SQLite needs: open its file, also where nothing may be written, and set how it keeps it.

Write-ahead log, foreign keys, a busy timeout, and writers that take the lock when they begin, so that two of them wait
for each other instead of failing.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.pool import QueuePool, StaticPool

from onrecord.errors import StoreError

Error = sqlite3.Error
"""What SQLite's driver raises outside SQLAlchemy."""

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

_STEPS = 50_000
"""Instructions of SQLite's between two looks at the clock: some milliseconds."""

SETTINGS = (
    "foreign_keys = ON",
    # With the write-ahead log a killed program loses and damages nothing; a power cut may take the last articles.
    "synchronous = NORMAL",
    "cache_size = -65536",
    # All of a large file (SQLite maps 2 GB at most): to read a page costs a call to the system otherwise.
    "mmap_size = 2147418112",
    "temp_store = MEMORY",
    "journal_size_limit = 67108864",
    # Pages that many transactions in turn change are written to the file once for some of them, not for each.
    "wal_autocheckpoint = 8192",
)


def connect(url: URL, *, create: bool, busy_seconds: float, writes: str) -> Engine:
    """Return an engine for a file (made only if `create`) or for memory; nothing is read yet.

    A connection with the execution option `writes` takes the lock for writing when it begins.
    """
    return _listening(_engine(url, create=create, busy_seconds=busy_seconds), writes)


def _engine(url: URL, *, create: bool, busy_seconds: float) -> Engine:
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
    creator = _opener(path.absolute(), create=create, busy_seconds=busy_seconds)
    return create_engine("sqlite://", creator=creator, poolclass=QueuePool)


def _opener(path: Path, *, create: bool, busy_seconds: float) -> Callable[[], sqlite3.Connection]:
    def opened(mode: str) -> sqlite3.Connection:
        return sqlite3.connect(
            f"file:{quote(str(path))}?{mode}", uri=True, timeout=busy_seconds, check_same_thread=False
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


def _listening(engine: Engine, writes: str) -> Engine:
    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # None: the driver begins no transactions by itself, `begin` below does.
        connection.isolation_level = None
        cursor = connection.cursor()
        for setting in SETTINGS:
            cursor.execute(f"PRAGMA {setting}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        locks = connection.get_execution_options().get(writes, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if locks else "BEGIN")

    return engine


def limit(connection: sqlite3.Connection, seconds: float | None) -> None:
    """Let a connection break off what it does after so many seconds from now, with "interrupted"; None: never."""
    if seconds is None:
        connection.set_progress_handler(None, 0)
        return
    until = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)


def keep_write_ahead_log(engine: Engine, *, busy_seconds: float) -> None:
    """Let readers go on while somebody writes. The file remembers it."""
    until = time.monotonic() + busy_seconds
    while True:
        try:
            _keep_write_ahead_log(engine)
        except sqlite3.OperationalError as error:
            # Others that open the file now are in the way, and for this SQLite does not wait.
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _keep_write_ahead_log(engine: Engine) -> None:
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA journal_mode")
        if cursor.fetchone() == ("delete",):
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()
    finally:
        raw.close()
