"""GDELT Global Quotation Graph (JSON lines): an article a line, with its quotations and some words around each.

The words around are what there is of the article, so each quotation with them is an article of its own: what stands
between two of them is not known, and a "he" in one must not be read as somebody of the other. The graph leaves the
quotation marks out; they are put back, which the extractor needs to see where the words begin and end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from onrecord.errors import InputError
from onrecord.imports.banked import day, digest, optional, required
from onrecord.types import Article, Attribution, Extraction, Kind, Quotation, Reason, Span, Speaker, SpeakerType

ENGINE = "GDELT GQG"

_OPENING = tuple('“„«‹"‘「『')
_ENGLISH = {"english", "eng", "en", ""}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quotation with the words around it, as an article, and where in that it stands."""

    article: Article
    quoted: Span


def excerpts(record: Mapping[str, Any], where: str) -> Iterator[Excerpt]:
    """Return the quotations of one line. Raises InputError where it is not one of the graph's."""
    url, published = required(record, "url"), day(record.get("date"))
    quotes = record.get("quotes")
    if not isinstance(quotes, list):
        raise InputError('has no list of "quotes"')
    for number, quote in enumerate(quotes, 1):
        if not isinstance(quote, dict):
            raise InputError(f"quote {number} is not an object")
        text, quoted = _text(quote, number)
        yield Excerpt(
            Article(
                id=f"gqg:{digest(url, text)}",
                text=text,
                title=optional(record.get("title")),
                url=url,
                published=published,
                language=_language(record),
                origin=where,
            ),
            quoted,
        )


def is_english(article: Article) -> bool:
    """Whether the extractor, which knows English only, can say who spoke."""
    return article.language == "en"


def _language(record: Mapping[str, Any]) -> str:
    language = str(record.get("lang") or "").lower()
    return "en" if language in _ENGLISH else language


def _text(quote: Mapping[str, Any], number: int) -> tuple[str, Span]:
    """Return the words before, the quotation in marks and the words after as one text."""
    try:
        words = required(quote, "quote")
    except InputError as error:
        raise InputError(f"quote {number} {error}") from error
    before, after = str(quote.get("pre") or ""), str(quote.get("post") or "")
    if words.startswith(_OPENING) or before.rstrip().endswith(_OPENING):
        marked = words
    else:
        marked = f"“{words}”"
        before += " " * (before != "" and not before[-1].isspace() and before[-1] not in "([")
    after = " " * (after[:1].isalnum()) + after
    return f"{before}{marked}{after}", Span(len(before), len(before) + len(marked))


def attributed(excerpt: Excerpt, found: Extraction | None) -> Extraction:
    """Return the excerpt's quotation as the extractor found it, or unresolved where it found none there.

    What the extractor found beside it is not the graph's quotation, and is left.
    """
    there = () if found is None else tuple(each for each in found.quotations if _is_quoted(each, excerpt.quoted))
    if found is not None and there:
        inside = {each.id for each in there}
        kept = (each if each.inside in inside else replace(each, inside=None) for each in there)
        return replace(found, quotations=tuple(_unlinked(each) for each in kept))
    words = excerpt.quoted.of(excerpt.article.text)
    detail = "the words around it do not say who spoke" if is_english(excerpt.article) else "not in English"
    unresolved = Attribution(
        id=digest(excerpt.article.id, words),
        text=words,
        quotation=Quotation((excerpt.quoted,), (), (), Kind.DIRECT),
        speaker=Speaker(None, SpeakerType.PERSON),
        confidence=0.0,
        reasons=(Reason("stated by GDELT", f"quoted there; {detail}", (excerpt.quoted,)),),
    )
    return Extraction(excerpt.article, (unresolved,))


def _is_quoted(quotation: Attribution, quoted: Span) -> bool:
    return any(span.overlaps(quoted) for span in quotation.content)


def _unlinked(quotation: Attribution) -> Attribution:
    """Forget the numbers of quotations that this one continues or stands in: some of them were left out."""
    return replace(quotation, quotation=replace(quotation.quotation, continues=None, inside=None))
