"""Several processes that add the same made-up articles to one registry, and what a registry then holds.

The articles share what writers may get wrong: people who are new to all, outlets that are spelled in several ways,
the same utterance in several articles.
"""

from __future__ import annotations

import json
import pickle
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select
from sqlmodel import SQLModel

from factory import Said, extraction, mention
from onrecord.errors import StoreError
from onrecord.store import Store, database
from onrecord.store.search import outlet_key
from onrecord.types import Article, Extraction

TESTS = str(Path(__file__).parent)
GIVEN = "Odalys Ulf Tjorven Quillon Zoë Edda Fenja Ivor Jorun Kasimir Lioba Merten Nanna Orla Pirmin".split()
FAMILY = "Brandtveit Tangmere Hansdal Marrowby Ærøsk Fjellheimer Quandt Rosvang Stormley Ubbing Vintermo".split()
ROLES = "mayor of Fjordby;baker;harbour master;nurse;minister of the sea;fisherman;judge;teacher".split(";")
OUTLETS = "The Fjord Post;Fjord Post;Tang Times;TangTimes;Radio Tang;The Quay;Quay;Storm Daily".split(";")
WORDS = (
    "bridge harbour winter storm fishermen quay council money school ferry light house old new council road island "
    "whale bread taxes island sea wind boat ice letter vote paint bell tower market church garden"
).split()


