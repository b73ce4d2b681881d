"""The sample articles, their gold, and the registry agree with each other, character by character."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.curated import Curated, load_folder
from onrecord.evaluate import load_gold
from onrecord.evaluate.kinds import kind_of
from onrecord.reading import read
from onrecord.types import Article, Kind, Span, SpeakerType, words_of

ROOT = Path(__file__).parents[1]
ARTICLES = {file.stem: file for file in sorted((ROOT / "seeds" / "articles").glob("*.txt"))}
GOLD = ROOT / "seeds" / "gold" / "seeds.jsonl"
FIELDS = {"kind", "text", "content", "cue", "source", "speaker", "role", "via", "said_on"}
NOTE = re.compile(r"(carried: (via|said_on)(, (via|said_on))*|borderline|nested|heading|headline)\b")


@cache
def gold() -> dict[str, dict[str, Any]]:
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


@cache
def registry() -> Curated:
    return load_folder(ROOT / "registry")


def spans(pairs: list[list[int]]) -> list[Span]:
    return [Span(*pair) for pair in pairs]


def quotations() -> list[Any]:
    return [
        pytest.param(record["id"], each, id=f"{record['id']}-{number}")
        for record in gold().values()
        for number, each in enumerate(record["quotations"])
    ]


@pytest.fixture(params=ARTICLES)
def article(request: pytest.FixtureRequest) -> Article:
    return read(ARTICLES[request.param])


def test_every_article_has_its_gold() -> None:
    assert set(gold()) == set(ARTICLES)


def test_the_gold_is_of_this_very_text(article: Article) -> None:
    record = gold()[article.id]
    assert record["text_sha256"] == article.text_sha256
    assert (record["title"], record["outlet"]) == (article.title, article.outlet)
    assert record["published"] == (article.published and article.published.isoformat())


def test_front_matter_says_what_the_article_is_based_on(article: Article) -> None:
    front = yaml.load(ARTICLES[article.id].read_text(encoding="utf-8").split("---\n")[1], Loader=yaml.BaseLoader)
    assert set(front) <= {"title", "outlet", "published", "based_on", "retold", "note"}
    assert front["retold"] == "true"
    assert front["based_on"]
    assert front["title"]
    # How the outlet and the date are known, or why there is none, is told.
    assert front["note"]


def test_the_articles_are_read_without_their_front_matter(article: Article) -> None:
    assert "based_on" not in article.text
    assert article.text[0] not in "-\n"


@pytest.mark.parametrize(("article_id", "quotation"), quotations())
def test_spans_give_the_words(article_id: str, quotation: dict[str, Any]) -> None:
    assert set(quotation) in (FIELDS, FIELDS | {"note"})
    text = read(ARTICLES[article_id]).text
    content = spans(quotation["content"])
    assert words_of(text, content) == quotation["text"]
    for span in content + spans(quotation["cue"]) + spans(quotation["source"]):
        assert span.of(text) == span.of(text).strip() != ""
        assert not re.fullmatch(r"\w\w", text[max(span.start - 1, 0) : span.start + 1]), "begins within a word"
        assert not re.fullmatch(r"\w\w", text[span.end - 1 : span.end + 1]), "ends within a word"


@pytest.mark.parametrize(("article_id", "quotation"), quotations())
def test_kind_is_what_the_marks_say(article_id: str, quotation: dict[str, Any]) -> None:
    text, content = read(ARTICLES[article_id]).text, spans(quotation["content"])
    if text[content[0].start] == "‘":  # a heading in single marks, which stand for others only there
        assert quotation["kind"] == Kind.DIRECT
    elif text[content[0].start] in '“"' or quotation["kind"] == Kind.INDIRECT:
        assert quotation["kind"] == kind_of(text, tuple(content))
    else:  # a "to" outside the marks is enough for mixed, though to the measures nine tenths inside are all
        assert quotation["kind"] == Kind.MIXED
        assert kind_of(text, tuple(content)) != Kind.INDIRECT


@pytest.mark.parametrize(("article_id", "quotation"), quotations())
def test_who_said_it_is_complete(article_id: str, quotation: dict[str, Any]) -> None:
    kind = SpeakerType(quotation["speaker"]["type"])
    name = quotation["speaker"]["name"]
    assert not re.match(r"(the|a|an) (?!Associated)", name, re.IGNORECASE)
    if kind is not SpeakerType.PERSON:
        assert quotation["role"] is None
    if quotation["said_on"]:
        assert date.fromisoformat(quotation["said_on"]) <= (read(ARTICLES[article_id]).published or date.min)
    note = quotation.get("note", "")
    for part in filter(None, note.split("; ")):
        assert NOTE.match(part) or "heading" in note or "continuation" in note
    if "heading" not in note and "borderline" not in note:
        assert quotation["source"]
        assert quotation["cue"]


def test_nothing_in_quotation_marks_is_left_out(article: Article) -> None:
    covered = [span for each in gold()[article.id]["quotations"] for span in spans(each["content"])]
    found = [Span(*match.span()) for match in re.finditer(r"“[^”]+”|\"[^\"\n]+\"|(?m:^‘.+’$)", article.text)]
    for quoted in found:
        assert any(span.covers(quoted) for span in covered), quoted.of(article.text)


def test_articles_hold_several_ways_of_quoting() -> None:
    texts = {name: read(file).text for name, file in ARTICLES.items()}
    assert any("“" in text and '"' in text for text in texts.values())
    assert any('"' in text and "“" not in text for text in texts.values())
    kinds = {each["kind"] for record in gold().values() for each in record["quotations"]}
    types = {each["speaker"]["type"] for record in gold().values() for each in record["quotations"]}
    assert kinds == {"direct", "mixed", "indirect"}
    assert types == {"person", "organization", "document", "group", "anonymous"}


def test_the_gold_can_be_evaluated_against() -> None:
    assert {each.article.id: each.article.text for each in load_gold(GOLD)} == {
        name: read(file).text for name, file in ARTICLES.items()
    }


def test_everybody_quoted_by_name_is_in_the_registry() -> None:
    strong = {name for speaker in registry().speakers for name in speaker.all_strong}
    quoted = {
        each["speaker"]["name"]
        for record in gold().values()
        for each in record["quotations"]
        if each["speaker"]["type"] == "person"
    }
    assert quoted <= strong


def test_outlets_of_articles_are_in_the_registry() -> None:
    known = {outlet.name for outlet in registry().outlets}
    assert {record["outlet"] for record in gold().values()} - {None} <= known


@pytest.mark.parametrize("speaker", registry().speakers, ids=lambda speaker: speaker.id)
def test_every_source_in_the_registry_names_the_speaker(speaker: Any) -> None:
    named = {source.split(",")[0] for source in speaker.sources}
    for role in speaker.roles:
        cited = {part.strip().removeprefix("former in ").split(",")[0] for part in role.source.split(";")}
        assert cited <= named
    for source in named:
        text = read(ARTICLES[source]).text
        assert any(name in text for name in speaker.all_strong)


@pytest.mark.parametrize("speaker", registry().speakers, ids=lambda speaker: speaker.id)
def test_every_strong_name_in_the_registry_is_printed_somewhere(speaker: Any) -> None:
    texts = [read(ARTICLES[source.split(",")[0]]).text for source in speaker.sources]
    for name in speaker.all_strong:
        assert any(name in text for text in texts), name


@pytest.mark.parametrize("speaker", registry().speakers, ids=lambda speaker: speaker.id)
def test_dates_beside_sources_are_those_of_the_articles(speaker: Any) -> None:
    for source in speaker.sources:
        name, _, day = source.partition(", ")
        published = read(ARTICLES[name]).published
        assert day == (published.isoformat() if published else "")


def test_domains_in_the_registry_are_printed_in_an_article() -> None:
    texts = "\n".join(read(file).text for file in ARTICLES.values())
    for outlet in registry().outlets:
        assert (outlet.domain or outlet.name) in texts
