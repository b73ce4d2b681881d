"""Parquet: the columns of the CSV with types of their own, and the spans of cue and source. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from onrecord.exports import ExportError
from onrecord.exports.texts import storable

if TYPE_CHECKING:
    from onrecord.store.records import StoredQuotation
    from onrecord.types import Spans

_ROWS = 10_000
"""Rows of a group, which is what is held at once."""


def write(quotations: Iterable[StoredQuotation], out: BinaryIO) -> None:
    """Write quotations as one Parquet file. Raises ExportError where pyarrow is not installed."""
    if find_spec("pyarrow") is None:
        raise ExportError("Parquet needs pyarrow: pip install 'onrecord[parquet]'")
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema()
    rows = (as_row(each) for each in quotations)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


def _groups(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while group := list(islice(rows, _ROWS)):
        yield group


def _schema() -> Any:
    import pyarrow as pa

    spans = pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())]))
    texts = pa.list_(pa.string())
    typed = {
        "speech": pa.bool_(),
        "via": texts,
        "said_on": pa.date32(),
        "confidence": pa.float64(),
        "candidates": texts,
        "content": spans,
        "cue": spans,
        "source": spans,
        "published": pa.date32(),
    }
    return pa.schema([(name, typed.get(name, pa.string())) for name in FIELDS])


FIELDS = (
    "id",
    "kind",
    "speech",
    "text",
    "speaker",
    "speaker_type",
    "speaker_id",
    "role",
    "via",
    "said_on",
    "confidence",
    "candidates",
    "content",
    "cue",
    "source",
    "inside",
    "article",
    "title",
    "outlet",
    "published",
    "url",
    "text_sha256",
    "engine",
)
"""The columns, in order."""


def as_row(quotation: StoredQuotation) -> dict[str, Any]:
    """Return one quotation by its columns; what is not known is None or an empty list."""
    article, speaker = quotation.article, quotation.speaker
    values = (
        quotation.id,
        quotation.kind.value,
        quotation.speech,
        quotation.text,
        speaker.name,
        speaker.type.value,
        speaker.id,
        quotation.role,
        [storable(each) for each in quotation.via],
        quotation.said_on,
        quotation.confidence,
        [storable(each) for each in quotation.candidates],
        _spans(quotation.content),
        _spans(quotation.cue),
        _spans(quotation.source),
        quotation.inside,
        article.id,
        article.title,
        article.outlet,
        article.published,
        article.url,
        article.text_sha256,
        quotation.engine,
    )
    named = zip(FIELDS, values, strict=True)
    return {name: storable(value) if isinstance(value, str) else value for name, value in named}


def _spans(spans: Spans) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]
