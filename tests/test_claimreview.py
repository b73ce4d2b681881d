"""A fact check of one quotation as ClaimReview: what is required is there, and what is not known is not claimed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from factory import Said, extraction, story
from onrecord.claimreview import Rating, claim_review
from onrecord.errors import InputError
from onrecord.store import Store
from onrecord.types import Article, Kind, SpeakerType

SCHEMA = json.loads((Path(__file__).parent / "claimreview_schema.json").read_text(encoding="utf-8"))
PAGE = "https://check.example.org/bridge"
FALSE = Rating("False", 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "reg.db") as opened:
        yield opened


def review(store: Store, about: str, rating: Rating = FALSE, **options: Any) -> dict[str, Any]:
    """Return the review of the only quotation about something, valid by the schema."""
    quotation = store.quotes(about=about)[-1]
    found = claim_review(store.family(quotation.id), quotation, rating, PAGE, **options)
    Draft202012Validator(SCHEMA).validate(found)
    return found


def test_the_claim_is_the_speakers_and_appeared_in_the_article(store: Store) -> None:
    address = "https://fjordpost.example.org/bridge"
    store.add_extraction(
        story("Odalys Brandtveit", "mayor of Fjordby", title="Bridge", url=address, outlet="The Fjord Post")
    )
    found = review(store, "mend", author="Fjord Facts", published=date(2021, 5, 6))
    assert found["claimReviewed"] == "We will mend the bridge"
    assert found["reviewRating"] == {
        "@type": "Rating", "alternateName": "False", "ratingValue": 1, "worstRating": 1, "bestRating": 5,
    }  # fmt: skip
    assert found["author"] == {"@type": "Organization", "name": "Fjord Facts"}
    assert found["datePublished"] == "2021-05-06"
    claim = found["itemReviewed"]
    assert claim["text"] == "“We will mend the bridge,”"
    assert claim["author"]["name"] == "Odalys Brandtveit"
    assert claim["author"]["jobTitle"] == "mayor of Fjordby"
    assert claim["datePublished"] == "2021-05-04"
    assert (claim["firstAppearance"]["url"], claim["firstAppearance"]["headline"]) == (address, "Bridge")
    assert "appearance" not in claim


def test_a_claim_first_appeared_in_the_earliest_article_of_its_family(store: Store) -> None:
    words = "“We will mend the old bridge of the town before the winter,”"
    for number, day in enumerate((4, 2, 9)):
        store.add_extraction(story("Odalys Brandtveit", "mayor", words, f"a{number}", published=date(2021, 5, day)))
    claim = review(store, "mend")["itemReviewed"]
    assert claim["firstAppearance"]["identifier"] == "a1"
    assert [each["identifier"] for each in claim["appearance"]] == ["a0", "a2"]
    assert claim["datePublished"] == "2021-05-02"


def test_an_anonymous_source_is_no_author(store: Store) -> None:
    article = Article("a", "A clerk said that the bridge is lost.")
    store.add_extraction(
        extraction(article, Said("that the bridge is lost", "clerk", SpeakerType.ANONYMOUS, kind=Kind.INDIRECT))
    )
    found = review(store, "lost", Rating("Unproven"))
    assert "author" not in found["itemReviewed"]
    assert found["claimReviewed"] == "the bridge is lost"
    assert found["reviewRating"] == {"@type": "Rating", "alternateName": "Unproven"}


def test_what_a_person_says_goes_before_what_is_on_record(store: Store) -> None:
    store.add_extraction(story("Odalys Brandtveit", None))
    found = review(
        store, "mend", claimed_on=date(2021, 5, 1), claim="The bridge will be\nmended", ids={"wikidata": "Q7"}
    )
    assert found["claimReviewed"] == "The bridge will be mended"
    assert found["itemReviewed"]["datePublished"] == "2021-05-01"
    assert found["itemReviewed"]["author"]["sameAs"] == "https://www.wikidata.org/wiki/Q7"


def test_an_interrupted_quotation_is_told_without_its_marks(store: Store) -> None:
    found = story("Odalys Brandtveit", None, "“We will mend it,” she said, “and soon.”")
    first = found.quotations[0]
    spans = tuple(replace(first.content[0], start=s, end=e) for s, e in ((0, 18), (29, 40)))
    parts = replace(first, text="“We will mend it,” … “and soon.”", quotation=replace(first.quotation, content=spans))
    store.add_extraction(replace(found, quotations=(parts,)))
    assert review(store, "mend")["claimReviewed"] == "We will mend it … and soon."


@pytest.mark.parametrize(
    ("words", "value", "worst", "best"),
    [("", None, 1, 5), ("False", 6, 1, 5), ("False", 0, 1, 5), ("False", 1, 5, 5), ("False", float("nan"), 1, 5)],
)
def test_a_rating_has_words_and_lies_on_its_scale(words: str, value: float | None, worst: float, best: float) -> None:
    with pytest.raises(InputError):
        Rating(words, value, worst, best)


@pytest.mark.parametrize("url", ["", "check.html", "ftp://example.org/x", "javascript:alert(1)"])
def test_a_review_stands_at_a_web_address(store: Store, url: str) -> None:
    store.add_extraction(story("Odalys Brandtveit", None))
    quotation = store.quotes()[0]
    with pytest.raises(InputError, match="no web address"):
        claim_review(store.family(quotation.id), quotation, FALSE, url)


def test_nobody_claims_what_was_rejected(store: Store) -> None:
    store.add_extraction(story("Odalys Brandtveit", None))
    quotation = store.quotes()[0]
    store.reject(quotation.id, who="desk")
    with pytest.raises(InputError, match="no quotation"):
        claim_review(store.family(quotation.id), store.quote(quotation.id), FALSE, PAGE)


def test_the_schema_refuses_what_lacks_its_rating_in_words(store: Store) -> None:
    store.add_extraction(story("Odalys Brandtveit", None))
    found = review(store, "mend")
    del found["reviewRating"]["alternateName"]
    assert not Draft202012Validator(SCHEMA).is_valid(found)
