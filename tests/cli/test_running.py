"""Long runs: several processes, broken off in every way, with a limit, from where the last one ended, and a report."""

from __future__ import annotations

import json
import os
import pty
import signal
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import pytest

from cli import forked
from cli.conftest import Run
from onrecord import extracting
from onrecord.cli.meter import Meter
from onrecord.cli.tally import Tally, lasted
from onrecord.errors import StoreError
from onrecord.formats import Problem
from onrecord.store import Store, schema
from onrecord.workers import cores
from workers import jobs

WORDS = "“We will mend the old bridge of the town before winter number {},” said Ulf Tangmere, baker."


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with articles, and with no models to read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_DB", raising=False)
    monkeypatch.setenv(jobs.LOG, str(tmp_path / "log"))
    monkeypatch.setattr(extracting, "load", jobs.reads)
    (tmp_path / "news").mkdir()
    for number in range(6):
        (tmp_path / f"news/{number}.txt").write_text(WORDS.format(number))
    for path in (tmp_path / "news").iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    return tmp_path / "news"


@pytest.fixture
def slow(news: Path) -> Path:
    """Sixteen articles, which are kept together, and then some that take a minute each."""
    lines = [{"id": f"s{number}", "text": WORDS.format(number)} for number in range(16)]
    lines += [{"id": f"slow{number}", "text": "sleep"} for number in range(40)]
    path = news / "slow.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


@dataclass(frozen=True)
class Process:
    """A run of its own, and what it and the processes that it starts say."""

    pid: int
    out: TextIO
    err: TextIO

    def end(self) -> tuple[int, str, str]:
        """Return the exit status and what was said, when it is gone and all that it started are, too.

        These have our end of standard error, which is closed with the last of them.
        """
        began = time.monotonic()
        out, err, status = self.out.read(), self.err.read(), forked.ended(self.pid)
        assert time.monotonic() - began < 20  # of the minute that an article takes
        return status, out, err


@pytest.fixture
def under_way(slow: Path) -> Iterator[Process]:
    """A run with two processes, which has kept what it could and waits for what is slow."""
    (out, results), (err, messages) = os.pipe(), os.pipe()
    pid = forked.start(("add", slow, "--workers", 2, "--report", "report.json"), results, messages)
    os.setpgid(pid, pid)
    os.close(results)
    os.close(messages)
    with os.fdopen(out) as said, os.fdopen(err) as told:
        until = time.monotonic() + 30
        while not (kept() == 16 and len(busy()) == 2):
            assert time.monotonic() < until
            time.sleep(0.01)
        yield Process(pid, said, told)


def busy() -> set[int]:
    """Return the processes that work on slow articles, or did."""
    return {int(line.split()[0]) for line in jobs.log_lines() if "slow" in line}


def kept() -> int:
    """Return how many articles are in the registry, if it is there."""
    try:
        connection = sqlite3.connect("file:onrecord.db?mode=ro", uri=True)
        (number,) = connection.execute("SELECT count(*) FROM article").fetchone()
        connection.close()
    except sqlite3.OperationalError:
        return 0
    return int(number)


@pytest.mark.parametrize(
    ("number", "whole_group", "status", "how"),
    [
        (signal.SIGINT, True, 130, "interrupted"),
        (signal.SIGINT, False, 130, "interrupted"),
        (signal.SIGTERM, False, 143, "terminated"),
    ],
)
def test_a_run_that_is_broken_off_keeps_what_is_done_and_leaves_no_process(
    under_way: Process, number: signal.Signals, whole_group: bool, status: int, how: str
) -> None:
    (os.killpg if whole_group else os.kill)(under_way.pid, number)
    assert under_way.end() == (
        status,
        "16 articles: 16 new, 0 unchanged, 0 changed; 16 quotations found, 0 unresolved; 0 refused\n",
        f"onrecord: {how}; what was added until now is kept\n",
    )
    assert kept() == 16
    report = json.loads(Path("report.json").read_text())
    assert (report["ended"], report["articles"]["new"]) == (how, 16)


