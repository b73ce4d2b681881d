"""The index of words: of quotations and of the roles shown with them, one interface for both engines.

Both index the words that `searchwords` makes, with their order, and nothing of an engine's own parser: SQLite in an
FTS5 table without content, by rows that are places, PostgreSQL in tsvectors. What is asked is the tree of `wordquery`,
so that both find the same. Ranking is not asked of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Join,
    Select,
    String,
    TableClause,
    and_,
    bindparam,
    inspect,
    literal_column,
    select,
    text,
)
from sqlalchemy import column as column_of
from sqlalchemy import table as table_of
from sqlalchemy.engine import Connection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import NullType
from sqlmodel import Session, col

from onrecord.searchwords import FILLER, words
from onrecord.store import bulk
from onrecord.store.tables import QuotationRow
from onrecord.store.vocabulary import spelled_out
from onrecord.wordquery import All, Near, Phrase, Query

_AT_ONCE = 2000
_MADE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE quotation_words USING "
        "fts5(words, role, via, content='', columnsize=0, tokenize='ascii', prefix='3')",
    ),
    "postgresql": (
        "CREATE TABLE quotation_words (place BIGINT PRIMARY KEY, "
        "words TSVECTOR NOT NULL, role TSVECTOR NOT NULL, via TSVECTOR NOT NULL)",
        "CREATE INDEX ix_quotation_words_words ON quotation_words USING gin (words)",
        "CREATE INDEX ix_quotation_words_role ON quotation_words USING gin (role)",
        "CREATE INDEX ix_quotation_words_via ON quotation_words USING gin (via)",
    ),
}
_NAMES = {"sqlite": ("rowid", "words", "role", "via"), "postgresql": ("place", "words", "role", "via")}
_FORGET = "INSERT INTO quotation_words (quotation_words, rowid, words, role, via) VALUES ('delete', ?, ?, ?, ?)"
_COLUMNS: tuple[Any, ...] = (QuotationRow.place, QuotationRow.folded, QuotationRow.role, QuotationRow.via)
_SELECTED: Select[*tuple[Any, ...]] = select(*_COLUMNS)
_AFTER = _SELECTED.where(col(QuotationRow.place) > bindparam("last")).order_by(col(QuotationRow.place)).limit(_AT_ONCE)


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index keeps of a quotation: its place, its `folded` words, its role and via as they are printed."""

    place: int
    folded: str
    role: str | None
    via: Sequence[str]


def create(connection: Connection) -> None:
    """Make the index, empty."""
    for statement in _MADE[connection.dialect.name]:
        connection.execute(text(statement))


def index(session: Session, rows: Iterable[Indexed]) -> None:
    """Add quotations. Many at once are much faster, and in the order of their places, which this sees to."""
    connection = session.connection()
    made = _fields if connection.dialect.name == "sqlite" else _vectors
    values = [(row.place, *made(row)) for row in sorted(rows, key=lambda row: row.place)]
    bulk.insert_values(connection, "quotation_words", _NAMES[connection.dialect.name], values)


def forget(session: Session, article_id: str) -> None:
    """Take an article's quotations out, before they go."""
    connection = session.connection()
    rows = connection.execute(_SELECTED.where(col(QuotationRow.article_id) == article_id)).all()
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        values = [(row[0], *_fields(Indexed(*row))) for row in sorted(rows)]
        connection.exec_driver_sql(_FORGET, values)
    else:
        gone = text("DELETE FROM quotation_words WHERE place = ANY(:places)")
        connection.execute(gone, {"places": [row[0] for row in rows]})


