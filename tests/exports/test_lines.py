"""JSON lines are those of `quotes --format jsonl`."""

from __future__ import annotations

import json

from onrecord.export import stored_json
from onrecord.exports import Format, pieces
from onrecord.store.records import StoredQuotation


def test_each_line_is_one_quotation_with_its_article(quotations: list[StoredQuotation]) -> None:
    lines = "".join(pieces(Format.JSONL, quotations)).splitlines()
    assert [json.loads(line) for line in lines] == [stored_json(each) for each in quotations]
