"""The verb that adds: articles are read, extracted and kept, and at the end it says what was done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.meter import Meter, metered
from onrecord.cli.options import FILES_HELP, Db, MinConfidence, Workers, registry
from onrecord.cli.sharding import SHARDS, Engine, Engines, Sharding, Shards
from onrecord.cli.stopping import TERMINATED, Stopping, status_of, stoppable
from onrecord.cli.tally import Tally
from onrecord.cli.terminal import end_progress, show, tell
from onrecord.overwriting import beginning

if TYPE_CHECKING:
    from onrecord.files import FileRead
    from onrecord.store import Store
    from onrecord.types import Article
    from onrecord.workers import Extractor

Limit = Annotated[
    int | None, typer.Option("--limit", min=1, help="Stop after so many articles that had to be extracted.")
]
SinceLast = Annotated[
    bool, typer.Option("--since-last", help="Pass over files that have not changed since a run with this option.")
]
Report = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="Write what was done into this file, as JSON.")
]
_REPORT = b'{\n  "version"'
"""How each report begins."""


def add(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help=FILES_HELP)],
    workers: Workers = 1,
    limit: Limit = None,
    since_last: SinceLast = False,
    report: Report = None,
    engine: Engines = Engine.LOCAL,
    shards: Shards = SHARDS,
    min_confidence: MinConfidence = 0.0,
    db: Db = None,
) -> None:
    """Read articles, find their quotations and keep them in the registry.

    Adding an article again changes nothing; a changed one replaces its own quotations. What cannot be read is
    told and the rest is kept: exit status 2 then.
    """
    if report is not None:
        _check_writable(report)
    run = _Run(paths, workers=workers, limit=limit, since_last=since_last, min_confidence=min_confidence)
    by_ray = _by_ray(context, run, shards) if engine is Engine.RAY else None
    status = 0
    with registry(context, db, create=True) as store, stoppable() as stopping:
        try:
            if by_ray is None:
                run.add(store, stopping)
            else:
                by_ray.add(store)
                run.ended = "done"
        except KeyboardInterrupt as error:
            status = status_of(error)
            run.ended = "terminated" if status == TERMINATED else "interrupted"
            tell(f"{run.ended}; what was added until now is kept")
        finally:
            end_progress()
            show(str(run.tally))
            if report is not None:
                _write(report, run.tally.report(run.ended, run.peaks))
    if status or run.tally.refused:
        raise typer.Exit(status or 2)


def _by_ray(context: typer.Context, run: _Run, shards: str) -> Sharding:
    if run.limit is not None or run.since_last:
        raise typer.BadParameter("goes with neither --limit nor --since-last", param_hint="--engine ray")
    source = context.get_parameter_source("workers")
    asked = source is not None and source.name != "DEFAULT"
    return Sharding(run.paths, shards, run.workers if asked else None, run.min_confidence, run.tally)


@dataclass(slots=True)
class _Run:
    """What is asked of one run, and what has become of it; `ended` says how it came to its end."""

    paths: Sequence[str]
    _: KW_ONLY
    workers: int
    limit: int | None
    since_last: bool
    min_confidence: float
    tally: Tally = field(default_factory=Tally)
    peaks: Sequence[int] = ()
    ended: str = "failed"

    def add(self, store: Store, stopping: Stopping) -> None:
        """Add the articles, telling how far it is and, at the end, what was refused."""
        from onrecord import extracting
        from onrecord.workers import extractor

        with extractor(self.workers, extracting.load) as crew, metered(self.tally) as meter:
            try:
                left = self._add(store, crew, meter, stopping)
            finally:
                self.peaks = crew.peaks()
        for line in self.tally.refusals() if self.tally.refused > 1 else []:
            tell(line)
        if left is not None:
            tell(f"{extracting.where(left)}: left, as --limit says; the same call goes on from here")
        if meter.is_told:
            tell(self.tally.pace(self.peaks))
        self.ended = "limit" if left is not None else "done"

    def _add(self, store: Store, crew: Extractor, meter: Meter, stopping: Stopping) -> Article | None:
        """Add the articles, and return the first one that was left because so many had been extracted."""
        from onrecord import reading
        from onrecord.ingest import add_each

        meter.count(partial(reading.sizes, self.paths))
        left: list[Article] = []
        steps = add_each(
            store,
            self._read(store, meter),
            on_problem=self.tally.problem,
            min_confidence=self.min_confidence,
            crew=crew,
            limit=self.limit,
            on_limit=left.append,
            keeping=stopping.held_back,
        )
        for done in steps:
            self.tally.done(done)
            meter.step()
            if done.added.note:
                tell(f"{done.added.article_id}: {done.added.note}")
        return left[0] if left else None

    def _read(self, store: Store, meter: Meter) -> Iterator[Article | FileRead]:
        from onrecord.files import Remembered
        from onrecord.reading import Reading, read_all, read_files

        if not self.since_last:
            return read_all(self.paths, on_problem=self.tally.problem, reading=Reading(on_bytes=meter.bytes))
        remembered = Remembered(store.files_read_from)

        def known(path: str, stamp: str) -> bool:
            passed_over = remembered.has(path, stamp)
            self.tally.passed_over += passed_over
            return passed_over

        return read_files(self.paths, on_problem=self.tally.problem, reading=Reading(known, meter.bytes))


def _check_writable(path: Path) -> None:
    """See before the work, not after it, whether a report can be written, and that nothing is lost by it."""
    there = beginning(path, len(_REPORT))
    if there and there != _REPORT:
        raise typer.BadParameter(f"{path} holds something else than a report: name another file", param_hint="--report")
    try:
        path.open("a").close()
    except OSError as error:
        raise typer.BadParameter(f"{path} cannot be written ({error.strerror})", param_hint="--report") from error


def _write(path: Path, report: dict[str, object]) -> None:
    try:
        path.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        tell(f"{path}: the report cannot be written ({error.strerror})")