def rebuild(session: Session) -> None:
    """Make the index anew from the quotations that are there."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO quotation_words (quotation_words) VALUES ('delete-all')"))
    else:
        connection.execute(text("DELETE FROM quotation_words"))
    last = -1
    while rows := connection.execute(_AFTER, {"last": last}).all():
        index(session, (Indexed(*row) for row in rows))
        last = rows[-1][0]


def _fields(row: Indexed) -> tuple[str, str, str]:
    return row.folded, " ".join(_words(row.role)), " ".join(_via(row))


def _vectors(row: Indexed) -> tuple[str, str, str]:
    return _vector(row.folded.split()), _vector(_words(row.role)), _vector(_via(row))


@lru_cache(maxsize=16384)
def _words(text: str | None) -> tuple[str, ...]:
    return tuple(words(text)) if text else ()


def _via(row: Indexed) -> Sequence[str]:
    """Return the words of who passed it on, so that no phrase reaches from the one to the next."""
    return [word for name in row.via for word in (*_words(name), FILLER)]


def _vector(found: Sequence[str]) -> str:
    """Return words as PostgreSQL writes a tsvector: each with its places. No word has a quote or a backslash."""
    places: dict[str, list[str]] = {}
    for at, word in enumerate(found, 1):
        places.setdefault(word, []).append(str(at))
    return " ".join(f"'{word}':{','.join(where)}" for word, where in places.items())


# -- looking up ------------------------------------------------------------------------------------------

HITS: TableClause = table_of("quotation_words", column_of("rowid"), column_of("place"))
"""The index, to select from; which of its columns is the place is told by `place_of`."""


def place_of(session: Session) -> ColumnElement[int]:
    """Return the column of the index that is the place of a quotation."""
    return HITS.c.rowid if _is_sqlite(session) else HITS.c.place


class _Entering(Join):
    """A join in which SQLite goes through the left table first, in its order, as it may not in any other."""

    inherit_cache = True


@compiles(_Entering, "sqlite")
def _cross_join(element: _Entering, compiler: SQLCompiler, **options: Any) -> str:
    linted = {name: value for name, value in options.items() if name != "asfrom"}
    left, right = (compiler.process(side, asfrom=True, **linted) for side in (element.left, element.right))
    matching = "" if element.onclause is None else f" ON {compiler.process(element.onclause, **linted)}"
    return f"{left} CROSS JOIN {right}{matching}"


def entering(session: Session, place: Mapped[int]) -> FromClause:
    """Return the index joined to the quotations, to be gone through in the order of places, as far as it takes."""
    return _Entering(HITS, inspect(QuotationRow).local_table, place == place_of(session))


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def meeting(
    session: Session, about: Query | None = None, role: Query | None = None, via: Query | None = None
) -> ColumnElement[bool]:
    """Return the condition on the index that all of these that are given are met: one of them must be."""
    asked = {"words": about, "role": role, "via": via}
    if _is_sqlite(session):
        exact = {name: spelled_out(session, query) for name, query in asked.items() if query is not None}
        matched = " AND ".join(f"{{{name}}} : ({fts5(query)})" for name, query in exact.items())
        return literal_column("quotation_words").op("MATCH")(bindparam(None, matched, unique=True))
    found = [
        # Not typed as a text, which the driver would cast it to.
        literal_column(f"quotation_words.{name}").op("@@")(bindparam(None, tsquery(query), NullType(), unique=True))
        for name, query in asked.items()
        if query is not None
    ]
    return and_(*found)


_READY: Select[int] = (
    select(HITS.c.rowid)
    .where(literal_column("quotation_words").op("MATCH")(bindparam("matched", type_=String)))
    .where(HITS.c.rowid > bindparam("last", type_=Integer))
    .order_by(HITS.c.rowid)
    .limit(bindparam("size", type_=Integer))
)


def ready(session: Session, about: Query) -> tuple[Select[int], dict[str, Any]] | None:
    """Return a query, made once, for the places with some words, `size` of them from behind `last` on in their order.

    With it comes what else is given. None for PostgreSQL.
    """
    if not _is_sqlite(session):
        return None
    return _READY, {"matched": f"{{words}} : ({fts5(spelled_out(session, about))})"}


def fts5(query: Query) -> str:
    """Return a query in the language of SQLite's FTS5."""
    if isinstance(query, Phrase):
        return f'"{" ".join(query.words)}"' + " *" * query.begins
    if isinstance(query, Near):
        return f"NEAR({fts5(query.one)} {fts5(query.two)}, {query.within})"
    if isinstance(query, All):
        found = " AND ".join(f"({fts5(part)})" for part in query.parts)
        return f"({found}) NOT ({' OR '.join(f'({fts5(part)})' for part in query.without)})" if query.without else found
    return " OR ".join(f"({fts5(part)})" for part in query.parts)


def tsquery(query: Query) -> str:
    """Return a query in the language of PostgreSQL's tsquery."""
    if isinstance(query, Phrase):
        return f"({' <-> '.join(_lexemes(query))})"
    if isinstance(query, Near):
        return f"({' | '.join(_aligned(query))})"
    if isinstance(query, All):
        found = [tsquery(part) for part in query.parts] + [f"!({tsquery(part)})" for part in query.without]
        return f"({' & '.join(found)})"
    return f"({' | '.join(tsquery(part) for part in query.parts)})"


def _lexemes(phrase: Phrase) -> list[str]:
    *firsts, last = (f"'{word}'" for word in phrase.words)
    return [*firsts, f"{last}:*" if phrase.begins else last]


def _aligned(query: Near) -> Iterator[str]:
    """Yield each way in which two phrases may stand, first word from first word: apart, or the one within the other."""
    for first, second in ((query.one, query.two), (query.two, query.one)):
        for distance in range(len(first.words) + query.within + 1):
            yield _at(_lexemes(first), _lexemes(second), distance)


def _at(first: Sequence[str], second: Sequence[str], distance: int) -> str:
    """Return a phrase with another one that begins so many words after its beginning."""
    standing: dict[int, list[str]] = {}
    for start, lexemes in ((0, first), (distance, second)):
        for at, lexeme in enumerate(lexemes, start):
            standing.setdefault(at, []).append(lexeme)
    places = sorted(standing)
    steps = (f" <{after - before}> " for before, after in pairwise(places))
    found = [" <0> ".join(standing[at]) for at in places]
    return "(" + found[0] + "".join(step + each for step, each in zip(steps, found[1:], strict=True)) + ")"
