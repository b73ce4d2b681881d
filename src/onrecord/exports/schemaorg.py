"""JSON-LD with the terms of schema.org: each quotation a `Quotation`, part of the `NewsArticle` that has it.

Only properties that schema.org defines for these types. `spokenByCharacter` is "to whom the quotation is attributed
within the containing CreativeWork", which is what an attribution says; `creator` is claimed besides only for
direct speech, since the words of indirect speech are the reporter's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.export import Json
from onrecord.exports.texts import article_iri, json_document, urn, web_address
from onrecord.types import Kind, SpeakerType

if TYPE_CHECKING:
    from onrecord.store.records import StoredArticle, StoredQuotation

_TYPES = {SpeakerType.PERSON: "Person", SpeakerType.ORGANIZATION: "Organization"}


def pieces(quotations: Iterable[StoredQuotation]) -> Iterator[str]:
    """Write one JSON-LD document, a line for each quotation in its `@graph`."""
    return json_document({"@context": "https://schema.org"}, map(as_quotation, quotations), "@graph")


def as_quotation(quotation: StoredQuotation) -> Json:
    """Return one quotation as a schema.org Quotation."""
    speaker = speaker_entity(quotation)
    article = quotation.article
    found: Json = {
        "@type": "Quotation",
        "@id": urn("quotation", quotation.id),
        "identifier": quotation.id,
        "text": quotation.text,
        "keywords": [f"{quotation.kind.value} speech"],
        "spokenByCharacter": speaker,
        "creator": speaker if quotation.kind is Kind.DIRECT else None,
        "creditText": None if speaker else quotation.speaker.name,
        "dateCreated": quotation.said_on.isoformat() if quotation.said_on else None,
        "inLanguage": article.language,
        "isBasedOn": [_work_by(outlet) for outlet in quotation.via],
        "isPartOf": news_article(article),
    }
    return known(found)


def speaker_entity(quotation: StoredQuotation) -> Json | None:
    """Return a person or an organization; who is left unknown or only described has no such thing."""
    speaker = quotation.speaker
    if speaker.name is None or speaker.type not in _TYPES:
        return None
    person = speaker.type is SpeakerType.PERSON
    return known(
        {
            "@type": _TYPES[speaker.type],
            "@id": urn("speaker", speaker.id) if speaker.id else None,
            "name": speaker.name,
            "jobTitle" if person else "description": quotation.role,
        }
    )


def news_article(article: StoredArticle) -> Json:
    """Return an article as a schema.org NewsArticle."""
    outlet = {"@type": "Organization", "name": article.outlet} if article.outlet else None
    return known(
        {
            "@type": "NewsArticle",
            "@id": article_iri(article),
            "identifier": article.id,
            "headline": article.title,
            "url": web_address(article.url),
            "datePublished": article.published.isoformat() if article.published else None,
            "publisher": outlet,
        }
    )


def _work_by(outlet: str) -> Json:
    return {"@type": "CreativeWork", "publisher": {"@type": "Organization", "name": outlet}}


def known(properties: Json) -> Json:
    """Leave out what is not known: JSON-LD has no empty values."""
    return {name: value for name, value in properties.items() if value not in (None, "", [])}
