"""An extraction as a row of a Parquet file and back, with nothing lost. Pure.

A row is an article with its text, its quotations by the names of `extract --format jsonl`, and who is mentioned in
it: all that a registry needs. Parquet has no half surrogate pairs. Where a text has one, U+FFFD stands in its place, so
that offsets hold for whoever reads the columns, and the column `exact` has the row as JSON, which can write it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from onrecord.exports.texts import storable
from onrecord.types import (
    Article,
    Attribution,
    Extraction,
    Kind,
    Mention,
    Quotation,
    Reason,
    Role,
    Span,
    Spans,
    Speaker,
    SpeakerType,
)

Row = dict[str, Any]

ARTICLE = ("id", "id_given", "title", "url", "outlet", "published", "byline", "language", "origin", "text")
"""What of an article is in columns of the same names."""


def schema(metadata: Mapping[bytes, bytes]) -> Any:
    """Return the columns, for pyarrow. Raises ImportError where that is missing."""
    import pyarrow as pa

    text, texts, number = pa.string(), pa.list_(pa.string()), pa.int64()
    spans = pa.list_(pa.struct([("start", number), ("end", number)]))
    reason = pa.struct([("rule", text), ("detail", text), ("evidence", spans), ("score", pa.float64())])
    typed = {"speech": pa.bool_(), "heading": pa.bool_(), "said_on": pa.date32(), "via": texts, "candidates": texts}
    typed |= dict.fromkeys(("content", "cue", "source"), spans) | dict.fromkeys(("confidence", "score"), pa.float64())
    typed |= dict.fromkeys(("continues", "within"), number) | {"reasons": pa.list_(reason)}
    typed["speaker"] = pa.struct([("name", text), ("type", text), ("id", text)])
    quotation = pa.struct([(name, typed.get(name, text)) for name in _QUOTATION])
    form = pa.struct([("words", text), ("start", number), ("end", number)])
    role = pa.struct([("text", text), ("title", text), ("organization", text), ("evidence", spans)])
    mention = pa.struct([("name", text), ("type", text), ("forms", pa.list_(form)), ("roles", pa.list_(role))])
    article = {"id_given": pa.bool_(), "published": pa.date32()}
    columns = [(name, article.get(name, text)) for name in (*ARTICLE, "text_sha256")]
    nested = [("quotations", pa.list_(quotation)), ("mentions", pa.list_(mention)), ("exact", text)]
    return pa.schema([*columns, *nested], metadata=metadata)


# -- there -------------------------------------------------------------------------------------------------


def as_row(extraction: Extraction) -> Row:
    """Return an article with what was found in it, by the names of columns."""
    article = extraction.article
    return {
        **{name: getattr(article, name) for name in ARTICLE},
        "text_sha256": article.text_sha256,
        "quotations": [_quotation(each) for each in extraction.quotations],
        "mentions": [_mention(each) for each in extraction.mentions],
        "exact": None,
    }


def encodable(row: Row) -> Row:
    """Return a row that UTF-8 takes: itself, or with what it does not take in the column `exact`."""
    plain: Row = _each_text(row)
    return row if plain == row else {**plain, "exact": json.dumps(row, default=date.isoformat)}


def _each_text(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {name: _each_text(each) for name, each in value.items()}
    return [_each_text(each) for each in value] if isinstance(value, list) else value


_QUOTATION = (
    "id",
    "kind",
    "speech",
    "text",
    "content",
    "cue",
    "source",
    "speaker",
    "role",
    "via",
    "said_on",
    "confidence",
    "candidates",
    "inside",
    "reasons",
    "score",
    "continues",
    "within",
    "heading",
)


def _quotation(one: Attribution) -> Row:
    found, speaker = one.quotation, one.speaker
    values = (
        one.id,
        found.kind.value,
        found.speech,
        one.text,
        _pairs(found.content),
        _pairs(found.cue),
        _pairs(found.source),
        {"name": speaker.name, "type": speaker.type.value, "id": speaker.id},
        one.role,
        list(one.via),
        one.said_on,
        one.confidence,
        list(one.candidates),
        one.inside,
        [_reason(each) for each in one.reasons],
        found.score,
        found.continues,
        found.inside,
        found.heading,
    )
    return dict(zip(_QUOTATION, values, strict=True))


def _pairs(spans: Spans) -> list[Row]:
    return [{"start": span.start, "end": span.end} for span in spans]


def _reason(one: Reason) -> Row:
    return {"rule": one.rule, "detail": one.detail, "evidence": _pairs(one.evidence), "score": one.score}


def _mention(one: Mention) -> Row:
    forms = [{"words": words, "start": span.start, "end": span.end} for words, span in one.forms]
    roles = [
        {
            "text": role.text,
            "title": role.title,
            "organization": role.organization,
            "evidence": _pairs(role.evidence),
        }
        for role in one.roles
    ]
    return {"name": one.name, "type": one.type.value, "forms": forms, "roles": roles}


# -- and back ----------------------------------------------------------------------------------------------


def extraction_of(row: Row) -> Extraction:
    """Return the extraction that a row was made of."""
    if row["exact"] is not None:
        row = json.loads(row["exact"])
    told = {name: row[name] for name in ARTICLE} | {"published": _day(row["published"])}
    quotations = tuple(_attribution(each) for each in row["quotations"])
    return Extraction(Article(**told), quotations, tuple(_mentioned(each) for each in row["mentions"]))


def _attribution(row: Row) -> Attribution:
    speaker = row["speaker"]
    quotation = Quotation(
        content=_spans(row["content"]),
        cue=_spans(row["cue"]),
        source=_spans(row["source"]),
        kind=Kind(row["kind"]),
        score=row["score"],
        continues=row["continues"],
        inside=row["within"],
        heading=row["heading"],
        speech=row["speech"],
    )
    return Attribution(
        id=row["id"],
        text=row["text"],
        quotation=quotation,
        speaker=Speaker(speaker["name"], SpeakerType(speaker["type"]), speaker["id"]),
        role=row["role"],
        via=tuple(row["via"]),
        said_on=_day(row["said_on"]),
        confidence=row["confidence"],
        candidates=tuple(row["candidates"]),
        reasons=tuple(Reason(e["rule"], e["detail"], _spans(e["evidence"]), e["score"]) for e in row["reasons"]),
        inside=row["inside"],
    )


def _mentioned(row: Row) -> Mention:
    forms = tuple((each["words"], Span(each["start"], each["end"])) for each in row["forms"])
    roles = tuple(Role(e["text"], e["title"], e["organization"], _spans(e["evidence"])) for e in row["roles"])
    return Mention(row["name"], SpeakerType(row["type"]), forms, roles)


def _spans(pairs: Sequence[Row]) -> Spans:
    return tuple(Span(each["start"], each["end"]) for each in pairs)


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
