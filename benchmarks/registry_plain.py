"""The same rows and the same questions in plain sqlite3: what the engine itself takes, without the library.

Inserting: the rows of a finished registry, read beforehand, go into a new file of the same tables, indexes and
settings, the articles in the order in which they were added and 64 of them in a transaction, by one `executemany` a
table. The rows are at hand as the driver wants them: nothing is folded, fingerprinted, looked up or turned into JSON.
Fingerprints go through the same ages as the library's.

Asking: hand-written statements that fetch the columns that the library's answers are made of, as tuples.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.fingerprints import fingerprints
from onrecord.store import prints, sqlitefile
from onrecord.store.search import folded
from onrecord.wordtokens import plain_words

BATCH = 64
_OF_ARTICLE = ("article", "quotation", "name_evidence", "role_evidence", "trait", "doubt")
_NUMBERED = ("outlet", "speaker", "name", "name_key", "role")
_ORDER = ("outlet", "article", "speaker", "name", "name_key", "role", *_OF_ARTICLE[1:], "family_member")


@dataclass(frozen=True)
class Inserted:
    """Batches: of each the quotations, seconds, and seconds of processor time."""

    steps: list[tuple[int, float, float]]


def connect(path: Path) -> sqlite3.Connection:
    """Open a file as the library does."""
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in (*sqlitefile.SETTINGS, "journal_mode = WAL"):
        connection.execute(f"PRAGMA {setting}")
    return connection


# -- inserting -------------------------------------------------------------------------------------------


def insert_again(source: Path, target: Path) -> Inserted:
    """Insert the rows of a registry into a new file and say how long that took."""
    old, new = connect(source), connect(target)
    old.execute("PRAGMA query_only = ON")
    _make_tables(old, new)
    made = _Rows(old)
    steps: list[tuple[int, float, float]] = []
    for rows in made.batches():
        wall, cpu = time.perf_counter(), time.process_time()
        _insert(new, rows)
        steps.append((len(rows["quotation"]), time.perf_counter() - wall, time.process_time() - cpu))
    old.close()
    new.close()
    return Inserted(steps)


def _make_tables(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    made = old.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type = 'view'"
    ).fetchall()
    virtual = [name for _, name, sql in made if sql.startswith("CREATE VIRTUAL")]
    for type_, name, sql in made:
        shadow = any(name.startswith(f"{each}_") for each in virtual)
        if type_ in ("table", "index") and not shadow and not name.startswith("sqlite_"):
            new.execute(sql)


class _Rows:
    """Reads the rows of a registry in the order in which they were added."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._done = dict.fromkeys(_NUMBERED, 0)
        self._tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        self._columns = {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] for table in self._tables
        }

    def batches(self) -> Iterator[dict[str, list[tuple[Any, ...]]]]:
        ids = [row[0] for row in self._connection.execute("SELECT id FROM article ORDER BY rowid")]
        for start in range(0, len(ids), BATCH):
            yield self._batch(ids[start : start + BATCH])

    def _batch(self, ids: Sequence[str]) -> dict[str, list[tuple[Any, ...]]]:
        rows = {
            table: self._where(table, "id" if table == "article" else "article_id", ids)
            for table in _OF_ARTICLE
            if table in self._tables
        }
        texts = self._column("quotation", rows["quotation"], "id", "text", "speaker_id", "folded", "role", "via")
        rows["family_member"] = self._where("family_member", "quotation_id", [row[0] for row in texts])
        rows |= self._numbered(rows)
        rows["fingerprint"] = sorted(
            (2, number, prints.who(speaker), id_)
            for id_, text, speaker, *_ in texts
            for number in fingerprints(plain_words(text))
        )
        if "quotation_words" in self._tables:
            rows["quotation_words"] = self._words(rows["quotation"])
        return rows

    def _where(self, table: str, column: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = []
        for start in range(0, len(values), 500):
            some = values[start : start + 500]
            marks = ", ".join("?" * len(some))
            found += self._connection.execute(f"SELECT * FROM {table} WHERE {column} IN ({marks})", some)
        return found

    def _column(self, table: str, rows: Sequence[tuple[Any, ...]], *names: str) -> list[tuple[Any, ...]]:
        at = [self._columns[table].index(name) for name in names]
        return [tuple(row[each] for each in at) for row in rows]

    def _numbered(self, rows: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
        """Return the outlets, speakers, names and roles up to those that the batch refers to, each once."""
        last = {
            "name": max((row[0] for row in self._column("name_evidence", rows["name_evidence"], "name_id")), default=0),
            "role": max((row[0] for row in self._column("role_evidence", rows["role_evidence"], "role_id")), default=0),
            "outlet": self._last_of("outlet", self._column("article", rows["article"], "outlet_id")),
        }
        found = {table: self._up_to(table, "id" if table != "outlet" else "rowid", last[table]) for table in last}
        last["speaker"] = self._last_of("speaker", self._column("name", found["name"], "speaker_id"))
        found["speaker"] = self._up_to("speaker", "rowid", last["speaker"])
        found["name_key"] = self._up_to("name_key", "name_id", last["name"])
        return found

    def _last_of(self, table: str, ids: Sequence[tuple[Any, ...]]) -> int:
        wanted = list({row[0] for row in ids})
        marks = ", ".join("?" * len(wanted))
        found = self._connection.execute(f"SELECT max(rowid) FROM {table} WHERE id IN ({marks})", wanted).fetchone()[0]
        return int(found or 0)

    def _up_to(self, table: str, column: str, last: int) -> list[tuple[Any, ...]]:
        done = self._done[table]
        self._done[table] = max(done, last)
        return self._connection.execute(
            f"SELECT * FROM {table} WHERE {column} > ? AND {column} <= ? ORDER BY {column}", (done, last)
        ).fetchall()

    def _words(self, rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        found = self._column("quotation", rows, "place", "folded", "role", "via")
        return sorted(
            (place, words, folded(role or ""), folded(" ".join(json.loads(via)))) for place, words, role, via in found
        )


def _insert(connection: sqlite3.Connection, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for table in _ORDER:
        if rows.get(table):
            marks = ", ".join("?" * len(rows[table][0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows[table])
    marks = ", ".join("?" * 4)
    connection.executemany(f"INSERT INTO fingerprint VALUES ({marks})", rows["fingerprint"])
    for age, low, high in prints.stretches([row[1:] for row in rows["fingerprint"]]):
        stretch = "age = ? AND value >= ? AND value < ?"
        moved = f"INSERT INTO fingerprint SELECT age - 1, value, who, quotation_id FROM fingerprint WHERE {stretch}"
        connection.execute(moved, (age, low, high))
        connection.execute(f"DELETE FROM fingerprint WHERE {stretch}", (age, low, high))
    if "quotation_words" in rows:
        connection.executemany(
            "INSERT INTO quotation_words (rowid, words, role, via) VALUES (?, ?, ?, ?)", rows["quotation_words"]
        )
    connection.execute("COMMIT")


# -- asking ----------------------------------------------------------------------------------------------

_QUOTED = """
SELECT q.*, a.id, a.title, a.url, a.outlet, a.published, a.byline, a.language, a.origin, a.text_sha256, a.added_at
FROM quotation AS q JOIN article AS a ON a.id = q.article_id
"""
_NAMED = """
SELECT coalesce(s.merged_into, s.id) FROM name AS n JOIN speaker AS s ON s.id = n.speaker_id WHERE n.folded = ?
"""
_NAMES = """
SELECT n.form, n.strong, n.curated, count(e.article_id) FROM name AS n
LEFT JOIN name_evidence AS e ON e.name_id = n.id WHERE n.speaker_id = ? GROUP BY n.id
"""
_ROLES = """
SELECT r.*, min(e.seen), max(e.seen), count(e.article_id) FROM role AS r
LEFT JOIN role_evidence AS e ON e.role_id = r.id WHERE r.speaker_id = ? GROUP BY r.id
"""
_COUNTED = "SELECT count(*), min(dated), max(dated) FROM quotation WHERE speaker_id = ?"

Ask = Callable[[str], object]


class Plain:
    """Asks a registry by hand-written statements."""

    def __init__(self, path: Path) -> None:
        """Open it."""
        self._connection = connect(path)
        self._connection.execute("PRAGMA query_only = ON")
        columns = {row[1] for row in self._connection.execute("PRAGMA table_info(quotation)")}
        order = "q.place" if "place" in columns else "q.dated DESC"
        self._newest = f"{_QUOTED} WHERE q.speaker_id = ? ORDER BY {order} LIMIT 20"
        self._with_words = (
            f"{_QUOTED} WHERE q.place IN (SELECT rowid FROM quotation_words WHERE quotation_words MATCH ? "
            "ORDER BY rowid LIMIT 20) ORDER BY q.place"
        )

    def who(self, name: str) -> object:
        """Fetch a speaker by name: names, roles, counts and the 20 newest quotations."""
        (id_,) = self._connection.execute(_NAMED, (folded(name),)).fetchone()
        speaker = self._connection.execute("SELECT * FROM speaker WHERE id = ?", (id_,)).fetchall()
        return speaker, *(
            self._connection.execute(each, (id_,)).fetchall() for each in (_NAMES, _ROLES, _COUNTED, self._newest)
        )

    def by(self, name: str) -> object:
        """Fetch the 20 newest quotations of a speaker by name."""
        (id_,) = self._connection.execute(_NAMED, (folded(name),)).fetchone()
        return self._connection.execute(self._newest, (id_,)).fetchall()

    def about(self, words: str) -> object:
        """Fetch the 20 newest quotations with some words."""
        return self._connection.execute(self._with_words, (f"words : ({words})",)).fetchall()

    def close(self) -> None:
        """Close it."""
        self._connection.close()
