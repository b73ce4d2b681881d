"""Several processes on one registry, and a writer that is killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

from factory import story
from onrecord.store import Store

TESTS = str(Path(__file__).parents[1])

WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from factory import story
from onrecord.store import Store
path, name, count = sys.argv[2], sys.argv[3], int(sys.argv[4])
for number in range(count):
    with Store.open(path) as store:
        words = f"“Number {number} of {name} is mended,”"
        store.add_extraction(story("Ulf Tangmere", f"baker number {number}", words, article_id=f"{name}{number}"))
        print(number, flush=True)
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, TESTS, str(path), name, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_make_one_registry_and_add_to_it_at_once(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    writers = [writer(path, name, 15) for name in ("north", "south")]
    for process in writers:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
    with Store.open(path, create=False) as store:
        stats = store.stats()
        assert (stats.articles, stats.quotations, stats.speakers) == (30, 30, 1)
        assert {q.speaker.id for q in store.quotes()} == {"ulf-tangmere"}


def test_a_killed_writer_leaves_whole_articles_only(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    process = writer(path, "north", 100_000)
    assert process.stdout is not None
    for _ in range(5):
        assert process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    with Store.open(path) as store:
        stats = store.stats()
        assert stats.articles == stats.quotations >= 5
        assert all(q.speaker.id == "ulf-tangmere" for q in store.quotes())
        assert store.add_extraction(story("Marta Hansen", "nurse", article_id="after")).outcome == "new"
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


KILLED_INSIDE = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from factory import story
from onrecord.store import Store, naming
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
naming.write = die
with Store.open(sys.argv[2]) as store:
    store.add_extraction(story("Odalys Brandtveit", "mayor", "“It goes,”", article_id="a1"))
"""


def test_a_writer_killed_within_an_article_leaves_the_former_one(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Store.open(path) as store:
        store.add_extraction(story("Ulf Tangmere", "baker", article_id="a1"))
        before = (store.stats(), store.quotes())
    done = subprocess.run([sys.executable, "-c", KILLED_INSIDE, TESTS, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    with Store.open(path) as store:
        assert (store.stats(), store.quotes()) == before


def test_a_reader_sees_the_registry_while_somebody_writes(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Store.open(path) as store:
        store.add_extraction(story("Ulf Tangmere", "baker"))
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    holder.execute("DELETE FROM quotation")
    with Store.open(path, create=False) as store:
        assert len(store.quotes()) == 1
    holder.execute("ROLLBACK")
    holder.close()
