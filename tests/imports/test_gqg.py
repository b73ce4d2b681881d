"""The Global Quotation Graph: the words around a quotation are all that there is of its article."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from spacy.language import Language

from onrecord.errors import InputError
from onrecord.imports.gqg import Excerpt, attributed, excerpts
from onrecord.pipeline import extract
from onrecord.types import Extraction, Kind, Span

LINE: dict[str, Any] = {
    "date": "2020-06-02T05:15:00Z",
    "url": "https://fjordpost.example.org/bridge",
    "title": "Bridge to be rebuilt",
    "lang": "ENGLISH",
    "quotes": [
        {
            "pre": "The mayor of Fjordby, Odalys Brandtveit, was asked about the bridge on Sunday.",
            "quote": "We will rebuild the bridge before the winter comes,",
            "post": "Odalys Brandtveit told reporters in Fjordby on Sunday.",
        },
        {"pre": "was not an easy matter,", "quote": "but it has to be done", "post": ", he added, and left"},
    ],
}


def both(line: dict[str, Any]) -> list[Excerpt]:
    return list(excerpts(line, "gqg.json:1"))


def test_each_quotation_is_an_article_of_its_own_with_its_marks_put_back() -> None:
    first, second = both(LINE)
    assert second.article.text == "was not an easy matter, “but it has to be done”, he added, and left"
    assert second.quoted.of(second.article.text) == "“but it has to be done”"
    assert first.article.id != second.article.id
    assert first.article.id.startswith("gqg:")
    assert (first.article.url, first.article.title) == (LINE["url"], LINE["title"])
    assert (first.article.published, first.article.language) == (date(2020, 6, 2), "en")


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ({"pre": "He said “", "quote": "yes", "post": "”."}, "He said “yes”."),
        ({"pre": "He said ", "quote": '"yes"', "post": "."}, 'He said "yes".'),
        ({"pre": "He said", "quote": "yes", "post": "again"}, "He said “yes” again"),
        ({"pre": "(", "quote": "yes", "post": ")"}, "(“yes”)"),
        ({"quote": "yes"}, "“yes”"),
        ({"pre": "the Joneses'", "quote": "yes", "post": ""}, "the Joneses' “yes”"),
    ],
)
def test_marks_are_put_where_there_are_none(quote: dict[str, str], text: str) -> None:
    (excerpt,) = both({**LINE, "quotes": [quote]})
    assert excerpt.article.text == text
    assert excerpt.quoted.of(text).strip('“”"') == "yes"


def test_the_extractor_says_who_spoke(nlp: Language) -> None:
    first = both(LINE)[0]
    found = attributed(first, extract(nlp, first.article))
    (quotation,) = found.quotations
    assert quotation.speaker.name == "Odalys Brandtveit"
    assert quotation.content == (first.quoted,)


def test_he_of_an_excerpt_is_nobody_of_another(nlp: Language) -> None:
    second = both(LINE)[1]
    assert [each.speaker.name for each in attributed(second, extract(nlp, second.article)).quotations] == [None]


def test_what_the_extractor_does_not_find_is_kept_unresolved() -> None:
    first = both(LINE)[0]
    (quotation,) = attributed(first, Extraction(first.article)).quotations
    assert (quotation.speaker.name, quotation.confidence, quotation.kind) == (None, 0.0, Kind.DIRECT)
    assert quotation.content == (first.quoted,)
    assert quotation.text == "“We will rebuild the bridge before the winter comes,”"


def test_what_else_the_extractor_finds_is_left(nlp: Language) -> None:
    quote = {
        "pre": "Ulf Tangmere said that the ferry was a disgrace. ",
        "quote": "The ferry is fine,",
        "post": "Marta Tangmere replied.",
    }
    (excerpt,) = both({**LINE, "quotes": [quote]})
    found = extract(nlp, excerpt.article)
    assert len(found.quotations) > 1
    (kept,) = attributed(excerpt, found).quotations
    assert kept.speaker.name == "Marta Tangmere"


def test_other_languages_are_kept_with_nobody_named() -> None:
    (excerpt, _) = both({**LINE, "lang": "NORWEGIAN"})
    (quotation,) = attributed(excerpt, None).quotations
    assert (excerpt.article.language, quotation.speaker.name) == ("norwegian", None)
    assert "not in English" in quotation.reasons[0].detail


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"url": None}, 'has no "url"'),
        ({"date": "soon"}, "is no date"),
        ({"quotes": None}, 'has no list of "quotes"'),
        ({"quotes": [7]}, "quote 1 is not an object"),
        ({"quotes": [LINE["quotes"][0], {"pre": "x"}]}, 'quote 2 has no "quote"'),
    ],
)
def test_what_is_not_of_the_graph_is_told(change: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError, match=told):
        both({**LINE, **change})


def test_spans_are_within_the_text() -> None:
    for excerpt in both(LINE):
        assert Span(0, len(excerpt.article.text)).covers(excerpt.quoted)
