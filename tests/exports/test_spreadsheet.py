"""CSV for spreadsheets: nothing in it is a formula, and nothing of it is lost."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import CSV_FIELDS, as_csv_row
from onrecord.exports import Format, pieces
from onrecord.exports.spreadsheet import guarded, restored
from onrecord.exports.texts import storable
from onrecord.store.records import StoredQuotation

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("-“No,”", "'-“No,”"),
        ("@home", "'@home"),
        ("'=1", "''=1"),
        ("'Yes,' he said", "'Yes,' he said"),
        ("1+1", "1+1"),
        ("", ""),
    ],
)
def test_a_cell_that_could_be_a_formula_gets_an_apostrophe(cell: str, safe: str) -> None:
    assert guarded(cell) == safe


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n＝a ")) | st.text())
def test_no_cell_is_a_formula_and_each_can_be_had_back(cell: str) -> None:
    assert not guarded(cell).startswith(FORMULAS)
    assert restored(guarded(cell)) == cell


def test_every_row_can_be_read_back(quotations: list[StoredQuotation]) -> None:
    text = "".join(pieces(Format.CSV, quotations))
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert tuple(head) == CSV_FIELDS
    assert [tuple(map(restored, row)) for row in rows] == [
        tuple(map(storable, as_csv_row(each, each.article))) for each in quotations
    ]
    assert not any(cell.startswith(FORMULAS) for row in rows for cell in row)
