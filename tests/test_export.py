"""What is exported: the JSON that others rely on, CSV rows, and a page that is safe to open."""

from __future__ import annotations

import json
import time
import unicodedata
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import CSV_FIELDS, as_csv_row, as_html, as_json, json_line
from onrecord.types import (
    Article,
    Attribution,
    Extraction,
    Kind,
    Quotation,
    Reason,
    Span,
    Spans,
    Speaker,
    SpeakerType,
)

TEXT = "“We will rebuild it,” Odalys Brandtveit, mayor of Fjordby, told Radio Tang. Somebody <b>said</b> no."
ARTICLE = Article("bridge", TEXT, title="Bridge & road", outlet="The Fjord Post", published=date(2020, 6, 1))


def spans(*words: str) -> tuple[Span, ...]:
    return tuple(Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in words)


MAYOR = Attribution(
    id="bridge-1",
    text="“We will rebuild it,”",
    quotation=Quotation(
        spans("“We will rebuild it,”"),
        spans("told"),
        spans("Odalys Brandtveit, mayor of Fjordby"),
        Kind.DIRECT,
    ),
    speaker=Speaker("Odalys Brandtveit", SpeakerType.PERSON, "odalys-brandtveit"),
    role="mayor of Fjordby",
    via=("Radio Tang",),
    said_on=date(2020, 5, 31),
    confidence=0.123456,
    reasons=(Reason("full-name", "the source holds it", spans("Odalys Brandtveit"), 0.99999),),
)
NOBODY = Attribution(
    id="bridge-2",
    text="no",
    quotation=Quotation(spans("no."), spans("said"), spans("Somebody"), Kind.INDIRECT),
    speaker=Speaker(None, SpeakerType.PERSON),
    candidates=("Ulf Tangmere", "Odalys Brandtveit"),
)
EXTRACTION = Extraction(ARTICLE, (MAYOR, NOBODY))

