"""Judgements as JSON lines (`registry/judgements.jsonl`): to the same bytes each time, and back with what is wrong.

Nothing here knows the database. What a field means stands in `registry/README.md`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, TypeAdapter, ValidationError, model_validator
from pydantic_core import ErrorDetails

from onrecord.curated import Problem, Record, Text
from onrecord.errors import InputError
from onrecord.export import json_line
from onrecord.formats import json_object
from onrecord.judgements import (
    Alias,
    Apart,
    Assign,
    Decision,
    Judgement,
    Merge,
    QuotationRef,
    Reject,
    Rename,
    SpeakerRef,
    Split,
    Undo,
    Verb,
    check_name,
    in_order,
)

if TYPE_CHECKING:
    from onrecord.store.records import JudgementRecord

Json = dict[str, Any]

_ID = r"^[0-9a-f]{12}$"
_AT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$"


class _Line(Record):
    id: Annotated[str, Field(pattern=_ID)]
    at: Annotated[str, Field(pattern=_AT)]
    who: Text
    arguments: Any
    why: Text | None = None

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        datetime.fromisoformat(self.at)
        decision = self.arguments
        if isinstance(decision, Assign | Reject) and not decision.quotations:
            raise ValueError("it is about no quotation")
        if isinstance(decision, Rename | Alias):
            check_name(decision.name)
        for ref in _quotations(decision):
            if not ref.content or any(not 0 <= start < end for start, end in ref.content):
                raise ValueError(f"the content of the quotation {ref.id} is no list of [start, end]")
        return self


def _quotations(decision: Decision) -> Iterable[QuotationRef]:
    judgement = Judgement("", "", "", decision)
    yield from judgement.quotations
    for speaker in judgement.speakers:
        yield from speaker.quotations


class MergeLine(_Line):
    """`speaker` counts as `into`."""

    verb: Literal[Verb.MERGE]
    arguments: Merge


class SplitLine(_Line):
    """`speaker` is taken out of those who count as `head`; the two are not the same."""

    verb: Literal[Verb.SPLIT]
    arguments: Split


class ApartLine(_Line):
    """The two are not the same."""

    verb: Literal[Verb.APART]
    arguments: Apart


class RenameLine(_Line):
    """`speaker` is shown by this name."""

    verb: Literal[Verb.RENAME]
    arguments: Rename


class AliasLine(_Line):
    """`speaker` has this name, too."""

    verb: Literal[Verb.ALIAS]
    arguments: Alias


class AssignLine(_Line):
    """The quotations are of `speaker`, who is not the same as those in `apart`."""

    verb: Literal[Verb.ASSIGN]
    arguments: Assign


class RejectLine(_Line):
    """These are no quotations, or none to keep."""

    verb: Literal[Verb.REJECT]
    arguments: Reject


class UndoLine(_Line):
    """The judgement of this id is taken back."""

    verb: Literal[Verb.UNDO]
    arguments: Undo


AnyLine = Annotated[
    MergeLine | SplitLine | ApartLine | RenameLine | AliasLine | AssignLine | RejectLine | UndoLine,
    Field(discriminator="verb"),
]
_LINE: TypeAdapter[AnyLine] = TypeAdapter(AnyLine)


def schema_text() -> str:
    """Return the text of `registry/judgements.schema.json`: the JSON Schema (2020-12) that each line obeys."""
    found = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of judgements.jsonl of the onrecord registry",
        **_LINE.json_schema(),
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


# -- to JSON ---------------------------------------------------------------------------------------------


def line(judgement: Judgement) -> str:
    """Return a judgement as one line, without its end: the same bytes for the same judgement."""
    return json_line(as_json(judgement))


def as_json(judgement: Judgement) -> Json:
    """Return a judgement as JSON has it."""
    found: Json = {
        "id": judgement.id,
        "at": judgement.at,
        "who": judgement.who,
        "verb": judgement.verb.value,
        "arguments": arguments(judgement.decision),
    }
    return found | ({"why": judgement.why} if judgement.why is not None else {})


def record_json(record: JudgementRecord) -> Json:
    """Return a judgement as `judgements.jsonl` has it, with whether it stands."""
    stands = record.undone_by is None
    return {**as_json(record.judgement), "stands": stands, "undone_by": record.undone_by, "waits": record.waits}


def dump(log: Iterable[Judgement]) -> str:
    """Return the text of `judgements.jsonl`, in the order of time."""
    return "".join(f"{line(each)}\n" for each in in_order(log))


def arguments(decision: Decision) -> Json:
    """Return what a decision says, as JSON has it."""
    match decision:
        case Merge(one, into):
            return {"speaker": _speaker(one), "into": _speaker(into)}
        case Split(one, head):
            return {"speaker": _speaker(one), "head": _speaker(head)}
        case Apart(one, other):
            return {"speaker": _speaker(one), "other": _speaker(other)}
        case Rename(one, name):
            return {"speaker": _speaker(one), "name": name}
        case Alias(one, name, strong):
            return {"speaker": _speaker(one), "name": name, "strong": strong}
        case Assign(quotations, one, apart):
            found: Json = {"quotations": [_quotation(each) for each in quotations], "speaker": _speaker(one)}
            return found | ({"apart": [_speaker(each) for each in apart]} if apart else {})
        case Reject(quotations):
            return {"quotations": [_quotation(each) for each in quotations]}
        case Undo(id_):
            return {"judgement": id_}


def _speaker(ref: SpeakerRef) -> Json:
    found: Json = {"id": ref.id, "name": ref.name, "type": ref.type.value}
    found |= {name: True for name in ("curated", "new") if getattr(ref, name)}
    return found | ({"quotations": [_quotation(each) for each in ref.quotations]} if ref.quotations else {})


def _quotation(ref: QuotationRef) -> Json:
    found: Json = {
        "id": ref.id,
        "article": ref.article,
        "exact": ref.exact,
        "content": [list(one) for one in ref.content],
    }
    return found | ({"text_sha256": ref.text_sha256} if ref.text_sha256 is not None else {})


# -- from JSON -------------------------------------------------------------------------------------------


def judgement(record: Mapping[str, Any]) -> Judgement:
    """Return the judgement that an object is. Raises pydantic's ValidationError."""
    found = _LINE.validate_python(dict(record))
    return Judgement(found.id, found.at, found.who, found.arguments, found.why)


