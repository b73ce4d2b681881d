"""Registries as older versions wrote them: made of their migrations and their rows (see `write`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, Integer, MetaData, Table, Text, func, insert, select
from sqlalchemy.engine import Connection

from onrecord.store import database, schema, words

FOLDER = Path(__file__).parent
REVISIONS = sorted(path.stem for path in FOLDER.glob("0*.json") if path.stem != schema.HEAD)
ANSWERS = json.loads((FOLDER / "answers.json").read_text())


def make(url: str, revision: str) -> None:
    """Make a registry of a schema, with the rows that the onrecord of that time kept."""
    engine = database.connect(database.locate(url), create=True)
    rows = json.loads((FOLDER / f"{revision}.json").read_text())
    with database.writing(engine, url) as session:
        connection = session.connection()
        schema.upgrade(connection, revision)
        tables = MetaData()
        tables.reflect(connection)
        for table in tables.sorted_tables:
            if table.name in rows:
                _fill(connection, table, rows[table.name])
        if revision >= "0008":  # the first with the index of words, which is no table of rows
            words.rebuild(session)
    engine.dispose()


def _fill(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    ordered = sorted(rows, key=lambda row: row.get("merged_into") is not None)
    values = [{name: _value(table, name, each) for name, each in row.items()} for row in ordered]
    connection.execute(insert(table), values)
    (key, *more) = table.primary_key.columns
    if connection.dialect.name == "postgresql" and isinstance(key.type, Integer) and not more:
        sequence = func.pg_get_serial_sequence(table.name, key.name)
        connection.execute(select(func.setval(sequence, select(func.max(key)).scalar_subquery())))


def _value(table: Table, name: str, stored: Any) -> Any:
    type_ = table.columns[name].type
    if stored is None or isinstance(type_, Text):
        return stored
    if isinstance(type_, Boolean):
        return bool(stored)
    if isinstance(type_, JSON):
        return json.loads(stored)
    if isinstance(type_, DateTime):
        return datetime.fromisoformat(stored)
    return date.fromisoformat(stored) if isinstance(type_, Date) else stored
