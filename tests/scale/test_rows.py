"""An extraction as a row of a Parquet file: all of it comes back."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pyarrow.parquet as pq
import pytest

import crowd
from factory import Said, extraction, mention, story
from onrecord.scale import making, rows
from onrecord.types import (
    Article,
    Extraction,
    Kind,
    Mention,
    Quotation,
    Reason,
    Role,
    Span,
    Speaker,
    SpeakerType,
    words_of,
)

TEXT = "“The boats,” said\r\nUlf Tangmere (of the quay), “are \U0001f6a2 mended.” He was content."


def full() -> Extraction:
    """An article with something in every field."""
    article = Article(
        "id/1",
        TEXT,
        "Boats",
        "https://quay.example/1",
        "Quay",
        date(2021, 5, 4),
        "By X",
        "en",
        "/d/f:1",
        id_given=False,
    )
    made = extraction(article, Said("“The boats,”", "Ulf Tangmere", role="of the quay", cue="said"))
    content = (Span(0, 12), Span(47, 62))
    quotation = Quotation(content, (Span(13, 17),), (Span(19, 31),), Kind.MIXED, 0.75, 3, 2, True, False)
    one = replace(
        made.quotations[0],
        text=words_of(TEXT, content),
        quotation=quotation,
        speaker=Speaker("Ulf Tangmere", SpeakerType.PERSON, "ulf-tangmere"),
        via=("Quay", "Radio Tang"),
        said_on=date(2021, 5, 3),
        confidence=1 / 3,
        candidates=("Ulf T", "Ulf"),
        reasons=(Reason("rule", "détail", (Span(1, 2),), 0.1), Reason("other", "")),
        inside="f00",
    )
    people = (
        mention("Ulf Tangmere", "of the quay", forms=["Ulf Tangmere"], text=TEXT),
        Mention("The Quay", SpeakerType.ORGANIZATION, (), (Role("fleet", "fleet", "The Quay", (Span(3, 9),)),)),
    )
    return Extraction(article, (one, replace(one, id="f00", said_on=None, role=None)), people)


def there_and_back(given: Sequence[Extraction]) -> list[Extraction]:
    out = io.BytesIO()
    making.write_groups(out, iter(given), {b"onrecord": b"0"})
    table = pq.read_table(io.BytesIO(out.getvalue()))
    return [rows.extraction_of(row) for row in table.to_pylist()]


@pytest.mark.parametrize("given", [full(), story("Ulf Tangmere", None), Extraction(Article("", ""))])
def test_nothing_is_lost(given: Extraction) -> None:
    assert there_and_back([given]) == [given]


def test_many_articles_come_back_in_their_order() -> None:
    given = crowd.articles(40)
    assert there_and_back(given) == given


def test_what_utf8_has_no_place_for_is_kept_beside_a_text_of_the_same_length() -> None:
    odd = story("Ulf \ud800 Tangmere", "baker\udfff", "“It\0 \ud83d was,”", title="\udcff", outlet="plain")
    assert there_and_back([story("Ulf", "baker"), odd]) == [story("Ulf", "baker"), odd]
    row = rows.encodable(rows.as_row(odd))
    assert (len(row["text"]), row["title"]) == (len(odd.article.text), "\ufffd")
    assert "\ud800" not in row["exact"]
    assert rows.encodable(rows.as_row(full()))["exact"] is None


def test_the_columns_are_those_of_extract_and_of_the_article() -> None:
    row = rows.as_row(full())
    assert set(row) == set(rows.schema({}).names)
    lines = {"id", "kind", "speech", "text", "content", "cue", "source", "speaker", "role", "via", "said_on"}
    assert lines | {"confidence", "candidates", "inside", "reasons"} <= set(row["quotations"][0])