def articles(number: int, seed: int = 1) -> list[Extraction]:
    """Make up articles; every third quotation repeats an earlier one, some of these with another word."""
    chance = random.Random(seed)
    people = [
        (f"{given} {family}", ROLES[(i * 7 + k) % 8])
        for i, given in enumerate(GIVEN)
        for k, family in enumerate(FAMILY)
    ]
    people = chance.sample(people, min(len(people), max(4, number // 3)))
    said: list[tuple[str, str, str]] = []
    return [_article(at, chance, people, said) for at in range(number)]


def _article(
    number: int, chance: random.Random, people: Sequence[tuple[str, str]], said: list[tuple[str, str, str]]
) -> Extraction:
    told: list[tuple[str, str, str]] = []
    for at in range(chance.randint(1, 4)):
        if said and chance.random() < 0.33:
            words, name, role = chance.choice(said)
            words = words if chance.random() < 0.6 else words.replace(" the ", " not the ", 1)
        else:
            (name, role), drawn = chance.choice(people), chance.choices(WORDS, k=12)
            words = f"“We {number} the {' '.join(drawn[:6])} and {at} the {' '.join(drawn[6:])},”"
            said.append((words, name, role))
        if words not in [each[0] for each in told]:
            told.append((words, name, role))
    text = " ".join(f"{words} said {name}, {role}." for words, name, role in told)
    article = Article(
        f"article {number}",
        text,
        title=f"Number {number}",
        outlet=chance.choice(OUTLETS),
        published=date(2020, 1, 1) + timedelta(chance.randrange(400)),
    )
    named = {name: mention(name, role, forms=[name], text=text) for _, name, role in told}
    quoted = [Said(words, name, role=role, cue="said", source=name) for words, name, role in told]
    return extraction(article, *quoted, people=list(named.values()))


# -- processes -------------------------------------------------------------------------------------------

WRITER = """
import pickle, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from onrecord.store import Store
url, file, batch = sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
extractions = pickle.loads(file.read_bytes())
with Store.open("sqlite://") as elsewhere:  # so that all is imported
    list(elsewhere.add_all(extractions[:1]))
print("ready", flush=True)
sys.stdin.readline()
with Store.open(url) as store:
    for added in store.add_all(extractions, batch=batch):
        print(added.outcome, flush=True)
        assert added.outcome in ("new", "unchanged"), added
"""


def start(url: str, extractions: Sequence[Extraction], file: Path, batch: int = 1) -> subprocess.Popen[str]:
    """Start a process that adds extractions to a registry once it is told to; it is ready when this returns."""
    file.write_bytes(pickle.dumps(extractions))
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, TESTS, url, str(file), str(batch)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def go(process: subprocess.Popen[str]) -> None:
    """Let a process begin that is ready."""
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    if process.stdout.readline() != "ready\n":
        raise AssertionError(process.communicate()[1])


def together(
    url: str, extractions: Sequence[Extraction], folder: Path, seed: int, batch: int, writers: int = 4
) -> float:
    """Let processes add overlapping parts of the articles at once, each in its own order; return the seconds."""
    chance = random.Random(seed)
    parts = []
    for number in range(writers):
        # Each article is in two parts or more, and each part in another order.
        part = [each for at, each in enumerate(extractions) if (at + number) % writers < 2 or chance.random() < 0.3]
        parts.append(chance.sample(part, len(part)))
    processes = [start(url, part, folder / f"part{number}", batch) for number, part in enumerate(parts)]
    for process in processes:
        ready(process)
    began = time.perf_counter()
    for process in processes:
        go(process)
    for process in processes:
        _, errors = process.communicate(timeout=300)
        if process.returncode or errors:
            raise AssertionError(f"exit status {process.returncode}: {errors}")
    return time.perf_counter() - began


# -- what a registry holds -------------------------------------------------------------------------------


def contents(url: str) -> dict[str, list[str]]:
    """Return all rows by table, in a fixed order, but for when they were written and the numbers they were given.

    The numbers of names and roles stand for these, and the age of fingerprints tells how far their index is in order.
    """
    engine = database.connect(database.locate(url), create=False)
    with database.reading(engine, url) as session:
        connection = session.connection()
        tables = SQLModel.metadata.sorted_tables
        rows = {table.name: connection.execute(select(table)).mappings().all() for table in tables}
        numbers = {
            "name_id": {row["id"]: f"{row['speaker_id']} {row['form']} {row['curated']}" for row in rows["name"]},
            "role_id": {row["id"]: f"{row['speaker_id']} {row['text']} {row['curated']}" for row in rows["role"]},
        }
        found = {table.name: sorted(_plain(table, row, numbers) for row in rows[table.name]) for table in tables}
    engine.dispose()
    return found


def _plain(table: Table, row: Any, numbers: dict[str, dict[int, str]]) -> str:
    left_out = {"added_at", "age"} | ({"id"} if table.name in ("name", "role") else set())
    named = {name: numbers[name][row[name]] for name in numbers if name in row}
    kept = {name: value for name, value in row.items() if name not in left_out} | named
    return json.dumps(kept, default=str, sort_keys=True)


def in_order(url: str) -> list[str]:
    """Return the articles in the order in which they were written."""
    with Store.open(url, create=False) as store:
        found = {quotation.article.id: quotation.article.added_at for quotation in store.quotes()}
    return sorted(found, key=found.__getitem__)


def alone(url: str, extractions: Sequence[Extraction], order: Sequence[str], batch: int = 1) -> None:
    """Let one writer add the articles in an order."""
    by_id = {each.article.id: each for each in extractions}
    with Store.open(url) as store:
        for added in store.add_all([by_id[id_] for id_ in order], batch=batch):
            assert added.outcome == "new"


def people(extractions: Sequence[Extraction]) -> set[str]:
    """Return who is quoted."""
    return {one.speaker.name for each in extractions for one in each.quotations if one.speaker.name is not None}


def same(url: str, other: str) -> None:
    """Raise AssertionError where two registries differ in any row of any table."""
    found, expected = contents(url), contents(other)
    for table, rows in expected.items():
        lost, added = sorted(set(rows) - set(found[table])), sorted(set(found[table]) - set(rows))
        if found[table] != rows:
            raise AssertionError(f"{table}: {len(lost)} lost {lost[:3]}, {len(added)} that are not there {added[:3]}")


def check(url: str, other: str, extractions: Sequence[Extraction]) -> None:
    """See that nothing is lost and nothing there twice, as if one writer had added all in the order they came."""
    order = in_order(url)
    assert sorted(order) == sorted(each.article.id for each in extractions)
    alone(other, extractions, order)
    same(url, other)
    with Store.open(url, create=False) as store:
        stats = store.stats()
        assert stats.quotations == sum(len(each.quotations) for each in extractions)
        expected = (len(people(extractions)), len({outlet_key(each.article.outlet or "") for each in extractions}))
        if (stats.speakers, stats.outlets) != expected:
            raise AssertionError(f"{stats.speakers} speakers and {stats.outlets} outlets, not {expected}")


# -- a writer that is killed -----------------------------------------------------------------------------


def killed(url: str, extractions: Sequence[Extraction], folder: Path, batch: int, after: float) -> int:
    """Let a process add articles, kill it some seconds after it began, and return how many it said it had added."""
    process = start(url, extractions, folder / "killed", batch)
    ready(process)
    go(process)
    time.sleep(after)
    process.kill()
    said, _ = process.communicate()
    return len(said.split())


def check_killed(url: str, other: str, extractions: Sequence[Extraction], said: int) -> int:
    """See that a registry is sound, every article in it whole, and that adding all again completes it.

    Returns how many articles it had.
    """
    there: list[str] = []
    if is_registry(url):
        sound(url)
        there = in_order(url)
        alone(other, extractions, there)
        same(url, other)
    assert said <= len(there)
    rest = [each for each in extractions if each.article.id not in set(there)]
    with Store.open(url) as store:
        outcomes = [added.outcome for added in store.add_all(extractions, batch=4)]
    assert sorted(outcomes) == ["new"] * len(rest) + ["unchanged"] * len(there)
    sound(url)
    alone(other, extractions, [each.article.id for each in rest])
    same(url, other)
    return len(there)


def is_registry(url: str) -> bool:
    """Whether a database has its schema; one whose writer was killed first has nothing."""
    try:
        Store.open(url, create=False).close()
    except StoreError as error:
        if "no registry" in str(error):
            return False
        raise
    return True


def sound(url: str) -> None:
    """Let SQLite look whether its file is whole and nothing refers to what is not there; PostgreSQL sees to it."""
    engine = database.connect(database.locate(url), create=False)
    with database.writing(engine, url) as session:
        # A server that was told to commit by a process that is dead now does so first.
        session.connection()
    if database.is_sqlite(engine):
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    engine.dispose()
