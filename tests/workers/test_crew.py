"""Processes that extract: answers in order, few articles on their way, and none left behind, whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.extracting import Found, Load, load
from onrecord.formats import Problem
from onrecord.types import Article, Extraction
from onrecord.workers import Crew, Here, WorkerError, cores, extractor
from workers import jobs


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(jobs.LOG, str(tmp_path / "log"))
    return tmp_path / "log"


def outcomes(crew: Crew, texts: Sequence[str], together: int = 1) -> list[Found]:
    """Let texts be extracted, some of them together."""
    articles = list(jobs.news(texts))
    chunks = [articles[start : start + together] for start in range(0, len(articles), together)]
    return [found for _, some in crew.each(chunks, list) for found in some]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def pids(log: Path) -> set[int]:
    return {int(line.split()[0]) for line in log.read_text().splitlines()}


def test_answers_come_in_the_order_of_the_articles_and_are_those_of_one_process(log: Path) -> None:
    texts = [f"“We {'really ' * (number % 5)}will,” said Ulf Tangmere, baker." for number in range(30)]
    with Crew(2, load=jobs.reads) as crew:
        found = outcomes(crew, texts, together=4)
    assert len(pids(log)) == 2
    assert not any(map(is_running, pids(log)))
    assert found == jobs.reads()(list(jobs.news(texts)))
    assert all(peak > 1_000_000 for peak in crew.peaks())


def test_only_so_many_articles_are_on_their_way_as_there_is_work_for(log: Path) -> None:
    taken: list[int] = []

    def endless() -> Iterator[list[Article]]:
        for number in count():
            taken.append(number)
            yield [Article(str(number), "nothing")]

    with Crew(2, load=jobs.reads) as crew:
        answers = crew.each(endless(), list)
        for _ in range(5):
            next(answers)
        time.sleep(0.1)
        assert len(taken) <= 5 + 8


def test_long_articles_are_fewer_on_their_way(log: Path) -> None:
    taken: list[int] = []

    def long_ones() -> Iterator[list[Article]]:
        for number in range(9):
            taken.append(number)
            yield [Article(str(number), "word " * 500_000)]

    with Crew(2, load=jobs.reads) as crew:
        next(crew.each(long_ones(), list))
        assert len(taken) == 2


@pytest.mark.parametrize("together", [1, 4])
@pytest.mark.parametrize(("text", "how"), [("killed", "was killed by SIGKILL"), ("exit", "ended with status 9")])
def test_an_article_that_a_process_dies_over_is_refused_and_the_rest_read(together: int, text: str, how: str) -> None:
    with Crew(2, load=jobs.reads) as crew:
        found = outcomes(crew, ["one", "two", text, "four", "five", "six"], together)
    assert [each.article.id for each in found if isinstance(each, Extraction)] == ["a0", "a1", "a3", "a4", "a5"]
    (problem,) = (each for each in found if isinstance(each, Problem))
    assert (problem.where, problem.skipped) == ("a2", True)
    assert problem.what.startswith(f"cannot be extracted: the process that read it {how}")


def test_an_article_during_which_a_process_was_killed_from_outside_gets_a_second_chance(log: Path) -> None:
    with Crew(1, load=jobs.reads) as crew:
        found = outcomes(crew, ["killed once", "two"])
    assert [type(each) for each in found] == [Extraction, Extraction]
    assert len(pids(log)) == 2


def test_an_article_that_takes_too_long_is_refused_and_the_rest_read(log: Path) -> None:
    began = time.monotonic()
    with Crew(1, load=jobs.reads, seconds=0.3) as crew:
        found = outcomes(crew, ["one", "sleep", "three"])
    assert time.monotonic() - began < 10
    assert [type(each) for each in found] == [Extraction, Problem, Extraction]
    assert "took longer than 0 s" in str(found[1])
    assert not any(map(is_running, pids(log)))


def test_what_an_article_is_refused_for_comes_back(log: Path) -> None:
    with Crew(1, load=jobs.reads) as crew:
        assert outcomes(crew, ["refused"]) == [Problem("a0", "is no text", "leave it out")]


@pytest.mark.parametrize(
    ("load", "error", "says"),
    [(jobs.lacks, ModelError, "not installed"), (jobs.breaks, WorkerError, "did not start: it ended with status 3")],
)
def test_a_process_that_cannot_begin_says_why(load: Load, error: type[Exception], says: str) -> None:
    with Crew(2, load=load) as crew, pytest.raises(error, match=says):
        outcomes(crew, ["one", "two", "three"])


def test_no_process_is_left_when_the_work_is_broken_off(log: Path) -> None:
    def break_off() -> None:
        with Crew(2, load=jobs.reads) as crew:
            for _ in crew.each(([each] for each in jobs.news(["one", "two", "sleep", "sleep"])), list):
                if len(log_of(log)) == 4:
                    raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert not any(map(is_running, pids(log)))


def log_of(log: Path, seconds: float = 5.0) -> list[str]:
    """Wait until four articles have been begun, and return the lines of the log."""
    until = time.monotonic() + seconds
    while len(lines := log.read_text().splitlines()) < 4 and time.monotonic() < until:
        time.sleep(0.01)
    return lines


def test_a_process_makes_way_for_a_fresh_one_after_many_articles(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.workers.hand._RENEWED_AFTER", 4)
    with Crew(1, load=jobs.reads) as crew:
        found = outcomes(crew, [f"text {number}" for number in range(9)], together=2)
    assert [each.article.id for each in found if isinstance(each, Extraction)] == [f"a{number}" for number in range(9)]
    assert list(Counter(line.split()[0] for line in log.read_text().splitlines()).values()) == [4, 4, 1]


def test_a_script_needs_no_guard_and_no_file(tmp_path: Path) -> None:
    script = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from onrecord.types import Article
from onrecord.workers import Crew
from workers import jobs
with Crew(2, load=jobs.reads) as crew:
    print([found for _, found in crew.each([[Article("a", "Nothing.")]], list)])
"""
    done = subprocess.run([sys.executable, "-"], input=script, capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("[[Extraction(article=Article(id='a', text='Nothing.'")


def test_no_more_processes_are_started_than_there_is_work_for(log: Path) -> None:
    with Crew(8, load=jobs.reads) as crew:
        outcomes(crew, ["one"])
        assert len(crew.peaks()) == 1


def test_one_worker_is_this_process_and_none_is_none() -> None:
    assert isinstance(extractor(1, jobs.reads), Here)
    with pytest.raises(ValueError, match="at least one"):
        extractor(0, jobs.reads)
    assert 1 <= cores() <= (os.cpu_count() or 1)


@pytest.mark.parametrize(
    ("said", "number"), [("100000 100000", 1), ("20000 100000", 1), ("max 100000", None), ("", None)]
)
def test_a_container_may_use_only_some_of_the_cores(tmp_path: Path, said: str, number: int | None) -> None:
    (tmp_path / "cpu.max").write_text(said)
    assert cores(tmp_path / "cpu.max") == (number or cores(tmp_path / "none"))


def test_the_models_in_a_process_find_what_they_find_here() -> None:
    text = "“We will rebuild the bridge,” Odalys Brandtveit, the mayor of Fjordby, said on Sunday.\n"
    articles = [Article("one", text), Article("long", "word " * 200_001), Article("two", text.replace("We", "They"))]
    with Crew(1) as crew:
        ((_, found),) = crew.each([articles], list)
    here = load()(articles)
    assert found == here
    assert isinstance(here[1], Problem)
    assert "1,000,005 characters" in here[1].what
    assert [len(each.quotations) for each in here if isinstance(each, Extraction)] == [1, 1]
