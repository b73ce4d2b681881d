"""The index of fingerprints: which quotations have the numbers that others have, found without reading quotations.

A number is followed by whom its quotation is of (a hash of the speaker's id as stored, 0 for nobody of the registry),
so that a named speaker's words are looked for among that speaker's and those of nobody alone, however common they are.

Numbers are spread evenly, so that in a large index each new row lands on a page of its own, and eleven pages would be
written for each quotation. In SQLite new rows are therefore put among the newest ones (`age` 2), so few that they share
pages, and with each addition a stretch of the newest numbers moves on to the newer ones (1) and a stretch of these to
the old ones (0): the rolling merge of the log-structured merge-tree (O'Neil and others, Acta Informatica 33, 1996).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from zlib import crc32

from sqlalchemy import Select, bindparam, delete, insert, literal, select
from sqlmodel import Session

from onrecord.store import bulk
from onrecord.store.tables import FingerprintRow

Row = tuple[int, int, str]
"""A number, whom its quotation is of, and the quotation's id."""

AGES = (0, 1, 2)
NOBODY = 0
_NEWEST, _NEWER = 75_000, 1_500_000
"""About how many rows are of age 2 and 1."""
_LEAST, _NUMBERS = -(2**31), 2**32
_CHUNK = 200

_c = bulk.table_of(FingerprintRow).c
_STRETCH = (_c.age == bindparam("of_age"), _c.value >= bindparam("low"), _c.value < bindparam("high"))
_MOVE = insert(FingerprintRow).from_select(
    ["age", "value", "who", "quotation_id"],
    select(_c.age - literal(1), _c.value, _c.who, _c.quotation_id).where(*_STRETCH),
)
_MOVED = delete(FingerprintRow).where(*_STRETCH)
_FORGET = delete(FingerprintRow).where(*(column == bindparam(f"of_{column.key}") for column in _c))
_BY_ANYBODY = select(_c.value, _c.quotation_id).where(
    _c.age.in_(AGES), _c.value.in_(bindparam("numbers", expanding=True))
)


def who(speaker_id: str | None) -> int:
    """Return what stands for a speaker in the index; several speakers may share it."""
    return NOBODY if speaker_id is None else 1 + crc32(speaker_id.encode()) % 32767


def having(number: int) -> Select[str]:
    """Return the query for the ids of all quotations that have a number."""
    return select(_c.quotation_id).where(_c.age.in_(AGES), _c.value == number)


def put(session: Session, rows: Iterable[Row]) -> None:
    """Add rows that are not there."""
    ordered = sorted(rows)
    ages = session.connection().dialect.name == "sqlite"
    _insert(session, AGES[-1] if ages else AGES[0], ordered)
    for age, low, high in stretches(ordered) if ages else ():
        stretch = {"of_age": age, "low": low, "high": high}
        session.connection().execute(_MOVE, stretch)
        session.connection().execute(_MOVED, stretch)


def put_all(session: Session, rows: Iterable[Row]) -> None:
    """Add many rows that are not there, as old ones."""
    _insert(session, AGES[0], sorted(rows))


def _insert(session: Session, age: int, rows: Sequence[Row]) -> None:
    if rows:
        columns = [[age] * len(rows), *zip(*rows, strict=True)]
        bulk.insert_columns(session, FingerprintRow, ("age", "value", "who", "quotation_id"), columns)


def stretches(new: Sequence[Row]) -> Iterator[tuple[int, int, int]]:
    """Say which numbers of which age, from and to, grow older after new rows: about as many rows as came new."""
    for age, most in ((2, _NEWEST), (1, _NEWER)) if new else ():
        width = min(_NUMBERS, max(1, _NUMBERS * len(new) // most))
        low = _LEAST + crc32(new[0][2].encode()) % (_NUMBERS - width + 1)
        yield age, low, low + width


def forget(session: Session, rows: Sequence[Row]) -> None:
    """Take rows away."""
    if rows:
        given = [
            {"of_age": age, "of_value": number, "of_who": by, "of_quotation_id": id_}
            for age in AGES
            for number, by, id_ in sorted(rows)
        ]
        session.connection().execute(_FORGET, given)


def clear(session: Session) -> None:
    """Take all rows away."""
    session.connection().execute(delete(FingerprintRow))


def by_anybody(session: Session, numbers: Collection[int]) -> Iterator[tuple[int, str]]:
    """Go through the numbers and ids of all quotations that have some of these numbers."""
    wanted = list(numbers)
    for at in range(0, len(wanted), _CHUNK):
        found = session.connection().execute(_BY_ANYBODY, {"numbers": wanted[at : at + _CHUNK]})
        yield from ((value, id_) for value, id_ in found)


def by_some(session: Session, pairs: Collection[tuple[int, int]]) -> Iterator[Row]:
    """Go through the rows that have some of these numbers and are of who goes with it."""
    connection = session.connection()
    ask = _values if connection.dialect.name == "sqlite" else _arrays
    wanted = sorted(pairs)
    for at in range(0, len(wanted), _CHUNK):
        asked, given = ask(wanted[at : at + _CHUNK])
        # Each pair is one search in the index, which neither engine makes of (value, who) IN (...) with an age before.
        statement = (
            f"WITH asked (value, who) AS ({asked}) "
            "SELECT found.value, found.who, found.quotation_id FROM asked CROSS JOIN fingerprint AS found "
            "WHERE found.age IN (0, 1, 2) AND found.value = asked.value AND found.who = asked.who"
        )
        yield from ((value, by, id_) for value, by, id_ in connection.exec_driver_sql(statement, given))


def _values(pairs: Sequence[tuple[int, int]]) -> tuple[str, tuple[object, ...]]:
    """Return pairs as a table of SQLite, and its parameters."""
    return f"VALUES {', '.join(['(?, ?)'] * len(pairs))}", tuple(part for pair in pairs for part in pair)


def _arrays(pairs: Sequence[tuple[int, int]]) -> tuple[str, tuple[object, ...]]:
    """Return pairs as a table of PostgreSQL: one statement for any number, which the driver has to read only once."""
    numbers, whose = zip(*pairs, strict=True)
    return "SELECT * FROM unnest(%s::integer[], %s::smallint[])", (list(numbers), list(whose))
