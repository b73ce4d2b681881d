"""Shards into a registry: what adding their articles in that order leaves, once, whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import plainshards as plain
import pytest

import crowd
from onrecord import scale
from onrecord.formats import Problem
from onrecord.scale import making, shards
from onrecord.store import Store
from onrecord.workers import Here


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three shards of eighty articles each."""
    folder = tmp_path_factory.mktemp("shards")
    out = shards.folder(folder / "out")
    sources = plain.shards(folder / "in", 3, 80)
    for source in sources:
        making.make(source, out, Here(plain.load))
    return [shards.made_of(source, out) for source in sources]


def load(url: str, made: list[Path], **asked: float) -> tuple[Counter[str], list[Problem]]:
    problems: list[Problem] = []
    with Store.open(url) as store:
        done = scale.load_shards(made, store, on_problem=problems.append, **asked)
        return Counter(each.added.outcome for each in done), problems


def added(url: str, made: list[Path]) -> str:
    """Add the same articles, in the same order."""
    with Store.open(url) as store:
        for each in made:
            assert {one.outcome for one in store.add_all(making.read(each))} == {"new"}
    return url


def test_what_is_loaded_is_what_adding_keeps(
    db_url: str, made: list[Path], empty_database: Callable[[str], str], engine_name: str
) -> None:
    assert load(db_url, made) == ({"new": 240}, [])
    crowd.same(db_url, added(empty_database(engine_name), made))
    before = crowd.contents(db_url)
    assert load(db_url, made[::-1]) == ({"unchanged": 240}, [])
    assert crowd.contents(db_url) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from onrecord import scale
from onrecord.store import Store
with Store.open(sys.argv[1]) as store:
    for number, done in enumerate(scale.load_shards(map(Path, sys.argv[2:]), store, on_problem=print)):
        if number == 120:
            os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_load_that_is_killed_goes_on_where_it_was(
    db_url: str, made: list[Path], empty_database: Callable[[str], str], engine_name: str
) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, db_url, *map(os.fspath, made)], check=False)
    assert killed.returncode == -signal.SIGKILL
    outcomes, _ = load(db_url, made)
    assert outcomes == {"unchanged": 160, "new": 80}
    crowd.same(db_url, added(empty_database(engine_name), made))


def test_an_id_that_comes_again_replaces_what_was_there(tmp_path: Path) -> None:
    (first,) = crowd.articles(1)
    paths = []
    for name, texts in {"a": ("One.", "Two.", "One."), "b": ("Three.",)}.items():
        source = tmp_path / f"{name}.jsonl"
        source.write_text("".join(plain.line(replace(first.article, text=text)) for text in texts))
        making.make(source, shards.folder(tmp_path / "out"), Here(plain.load))
        paths.append(shards.made_of(source, tmp_path / "out"))
    url = f"sqlite:///{tmp_path / 'r.db'}"
    for order, left in ((paths[:1], "One."), (paths[:1], "One."), (paths, "Three."), (paths[::-1], "One.")):
        load(url, order)
        with Store.open(url) as store:
            assert store.article(first.article.id).article.text == left


def test_a_shard_that_is_not_what_was_made_is_told_and_the_others_are_loaded(tmp_path: Path, made: list[Path]) -> None:
    for each in made:
        (tmp_path / each.name).write_bytes(each.read_bytes())
        shards.report_of(tmp_path / each.name).write_bytes(shards.report_of(each).read_bytes())
    first, second, third = (tmp_path / each.name for each in made)
    first.write_bytes(first.read_bytes()[:-1] + b"?")
    shards.report_of(third).unlink()
    outcomes, problems = load(f"sqlite:///{tmp_path / 'r.db'}", [first, second, third, tmp_path / "gone.parquet"])
    assert outcomes == {"new": 80}
    assert [str(each).removeprefix(f"{tmp_path}/") for each in problems] == [
        f"{first.name}: is not what its report is of; remove both and run the extraction again",
        f"{third.name}: has no report, so it may not be whole; run the extraction again",
        "gone.parquet: has no report, so it may not be whole; run the extraction again",
    ]


def test_a_folder_is_loaded_in_the_order_of_what_it_was_made_of(made: list[Path]) -> None:
    assert shards.all_made([made[0].parent]) == made
    assert shards.all_made([made[2], made[0]]) == [made[2], made[0]]


def test_speakers_less_sure_than_asked_are_kept_unresolved(tmp_path: Path, made: list[Path]) -> None:
    url = f"sqlite:///{tmp_path / 'r.db'}"
    load(url, made[:1], min_confidence=plain.SURE + 0.01)
    with Store.open(url) as store:
        assert {each.speaker.name for each in store.quotes()} == {None}
    load(f"{url}2", made[:1], min_confidence=plain.SURE)
    with Store.open(f"{url}2") as store:
        assert None not in {each.speaker.name for each in store.quotes()}
