"""What `add --engine ray` does: files of many articles through a cluster into shards, and these into the registry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.layout import counted
from onrecord.cli.tally import Tally, told
from onrecord.cli.terminal import progress, tell

if TYPE_CHECKING:
    from onrecord.formats import Problem
    from onrecord.store import Store

SHARDS = "onrecord-shards"


class Engine(StrEnum):
    """What extracts: processes of this machine, or those of a cluster."""

    LOCAL = "local"
    RAY = "ray"


Engines = Annotated[
    Engine,
    typer.Option(
        "--engine",
        help="What extracts: this machine, or a Ray cluster (.jsonl, .parquet, .warc and .warc.gz only).",
    ),
]
Shards = Annotated[
    str,
    typer.Option(
        "--shards", metavar="DIR", help="With --engine ray: where what was found is kept, and found again by a rerun."
    ),
]


@dataclass(frozen=True, slots=True)
class Sharding:
    """What is asked of one run, and where it is counted. `workers` is None for all cores of the cluster."""

    paths: Sequence[str]
    shards: str
    workers: int | None
    min_confidence: float
    tally: Tally

    def add(self, store: Store) -> None:
        """Extract files with Ray, and then keep what was found, in the order of the files."""
        from onrecord import scale

        ready = set(self._extracted())
        wanted = [each for each in scale.made_of(self.paths, self.shards, on_problem=_told_before) if each in ready]
        done = scale.load_shards(wanted, store, on_problem=self.tally.problem, min_confidence=self.min_confidence)
        for each in told(done, self.tally):
            if each.added.note:
                tell(f"{each.added.article_id}: {each.added.note}")

    def _extracted(self) -> Iterator[Path]:
        """Yield the shards that are done; what was refused in each is told again by a rerun."""
        from onrecord import scale
        from onrecord.scale.shards import made_of

        number, words = 0, 0
        progress("starting …")
        reports = scale.extract_shards(self.paths, self.shards, workers=self.workers, on_problem=self.tally.problem)
        for number, report in enumerate(reports, 1):
            for problem in report.problems:
                self.tally.problem(problem)
            words += report.words
            progress(f"{counted(number, 'shard')} extracted, {words:,} words … {report.source}")
            yield made_of(Path(report.source), Path(self.shards))


def _told_before(problem: Problem) -> None:
    """Say nothing of what is no shard: extracting said so."""
