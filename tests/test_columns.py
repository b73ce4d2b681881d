"""Articles in the rows of a Parquet file: the same as from JSON lines, and what cannot be read is told."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.columns import MADE_HERE, from_parquet
from onrecord.errors import InputError
from onrecord.formats import Place, Problem, from_json_lines
from onrecord.types import Article

PLACE = Place("news.parquet", "/news.parquet", "news")


def file_of(table: Any) -> io.BytesIO:
    out = io.BytesIO()
    pq.write_table(table, out)
    return io.BytesIO(out.getvalue())


def everything(table: Any) -> list[Article | Problem]:
    return list(from_parquet(file_of(table), PLACE))


def test_a_row_is_what_a_line_would_be() -> None:
    records = [
        {"id": "a", "text": "“Yes,” said Ulf Tangmere.\r\n", "title": "Yes", "published": "2020-06-01", "tags": ["x"]},
        {"id": None, "text": "The road is open.", "title": None, "published": "soon", "tags": []},
    ]
    lines = (json.dumps(each).encode() for each in records)
    assert everything(pa.Table.from_pylist(records)) == list(from_json_lines(lines, PLACE))


@pytest.mark.parametrize("day", [date(2020, 6, 1), datetime(2020, 6, 1, 23, 59, tzinfo=UTC)])
def test_dates_may_be_dates_and_ids_numbers(day: date) -> None:
    (article,) = everything(pa.table({"text": ["“Yes.”"], "date": [day], "id": [7]}))
    assert isinstance(article, Article)
    assert (article.id, article.published) == ("7", date(2020, 6, 1))


def test_a_row_without_a_text_is_told_and_the_others_are_read() -> None:
    problem, article = everything(pa.table({"text": [None, "“Yes.”"]}))
    assert str(problem) == 'news.parquet:1: has no "text"; the other rows were read'
    assert isinstance(article, Article)
    assert (article.id, article.origin) == ("news-2", "/news.parquet:2")


def test_a_file_of_none_is_told() -> None:
    assert [str(one) for one in everything(pa.table({"text": pa.array([], pa.string())}))] == [
        'news.parquet: holds no article; put "id" and "text" in each row'
    ]
    made = pa.table({"text": ["“Yes.”"]}).replace_schema_metadata({MADE_HERE: b"onrecord"})
    assert [str(one) for one in everything(made)] == ["news.parquet: holds quotations, not articles; passed over"]


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"rubbish" * 99, "no Parquet file"),
        (b"", "no Parquet file"),
        (file_of(pa.table({"words": ["“Yes.”"]})).getvalue(), 'has no column "text"'),
    ],
)
def test_what_has_no_texts_is_refused(raw: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what):
        list(from_parquet(io.BytesIO(raw), PLACE))


def test_damage_is_told_with_how_far_it_was_read() -> None:
    raw = bytearray(file_of(pa.table({"text": [f"“Number {n}.”" for n in range(50)]})).getvalue())
    raw[30:200] = b"\xff" * 170
    *_, problem = from_parquet(io.BytesIO(bytes(raw)), PLACE)
    assert isinstance(problem, Problem)
    assert problem.what.startswith("damaged after row 0")
