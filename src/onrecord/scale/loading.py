"""Shards that were made -> the registry, in their order, by the one writer that decides who everybody is.

What is kept is what adding the same articles in that order keeps: who speaks is decided by what is there already, so
that shards cannot be loaded beside one another. An article that is there as it is in the shard is left alone, which is
why a shard may be loaded again, and a load that was broken off begun again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.formats import Problem
from onrecord.ingest import Done, keep_each
from onrecord.scale import making, shards
from onrecord.scale.shards import ScaleError
from onrecord.types import Extraction

if TYPE_CHECKING:
    from onrecord.store import Store

_AT_ONCE = 256
"""Articles in a transaction, some seconds long: others who write wait for it, and more is hardly faster."""

OnProblem = Callable[[Problem], None]


def load_each(
    store: Store, made: Iterable[Path], *, on_problem: OnProblem, min_confidence: float = 0.0
) -> Iterator[Done]:
    """Keep the articles of Parquet files that `make` made; one that is not what its report says is told and left.

    Speakers less sure than `min_confidence` are kept unresolved. Raises StoreError where the database cannot be
    written; what was kept until then stays.
    """
    for each in made:
        try:
            engine = shards.checked(each).engine
            yield from _load(store, each, engine, on_problem, min_confidence)
        except ScaleError as error:
            on_problem(shards.problem(each, str(error)))


def _load(store: Store, made: Path, engine: str, on_problem: OnProblem, min_confidence: float) -> Iterator[Done]:
    from onrecord.store import Added

    rest = making.read(made)
    while some := list(islice(rest, _AT_ONCE)):
        fresh = _fresh(store, some, engine)
        for each in some:
            if each.article.id not in fresh:
                yield Done(Added(each.article.id, "unchanged", 0))
        given = [each.at_least(min_confidence) for each in some if each.article.id in fresh]
        yield from keep_each(store, given, on_problem=on_problem, engine=engine, batch=_AT_ONCE)


def _fresh(store: Store, some: Sequence[Extraction], engine: str) -> set[str]:
    """Return the ids of those articles that are not there, or whose id others of them have, too: these take turns."""
    times = Counter(each.article.id for each in some)
    return {
        each.article.id for each in some if times[each.article.id] > 1 or not store.has_imported(each.article, engine)
    }
