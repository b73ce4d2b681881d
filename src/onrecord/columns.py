"""Articles in the rows of a Parquet file: the columns are the fields of JSON lines. Needs pyarrow.

A few rows at a time: a long file is not held in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from importlib.util import find_spec
from typing import Any, BinaryIO

from onrecord.errors import InputError
from onrecord.formats import FIELDS, Found, Place, Problem, from_record

_AT_ONCE = 64
MADE_HERE = b"onrecord"
"""The key in the metadata of files with extractions, which `onrecord.scale` makes."""


def from_parquet(file: BinaryIO, place: Place) -> Found:
    """Read an article of each row: "text", which must be there, and "id" and metadata, which may be.

    Raises InputError where it is no Parquet file, has no texts, or pyarrow is missing.
    """
    table = _opened(file)
    if MADE_HERE in (table.schema_arrow.metadata or {}):
        yield Problem(place.name, "holds quotations, not articles", "passed over", False)
        return
    names = [name for name in ("id", "text", *FIELDS, "published", "date") if name in table.schema_arrow.names]
    if "text" not in names:
        raise InputError('has no column "text"; name the column with the articles\' texts so')
    number = 0
    for number, row in enumerate(_rows(table, names, place), 1):
        if isinstance(row, Problem):
            yield row
        elif not isinstance(row["text"], str):
            yield Problem(place.line(number).name, 'has no "text"', "the other rows were read")
        else:
            yield from from_record(row, place.line(number))
    if not number:
        yield Problem(place.name, "holds no article", 'put "id" and "text" in each row')


def _opened(file: BinaryIO) -> Any:
    if find_spec("pyarrow") is None:
        raise InputError("Parquet needs pyarrow; pip install 'onrecord[parquet]'")
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(file)
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"no Parquet file ({_first_line(error)}); check the file") from error


def _rows(table: Any, names: list[str], place: Place) -> Iterator[dict[str, Any] | Problem]:
    import pyarrow as pa

    done = 0
    try:
        for batch in table.iter_batches(batch_size=_AT_ONCE, columns=names):
            for row in batch.to_pylist():
                done += 1
                yield {name: _plain(value) for name, value in row.items()}
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        yield Problem(place.name, f"damaged after row {done} ({_first_line(error)})", "the rows before it were read")


def _plain(value: object) -> object:
    """Return a value as JSON would have it: dates as ISO writes them."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
