"""Many articles through the pipeline, one by one or into a registry, none of them stopping the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extracting import load, where
from onrecord.files import FileRead
from onrecord.formats import Problem
from onrecord.intake import Chunk, Entry, Intake, fits, of_twin
from onrecord.types import Article, Extraction
from onrecord.workers import Extractor, Here

if TYPE_CHECKING:
    from onrecord.store import Added, Store

OnProblem = Callable[[Problem], None]

Keeping = Callable[[], AbstractContextManager[None]]
"""Gives what is entered while articles are being kept and told of."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one article: what the store says of it, and its quotations where these are kept now."""

    added: Added
    extraction: Extraction | None = None


def extract_each(
    articles: Iterable[Article], *, on_problem: OnProblem, crew: Extractor | None = None
) -> Iterator[Extraction]:
    """Find the quotations of many articles, in their order; one that cannot be extracted is told and passed over.

    `crew` is what extracts, such as a `workers.Crew` of processes; None is this process, which reads the language model
    when the first article comes. Raises ModelError where that is missing, WorkerError where no process can be started.
    """
    for _, found in (crew or Here(load)).each(_chunks(articles), list):
        for each in found:
            if isinstance(each, Problem):
                on_problem(each)
            else:
                yield each


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    chunk: list[Article] = []
    for article in articles:
        if not fits(chunk, article):
            yield chunk
            chunk = []
        chunk.append(article)
    yield chunk


def add_each(
    store: Store,
    articles: Iterable[Article | FileRead],
    *,
    on_problem: OnProblem,
    min_confidence: float = 0.0,
    crew: Extractor | None = None,
    limit: int | None = None,
    on_limit: Callable[[Article], None] = lambda article: None,
    keeping: Keeping = nullcontext,
) -> Iterator[Done]:
    """Extract articles and keep them, a few in one transaction; those kept already are left as they are.

    One that cannot be extracted or kept is told and passed over. Speakers less sure than `min_confidence` are kept
    unresolved (see `Extraction.at_least`). `crew` is what extracts, as for `extract_each`: the same is kept whatever it
    is. After `limit` articles that had to be extracted the rest is left, and `on_limit` is told the first of it. Files
    (`reading.read_files`) of which every article is kept are remembered (`Store.remember_files`).

    `keeping` is entered from the beginning of a transaction until all of its articles have been told, for who holds
    signals back.

    Raises ModelError where the language model is missing, WorkerError where no process can be started and StoreError
    where the database cannot be written; what was kept until then stays.
    """
    adding = _Adding(store, on_problem, min_confidence, limit)
    for chunk, found in (crew or Here(load)).each(adding.intake.chunks(articles), _articles_of):
        for entry, each in zip(chunk.fresh, found, strict=True):
            entry.found = each
        with keeping():
            yield from adding.keep(chunk)
    if adding.intake.stopped_at is not None:
        on_limit(adding.intake.stopped_at)


def _articles_of(chunk: Chunk) -> list[Article]:
    return [entry.article for entry in chunk.fresh]


class _Adding:
    """Keeps articles in their order and says what became of each."""

    def __init__(self, store: Store, on_problem: OnProblem, min_confidence: float, limit: int | None) -> None:
        self.intake = Intake(store, limit)
        self._store, self._on_problem, self._min_confidence = store, on_problem, min_confidence

    def keep(self, chunk: Chunk) -> Iterator[Done]:
        """Keep the articles of a chunk, in which what had to be found is found."""
        together: list[Entry] = []
        for entry in chunk.entries:
            if entry.twin is not None:
                yield from self._keep(together)
                together = []
                entry.current = self._store.is_current(entry.article)
                entry.found = of_twin(entry, entry.twin)
            together.append(entry)
        yield from self._keep(together)
        self._store.remember_files(
            [file if source.whole else replace(file, stamp=None) for file, source in chunk.ended]
        )

    def _keep(self, entries: Sequence[Entry]) -> Iterator[Done]:
        found = [entry.found for entry in entries if not entry.current]
        wanted = [each.at_least(self._min_confidence) for each in found if isinstance(each, Extraction)]
        given = zip(wanted, self._store.add_all(wanted, batch=max(1, len(wanted))), strict=True)
        for entry in entries:
            problem = entry.found if isinstance(entry.found, Problem) else None
            if entry.current:
                yield Done(_unchanged(entry.article))
            elif problem is None:
                extraction, added = next(given)
                problem = _not_kept(extraction.article, added)
                if problem is None:
                    yield Done(added, extraction if added.outcome != "unchanged" else None)
            if problem is not None and not entry.current:
                entry.source.whole = False
                self._on_problem(problem)
            self.intake.settled(entry)


def _unchanged(article: Article) -> Added:
    from onrecord.store import Added

    return Added(article.id, "unchanged", 0)


def _not_kept(article: Article, added: Added) -> Problem | None:
    if added.outcome != "failed":
        return None
    return Problem(where(article), f"cannot be kept: {added.note}", "the other articles were kept")


def keep_each(
    store: Store,
    extractions: Iterable[Extraction],
    *,
    on_problem: OnProblem,
    engine: str | None = None,
    batch: int = 64,
) -> Iterator[Done]:
    """Keep what was found in articles (by `engine`, where others found it), `batch` articles in one transaction.

    One that cannot be kept is told and passed over. Raises StoreError where the database cannot be written.
    """
    given: deque[Extraction] = deque()

    def noted() -> Iterator[Extraction]:
        for extraction in extractions:
            given.append(extraction)
            yield extraction

    for added in store.add_all(noted(), engine=engine, batch=batch):
        extraction = given.popleft()
        problem = _not_kept(extraction.article, added)
        if problem is not None:
            on_problem(problem)
        else:
            yield Done(added, extraction)
