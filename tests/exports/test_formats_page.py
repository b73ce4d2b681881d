"""The page on formats shows what is written: its examples are made again from its own sample."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from factory import mention, spot
from imports.test_quotebank import LINE
from onrecord.curated import SpeakerRecordFile, dump_speaker
from onrecord.exports import Format, pieces
from onrecord.exports.parquet import FIELDS
from onrecord.imports.draft import Draft
from onrecord.imports.records import records
from onrecord.imports.table import read
from onrecord.store import Store
from onrecord.types import Article, Attribution, Extraction, Kind, Quotation, Reason, Speaker, SpeakerType

PAGE = (Path(__file__).parents[2] / "docs/formats.md").read_text(encoding="utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.M | re.S)


def block(language: str, holding: str = "") -> str:
    return next(text for name, text in BLOCKS if name == language and holding in text)


def sample() -> Extraction:
    """The article of the page with its direct quotation, as onrecord finds it."""
    _, front, text = block("text", "title: ").split("---\n")
    fields = yaml.safe_load(front)
    day = fields.pop("published")
    assert isinstance(day, date)
    article = Article("bridge", text, published=day, origin="/news/bridge.txt", **fields)
    name, role = "Odalys Brandtveit", "mayor of Fjordby"
    content = spot(text, "“We will rebuild the bridge,”") + spot(text, "“before the winter comes.”")
    source = spot(text, "Odalys Brandtveit, the mayor of Fjordby")
    found = Attribution(
        id="644435b2f4c3",
        text="“We will rebuild the bridge,” … “before the winter comes.”",
        quotation=Quotation(content, spot(text, "said"), source, Kind.DIRECT),
        speaker=Speaker(name, SpeakerType.PERSON),
        role=role,
        confidence=0.9595,
        reasons=(
            Reason("full name", f"the source names '{name}'", spot(text, name)),
            Reason("role", f"stated as '{role}'", spot(text, "the mayor of Fjordby"), 0.9),
        ),
    )
    return Extraction(article, (found,), (mention(name, role, forms=[name], text=text),))


@pytest.mark.parametrize(
    ("format_", "language", "holding"),
    [
        (Format.CSV, "csv", "text_sha256"),
        (Format.CLAIMS, "csv", "claimant"),
        (Format.JSONL, "json", '"reasons"'),
        (Format.JSONLD, "json", "schema.org"),
        (Format.WEBANNOTATION, "json", "AnnotationPage"),
        (Format.TEI, "xml", "<TEI"),
    ],
)
def test_an_example_is_what_is_written(store: Store, format_: Format, language: str, holding: str) -> None:
    store.add_extraction(sample())
    written = "".join(pieces(format_, store.each_quote()))
    assert written.replace("\r\n", "\n") == block(language, holding)


def test_the_columns_of_parquet_are_those_shown() -> None:
    shown = block("text", "speaker_id")
    assert tuple(line.partition(":")[0] for line in shown.splitlines()) == FIELDS


def test_the_record_shown_is_that_of_the_row_shown() -> None:
    drafts = [each for each in read(block("csv", "ids.wikidata").splitlines(True), "x", "x") if isinstance(each, Draft)]
    (record,) = (each for each in records(drafts) if isinstance(each, SpeakerRecordFile))
    assert block("yaml") == dump_speaker(record)


def test_the_line_of_quotebank_shown_has_its_fields() -> None:
    shown = block("json", "quoteID")
    assert all(f'"{field}"' in shown for field in LINE)


def test_every_format_has_its_section() -> None:
    for format_ in Format:
        assert f"`--format {format_}`" in PAGE
