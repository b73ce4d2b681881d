"""A bank of quotations -> the registry, each line on its own, none of them stopping the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.formats import Problem
from onrecord.imports import Bank, gqg, quotebank
from onrecord.imports.jsonlines import Record, objects
from onrecord.ingest import Done, extract_each, keep_each

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.types import Extraction

_BATCH = 64
"""Excerpts that are read together."""

OnProblem = Callable[[Problem], None]
Lines = Iterator[tuple[str, Record]]


def bring_quotations(
    store: Store,
    path: Path | str,
    *,
    on_problem: OnProblem,
    bank: Bank | None = None,
    min_confidence: float = 0.0,
) -> Iterator[Done]:
    """Keep the quotations of a bank's file; what is there already, the same, is left as it is.

    Each becomes an article of its own (see `quotebank`, `gqg`), with the bank's name as `engine`. Speakers less sure
    than `min_confidence` are kept unresolved. Raises InputError where the file cannot be read or is no bank's.
    """
    lines = objects(path, on_problem=on_problem)
    first = next(lines, None)
    if first is None:
        raise InputError(f"{path}: holds no quotations; put a JSON object on each line")
    whose = bank or _guess(first[1], str(path))
    rest = chain([first], lines)
    bring = _quotebank if whose is Bank.QUOTEBANK else _gqg
    return bring(store, rest, on_problem, min_confidence)


def _guess(record: Record, name: str) -> Bank:
    if "quoteID" in record:
        return Bank.QUOTEBANK
    if isinstance(record.get("quotes"), list):
        return Bank.GQG
    if "articleID" in record:
        raise InputError(f"{name}: Quotebank by article is not read; take the file of quotations (quotes-YYYY.json)")
    raise InputError(f"{name}: whose quotations they are is unknown; say it with --format {' or '.join(Bank)}")


def _told(where: str, error: InputError, on_problem: OnProblem) -> None:
    on_problem(Problem(where, str(error), "correct this line; the other lines were read"))


def _quotebank(store: Store, lines: Lines, on_problem: OnProblem, min_confidence: float) -> Iterator[Done]:
    def found() -> Iterator[Extraction]:
        for where, record in lines:
            try:
                yield quotebank.extraction(record, where).at_least(min_confidence)
            except InputError as error:
                _told(where, error, on_problem)

    return keep_each(store, found(), on_problem=on_problem, engine=quotebank.ENGINE)


def _gqg(store: Store, lines: Lines, on_problem: OnProblem, min_confidence: float) -> Iterator[Done]:
    from onrecord.store import Added

    rest = _excerpts(lines, on_problem)
    while batch := list(islice(rest, _BATCH)):
        fresh = []
        for excerpt in batch:
            if store.has_imported(excerpt.article, gqg.ENGINE):
                yield Done(Added(excerpt.article.id, "unchanged", 0))
            else:
                fresh.append(excerpt)
        english = (excerpt.article for excerpt in fresh if gqg.is_english(excerpt.article))
        found = {each.article.id: each for each in extract_each(english, on_problem=on_problem)}
        made = [gqg.attributed(each, found.get(each.article.id)).at_least(min_confidence) for each in fresh]
        yield from keep_each(store, made, on_problem=on_problem, engine=gqg.ENGINE)


def _excerpts(lines: Lines, on_problem: OnProblem) -> Iterator[gqg.Excerpt]:
    for where, record in lines:
        try:
            found = list(gqg.excerpts(record, where))
        except InputError as error:
            _told(where, error, on_problem)
            continue
        yield from found
