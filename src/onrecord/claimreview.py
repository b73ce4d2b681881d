"""A fact check of one quotation as schema.org ClaimReview, in JSON-LD.

The properties are those that Google's documentation of ClaimReview requires (`url`, `claimReviewed`, a rating with
words for it) or recommends. The rating is a person's: nothing here judges a claim.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.export import Json
from onrecord.exports.schemaorg import known, news_article, speaker_entity
from onrecord.exports.texts import parts_of, urn, web_address
from onrecord.types import Kind

if TYPE_CHECKING:
    from onrecord.store.records import FamilyRecord, StoredArticle, StoredQuotation

__all__ = ["Rating", "claim_review"]

_MARKS = '“”„‟"«»‹› '
_SIGNS = ",;: "
_WIKIDATA = "https://www.wikidata.org/wiki/"


@dataclass(frozen=True, slots=True)
class Rating:
    """What a fact check says of a claim: in words and, where there is a scale from `worst` to `best`, as a number."""

    words: str
    value: float | None = None
    worst: float = 1.0
    best: float = 5.0

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise InputError("a rating needs words that a reader understands, such as “False”")
        if self.value is None:
            return
        if not all(map(math.isfinite, (self.value, self.worst, self.best))) or self.worst >= self.best:
            raise InputError(f"a scale goes from its worst number up to its best, not from {self.worst} to {self.best}")
        if not self.worst <= self.value <= self.best:
            raise InputError(f"the rating {self.value:g} is not on the scale from {self.worst:g} to {self.best:g}")


def claim_review(
    family: FamilyRecord,
    quotation: StoredQuotation,
    rating: Rating,
    url: str,
    *,
    author: str | None = None,
    published: date | None = None,
    claimed_on: date | None = None,
    claim: str | None = None,
    ids: dict[str, str] | None = None,
) -> Json:
    """Return the ClaimReview of a quotation, published at `url` by the organization `author` on `published`.

    The claim is what the quotation says, or `claim`, a shorter wording; it was made on `claimed_on`, else when it was
    said or published. `family` are the quotation's, whose articles the claim appeared in; `ids` its speaker's numbers
    elsewhere. Raises InputError where `url` is no web address or
    the quotation was rejected.
    """
    if quotation.rejected:
        raise InputError(f"{quotation.id} was judged to be no quotation: nobody made this claim")
    address = web_address(url)
    if address is None:
        raise InputError(f"{url!r} is no web address: give that of the page with the fact check, https://…")
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": address,
        "claimReviewed": " ".join((claim or _plain(quotation)).split()),
        **known(
            {
                "author": {"@type": "Organization", "name": author} if author else None,
                "datePublished": _day(published),
            }
        ),
        "reviewRating": _rating(rating),
        "itemReviewed": _claim(family, quotation, claimed_on, ids or {}),
    }


def _plain(quotation: StoredQuotation) -> str:
    """Return the words of a quotation without what belongs to its article's sentence: marks, the comma before a cue."""
    if quotation.kind is not Kind.DIRECT:
        return quotation.text.removeprefix("that ").rstrip(_SIGNS)
    return " … ".join(part.strip(_MARKS).rstrip(_SIGNS) for part in parts_of(quotation))


def _rating(rating: Rating) -> Json:
    found: Json = {"@type": "Rating", "alternateName": rating.words}
    if rating.value is not None:
        found |= {"ratingValue": _number(rating.value)}
        found |= {"worstRating": _number(rating.worst), "bestRating": _number(rating.best)}
    return found


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _claim(family: FamilyRecord, quotation: StoredQuotation, claimed_on: date | None, ids: dict[str, str]) -> Json:
    first = family.earliest
    day = claimed_on or quotation.said_on or first.said_on or first.article.published or quotation.article.published
    others = _others(family, first.article)
    return known(
        {
            "@type": "Claim",
            "@id": urn("quotation", quotation.id),
            "text": quotation.text,
            "author": _author(quotation, ids),
            "datePublished": _day(day),
            "firstAppearance": news_article(first.article),
            "appearance": [news_article(each) for each in others],
        }
    )


def _others(family: FamilyRecord, first: StoredArticle) -> Sequence[StoredArticle]:
    articles = {member.quotation.article.id: member.quotation.article for member in family.members}
    return [article for id_, article in articles.items() if id_ != first.id]


def _author(quotation: StoredQuotation, ids: dict[str, str]) -> Json | None:
    """Return whose claim it is, as far as the registry knows; a source that is nobody in particular is left out."""
    entity = speaker_entity(quotation)
    if entity is None:
        return None
    return {**entity, "sameAs": _WIKIDATA + ids["wikidata"]} if ids.get("wikidata") else entity


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
