"""The one module that writes quotations on a spaCy Doc and reads them back.

They lie in `doc.spans["quotations"]`: for each part of a quotation one span labelled CONTENT, CUE or SOURCE, its
`span_id` the quotation. spaCy's spans cover whole tokens; the exact offsets, the speaker and the reasons lie in the
group's `attrs` as plain data. Both survive `to_bytes`, `DocBin` and `nlp.pipe(n_process=2)`, which dataclasses kept
in `doc._` do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from spacy.tokens import Doc, SpanGroup

from onrecord.types import Attribution, Kind, Mention, Quotation, Reason, Role, Spans, Speaker, SpeakerType
from onrecord.types import Span as Stretch

GROUP = "quotations"
_FORMAT = 1


def write(doc: Doc, quotations: Sequence[Attribution], mentions: Sequence[Mention] = ()) -> None:
    """Put the quotations, and the people of the text, on the Doc, replacing those that lie there."""
    spans = []
    for q in quotations:
        for label, parts in (("CONTENT", q.content), ("CUE", q.cue), ("SOURCE", q.source)):
            for part in parts:
                span = doc.char_span(part.start, part.end, label=label, span_id=q.id, alignment_mode="expand")
                if span is not None:
                    spans.append(span)
    group = SpanGroup(doc, name=GROUP, spans=spans)
    group.attrs["onrecord"] = {
        "format": _FORMAT,
        "quotations": [_plain(q) for q in quotations],
        "mentions": [_plain_mention(m) for m in mentions],
    }
    doc.spans[GROUP] = group


def read(doc: Doc) -> tuple[Attribution, ...]:
    """Return the quotations that lie on the Doc; none where the component has not run."""
    return tuple(_rebuilt(d) for d in _kept(doc, "quotations"))


def mentions(doc: Doc) -> tuple[Mention, ...]:
    """Return the people and organizations that lie on the Doc."""
    return tuple(_rebuilt_mention(d) for d in _kept(doc, "mentions"))


def _kept(doc: Doc, what: str) -> list[dict[str, Any]]:
    kept = doc.spans[GROUP].attrs.get("onrecord") if GROUP in doc.spans else None
    if not kept or kept.get("format") != _FORMAT:
        return []
    found: list[dict[str, Any]] = kept[what]
    return found


def register() -> None:
    """Declare `doc._.quotations`, a getter that reads them back."""
    if not Doc.has_extension(GROUP):
        Doc.set_extension(GROUP, getter=read)


def _pairs(spans: Spans) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _spans(pairs: Sequence[Sequence[int]]) -> Spans:
    return tuple(Stretch(int(a), int(b)) for a, b in pairs)


def _plain(q: Attribution) -> dict[str, Any]:
    return {
        "id": q.id,
        "text": q.text,
        "content": _pairs(q.content),
        "cue": _pairs(q.cue),
        "source": _pairs(q.source),
        "kind": q.kind.value,
        "score": q.quotation.score,
        "continues": q.quotation.continues,
        "inside": q.quotation.inside,
        "heading": q.quotation.heading,
        "speech": q.speech,
        "speaker": [q.speaker.name, q.speaker.type.value, q.speaker.id],
        "role": q.role,
        "via": list(q.via),
        "said_on": q.said_on.isoformat() if q.said_on else None,
        "confidence": q.confidence,
        "candidates": list(q.candidates),
        "inside_of": q.inside,
        "reasons": [[r.rule, r.detail, _pairs(r.evidence), r.score] for r in q.reasons],
    }


def _rebuilt(d: dict[str, Any]) -> Attribution:
    name, kind, number = d["speaker"]
    return Attribution(
        id=d["id"],
        text=d["text"],
        quotation=Quotation(
            content=_spans(d["content"]),
            cue=_spans(d["cue"]),
            source=_spans(d["source"]),
            kind=Kind(d["kind"]),
            score=d["score"],
            continues=d["continues"],
            inside=d["inside"],
            heading=d["heading"],
            speech=d["speech"],
        ),
        speaker=Speaker(name, SpeakerType(kind), number),
        role=d["role"],
        via=tuple(d["via"]),
        said_on=date.fromisoformat(d["said_on"]) if d["said_on"] else None,
        confidence=d["confidence"],
        candidates=tuple(d["candidates"]),
        reasons=tuple(Reason(rule, detail, _spans(evidence), score) for rule, detail, evidence, score in d["reasons"]),
        inside=d["inside_of"],
    )


def _plain_mention(m: Mention) -> dict[str, Any]:
    return {
        "name": m.name,
        "type": m.type.value,
        "forms": [[form, span.start, span.end] for form, span in m.forms],
        "roles": [[r.text, r.title, r.organization, _pairs(r.evidence)] for r in m.roles],
    }


def _rebuilt_mention(d: dict[str, Any]) -> Mention:
    return Mention(
        name=d["name"],
        type=SpeakerType(d["type"]),
        forms=tuple((form, Stretch(a, b)) for form, a, b in d["forms"]),
        roles=tuple(Role(text, title, org, _spans(evidence)) for text, title, org, evidence in d["roles"]),
    )
