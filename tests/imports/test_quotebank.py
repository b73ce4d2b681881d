"""Quotebank: a line is a quotation with its likeliest speaker; the words here are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.imports.quotebank import extraction
from onrecord.types import Kind, Span

LINE: dict[str, Any] = {
    "quoteID": "2019-10-31-000013",
    "quotation": "We will rebuild the bridge,",
    "speaker": "Odalys Brandtveit",
    "qids": ["Q999999999"],
    "date": "2019-10-31 07:12:00",
    "numOccurrences": 2,
    "probas": [["Odalys Brandtveit", "0.91"], ["None", "0.07"], ["Ulf Tangmere", "0.02"]],
    "urls": ["https://fjordpost.example.org/bridge", "https://tang.example.org/1"],
    "phase": "E",
}


def test_the_quotation_alone_is_the_text() -> None:
    found = extraction(LINE, "quotes.json:1")
    article, (quotation,) = found.article, found.quotations
    assert (article.id, article.text) == ("quotebank:2019-10-31-000013", "We will rebuild the bridge,")
    assert (article.url, article.published) == ("https://fjordpost.example.org/bridge", date(2019, 10, 31))
    assert article.origin == "quotes.json:1"
    assert (quotation.text, quotation.kind, quotation.content) == (article.text, Kind.DIRECT, (Span(0, 27),))
    assert (quotation.cue, quotation.source) == ((), ())


def test_the_speaker_is_quotebanks_with_its_probability() -> None:
    (quotation,) = extraction(LINE, "x").quotations
    assert (quotation.speaker.name, quotation.confidence, quotation.candidates) == ("Odalys Brandtveit", 0.91, ())
    stated, seen = quotation.reasons
    assert stated.detail == (
        "Quotebank says 'Odalys Brandtveit' at 0.91; else None 0.07; Ulf Tangmere 0.02; "
        "Wikidata has Q999999999 of that name; phase E"
    )
    assert seen.detail == "2 in the news: https://fjordpost.example.org/bridge, https://tang.example.org/1"


def test_where_quotebank_names_nobody_nobody_is_named() -> None:
    line = {**LINE, "speaker": "None", "qids": [], "probas": [["None", "0.6"], ["Ulf Tangmere", "0.4"]]}
    (quotation,) = extraction(line, "x").quotations
    assert (quotation.speaker.name, quotation.candidates, quotation.confidence) == (None, ("Ulf Tangmere",), 0.6)


def test_a_line_with_the_least_is_enough() -> None:
    found = extraction({"quoteID": "q", "quotation": "Yes."}, "x")
    assert (found.article.url, found.article.published) == (None, None)
    assert found.quotations[0].speaker.name is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"quoteID": None}, 'has no "quoteID"'),
        ({"quotation": ""}, 'has no "quotation"'),
        ({"quotation": 7}, '"quotation" is not a text'),
        ({"date": "yesterday"}, "is no date"),
        ({"probas": [["Ulf", "much"]]}, "no name with its probability"),
        ({"probas": [7]}, "no name with its probability"),
    ],
)
def test_what_is_not_quotebanks_is_told(change: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError, match=told):
        extraction({**LINE, **change}, "x")
