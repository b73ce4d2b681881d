"""What became of quotations as JSON objects, by the names that `docs/cli.md` promises. Pure."""

from __future__ import annotations

from onrecord.export import Json, article_json
from onrecord.exports.webannotation import selectors
from onrecord.types import Spans
from onrecord.verifying.drift import Verified
from onrecord.wording import Comparison


def verified_json(verified: Verified) -> Json:
    """Return one quotation with its state, its anchors in the stored article, and where its words are now."""
    quotation, comparison = verified.quotation, verified.comparison
    text = quotation.article.text
    inside = [span for span in quotation.content if span.end <= len(text)]
    return {
        "id": quotation.id,
        "state": verified.state.value,
        "against": "stored" if verified.copy is None else "copy",
        "digest_agrees": verified.digest_agrees,
        "text": quotation.text,
        "content": _pairs(quotation.content),
        "selectors": [selectors(text, span) for span in inside],
        "found": _pairs(verified.found),
        "words": verified.words,
        "diff": [] if comparison is None else _diff(comparison, quotation.text, verified.words),
        "alarms": [{"kind": each.kind.value, "was": each.one, "is": each.two} for each in verified.alarms],
        "notes": list(verified.notes),
        "article": article_json(quotation.article),
        "copy": _copy(verified),
    }


def _copy(verified: Verified) -> Json | None:
    if verified.copy is None:
        return None
    return {**article_json(verified.copy.article), "known_by": verified.copy.by.value}


def _diff(comparison: Comparison, was: str, now: str) -> list[Json]:
    return [{"op": run.op.value, "was": was[slice(*run.one)], "is": now[slice(*run.two)]} for run in comparison.diff]


def _pairs(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
