"""A real cluster of two processes, on this machine, one of which is killed: nothing lost and nothing twice.

There is one cluster for all of these, for it takes some seconds to start.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import plainshards as plain
import pytest

import crowd
from onrecord import extracting, scale
from onrecord.cli import main
from onrecord.formats import Problem
from onrecord.reading import read_all
from onrecord.scale import ScaleError, making, shards
from onrecord.store import Store
from onrecord.workers import Here

with_ray = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: pip install 'onrecord[ray]'")


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    import ray

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))  # so that its processes find `plainshards`
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        ray.init("local", num_cpus=2, object_store_memory=100_000_000, include_dashboard=False, log_to_driver=False)
        yield
        ray.shutdown()


class Killer(threading.Thread):
    """Kills the first process that has begun to write a shard, in the middle of it."""

    def __init__(self, out: Path) -> None:
        super().__init__(daemon=True)
        self._out = out
        self.killed: str | None = None

    def run(self) -> None:
        for _ in range(2000):
            for half in self._out.glob(".*.parquet.*"):
                time.sleep(0.2)
                if half.exists():
                    os.kill(int(half.name.rpartition("-")[2]), signal.SIGKILL)
                    self.killed = half.name
                    return
            time.sleep(0.02)


@with_ray
@pytest.mark.xdist_group("ray")
@pytest.mark.usefixtures("cluster")
def test_nothing_is_lost_or_there_twice_where_a_process_is_killed(
    tmp_path: Path, empty_database: Callable[[str], str]
) -> None:
    sources, out = plain.shards(tmp_path / "in", 4, 20), shards.folder(tmp_path / "out")
    with sources[3].open("a") as file:
        file.write('{"id": "bad"\n')
    problems: list[Problem] = []
    killer = Killer(out)
    killer.start()
    done = scale.extract_shards(sources, out, workers=2, on_problem=problems.append, load=plain.slowly)
    reports = sorted(done, key=lambda report: report.source)
    assert killer.killed is not None
    assert [(report.source, report.articles, report.refused) for report in reports] == [
        (str(source), 20, int(source is sources[3])) for source in sources
    ]
    made = scale.made_of(sources, out, on_problem=problems.append)
    assert sorted(out.iterdir()) == sorted([*made, *map(shards.report_of, made)])

    expected = plain.load()(list(read_all(sources, on_problem=lambda problem: None)))
    assert [each for one in made for each in making.read(one)] == expected
    loaded, alone = empty_database("postgresql"), empty_database("postgresql")
    with Store.open(loaded) as store:
        kept = Counter(each.added.outcome for each in scale.load_shards([out], store, on_problem=problems.append))
    assert (kept, problems) == ({"new": 80}, [])
    with Store.open(alone) as store:
        assert {each.outcome for each in store.add_all(each for one in made for each in making.read(one))} == {"new"}
    crowd.same(loaded, alone)


def add(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[object, str, str]:
    """Run the command; return the exit status and what it printed."""
    with pytest.raises(SystemExit) as done:
        main(["add", "--engine", "ray", *map(str, words)])
    printed = capsys.readouterr()
    return done.value.code, printed.out, printed.err


@with_ray
@pytest.mark.xdist_group("ray")
@pytest.mark.usefixtures("cluster")
def test_the_command_goes_on_where_another_run_was_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(extracting, "load", plain.load)
    sources, out = plain.shards(tmp_path / "in", 3, 5), shards.folder(tmp_path / "out")
    for source in sources[:2]:
        making.make(source, out, Here(plain.load))
    before = {each: each.stat().st_mtime_ns for each in out.iterdir()}
    sources[0].write_text(sources[0].read_text() + '{"id": "more", "text": "More."}\n')
    (tmp_path / "in" / "rubbish.parquet").write_bytes(b"rubbish")
    asked = ("--workers", 2, "--shards", out, "--db", tmp_path / "r.db", tmp_path / "in")
    status, printed, told = add(capsys, *asked)
    assert (status, printed.split(";")[0]) == (2, "16 articles: 16 new, 0 unchanged, 0 changed")
    assert printed.endswith("; 1 refused\n")
    assert "rubbish.parquet: no Parquet file" in told
    kept = {each for each, at in before.items() if each.stat().st_mtime_ns == at}
    assert kept == {shards.made_of(sources[1], out), shards.report_of(shards.made_of(sources[1], out))}
    (tmp_path / "in" / "rubbish.parquet").unlink()
    assert add(capsys, *asked)[:2] == (
        0,
        "16 articles: 0 new, 16 unchanged, 0 changed; 0 quotations found, 0 unresolved; 0 refused\n",
    )


def test_the_command_refuses_what_goes_with_one_machine_only(capsys: pytest.CaptureFixture[str]) -> None:
    for option in (("--limit", 3), ("--since-last",)):
        status, _, told = add(capsys, *option, "news.jsonl")
        assert status == 2
        assert "goes with neither --limit nor --since-last" in told


WITHOUT = """
import sys
sys.modules["ray"] = None
from onrecord import extracting, scale
list(scale.extract_shards(sys.argv[1:2], sys.argv[2], on_problem=print))
"""


def test_a_missing_extra_is_named(tmp_path: Path) -> None:
    (source,) = plain.shards(tmp_path / "in", 1, 1)
    words = [sys.executable, "-c", WITHOUT, str(source), str(tmp_path / "out")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1].endswith("pip install 'onrecord[ray]'")


def test_a_run_of_nothing_needs_no_cluster(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert list(scale.extract_shards([tmp_path / "gone.jsonl"], tmp_path, on_problem=problems.append)) == []
    assert [each.what for each in problems] == ["cannot be read (no such file)"]
    with pytest.raises(ScaleError, match="is no folder"):
        list(scale.extract_shards([], __file__, on_problem=problems.append))
