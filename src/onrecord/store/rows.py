"""Between rows and records: what a quotation is as a row, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from onrecord.names import fold
from onrecord.store.records import StoredArticle
from onrecord.store.search import folded_words
from onrecord.store.tables import ArticleRow
from onrecord.types import Article, Attribution, Reason, Span, Spans, words_of


def pairs(spans: Iterable[Span]) -> list[list[int]]:
    """Return spans as JSON has them."""
    return [[span.start, span.end] for span in spans]


def spans_of(stored: Sequence[Sequence[int]]) -> Spans:
    """Return spans as JSON had them."""
    return tuple(Span(start, end) for start, end in stored)


def reason_json(reason: Reason) -> dict[str, Any]:
    """Return a reason as JSON has it."""
    return {
        "rule": reason.rule,
        "detail": reason.detail,
        "evidence": pairs(reason.evidence),
        "score": reason.score,
    }


def reason_of(stored: dict[str, Any]) -> Reason:
    """Return a reason as JSON had it."""
    return Reason(stored["rule"], stored["detail"], spans_of(stored["evidence"]), stored["score"])


def quotation_values(attribution: Attribution, article: Article, *, position: int, engine: str) -> dict[str, Any]:
    """Return what the article says of a quotation, by the columns of its row.

    Which row that is (`id`, `article_id`) and who the speaker is in the registry is not known yet.
    """
    found, speaker = attribution.quotation, attribution.speaker
    return {
        "position": position,
        "kind": found.kind.value,
        "text": attribution.text,
        "folded": folded_words(attribution.text),
        "content": pairs(found.content),
        "cue": pairs(found.cue),
        "source": pairs(found.source),
        "cue_text": words_of(article.text, found.cue),
        "source_text": words_of(article.text, found.source),
        "heading": found.heading,
        "speech": found.speech,
        "continues": found.continues,
        "inside": attribution.inside,
        "score": found.score,
        "speaker_name": speaker.name,
        "speaker_folded": None if speaker.name is None else fold(speaker.name),
        "speaker_type": speaker.type.value,
        "role": attribution.role,
        "via": list(attribution.via),
        "said_on": attribution.said_on,
        "dated": attribution.said_on or article.published,
        "confidence": attribution.confidence,
        "candidates": list(attribution.candidates),
        "reasons": [reason_json(reason) for reason in attribution.reasons],
        "engine": engine,
    }


def article_record(row: ArticleRow, load_text: Callable[[], str]) -> StoredArticle:
    """Return an article from its row; its text is left to `load_text`."""
    return StoredArticle(
        id=row.id,
        title=row.title,
        url=row.url,
        outlet=row.outlet,
        published=row.published,
        byline=row.byline,
        language=row.language,
        origin=row.origin,
        text_sha256=row.text_sha256,
        added_at=row.added_at,
        load_text=load_text,
    )
