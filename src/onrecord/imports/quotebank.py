"""Quotebank (quotation-centric JSON lines; Vaucher et al. 2021): a quotation a line, with its likeliest speaker.

There is no article text, so the quotation, as it is given, is the text of an article of its own, at the first of
its addresses. The speaker is Quotebank's, with Quotebank's probability; nothing is worked out again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.errors import InputError
from onrecord.imports.banked import day, digest, required, texts
from onrecord.types import Article, Attribution, Extraction, Kind, Quotation, Reason, Span, Speaker, SpeakerType

ENGINE = "Quotebank"

_NOBODY = "None"
_SHOWN = 20
"""Addresses that are kept: a quotation may have thousands."""


def extraction(record: Mapping[str, Any], where: str) -> Extraction:
    """Return one line as an article with its quotation. Raises InputError where it is not one of Quotebank's."""
    id_, words, published = required(record, "quoteID"), required(record, "quotation"), day(record.get("date"))
    urls = texts(record.get("urls"))
    article = Article(
        id=f"quotebank:{id_}",
        text=words,
        url=urls[0] if urls else None,
        published=published,
        language="en",
        origin=where,
    )
    content = (Span(0, len(words)),)
    name, chances = _speaker(record), _chances(record)
    quotation = Attribution(
        id=digest(article.id, words),
        text=words,
        quotation=Quotation(content, (), (), Kind.DIRECT),
        speaker=Speaker(name, SpeakerType.PERSON),
        confidence=chances.get(name or _NOBODY, 0.0),
        candidates=() if name else tuple(each for each in chances if each != _NOBODY),
        reasons=(_stated(record, name, chances), _seen(record, urls)),
    )
    return Extraction(article, (quotation,))


def _speaker(record: Mapping[str, Any]) -> str | None:
    name = " ".join(str(record.get("speaker") or _NOBODY).split())
    return None if name == _NOBODY else name


def _chances(record: Mapping[str, Any]) -> dict[str, float]:
    """Return who it may have been, the likeliest first: names and "None" with their probabilities."""
    found: dict[str, float] = {}
    for each in record.get("probas") or ():
        try:
            name, chance = each
            found.setdefault(" ".join(str(name).split()), min(max(float(chance), 0.0), 1.0))
        except (TypeError, ValueError) as error:
            raise InputError(f'"probas" has {each!r}, which is no name with its probability') from error
    return found


def _stated(record: Mapping[str, Any], name: str | None, chances: Mapping[str, float]) -> Reason:
    chance = chances.get(name or _NOBODY, 0.0)
    others = "; ".join(f"{each} {share:.4g}" for each, share in chances.items() if each != (name or _NOBODY))
    said = f"Quotebank says {name!r}" if name else "Quotebank names nobody"
    ids = ", ".join(texts(record.get("qids")))
    parts = (
        f"{said} at {chance:.4g}",
        f"else {others}" if others else "",
        f"Wikidata has {ids} of that name" if ids and name else "",
        f"phase {record['phase']}" if record.get("phase") else "",
    )
    return Reason("stated by Quotebank", "; ".join(part for part in parts if part), (), chance)


def _seen(record: Mapping[str, Any], urls: list[str]) -> Reason:
    times = record.get("numOccurrences") or len(urls)
    more = f" and {len(urls) - _SHOWN} more" if len(urls) > _SHOWN else ""
    return Reason("occurrences", f"{times} in the news: {', '.join(urls[:_SHOWN])}{more}")
