"""Checks as JSON objects, by the names that `docs/cli.md` promises. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.checking.findings import Check, DraftCheck, Evidence
from onrecord.export import Json, article_json, quotation_json, stored_json
from onrecord.exports.webannotation import selectors
from onrecord.rolejson import conflict_json
from onrecord.wording import Alarm, Comparison


def check_json(found: Check) -> Json:
    """Return one check; the articles of the evidence are read for the words around."""
    return {
        "claim": found.claim,
        "by": found.by,
        "speaker_id": found.speaker,
        "verdict": found.verdict.value,
        "ok": found.ok,
        "alarms": [alarm_json(each) for each in found.alarms],
        "notes": [{"kind": note.kind.value, "text": note.text} for note in found.notes],
        "evidence": [_evidence(each) for each in found.evidence],
    }


def draft_lines(found: DraftCheck) -> Iterator[Json]:
    """Yield what `check DRAFT --format jsonl` prints: the draft, then each quotation."""
    article = found.article
    yield {
        "type": "draft",
        "ok": found.ok,
        "problems": found.problems,
        "drawn": found.drawn,
        "headlines": [{"words": each.words, "elsewhere": each.elsewhere} for each in found.headlines],
        "article": article_json(article),
    }
    for each in found.quotations:
        yield {
            "type": "quotation",
            "verdict": each.verdict.value,
            "ok": each.ok,
            "counts": each.counts,
            "conflict": conflict_json(each.conflict) if each.conflict is not None else None,
            "quotation": quotation_json(each.quotation),
            "checks": [check_json(check) for check in each.checks],
        }


def _evidence(found: Evidence) -> Json:
    quotation = found.quotation
    context = quotation.context()
    return {
        "verdict": found.verdict.value,
        "similarity": round(found.similarity, 4),
        "words": found.words,
        "offsets": [[span.start, span.end] for span in found.spans],
        "selectors": [selectors(quotation.article.text, span) for span in found.spans],
        "before": found.before,
        "after": found.after,
        "diff": diff_json(found.comparison, found.words),
        "alarms": [alarm_json(each) for each in found.alarms],
        "notes": [{"kind": note.kind.value, "text": note.text} for note in found.notes],
        "context": {"text": context.text, "start": context.start},
        "family": found.family,
        "earliest": found.earliest.id if found.earliest is not None else None,
        "quotation": stored_json(quotation),
    }


def alarm_json(alarm: Alarm) -> Json:
    """Return an alarm: what it is about, the words on record and those of the claim."""
    return {"kind": alarm.kind.value, "record": alarm.one, "claim": alarm.two, "disclosed": alarm.kind.disclosed}


def diff_json(comparison: Comparison, words: str) -> list[Json]:
    """Return the runs: what each is, its words on record, and where it stands in the claim."""
    return [{"op": run.op.value, "record": words[slice(*run.one)], "claim": list(run.two)} for run in comparison.diff]
