"""Look at a database as a database, without upgrading it, and upgrade it when that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import URL, Connection

from onrecord.errors import StoreError
from onrecord.store import database, schema

__all__ = ["DatabaseInfo", "Upgraded", "info", "upgrade"]

_COUNTED = {
    "articles": "article",
    "quotations": "quotation",
    "speakers": "speaker",
    "outlets": "outlet",
    "judgements": "judgement",
}
_SIZE = """
SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
"""


@dataclass(frozen=True, slots=True)
class DatabaseInfo:
    """A registry as a database.

    `engine` is its name and version, `where` the file or the URL without a password, `schema` its revision, `pending`
    the revisions that it lacks and what each is for, `counts` the rows of what there is, `bytes` its size.
    """

    engine: str
    where: str
    schema: str
    pending: tuple[tuple[str, str], ...]
    counts: dict[str, int]
    bytes: int


@dataclass(frozen=True, slots=True)
class Upgraded:
    """From which schema to which; `steps` are the revisions that were run and what each is for."""

    where: str
    before: str
    after: str
    steps: tuple[tuple[str, str], ...]


def info(db: str | Path | None = None) -> DatabaseInfo:
    """Return what a database is and holds; it is left as it is, also where its schema is older.

    Raises StoreError where there is none, or where it is no registry or that of a newer onrecord.
    """
    with _reached(db) as (engine, url, where, version):
        with database.reading(engine, where) as session:
            connection = session.connection()
            counts, size = _counts(connection), _size(connection, url)
            named = _engine_name(connection)
        return DatabaseInfo(named, where, version, _pending(version), counts, size)


def upgrade(db: str | Path | None = None) -> Upgraded:
    """Upgrade a registry to the newest schema; one that has it is left as it is. Raises StoreError as `info`."""
    with _reached(db) as (engine, _, where, version):
        steps = _pending(version)
        schema.prepare(engine, where, create=False)
        return Upgraded(where, version, schema.HEAD, steps)


@contextmanager
def _reached(db: str | Path | None) -> Iterator[tuple[Engine, URL, str, str]]:
    url = database.locate(db)
    where = database.name_of(url)
    engine = database.connect(url, create=False)
    try:
        version = schema.version_of(engine, where)
        if version is None:
            raise StoreError(f"{where} holds no registry yet: add articles with `onrecord add`")
        yield engine, url, where, version
    finally:
        engine.dispose()


def _pending(version: str) -> tuple[tuple[str, str], ...]:
    return () if version == schema.HEAD else tuple(schema.pending(version))


def _counts(connection: Connection) -> dict[str, int]:
    tables = set(inspect(connection).get_table_names())
    return {
        what: int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())
        for what, table in _COUNTED.items()
        if table in tables
    }


def _size(connection: Connection, url: URL) -> int:
    """Return how many bytes the tables and indexes take; of a SQLite file with its log."""
    if connection.dialect.name == "postgresql":
        return int(connection.execute(text(_SIZE)).scalar_one())
    files = [Path(f"{url.database}{end}").expanduser() for end in ("", "-wal")]
    return sum(file.stat().st_size for file in files if file.exists())


def _engine_name(connection: Connection) -> str:
    if connection.dialect.name == "postgresql":
        return f"PostgreSQL {connection.execute(text('SHOW server_version')).scalar_one()}"
    return f"SQLite {connection.execute(text('SELECT sqlite_version()')).scalar_one()}"