SPANS = {
    "type": "array",
    "items": {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
}
TEXT_OR_NULL = {"type": ["string", "null"]}
DAY_OR_NULL = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"}
SHARE = {"type": "number", "minimum": 0, "maximum": 1}


def closed(**properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


SCHEMA = closed(
    id={"type": "string"},
    title=TEXT_OR_NULL,
    outlet=TEXT_OR_NULL,
    published=DAY_OR_NULL,
    text_sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
    quotations={
        "type": "array",
        "items": closed(
            id={"type": "string"},
            kind={"enum": ["direct", "mixed", "indirect"]},
            speech={"type": "boolean"},
            text={"type": "string"},
            content={**SPANS, "minItems": 1},
            cue=SPANS,
            source=SPANS,
            speaker=closed(
                name=TEXT_OR_NULL,
                type={"enum": ["person", "organization", "document", "group", "anonymous", "author"]},
                id=TEXT_OR_NULL,
            ),
            role=TEXT_OR_NULL,
            via={"type": "array", "items": {"type": "string"}},
            said_on=DAY_OR_NULL,
            confidence=SHARE,
            candidates={"type": "array", "items": {"type": "string"}},
            inside={"type": ["string", "null"]},
            reasons={
                "type": "array",
                "items": closed(rule={"type": "string"}, detail={"type": "string"}, evidence=SPANS, score=SHARE),
            },
        ),
    },
)


def test_the_line_of_an_article_has_these_fields_in_this_order() -> None:
    assert json_line(as_json(EXTRACTION)) == (
        '{"id": "bridge", "title": "Bridge & road", "outlet": "The Fjord Post", "published": "2020-06-01", '
        f'"text_sha256": "{ARTICLE.text_sha256}", "quotations": ['
        '{"id": "bridge-1", "kind": "direct", "speech": true, "text": "“We will rebuild it,”", "content": [[0, 21]], '
        '"cue": [[59, 63]], "source": [[22, 57]], '
        '"speaker": {"name": "Odalys Brandtveit", "type": "person", "id": "odalys-brandtveit"}, '
        '"role": "mayor of Fjordby", "via": ["Radio Tang"], "said_on": "2020-05-31", "confidence": 0.1235, '
        '"candidates": [], "inside": null, "reasons": [{"rule": "full-name", "detail": "the source holds it", '
        '"evidence": [[22, 39]], "score": 1.0}]}, '
        '{"id": "bridge-2", "kind": "indirect", "speech": true, "text": "no", "content": [[97, 100]], '
        '"cue": [[88, 92]], '
        '"source": [[76, 84]], "speaker": {"name": null, "type": "person", "id": null}, "role": null, '
        '"via": [], "said_on": null, "confidence": 1.0, '
        '"candidates": ["Ulf Tangmere", "Odalys Brandtveit"], "inside": null, "reasons": []}]}'
    )


@pytest.mark.parametrize("extraction", [EXTRACTION, Extraction(Article("", ""))])
def test_the_line_of_an_article_obeys_its_schema(extraction: Extraction) -> None:
    jsonschema.validate(json.loads(json_line(as_json(extraction))), SCHEMA)


def test_offsets_give_the_words_back() -> None:
    line = as_json(EXTRACTION)
    quotations = line["quotations"]
    assert isinstance(quotations, list)
    ((start, end),) = quotations[0]["content"]
    assert TEXT[start:end] == quotations[0]["text"]


@given(st.text())
def test_any_text_makes_one_line_that_utf8_takes(text: str) -> None:
    line = json_line({"text": text})
    assert json.loads(line.encode()) == {"text": text}
    assert line.splitlines() == [line]
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in line)


def test_a_csv_row_says_where_the_words_come_from() -> None:
    row = dict(zip(CSV_FIELDS, as_csv_row(MAYOR, ARTICLE), strict=True))
    assert row["text"] == "“We will rebuild it,”"
    assert (row["speaker"], row["role"], row["via"]) == (
        "Odalys Brandtveit",
        "mayor of Fjordby",
        "Radio Tang",
    )
    assert (row["article"], row["content"], row["text_sha256"]) == ("bridge", "0-21", ARTICLE.text_sha256)
    assert (row["said_on"], row["published"], row["url"]) == ("2020-05-31", "2020-06-01", "")
    assert dict(zip(CSV_FIELDS, as_csv_row(NOBODY, ARTICLE), strict=True))["speaker"] == ""


class Page(HTMLParser):
    """The text of a page's articles, and the ids and links in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.ids, self.links, self.tags = "", set[str](), list[str](), set[str]()
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_ones = dict(attrs)
        self.tags.add(tag)
        self.ids.add(given_ones.get("id") or "")
        self.links.append(given_ones.get("href") or "")
        self._depth += tag == "div"

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "div"

    def handle_data(self, data: str) -> None:
        self.words += data if self._depth else ""


def test_a_page_shows_the_text_unchanged_with_a_link_to_each_quotation() -> None:
    page = Page("".join(as_html([EXTRACTION, EXTRACTION])))
    assert page.words == TEXT * 2
    assert {"a1q1", "a1q2", "a2q1", "a2q2"} < page.ids
    assert [link for link in page.links if link] == ["#a1q1", "#a1q2", "#a2q1", "#a2q2"]


def test_a_page_marks_content_cue_source_and_gives_each_speaker_a_colour() -> None:
    html = "".join(as_html([EXTRACTION]))
    assert '<mark style="--hue:210" title="Odalys Brandtveit">“We will rebuild it,”</mark>' in html
    assert '<span class="source">Odalys Brandtveit, mayor of Fjordby</span>' in html
    assert '<span class="cue">told</span>' in html
    assert '<mark class="nobody" title="Ulf Tangmere or Odalys Brandtveit?">no.</mark>' in html


def test_the_time_of_a_page_grows_with_the_quotations_and_not_with_their_square() -> None:
    def moved(by: int, spans: Spans) -> Spans:
        return tuple(Span(each.start + by, each.end + by) for each in spans)

    parts = [MAYOR.quotation.content, MAYOR.quotation.cue, MAYOR.quotation.source]
    some = [
        replace(MAYOR, quotation=replace(MAYOR.quotation, content=content, cue=cue, source=source))
        for number in range(4000)
        for content, cue, source in [[moved(number * len(TEXT), part) for part in parts]]
    ]
    start = time.perf_counter()
    html = "".join(as_html([Extraction(replace(ARTICLE, text=TEXT * 4000), tuple(some))]))
    assert time.perf_counter() - start < 5
    assert html.count('title="Odalys Brandtveit">“We will rebuild it,”</mark>') == 4000


def test_an_inner_quotation_keeps_its_own_colour() -> None:
    inner = replace(
        NOBODY,
        quotation=replace(MAYOR.quotation, content=spans("rebuild")),
        speaker=Speaker("Ulf", SpeakerType.PERSON),
    )
    html = "".join(as_html([Extraction(ARTICLE, (MAYOR, inner))]))
    assert 'title="Odalys Brandtveit">“We will </mark>' in html
    assert 'title="Ulf">rebuild</mark>' in html
    assert 'title="Odalys Brandtveit"> it,”</mark>' in html


def test_nothing_in_an_article_can_act_on_the_page() -> None:
    evil = '"><script>alert(1)</script>\x1b[31m'
    article = Article(evil, evil, title=evil, outlet=evil, byline=evil, url="javascript:alert(1)")
    speaker = Speaker(evil, SpeakerType.PERSON)
    quotation = Attribution(evil, evil, Quotation((Span(0, 4),), (), (), Kind.DIRECT), speaker, role=evil)
    html = "".join(as_html([Extraction(article, (quotation,))]))
    page = Page(html)
    assert "script" not in page.tags
    assert page.words == evil.replace("\x1b", "�")
    assert not any("javascript" in link for link in page.links)
    assert "default-src 'none'" in html


def test_a_page_links_to_where_the_article_was_published() -> None:
    article = replace(ARTICLE, url="https://example.org/?a=1&b=2")
    assert "https://example.org/?a=1&b=2" in Page("".join(as_html([Extraction(article)]))).links


@given(st.text())
def test_any_text_can_be_shown(text: str) -> None:
    "".join(as_html([Extraction(Article("x", text))])).encode()
