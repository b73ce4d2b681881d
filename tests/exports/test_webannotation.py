"""Web Annotations: what the W3C data model asks of a page, an annotation, its bodies and its selectors."""

from __future__ import annotations

import json
from typing import Any

import jsonschema

from exports.conftest import BRIDGE
from onrecord.exports import Format, pieces
from onrecord.store.records import StoredQuotation

IRI = {"type": "string", "pattern": r"^(https?://|urn:onrecord:)[!-~]+$"}
# the thirteen motivations of the model, which are the purposes of bodies too
MOTIVATION = {
    "enum": [
        "assessing",
        "bookmarking",
        "classifying",
        "commenting",
        "describing",
        "editing",
        "highlighting",
        "identifying",
        "linking",
        "moderating",
        "questioning",
        "replying",
        "tagging",
    ]
}
TEXTUAL_BODY = {
    "type": "object",
    "properties": {
        "type": {"const": "TextualBody"},
        "value": {"type": "string"},
        "format": {"const": "text/plain"},
        "purpose": MOTIVATION,
    },
    "required": ["type", "value"],
    "additionalProperties": False,
}
SPECIFIC_BODY = {
    "type": "object",
    "properties": {"type": {"const": "SpecificResource"}, "source": IRI, "purpose": MOTIVATION},
    "required": ["source"],
    "additionalProperties": False,
}
QUOTE_SELECTOR = {
    "type": "object",
    "properties": {
        "type": {"const": "TextQuoteSelector"},
        "exact": {"type": "string", "minLength": 1},
        "prefix": {"type": "string"},
        "suffix": {"type": "string"},
    },
    "required": ["type", "exact"],
    "additionalProperties": False,
}
POSITION_SELECTOR = {
    "type": "object",
    "properties": {
        "type": {"const": "TextPositionSelector"},
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 1},
    },
    "required": ["type", "start", "end"],
    "additionalProperties": False,
}
TARGET = {
    "type": "object",
    "properties": {
        "source": IRI,
        "selector": {
            "type": "array",
            "prefixItems": [QUOTE_SELECTOR, POSITION_SELECTOR],
            "minItems": 2,
            "items": False,
        },
    },
    "required": ["source", "selector"],
    "additionalProperties": False,
}
ANNOTATION = {
    "type": "object",
    "properties": {
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": MOTIVATION,
        "body": {"type": "array", "items": {"oneOf": [TEXTUAL_BODY, SPECIFIC_BODY]}},
        "target": {"oneOf": [TARGET, {"type": "array", "items": TARGET, "minItems": 2}]},
    },
    "required": ["id", "type", "target"],
    "additionalProperties": False,
}
PAGE = {
    "type": "object",
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "AnnotationPage"},
        "items": {"type": "array", "items": ANNOTATION},
    },
    "required": ["@context", "id", "type", "items"],
    "additionalProperties": False,
}


def items(quotations: list[StoredQuotation]) -> list[dict[str, Any]]:
    page = json.loads("".join(pieces(Format.WEBANNOTATION, quotations)))
    jsonschema.validate(page, PAGE)
    found: list[dict[str, Any]] = page["items"]
    return found


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    target = annotation["target"]
    return target if isinstance(target, list) else [target]


def test_a_page_has_the_shape_of_the_model(quotations: list[StoredQuotation]) -> None:
    assert len(items(quotations)) == len(quotations)
    assert items([]) == []


def test_both_selectors_mean_the_same_words(quotations: list[StoredQuotation]) -> None:
    texts = {each.id: each.article.text for each in quotations}
    for annotation in items(quotations):
        text = texts[annotation["id"].rpartition(":")[2]]
        for target in targets(annotation):
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])


def test_an_interrupted_quotation_has_a_target_for_each_part(quotations: list[StoredQuotation]) -> None:
    (mayor,) = [each for each in items(quotations) if isinstance(each["target"], list)]
    assert [target["selector"][0]["exact"] for target in mayor["target"]] == [
        "“We will rebuild it,”",
        "“before winter.”",
    ]
    assert mayor["target"][1]["selector"][1] == {"type": "TextPositionSelector", "start": 80, "end": 96}
    assert mayor["target"][1]["selector"][0]["prefix"] == BRIDGE.text[80 - 32 : 80]
    assert {target["source"] for target in mayor["target"]} == {
        "https://fjordpost.example.org/bridge?a=1&b=two%20words"
    }
    assert mayor["motivation"] == "identifying"
    assert mayor["body"][0]["source"] == "urn:onrecord:speaker:odalys-brandtveit"


def test_who_is_not_known_is_not_identified(quotations: list[StoredQuotation]) -> None:
    by_words = {targets(each)[0]["selector"][0]["exact"]: each for each in items(quotations)}
    assert [body["value"] for body in by_words["“madness”"]["body"]] == ["clerk", "mixed speech"]
    assert [body["value"] for body in by_words["-“No & <never>,”"]["body"]] == ["direct speech"]
    assert by_words["“madness”"]["motivation"] == "describing"


def test_an_article_without_an_address_is_named(quotations: list[StoredQuotation]) -> None:
    sources = {targets(each)[0]["source"] for each in items(quotations)}
    assert "urn:onrecord:article:%3Dodd%20id%2F1" in sources
