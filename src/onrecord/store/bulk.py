"""Many rows at once: one statement for all of them, past the object mapper, which takes ten times as long.

PostgreSQL takes them by COPY, within the transaction as any other statement. Knows the tables' types and nothing of
what is kept in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import JSON, Dialect, Table
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine
from sqlmodel import Session, SQLModel

_Bind = Callable[[Any], Any]

_FEW = 64
"""Rows up to which INSERT is as good: a COPY goes to the server and back once more."""


def insert(session: Session, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that are given by the names of their columns, all with the same names; none is fine."""
    if rows:
        names = tuple(rows[0])
        insert_columns(session, model, names, [list(map(itemgetter(name), rows)) for name in names])


def insert_columns(
    session: Session, model: type[SQLModel], names: tuple[str, ...], columns: Sequence[Sequence[Any]]
) -> None:
    """Insert rows that are given column by column; none is fine."""
    connection = session.connection()
    binds = _binds(connection.dialect, table_of(model), names)
    bound = (column if bind is None else map(bind, column) for column, bind in zip(columns, binds, strict=True))
    insert_values(connection, table_of(model).name, names, list(zip(*bound, strict=True)))


def insert_values(connection: Connection, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows into a table by its name, the values as the driver takes them; none is fine."""
    dialect = connection.dialect
    quoted = ", ".join(dialect.identifier_preparer.quote(name) for name in names)
    if dialect.name == "postgresql" and len(rows) > _FEW:
        _copy(connection, f"COPY {table} ({quoted}) FROM STDIN", rows)
    elif rows:
        mark = "?" if dialect.paramstyle == "qmark" else "%s"
        marks = ", ".join([mark] * len(names))
        connection.exec_driver_sql(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", list(map(tuple, rows)))


def _copy(connection: Connection, statement: str, rows: Sequence[Sequence[Any]]) -> None:
    raw: Any = connection.connection.driver_connection
    with _errors_as_of_statements(connection, statement), raw.cursor() as cursor, cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row(row)


@contextmanager
def _errors_as_of_statements(connection: Connection, statement: str) -> Iterator[None]:
    """Raise what the driver raises as SQLAlchemy does where it runs a statement itself."""
    dialect = connection.dialect
    base = dialect.loaded_dbapi.Error
    try:
        yield
    except base as error:
        lost = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)
        if lost:
            connection.invalidate(error)
        raise DBAPIError.instance(
            statement, None, error, base, hide_parameters=True, connection_invalidated=lost, dialect=dialect
        ) from error


@lru_cache(maxsize=64)
def _binds(dialect: Dialect, table: Table, names: tuple[str, ...]) -> tuple[_Bind | None, ...]:
    """Return what makes the values of columns the driver's."""
    return tuple(_bind(table.columns[name].type, dialect) for name in names)


def _bind(type_: TypeEngine[Any], dialect: Dialect) -> _Bind | None:
    bind = type_.dialect_impl(dialect).bind_processor(dialect)
    if bind is None or not isinstance(type_, JSON) or dialect.name != "sqlite":
        return bind
    # Most lists are empty, and to encode one takes as long as any other.
    return lambda value: "[]" if value == [] else bind(value)


def next_ids(session: Session, model: type[SQLModel], number: int) -> Sequence[int]:
    """Return numbers for new rows of a table that counts its rows; nobody else writes meanwhile."""
    connection, table = session.connection(), table_of(model)
    if connection.dialect.name == "sqlite":
        last = connection.exec_driver_sql(f"SELECT max(id) FROM {table.name}").scalar() or 0
        return range(last + 1, last + 1 + number)
    drawn = f"SELECT nextval(pg_get_serial_sequence('{table.name}', 'id')) FROM generate_series(1, {number})"
    return list(connection.exec_driver_sql(drawn).scalars())


def table_of(model: type[SQLModel]) -> Table:
    """Return the table of a model."""
    return SQLModel.metadata.tables[str(model.__tablename__)]
