"""Quotations as data for others: JSON objects and CSV rows, by the names that `docs/` promises.

Pure: values in, values out. Words are never altered here: offsets in what is exported count code points of
the article's text, and a digest of that text goes along so that readers can tell whether they hold the same
one. The page that people read is made in `page`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from onrecord.page import as_html
from onrecord.rolejson import Json, conflict_json, entry_json, role_then_json, then_json
from onrecord.types import Article, Attribution, Extraction, Reason, Span, Speaker

if TYPE_CHECKING:
    from onrecord.store.records import (
        Doubt,
        RoleDispute,
        RoleRecord,
        SpeakerMatch,
        SpeakerMatches,
        SpeakerRecord,
        SpeakerTimeline,
        StoredArticle,
        StoredQuotation,
    )

__all__ = [
    "CSV_FIELDS",
    "Json",
    "article_json",
    "as_csv_row",
    "as_html",
    "as_json",
    "doubt_json",
    "json_line",
    "json_page",
    "match_json",
    "quotation_json",
    "speaker_json",
    "stored_json",
]

_ESCAPED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

CSV_FIELDS = (
    "id",
    "kind",
    "speech",
    "text",
    "speaker",
    "speaker_type",
    "speaker_id",
    "role",
    "via",
    "said_on",
    "confidence",
    "content",
    "article",
    "title",
    "outlet",
    "published",
    "url",
    "text_sha256",
)
"""The columns of a CSV row, in order. Several values in one cell are separated by "; "."""


def as_json(extraction: Extraction) -> Json:
    """Return one article with its quotations as `extract --format jsonl` prints it."""
    article = extraction.article
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": _day(article.published),
        "text_sha256": article.text_sha256,
        "quotations": [quotation_json(each) for each in extraction.quotations],
    }


def quotation_json(quotation: Attribution | StoredQuotation) -> Json:
    """Return one quotation as it stands within the line of its article."""
    return {
        "id": quotation.id,
        "kind": quotation.kind.value,
        "speech": quotation.speech,
        "text": quotation.text,
        "content": _pairs(quotation.content),
        "cue": _pairs(quotation.cue),
        "source": _pairs(quotation.source),
        "speaker": _speaker(quotation.speaker),
        "role": quotation.role,
        "via": list(quotation.via),
        "said_on": _day(quotation.said_on),
        "confidence": round(quotation.confidence, 4),
        "candidates": list(quotation.candidates),
        "inside": quotation.inside,
        "reasons": [_reason(each) for each in quotation.reasons],
    }


def article_json(article: Article | StoredArticle) -> Json:
    """Return what is needed to find an article again, without its text."""
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": _day(article.published),
        "url": article.url,
        "origin": article.origin,
        "text_sha256": article.text_sha256,
    }


def stored_json(quotation: StoredQuotation) -> Json:
    """Return one quotation of the registry with its article, as `quotes --format jsonl` prints it."""
    conflict = quotation.role_conflict
    return {
        **quotation_json(quotation),
        "role_then": [role_then_json(then) for then in quotation.role_then],
        "role_conflict": conflict_json(conflict) if conflict else None,
        "article": article_json(quotation.article),
    }


def match_json(match: SpeakerMatch) -> Json:
    """Return a speaker that a typed name may mean, as `who --format jsonl` lists them."""
    return {
        "id": match.id,
        "name": match.name,
        "type": match.type.value,
        "role": match.role,
        "quotations": match.quotations,
        "form": match.form,
        "score": round(match.score, 4),
        "exact": match.exact,
    }


def speaker_json(
    record: SpeakerRecord,
    timeline: SpeakerTimeline,
    quotations: Sequence[StoredQuotation],
    found: SpeakerMatches,
    on: str | None = None,
) -> Json:
    """Return a speaker with quotations, as `who --format jsonl` prints it; `found` is how the name was taken.

    `on` is the time that `timeline.then` is about, if one was asked for.
    """
    names = [{"form": name.form, "strong": name.strong, "articles": name.articles} for name in record.names]
    return {
        "query": found.query,
        "exact": found.exact,
        "id": record.id,
        "name": record.name,
        "type": record.type.value,
        "ids": dict(record.ids),
        "merged": list(record.merged),
        "names": names,
        "roles": [_role(role) for role in record.roles],
        "timeline": [entry_json(entry) for entry in timeline.entries],
        "role_conflicts": [_dispute(each) for each in timeline.disputes],
        "on": on,
        "then": [then_json(then) for then in timeline.then],
        "quotations_total": record.quotations,
        "quotations": [stored_json(each) for each in quotations],
    }


def doubt_json(doubt: Doubt) -> Json:
    """Return a question of the review queue, as `review --list --format jsonl` prints it."""
    return {
        "article_id": doubt.article_id,
        "name": doubt.name,
        "type": doubt.type.value,
        "speaker_id": doubt.speaker_id,
        "quotations": doubt.quotations,
        "score": round(doubt.score, 4),
        "candidates": [
            {
                "id": each.id,
                "score": round(each.score, 4),
                "pro": [_reason(reason) for reason in each.pro],
                "contra": [_reason(reason) for reason in each.contra],
            }
            for each in doubt.candidates
        ],
    }


def as_csv_row(quotation: Attribution | StoredQuotation, article: Article | StoredArticle) -> tuple[str, ...]:
    """Return the cells of one quotation, in the order of `CSV_FIELDS`; what is not known is an empty cell."""
    speaker = quotation.speaker
    cells = (
        quotation.id,
        quotation.kind.value,
        "true" if quotation.speech else "false",
        quotation.text,
        speaker.name,
        speaker.type.value,
        speaker.id,
        quotation.role,
        "; ".join(quotation.via),
        _day(quotation.said_on),
        str(round(quotation.confidence, 4)),
        "; ".join(f"{span.start}-{span.end}" for span in quotation.content),
        article.id,
        article.title,
        article.outlet,
        _day(article.published),
        article.url,
        article.text_sha256,
    )
    return tuple(cell or "" for cell in cells)


def json_line(value: Json) -> str:
    """Return an object as one line of JSON that any UTF-8 stream takes and any terminal can show.

    Half a surrogate pair, which JSON can hold and UTF-8 cannot, and what some programs take for a line's end or a
    terminal for a command, are written as escapes.
    """
    return _escaped(json.dumps(value, ensure_ascii=False))


def json_page(value: Json) -> str:
    """Return an object as lines of JSON for a script element of a web page: no text in it can end that."""
    return _escaped(json.dumps(value, ensure_ascii=False, indent=2)).replace("<", "\\u003c")


def _escaped(written: str) -> str:
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _speaker(speaker: Speaker) -> Json:
    return {"name": speaker.name, "type": speaker.type.value, "id": speaker.id}


def _role(role: RoleRecord) -> Json:
    return {
        "text": role.text,
        "title": role.title,
        "organization": role.organization,
        "curated": role.curated,
        "start": role.start,
        "end": role.end,
        "source": role.source,
        "first_seen": _day(role.first_seen),
        "last_seen": _day(role.last_seen),
        "article": article_json(role.article) if role.article is not None else None,
        "evidence": _pairs(role.evidence),
    }


def _dispute(dispute: RoleDispute) -> Json:
    return {
        **conflict_json(dispute.conflict),
        "articles": dispute.articles,
        "article": article_json(dispute.article),
    }


def _reason(reason: Reason) -> Json:
    score = round(reason.score, 4)
    return {"rule": reason.rule, "detail": reason.detail, "evidence": _pairs(reason.evidence), "score": score}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
