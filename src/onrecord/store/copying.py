"""Copy a registry into another database, of the same engine or the other: every row, the same ids.

All of it is one transaction, which ends only when each table has been read again and is the same; a copy that was
broken off leaves the schema and nothing in it. Rows go by a few thousands at a time, so that memory does not grow with
them. What follows from the rows and each engine keeps in its own way (the index of words) is made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Integer, Table, func, insert, select, text
from sqlalchemy.engine import URL, Connection
from sqlmodel import Session, SQLModel

from onrecord.errors import StoreError
from onrecord.store import database, schema, words

__all__ = ["Copied", "Progress", "copy"]

Progress = Callable[[str, int, int], None]
"""Told of a table's name, how many of its rows are done, and how many there are."""

_AT_ONCE = 2000
_REBUILT: Sequence[Callable[[Session], None]] = (words.rebuild,)
"""What makes the indexes that are no declared tables anew from the rows, once all of these are there."""
_DIGITS = 2**128


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied: the rows of each table, and a digest of them that does not depend on their order."""

    rows: dict[str, int]
    digests: dict[str, str]


def copy(from_db: str | Path, to_db: str | Path, on_progress: Progress | None = None) -> Copied:
    """Copy a registry to a database that is empty, or is made if it is a SQLite file.

    Both are paths or URLs. Raises StoreError where the one is no registry, the other is not empty or cannot be
    written, or where what was written is not what was read; then nothing is kept in it.
    """
    source, target = database.locate(from_db), database.locate(to_db)
    if _same(source, target):
        raise StoreError(f"{database.name_of(source)} cannot be copied to itself")
    with (
        _opened(source, create=False) as (out, whence),
        _opened(target, create=True) as (into, where),
        database.reading(out, whence) as reads,
        database.writing(into, where) as writes,
    ):
        _refuse_full(writes.connection(), where)
        return _copy_all(reads.connection(), writes, where, on_progress or _nobody_asks)


def _nobody_asks(table: str, done: int, total: int) -> None:
    pass


def _same(source: URL, target: URL) -> bool:
    if source.get_backend_name() == target.get_backend_name() == "sqlite":
        first, second = (Path(str(url.database)).expanduser() for url in (source, target))
        return first.exists() and second.exists() and first.samefile(second)
    return source == target


@contextmanager
def _opened(url: URL, *, create: bool) -> Iterator[tuple[Engine, str]]:
    where = database.name_of(url)
    engine = database.connect(url, create=create)
    try:
        schema.prepare(engine, where, create=create)
        yield engine, where
    finally:
        engine.dispose()


def _tables() -> Sequence[Table]:
    """Return the tables, those first that others refer to."""
    return SQLModel.metadata.sorted_tables


def _refuse_full(connection: Connection, where: str) -> None:
    for table in _tables():
        if connection.execute(select(table).limit(1)).first() is not None:
            raise StoreError(f"{where} is not empty (it has rows in {table.name}): copy to a new database")


def _copy_all(source: Connection, writes: Session, where: str, on_progress: Progress) -> Copied:
    target = writes.connection()
    if target.dialect.name == "sqlite":
        # Whom a speaker was merged into may come after it.
        target.execute(text("PRAGMA defer_foreign_keys = ON"))
    rows, digests = {}, {}
    for table in _tables():
        total = _count(source, table)
        digest = _Digest()
        _write(target, table, digest.of(_told(_rows(source, table), table.name, total, on_progress)))
        _number_on(target, table)
        _compare(target, table, digest, where)
        rows[table.name], digests[table.name] = digest.rows, digest.text
    for rebuild in _REBUILT:
        rebuild(writes)
    return Copied(rows, digests)


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _rows(connection: Connection, table: Table) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Read a table, some rows at a time."""
    with connection.execute(select(table), execution_options={"yield_per": _AT_ONCE}) as found:
        for some in found.partitions():
            yield [tuple(row) for row in some]


def _told(
    rows: Iterable[Sequence[tuple[Any, ...]]], table: str, total: int, on_progress: Progress
) -> Iterator[Sequence[tuple[Any, ...]]]:
    done = 0
    on_progress(table, done, total)
    for some in rows:
        yield some
        done += len(some)
        on_progress(table, done, total)


class _Digest:
    """The sum of the digests of rows: the same in whatever order an engine hands them out."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def of(self, rows: Iterable[Sequence[tuple[Any, ...]]]) -> Iterator[Sequence[tuple[Any, ...]]]:
        """Go through rows and count them in."""
        for some in rows:
            for row in some:
                one = hashlib.blake2b(repr(row).encode(), digest_size=16).digest()
                self._sum = (self._sum + int.from_bytes(one)) % _DIGITS
            self.rows += len(some)
            yield some

    @property
    def text(self) -> str:
        """The digest in hexadecimal."""
        return f"{self._sum:032x}"


def _compare(target: Connection, table: Table, expected: _Digest, where: str) -> None:
    found = _Digest()
    for _ in found.of(_rows(target, table)):
        pass
    if (found.rows, found.text) != (expected.rows, expected.text):
        raise StoreError(
            f"{where}: the table {table.name} is not what was read ({found.rows} rows of {expected.rows}); "
            "nothing was kept, copy again"
        )


# -- writing ---------------------------------------------------------------------------------------------


def _write(connection: Connection, table: Table, rows: Iterable[Sequence[tuple[Any, ...]]]) -> None:
    if connection.dialect.name == "postgresql":
        _stream(connection, table, rows)
        return
    names = [column.name for column in table.columns]
    for some in rows:
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in some])


def _stream(connection: Connection, table: Table, rows: Iterable[Sequence[tuple[Any, ...]]]) -> None:
    """Write rows by PostgreSQL's COPY, ten times as fast as by statements."""
    quoted = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quoted(column.name) for column in table.columns)
    stored = [
        column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for column in table.columns
    ]
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY {quoted(table.name)} ({columns}) FROM STDIN") as stream:
        for some in rows:
            for row in some:
                stream.write_row([each(value) if each else value for each, value in zip(stored, row, strict=True)])


def _number_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows from the last one on, as SQLite does by itself."""
    (key, *more) = table.primary_key.columns
    if connection.dialect.name != "postgresql" or more or not isinstance(key.type, Integer):
        return
    sequence = select(func.pg_get_serial_sequence(table.name, key.name)).scalar_subquery()
    last = select(func.max(key)).scalar_subquery()
    connection.execute(select(func.setval(sequence, last)).where(sequence.is_not(None), last.is_not(None)))