def load(path: Path) -> tuple[list[Judgement], list[Problem]]:
    """Read a file of judgements: those that are sound, in its order, and what is wrong with the other lines.

    The same line twice is one judgement; a file that is not there holds none.
    """
    try:
        raw = path.read_bytes() if path.exists() else b""
    except OSError as error:
        return [], [Problem(path, None, None, f"cannot be read ({error.strerror})", "check that it may be")]
    found: dict[str, Judgement] = {}
    problems: list[Problem] = []
    for number, text in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if text.strip():
            _read(path, number, text, found, problems)
    return list(found.values()), problems


def _read(path: Path, number: int, text: bytes, found: dict[str, Judgement], problems: list[Problem]) -> None:
    fix = "restore the line as it was; a judgement is taken back by an undo, never by editing it"
    try:
        read = judgement(json_object(text))
    except InputError as error:
        problems.append(Problem(path, number, None, str(error), fix))
    except ValidationError as error:
        problems.extend(_problem(path, number, detail, fix) for detail in error.errors())
    else:
        if found.setdefault(read.id, read) != read:
            what = f"the id {read.id} stands above with another judgement"
            problems.append(Problem(path, number, "id", what, fix))


def _problem(path: Path, number: int, detail: ErrorDetails, fix: str) -> Problem:
    verbs = {verb.value for verb in Verb}
    field = ".".join(str(part) for part in detail["loc"] if part not in verbs) or None
    return Problem(path, number, field, detail["msg"].removeprefix("Value error, "), fix)
