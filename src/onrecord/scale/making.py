"""One shard: a file of articles -> a Parquet file with what was found in them, and a report. Needs pyarrow.

Articles come, are extracted and are written a few at a time, so that a shard of any length fits into memory.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from onrecord.columns import MADE_HERE
from onrecord.formats import Problem
from onrecord.ingest import extract_each
from onrecord.reading import read_all
from onrecord.scale import rows, shards
from onrecord.scale.shards import Report, ScaleError
from onrecord.types import Extraction
from onrecord.version import ENGINE
from onrecord.workers import Extractor

_GROUP = 256
"""Articles that are one group of rows, the least that whoever reads the file has to hold."""


def make(source: Path, out: Path, crew: Extractor) -> Report:
    """Extract a shard into the folder `out`, unless that is done; what is refused is told in the report.

    Raises ScaleError where the shard cannot be read or written, or changes meanwhile, and what `crew`, which extracts,
    raises.
    """
    made = shards.made_of(source, out)
    digest = ""
    try:
        digest, stamp = shards.digest_of(source), _stamp(source)
        there = shards.done(digest, made)
        if there is not None:
            return there
        report = _write(source, made, Report(str(source), digest), crew)
        if _stamp(source) != stamp:
            raise ScaleError(f"{source}: was changed while it was read; run the extraction again")
        shards.write_report(made, report)
        shards.sweep(made)
    except OSError as error:
        there = shards.done(digest, made)
        if there is not None:  # another process was faster, and swept away what this one had
            return there
        named = error.filename or source
        raise ScaleError(f"{named}: cannot be read or written ({error.strerror or error}); check it") from error
    return report


def _stamp(source: Path) -> tuple[int, int]:
    status = source.stat()
    return status.st_size, status.st_mtime_ns


def _write(source: Path, made: Path, report: Report, crew: Extractor) -> Report:
    began = time.perf_counter()
    counts, problems = _Counts(), list[Problem]()
    articles = read_all([source], on_problem=problems.append)
    found = counts.of(extract_each(articles, on_problem=problems.append, crew=crew))
    with shards.replacing(made) as file:
        write_groups(file, found, {MADE_HERE: ENGINE.encode(), b"source": os.fsencode(source)})
    return replace(
        report,
        articles=counts.articles,
        quotations=counts.quotations,
        unresolved=counts.unresolved,
        words=counts.words,
        seconds=round(time.perf_counter() - began, 3),
        bytes=made.stat().st_size,
        sha256=shards.digest_of(made),
        problems=tuple(problems),
    )


@dataclass(slots=True)
class _Counts:
    """How much was found until now."""

    articles: int = 0
    quotations: int = 0
    unresolved: int = 0
    words: int = 0

    def of(self, extractions: Iterable[Extraction]) -> Iterator[Extraction]:
        """Go through extractions and count them in."""
        for each in extractions:
            self.articles += 1
            self.quotations += len(each.quotations)
            self.unresolved += sum(one.speaker.name is None for one in each.quotations)
            self.words += len(each.article.text.split())
            yield each


def write_groups(file: BinaryIO, found: Iterator[Extraction], metadata: dict[bytes, bytes]) -> None:
    """Write extractions as a Parquet file, some rows at a time."""
    import pyarrow.parquet as pq

    schema = rows.schema(metadata)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(found, _GROUP)):
            writer.write_table(_table([rows.as_row(each) for each in group], schema))


def _table(some: list[rows.Row], schema: Any) -> Any:
    import pyarrow as pa

    try:
        return pa.Table.from_pylist(some, schema=schema)
    except UnicodeEncodeError:
        return pa.Table.from_pylist([rows.encodable(row) for row in some], schema=schema)


def read(made: Path) -> Iterator[Extraction]:
    """Go through the extractions of a Parquet file, in their order. Raises ScaleError where it cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(made) as table:
            for batch in table.iter_batches(batch_size=_GROUP):
                yield from map(rows.extraction_of, batch.to_pylist())
    except (pa.ArrowException, OSError, KeyError, TypeError) as error:
        raise ScaleError(f"{made}: cannot be read ({error}); run the extraction again") from error
