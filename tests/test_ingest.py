"""Adding many articles: the same is kept whoever extracts, in whatever time; what is kept already is left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import crowd
from onrecord.extracting import Found
from onrecord.files import FileRead
from onrecord.formats import Problem
from onrecord.ingest import add_each
from onrecord.store import Store
from onrecord.store.records import Outcome
from onrecord.types import Article
from onrecord.workers import Crew, Extractor, extractor
from workers import jobs

C = TypeVar("C")
NAMES = ["Odalys Brandtveit", "Ulf Tangmere", "Edda Rosvang", "Zoë Quandt", "Ivor Ubbing"]


@pytest.fixture(scope="module")
def crew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crew]:
    """Two processes for all tests, and a log of what is extracted."""
    with pytest.MonkeyPatch.context() as environment, Crew(2, load=jobs.reads) as crew:
        environment.setenv(jobs.LOG, str(tmp_path_factory.mktemp("log") / "log"))
        yield crew


def story(number: int, version: int = 0, **about: Any) -> Article:
    name = NAMES[number % len(NAMES)]
    words = f"“We will mend {number % 7} of the {version} old bridges of this town before the winter storms,”"
    text = f"{words} said {name}, mayor of Fjordby. “It is late,” said Edda Rosvang, nurse. {'So. ' * (number % 9)}"
    return replace(Article(f"s{number}", text, outlet="Tang Times"), **about)


def input_of_every_kind() -> list[Article]:
    """Return new articles, with changed ones, the same again, others of one name, and some that cannot be read."""
    articles = [story(number) for number in range(40)]
    articles[5] = Article("bad", "refused")
    articles[11:11] = [story(9), story(9, 1), story(9), story(3, 2)]
    articles[20:20] = [story(1, n, id="index", id_given=False, origin=f"/{n}/index.txt") for n in (1, 2, 3, 2, 1)]
    articles[30:30] = [Article("bad", "refused"), Article("worse", "refused"), Article("bad", story(7).text)]
    return articles


Told = tuple[list[tuple[str, Outcome, int]], list[str]]


def added(store: Store, articles: Sequence[Article | FileRead], crew: Extractor, **more: Any) -> Told:
    """Add articles; return what became of each, with how many quotations it has, and the problems."""
    problems: list[Problem] = []
    outcomes = [
        (done.added.article_id, done.added.outcome, len(done.extraction.quotations) if done.extraction else 0)
        for done in add_each(store, articles, on_problem=problems.append, crew=crew, **more)
    ]
    return outcomes, [str(problem) for problem in problems]


@contextmanager
def registry(path: Path, kept: Sequence[Article]) -> Iterator[Store]:
    with Store.open(path) as store, extractor(1, jobs.reads) as here:
        added(store, kept, here)
        yield store


@pytest.mark.parametrize("kept", [[], [story(1), story(9, 1), story(3), story(30, 5), story(31)]], ids=["new", "some"])
def test_the_same_is_kept_and_told_by_one_process_and_by_two(tmp_path: Path, crew: Crew, kept: list[Article]) -> None:
    articles, told = input_of_every_kind(), []
    for name, extracts in (("one", extractor(1, jobs.reads)), ("two", crew)):
        with registry(tmp_path / name, kept) as store:
            told.append(added(store, articles, extracts))
    assert told[0] == told[1]
    assert len(told[0][0]) == len(articles) - 3
    assert told[0][1] == ["bad: is no text; leave it out"] * 2 + ["worse: is no text; leave it out"]
    crowd.same(str(tmp_path / "two"), str(tmp_path / "one"))
    assert crowd.in_order(str(tmp_path / "two")) == crowd.in_order(str(tmp_path / "one"))


def test_what_is_kept_does_not_depend_on_how_many_are_on_their_way(tmp_path: Path, crew: Crew) -> None:
    articles, kept = input_of_every_kind(), [story(9), story(3)]
    with registry(tmp_path / "each", kept) as store, extractor(1, jobs.reads) as here:
        for article in articles:
            added(store, [article], here)
    with registry(tmp_path / "all", kept) as store:
        added(store, articles, crew)
    crowd.same(str(tmp_path / "all"), str(tmp_path / "each"))


class Ahead:
    """Extracts here, and takes some chunks more before the first of them is handed out, as several processes do."""

    def __init__(self, chunks: int) -> None:
        self._chunks = chunks

    def each(self, chunks: Iterable[C], articles: Callable[[C], Sequence[Article]]) -> Iterator[tuple[C, list[Found]]]:
        rest, begun, extract = iter(chunks), list[tuple[C, list[Found]]](), jobs.reads()
        while begun or (begun := [(chunk, extract(articles(chunk))) for chunk in islice(rest, 1)]):
            begun += [(chunk, extract(articles(chunk))) for chunk in islice(rest, self._chunks - len(begun))]
            yield begun.pop(0)

    def peaks(self) -> list[int]:
        return []


@st.composite
def some_articles(draw: st.DrawFn) -> Article:
    """Draw an article of the same id as the others, with one of three texts, which may be from another file."""
    stated, origin = draw(st.sampled_from([(True, None), (True, "/a/x.txt"), (False, "/a/x.txt"), (False, "/b/x.txt")]))
    return replace(story(1, draw(st.integers(0, 2))), id="x", origin=origin, id_given=stated)


@settings(max_examples=5, deadline=None)
@example(articles=[story(1, version) for version in (0, 1, 2, 0)], ahead=2)
@given(articles=st.lists(some_articles(), min_size=4, max_size=8), ahead=st.integers(2, 5))
def test_however_many_are_on_their_way_what_is_kept_is_the_same(
    empty_registry: bytes, tmp_path_factory: pytest.TempPathFactory, articles: list[Article], ahead: int
) -> None:
    folder = tmp_path_factory.mktemp("either")
    for name in ("each", "ahead"):
        (folder / name).write_bytes(empty_registry)
    with pytest.MonkeyPatch.context() as smaller, Store.open(folder / "ahead") as store:
        smaller.setattr("onrecord.intake.BATCH", 1)
        added(store, articles, Ahead(ahead))
    with Store.open(folder / "each") as store, extractor(1, jobs.reads) as here:
        for article in articles:
            added(store, [article], here)
    crowd.same(str(folder / "ahead"), str(folder / "each"))


def test_an_article_that_is_kept_already_is_not_extracted_nor_one_that_came_just_before(
    tmp_path: Path, crew: Crew
) -> None:
    kept, fresh = [story(number) for number in range(20)], [story(number) for number in range(20, 24)]
    with registry(tmp_path / "db", kept) as store:
        before = len(jobs.log_lines())
        outcomes, _ = added(store, [*kept, *fresh, *kept, *fresh], crew)
    assert Counter(outcome for _, outcome, _ in outcomes) == {"unchanged": 44, "new": 4}
    extracted = [line.split()[1] for line in jobs.log_lines()[before:]]
    assert sorted(extracted) == ["s20", "s21", "s22", "s23"]


def test_a_process_that_dies_over_an_article_costs_that_one_only(tmp_path: Path, crew: Crew) -> None:
    articles = [story(number) for number in range(12)]
    with registry(tmp_path / "db", []) as store:
        outcomes, problems = added(store, [*articles[:5], Article("deadly", "killed"), *articles[5:]], crew)
    with registry(tmp_path / "without", articles):
        pass
    assert [outcome for _, outcome, _ in outcomes] == ["new"] * 12
    assert len(problems) == 1
    assert problems[0].startswith("deadly: cannot be extracted: the process that read it was killed by SIGKILL")
    crowd.same(str(tmp_path / "db"), str(tmp_path / "without"))


def test_a_limit_counts_what_is_extracted_and_the_next_run_goes_on(tmp_path: Path, crew: Crew) -> None:
    articles = [story(number) for number in range(10)]
    with registry(tmp_path / "db", articles[:3]) as store:
        left: list[Article] = []
        outcomes, _ = added(store, articles, crew, limit=4, on_limit=left.append)
        assert [outcome for _, outcome, _ in outcomes] == ["unchanged"] * 3 + ["new"] * 4
        assert left == [articles[7]]
        outcomes, _ = added(store, articles, crew, limit=3, on_limit=left.append)
        assert [id_ for id_, outcome, _ in outcomes if outcome == "new"] == ["s7", "s8", "s9"]
        assert left == [articles[7]]


def test_a_file_is_remembered_when_all_of_its_articles_are_kept(tmp_path: Path, crew: Crew) -> None:
    given: list[Article | FileRead] = [
        *(story(1), story(2), FileRead("/whole.jsonl", "1")),
        *(story(3), Article("bad", "refused"), FileRead("/partly.jsonl", "2")),
        *(FileRead("/empty.jsonl", "3"), story(1), FileRead("/same.txt", "4")),
        *(story(4), FileRead("/just-changed.txt", None), story(5), FileRead("/left.txt", "6")),
    ]
    before = [FileRead("/just-changed.txt", "5"), FileRead("/partly.jsonl", "2"), FileRead("/x", "7")]
    with registry(tmp_path / "db", []) as store:
        store.remember_files(before)
        added(store, given, crew, limit=5)
        assert store.files_read_from("/", 9) == [
            *(("/empty.jsonl", "3"), ("/same.txt", "4"), ("/whole.jsonl", "1"), ("/x", "7"))
        ]
        assert store.files_read_from("/t", 1) == [("/whole.jsonl", "1")]
