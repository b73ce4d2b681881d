"""Parquet: typed columns that give the quotations back."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest

from onrecord.exports import ExportError, Format, write
from onrecord.exports.parquet import FIELDS
from onrecord.exports.texts import storable
from onrecord.store.records import StoredQuotation

SPANS = "list<element: struct<start: int64, end: int64>>"
TYPES = {
    "speech": "bool",
    "via": "list<element: string>",
    "said_on": "date32[day]",
    "confidence": "double",
    "candidates": "list<element: string>",
    "content": SPANS,
    "cue": SPANS,
    "source": SPANS,
    "published": "date32[day]",
}


def written(quotations: list[StoredQuotation]) -> Any:
    pq = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    write(Format.PARQUET, iter(quotations), out)
    return pq.read_table(io.BytesIO(out.getvalue()))


def test_columns_have_types(quotations: list[StoredQuotation]) -> None:
    table = written(quotations)
    assert {field.name: str(field.type) for field in table.schema} == {
        name: TYPES.get(name, "string") for name in FIELDS
    }


def test_rows_give_the_quotations_back(quotations: list[StoredQuotation]) -> None:
    rows = written(quotations).to_pylist()
    assert [row["text"] for row in rows] == [storable(each.text) for each in quotations]
    mayor = next(row for row in rows if row["via"])
    assert (mayor["said_on"], mayor["published"]) == (date(2020, 5, 31), date(2020, 6, 2))
    assert mayor["content"] == [{"start": 0, "end": 21}, {"start": 80, "end": 96}]
    assert (mayor["speaker_id"], mayor["via"], mayor["cue"]) == ("odalys-brandtveit", ["Radio Tang"], [])


def test_many_rows_are_written_in_groups(quotations: list[StoredQuotation], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.exports.parquet._ROWS", 3)
    pq = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    write(Format.PARQUET, quotations, out)
    assert pq.ParquetFile(io.BytesIO(out.getvalue())).num_row_groups == -(-len(quotations) // 3)


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.exports.parquet.find_spec", lambda name: None)
    with pytest.raises(ExportError, match=r"pip install 'onrecord\[parquet\]'"):
        write(Format.PARQUET, [], io.BytesIO())