def test_a_run_that_is_killed_leaves_no_process_and_a_sound_registry(under_way: Process) -> None:
    os.kill(under_way.pid, signal.SIGKILL)
    assert under_way.end() == (-signal.SIGKILL, "", "")
    with sqlite3.connect("onrecord.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert kept() == 16


def test_two_processes_keep_what_one_keeps(run: Run, news: Path) -> None:
    one, two = run("add", news, "--db", "one.db"), run("add", news, "--db", "two.db", "--workers", 2)
    assert (one.status, one.out, one.err) == (two.status, two.out, two.err) == (0, one.out, "")
    assert one.out.startswith("6 articles: 6 new")
    assert run("quotes", "--db", "one.db", "--format", "jsonl") == run("quotes", "--db", "two.db", "--format", "jsonl")


def test_extract_prints_the_same_by_two_processes(run: Run, news: Path) -> None:
    one = run("extract", news, "--format", "jsonl")
    assert len(one.out.splitlines()) == 6
    assert run("extract", news, "--format", "jsonl", "--workers", "2") == one


@pytest.mark.parametrize(("asked", "status"), [("auto", 0), ("0", 0), ("1", 0), ("-1", 2), ("many", 2), ("1.5", 2)])
def test_workers_are_a_number_or_as_many_as_there_are_cores(run: Run, news: Path, asked: str, status: int) -> None:
    ran = run("add", news / "1.txt", "--workers", asked)
    assert ran.status == status
    assert ("neither a number of processes nor auto" in ran.err) == bool(status)
    if asked == "auto":
        assert len({line.split()[0] for line in jobs.log_lines()}) <= cores()


def test_a_limit_stops_and_the_same_call_goes_on(run: Run, news: Path) -> None:
    first = run("add", news, "--limit", 4, "--report", "report.json")
    assert first.out.startswith("4 articles: 4 new,")
    assert first.err == f"onrecord: {news.resolve()}/4.txt: left, as --limit says; the same call goes on from here\n"
    assert json.loads(Path("report.json").read_text())["ended"] == "limit"
    assert run("add", news, "--limit", 4).out.startswith("6 articles: 2 new, 4 unchanged,")


def test_since_last_reads_only_what_has_changed(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 3_000_000_000)  # what changed just now is not yet remembered
    (news / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    first = run("add", news, "--since-last")
    assert first.out.startswith("6 articles: 6 new,")
    (news / "2.txt").write_text(WORDS.format("two"))
    (news / "6.txt").write_text(WORDS.format(6))
    second = run("add", news, "--since-last", "--report", "report.json")
    assert second.out.startswith("2 articles: 1 new, 0 unchanged, 1 changed;")
    assert second.out.endswith("; 1 refused; 5 files passed over\n")
    assert "photo.txt: binary data" in second.err
    assert json.loads(Path("report.json").read_text())["files_passed_over"] == 5
    assert run("add", news).out.startswith("7 articles: 0 new, 7 unchanged")


def test_a_report_says_what_was_refused_and_why(run: Run, news: Path) -> None:
    (news / "bad.jsonl").write_text('{"id": "r", "text": "refused"}\nnot JSON\n{"id": "x"}\n[1, 2\n')
    ran = run("add", news, "--workers", 2, "--report", "report.json")
    assert ran.status == 2
    report = json.loads(Path("report.json").read_text())
    assert report["articles"] == {"new": 6, "unchanged": 0, "changed": 0}
    assert (report["ended"], report["quotations"], report["unresolved"], report["refused"]) == ("done", 6, 0, 4)
    assert report["reasons"] == {
        "not JSON (Expecting value at character N)": 1,
        'has no "text"': 1,
        "not JSON (Expecting ',' delimiter at character N)": 1,
        "is no text": 1,
    }
    assert report["words"] == 6 * len(WORDS.split())
    assert report["words_per_second"] == pytest.approx(report["words"] / report["seconds"], rel=0.01)
    assert report["memory_mb"]
    assert "onrecord: refused 1 time: is no text" in ran.err.splitlines()


def test_a_report_that_cannot_be_written_is_told_before_the_work(run: Run, news: Path) -> None:
    ran = run("add", news, "--report", "missing/report.json")
    assert (ran.status, ran.out) == (2, "")
    assert "cannot be written (No such file or directory)" in ran.err
    assert not Path("onrecord.db").exists()


def test_refusals_are_grouped_the_most_frequent_first() -> None:
    tally = Tally()
    for number in range(30):
        tally.problem(Problem(f"{number}.txt", f"is odd at byte {number}", "look at it"))
        tally.problem(Problem(f"{number}.txt", "only a note", "", skipped=False))
    tally.problem(Problem("x.txt", "is empty", "leave it out"))
    assert tally.refusals() == ["refused 30 times: is odd at byte N", "refused 1 time: is empty"]
    assert str(tally).endswith("; 31 refused")


def test_a_terminal_shows_how_far_it_is(news: Path) -> None:
    ours, theirs = pty.openpty()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    process = forked.start(("add", news), nowhere, theirs, COLUMNS="100", TERM="xterm")
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # how Linux says that nobody writes there any more
        pass
    os.close(nowhere)
    assert forked.ended(process) == 0, shown.decode()
    said = shown.decode()
    assert "6 articles, 6 quotations" in said
    assert "100%" in said
    assert "/s" in said
    assert "articles and " in said.splitlines()[-1]


def test_a_log_gets_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally(new=90, _began=time.monotonic() - 30)
    meter = Meter(tally, every=0.0)
    meter.step()
    meter.total = 400
    meter.bytes(100)
    meter.step()
    assert capsys.readouterr().err.splitlines() == [
        "onrecord: 90 articles, 3.0 a second",
        "onrecord: 90 articles, 3.0 a second; 25% of the files read, 1 min 30 s left",
    ]
    Meter(tally).step()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.04, "0.0 s"), (59.96, "60.0 s"), (60, "1 min 0 s"), (3661, "1 h 1 min"), (200_000, "2 d 7 h")],
)
def test_a_length_of_time_is_told_as_one_says_it(seconds: float, said: str) -> None:
    assert lasted(seconds) == said


def test_an_older_package_refuses_what_a_newer_one_has_written(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("add", news).status == 0
    monkeypatch.setattr(schema, "_KNOWN", schema._KNOWN[:-1])
    newest = schema.HEAD
    monkeypatch.setattr(schema, "HEAD", schema._KNOWN[-1])
    for verb in (["add", news], ["quotes"], ["db", "info"]):
        ran = run(*verb)
        assert (ran.status, ran.out) == (2, "")
        assert f"written by a newer onrecord (schema {newest}, this one knows {schema.HEAD})" in ran.err
        assert "upgrade with `pip install --upgrade onrecord`" in ran.err


def test_a_package_that_runs_while_a_newer_one_upgrades_writes_nothing_more(run: Run, news: Path) -> None:
    assert run("add", news / "1.txt").status == 0
    with Store.open("onrecord.db") as store:
        with sqlite3.connect("onrecord.db") as connection:
            connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.close()
        (found,) = extracting.load()([next(jobs.news(["nothing"]))])
        assert not isinstance(found, Problem)
        with pytest.raises(StoreError, match=r"was upgraded meanwhile .schema 0999.*start again"):
            store.add_extraction(found)
    assert kept() == 1
