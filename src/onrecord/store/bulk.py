"""Many rows at once: one statement for all of them, past the object mapper, which takes ten times as long.

Knows the tables' types and nothing of what is kept in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import JSON, Dialect, Table
from sqlalchemy.types import TypeEngine
from sqlmodel import Session, SQLModel

_Bind = Callable[[Any], Any]


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
    statement, binds = _prepared(connection.dialect, table_of(model), names)
    bound = (column if bind is None else map(bind, column) for column, bind in zip(columns, binds, strict=True))
    rows = list(zip(*bound, strict=True))
    if rows:
        connection.exec_driver_sql(statement, rows)


@lru_cache(maxsize=64)
def _prepared(dialect: Dialect, table: Table, names: tuple[str, ...]) -> tuple[str, tuple[_Bind | None, ...]]:
    """Return the statement, with a mark for each column in their order, and what makes values the driver's."""
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    quoted = ", ".join(dialect.identifier_preparer.quote(name) for name in names)
    statement = f"INSERT INTO {table.name} ({quoted}) VALUES ({', '.join([mark] * len(names))})"
    return statement, tuple(_bind(table.columns[name].type, dialect) for name in names)


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
