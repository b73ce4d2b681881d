"""Many articles through the pipeline, one by one or into a registry, none of them stopping the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.formats import Problem
from onrecord.types import Article, Extraction

if TYPE_CHECKING:
    from spacy.language import Language

    from onrecord.store import Added, Store

_BATCH = 16
"""Articles that are parsed together: more are hardly faster, and fewer are kept sooner."""

OnProblem = Callable[[Problem], None]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one article: what the store says of it, and its quotations if they were extracted now."""

    added: Added
    extraction: Extraction | None = None


def extract_each(articles: Iterable[Article], *, on_problem: OnProblem) -> Iterator[Extraction]:
    """Find the quotations of many articles, in their order; a text that is too long is told and passed over.

    The language model is loaded when the first article comes. Raises ModelError where it is missing.
    """
    rest = iter(articles)
    nlp: Language | None = None
    while batch := list(islice(rest, _BATCH)):
        nlp = nlp or _load()
        yield from _extracted(nlp, batch, on_problem)


def add_each(
    store: Store, articles: Iterable[Article], *, on_problem: OnProblem, min_confidence: float = 0.0
) -> Iterator[Done]:
    """Extract articles and keep them, a few in one transaction; those kept already are left as they are.

    One that is too long or cannot be kept is told and passed over. Speakers less sure than `min_confidence` are kept
    unresolved (see `Extraction.at_least`). The language model is loaded when the first article comes that has to be
    read. Raises ModelError where it is missing and StoreError where the database cannot be written; what was kept until
    then stays.
    """
    from onrecord.store import Added

    rest = iter(articles)
    nlp: Language | None = None
    while batch := list(islice(rest, _BATCH)):
        fresh = []
        for article in batch:
            if store.is_current(article):
                yield Done(Added(article.id, "unchanged", 0))
            else:
                fresh.append(article)
        if not fresh:
            continue
        nlp = nlp or _load()
        found = (each.at_least(min_confidence) for each in _extracted(nlp, fresh, on_problem))
        yield from keep_each(store, found, on_problem=on_problem)


def keep_each(
    store: Store, extractions: Iterable[Extraction], *, on_problem: OnProblem, engine: str | None = None
) -> Iterator[Done]:
    """Keep what was found in articles (by `engine`, where others found it), several articles in one transaction.

    One that cannot be kept is told and passed over. Raises StoreError where the database cannot be written.
    """
    given: deque[Extraction] = deque()

    def noted() -> Iterator[Extraction]:
        for extraction in extractions:
            given.append(extraction)
            yield extraction

    for added in store.add_all(noted(), engine=engine):
        extraction = given.popleft()
        if added.outcome == "failed":
            where = extraction.article.origin or extraction.article.id
            on_problem(Problem(where, f"cannot be kept: {added.note}", "the other articles were kept"))
        else:
            yield Done(added, extraction)


@cache
def _load() -> Language:
    from onrecord.pipeline import load

    return load()


def _extracted(nlp: Language, articles: list[Article], on_problem: OnProblem) -> Iterator[Extraction]:
    from onrecord.pipeline import MAX_CHARACTERS, extract_all

    short = []
    for article in articles:
        if len(article.text) <= MAX_CHARACTERS:
            short.append(article)
            continue
        what = f"{len(article.text):,} characters, more than the {MAX_CHARACTERS:,} that are read at once"
        on_problem(Problem(article.origin or article.id, what, "split it into its articles"))
    yield from extract_all(nlp, short, batch_size=_BATCH)
