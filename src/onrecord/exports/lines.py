"""JSON lines: one quotation a line with its article, as `quotes --format jsonl` prints it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.export import json_line, stored_json

if TYPE_CHECKING:
    from onrecord.store.records import StoredQuotation


def pieces(quotations: Iterable[StoredQuotation]) -> Iterator[str]:
    """Write quotations, a line each."""
    for each in quotations:
        yield json_line(stored_json(each)) + "\n"
