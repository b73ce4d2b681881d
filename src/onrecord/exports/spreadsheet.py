"""CSV that a spreadsheet may open: no cell can be taken for a formula, and every cell can be had back.

A program that opens CSV may run a cell that begins with one of `= + - @`, a tab or a line's end. Such a cell gets an
apostrophe in front, and so does one that has apostrophes before that already: so none is lost, and `restored`
takes exactly one away. All other cells are as they are, also those that begin with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.export import CSV_FIELDS, as_csv_row

if TYPE_CHECKING:
    from onrecord.store.records import StoredQuotation

# the full-width forms are taken for formulas too, by spreadsheets in Japanese
_HAZARD = "=+\\-@\t\r\n＝＋－＠"
_TO_GUARD = re.compile(f"'*[{_HAZARD}]")
_GUARDED = re.compile(f"'+[{_HAZARD}]")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _TO_GUARD.match(cell) else cell


def restored(cell: str) -> str:
    """Return a cell as it was before `guarded`."""
    return cell[1:] if _GUARDED.match(cell) else cell


def pieces(quotations: Iterable[StoredQuotation]) -> Iterator[str]:
    """Write the header and a row for each quotation; lines end in a line feed."""
    buffer = io.StringIO()
    rows = csv.writer(buffer, lineterminator="\n")
    rows.writerow(CSV_FIELDS)
    for each in quotations:
        rows.writerow([guarded(cell) for cell in as_csv_row(each, each.article)])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()
