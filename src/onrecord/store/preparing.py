"""An article made ready to be kept: what can be worked out without the database, before its lock is taken. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.families import Utterance
from onrecord.store.rows import quotation_values
from onrecord.store.search import outlet_key
from onrecord.types import Extraction
from onrecord.version import ENGINE


@dataclass(frozen=True, slots=True)
class Prepared:
    """An extraction with the rows that it makes, as far as they follow from it alone.

    `article` and `quotations` are values by the names of columns; `utterances` are the quotations as families see them,
    the speaker not yet known. `engine` is who found the quotations, None for onrecord itself.
    """

    extraction: Extraction
    article: dict[str, Any]
    quotations: tuple[dict[str, Any], ...]
    utterances: tuple[Utterance, ...]
    engine: str | None


def prepare(extraction: Extraction, engine: str | None = None) -> Prepared:
    """Make an extraction ready to be kept."""
    article = extraction.article
    quotations = tuple(
        quotation_values(each, article, position=position, engine=engine or ENGINE)
        for position, each in enumerate(extraction.quotations)
    )
    return Prepared(extraction, _article(extraction, engine or ENGINE), quotations, _utterances(extraction), engine)


def _article(extraction: Extraction, engine: str) -> dict[str, Any]:
    article = extraction.article
    return {
        "id_given": article.id_given,
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "published": article.published,
        "byline": article.byline,
        "language": article.language,
        "origin": article.origin,
        "text": article.text,
        "text_sha256": article.text_sha256,
        "engine": engine,
    }


def _utterances(extraction: Extraction) -> tuple[Utterance, ...]:
    outlet = extraction.article.outlet
    told = outlet_key(outlet) if outlet else None
    found = tuple(
        Utterance(
            each.id,
            each.text,
            day=each.said_on or extraction.article.published,
            outlet=told,
            via=tuple(map(outlet_key, each.via)),
        )
        for each in extraction.quotations
    )
    return tuple(each.worked_out() for each in found)
