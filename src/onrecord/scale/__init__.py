"""More articles than one machine reads: files of many articles, on many machines, each into a Parquet file of its own.

    for report in scale.extract_shards(["news/"], "shards/", workers=64, on_problem=print):
        print(report.source, report.articles, report.quotations)
    with onrecord.Store.open("postgresql://…") as store:
        for done in scale.load_shards(["shards/"], store, on_problem=print):
            ...

The first half needs Ray (`pip install 'onrecord[ray]'`) and no database, the second the database and no language model.
Either may be broken off at any moment and run again: what is done is not done again. `docs/scale.md` says what it
costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import extracting
from onrecord.extracting import Load
from onrecord.formats import Problem
from onrecord.scale import shards
from onrecord.scale.shards import Report, ScaleError

if TYPE_CHECKING:
    from onrecord.ingest import Done
    from onrecord.store import Store

__all__ = ["Report", "ScaleError", "extract_shards", "load_shards"]

OnProblem = Callable[[Problem], None]


def extract_shards(
    inputs: Iterable[str | Path],
    out: str | Path,
    *,
    on_problem: OnProblem,
    workers: int | None = None,
    address: str | None = None,
    load: Load | None = None,
) -> Iterator[Report]:
    """Extract files of many articles (.jsonl, .parquet, .warc, .warc.gz) with Ray, and report each as it is done.

    `inputs` are files, and folders with all such files below them; every machine of the cluster has to see them, and
    the folder `out`, under the same paths. Each makes a Parquet file there, which is done again only where the input
    or the version of onrecord has changed. `workers` is how many processes extract, all cores of the cluster for None;
    `address` that of the cluster, $RAY_ADDRESS for None, and where there is neither a cluster of this machine alone,
    which ends with this. `load` reads the models, ours for None. A file that cannot be read is told and the others go
    on. Raises ScaleError where Ray is missing or gives up, or there is no cluster.
    """
    from onrecord.scale import cluster

    folder = shards.folder(out)
    sources = _found(inputs, on_problem)
    for source, wrong in cluster.make_all(
        sources, folder, workers=workers, address=address, load=load or extracting.load
    ):
        if wrong:
            on_problem(shards.problem(source, wrong))
        else:
            yield shards.read_report(shards.made_of(source, folder))


def made_of(inputs: Iterable[str | Path], out: str | Path, *, on_problem: OnProblem) -> list[Path]:
    """Return the Parquet files that `extract_shards` makes of files, in the order of these, whether or not done."""
    return [shards.made_of(source, Path(out)) for source in _found(inputs, on_problem)]


def load_shards(
    made: Iterable[str | Path], store: Store, *, on_problem: OnProblem, min_confidence: float = 0.0
) -> Iterator[Done]:
    """Keep what `extract_shards` found, article by article; what is there already, the same, is left as it is.

    `made` are Parquet files, in the order in which they are to be kept, and folders with such files, in the order of
    what they were made of. It keeps what adding these articles in that order would. Speakers less sure than
    `min_confidence` are kept unresolved. A file that is not what its report says is told, and the others are loaded.
    Raises StoreError where the database cannot be written; what was kept until then stays.
    """
    from onrecord.scale import loading

    files = shards.all_made(made)
    return loading.load_each(store, files, on_problem=on_problem, min_confidence=min_confidence)


def _found(inputs: Iterable[str | Path], on_problem: OnProblem) -> list[Path]:
    sources = []
    for each in shards.find(inputs):
        if isinstance(each, Problem):
            on_problem(each)
        else:
            sources.append(each)
    return sources
