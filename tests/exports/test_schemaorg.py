"""JSON-LD: only types and properties that schema.org defines, with the values that it expects of them."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from onrecord.exports import Format, pieces
from onrecord.store.records import StoredQuotation

TEXT = {"type": "string", "minLength": 1}
IRI = {"type": "string", "pattern": r"^(https?://|urn:onrecord:)[!-~]+$"}
DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}


def thing(type_: str, **properties: object) -> dict[str, object]:
    """A type with the properties of it that may be there; `@type` must be."""
    return {
        "type": "object",
        "properties": {"@type": {"const": type_}, "@id": IRI, **properties},
        "required": ["@type"],
        "additionalProperties": False,
    }


ORGANIZATION = thing("Organization", name=TEXT, description=TEXT)
PERSON = thing("Person", name=TEXT, jobTitle=TEXT)
# the ranges of schema.org: spokenByCharacter and creator expect Organization or Person, isPartOf a
# CreativeWork or a URL, isBasedOn those or a Product, inLanguage a Language or a Text (BCP 47)
AGENT = {"oneOf": [PERSON, ORGANIZATION]}
ARTICLE = thing("NewsArticle", identifier=TEXT, headline=TEXT, url=IRI, datePublished=DATE, publisher=ORGANIZATION)
QUOTATION = thing(
    "Quotation",
    identifier=TEXT,
    text=TEXT,
    keywords={"type": "array", "items": TEXT},
    spokenByCharacter=AGENT,
    creator=AGENT,
    creditText=TEXT,
    dateCreated=DATE,
    inLanguage={"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$"},
    isBasedOn={"type": "array", "items": thing("CreativeWork", publisher=ORGANIZATION), "minItems": 1},
    isPartOf=ARTICLE,
)
SHAPE = {
    "type": "object",
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@graph": {"type": "array", "items": {**QUOTATION, "required": ["@type", "@id", "text", "isPartOf"]}},
    },
    "required": ["@context", "@graph"],
    "additionalProperties": False,
}


def graph(quotations: list[StoredQuotation]) -> list[dict[str, Any]]:
    document = json.loads("".join(pieces(Format.JSONLD, quotations)))
    jsonschema.validate(document, SHAPE)
    found: list[dict[str, Any]] = document["@graph"]
    return found


def test_a_document_has_the_shape_that_schema_org_gives(quotations: list[StoredQuotation]) -> None:
    assert [each["identifier"] for each in graph(quotations)] == [each.id for each in quotations]
    assert graph([]) == []


def test_direct_speech_has_its_speaker_as_creator_too(quotations: list[StoredQuotation]) -> None:
    mayor = next(each for each in graph(quotations) if each.get("dateCreated"))
    assert mayor["spokenByCharacter"] == mayor["creator"]
    assert mayor["creator"] == {
        "@type": "Person",
        "@id": "urn:onrecord:speaker:odalys-brandtveit",
        "name": "Odalys Brandtveit",
        "jobTitle": "mayor of Fjordby",
    }
    assert mayor["isBasedOn"] == [
        {"@type": "CreativeWork", "publisher": {"@type": "Organization", "name": "Radio Tang"}}
    ]
    article = mayor["isPartOf"]
    assert article["url"] == article["@id"] == "https://fjordpost.example.org/bridge?a=1&b=two%20words"
    assert (article["datePublished"], article["headline"]) == ("2020-06-02", "Bridge & road to be <rebuilt>")


def test_indirect_speech_is_attributed_but_its_words_are_nobodys(quotations: list[StoredQuotation]) -> None:
    council = next(each for each in graph(quotations) if each["text"] == "that it has none")
    assert council["spokenByCharacter"]["@type"] == "Organization"
    assert "creator" not in council


@pytest.mark.parametrize(("text", "credit"), [("“madness”", "clerk"), ("-“No & <never>,”", None)])
def test_who_is_nobody_in_particular_is_no_person(
    quotations: list[StoredQuotation], text: str, credit: str | None
) -> None:
    found = next(each for each in graph(quotations) if each["text"] == text)
    assert "spokenByCharacter" not in found
    assert found.get("creditText") == credit
