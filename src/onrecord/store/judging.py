"""Judge: check a decision against what stands, append it to the log, and let the rows follow, in one transaction."""

from __future__ import annotations

import getpass
import os
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, select
from sqlmodel import Session, col

from onrecord import judgementlines
from onrecord.errors import StoreError
from onrecord.judgements import Decision, Judgement, judgement_id, standing_undos
from onrecord.rulings import check
from onrecord.store import projecting, settling
from onrecord.store.anchoring import Anchors
from onrecord.store.records import JudgementRecord
from onrecord.store.tables import JudgementRow, JudgementSubjectRow

_AT = "%Y-%m-%dT%H:%M:%S.%fZ"
_COLUMNS = [col(getattr(JudgementRow, name)) for name in ("id", "at", "who", "verb", "arguments", "why")]
_AT_ONCE = 400
_NO_LINE = {"Cc", "Cs", "Zl", "Zp"}
"""Kinds of characters that no line of `judgements.jsonl` may have in what a person wrote."""


def whoever() -> str:
    """Return who judges where nobody is named: $ONRECORD_WHO, else the login name. Raises StoreError without either."""
    if who := os.environ.get("ONRECORD_WHO", "").strip():
        return who
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise StoreError("who judges? set ONRECORD_WHO to your name") from error


def log(session: Session) -> list[Judgement]:
    """Return all judgements in the order in which they count: by time."""
    rows = session.connection().execute(select(*_COLUMNS).order_by(_COLUMNS[1], _COLUMNS[0])).mappings()
    return [judgementlines.judgement({name: value for name, value in row.items() if value is not None}) for row in rows]


def records(session: Session, about: Collection[str] | None = None) -> list[JudgementRecord]:
    """Return the log, the last first; with `about` the judgements that name a speaker or a quotation of these ids."""
    so_far = log(session)
    undone = {each.undoes: each.id for each in standing_undos(so_far)}
    anchors = Anchors(session, so_far)
    made = {ref.id for each in so_far for ref in each.speakers if ref.new}
    return [
        JudgementRecord(each, undone.get(each.id), waits=each.id not in undone and _waits(each, anchors, made))
        for each in reversed(so_far)
        if about is None or not {*_ids(each, anchors)}.isdisjoint(about)
    ]


def _ids(judgement: Judgement, anchors: Anchors) -> Iterator[str | None]:
    for speaker in judgement.speakers:
        yield from (speaker.id, anchors.speaker(speaker))
    for quotation in judgement.quotations:
        yield from (quotation.id, anchors.quotation(quotation))


def _waits(judgement: Judgement, anchors: Anchors, made: set[str]) -> bool:
    quotations = [anchors.quotation(ref) for ref in judgement.quotations]
    needed = judgement.speakers[:1] if judgement.quotations else judgement.speakers
    missing = any(ref.id not in made and anchors.speaker(ref) is None for ref in needed)
    return missing or (bool(quotations) and not any(quotations))


def judge(session: Session, decision: Decision, who: str | None, why: str | None) -> Judgement:
    """Append a decision. Raises JudgementError where it contradicts one that stands or would change nothing."""
    so_far = log(session)
    check(decision, so_far, projecting.following(session, so_far).rulings)
    author, reason = _words(who or whoever(), "who"), _words(why, "why") if why and why.strip() else None
    at = _now(so_far)
    made = Judgement(judgement_id(at, author, decision, reason), at, author, decision, reason)
    append(session, [made])
    projecting.project(session, [*so_far, made])
    return made


def _words(text: str | None, what: str) -> str:
    kept = (" " if unicodedata.category(char) in _NO_LINE else char for char in text or "")
    plain = " ".join("".join(kept).split())
    if not plain:
        raise StoreError(f"{what}: nothing is given")
    return plain


def _now(so_far: Sequence[Judgement]) -> str:
    """Return the time, later than that of any judgement: their order is that of their times."""
    now = datetime.now(UTC)
    if so_far and now.strftime(_AT) <= so_far[-1].at:
        now = datetime.strptime(so_far[-1].at, _AT).replace(tzinfo=UTC) + timedelta(microseconds=1)
    return now.strftime(_AT)


def append(session: Session, judgements: Sequence[Judgement]) -> None:
    """Write judgements that are not there; nothing follows until `projecting.project`."""
    rows = [
        {
            "id": each.id,
            "at": each.at,
            "who": each.who,
            "verb": each.verb.value,
            "arguments": judgementlines.arguments(each.decision),
            "why": each.why,
            "undoes": each.undoes,
        }
        for each in judgements
    ]
    subjects = [
        {"kind": kind, "subject": subject, "judgement_id": each.id}
        for each in judgements
        for kind, subject in sorted(_subjects(each))
    ]
    for table, values in ((JudgementRow, rows), (JudgementSubjectRow, subjects)):
        if values:
            session.connection().execute(insert(table), values)


def _subjects(judgement: Judgement) -> set[tuple[str, str]]:
    quotations = [*judgement.quotations, *(ref for each in judgement.speakers for ref in each.quotations)]
    return {("article", ref.article) for ref in quotations} | {("speaker", ref.id) for ref in judgement.speakers}


def take_up(session: Session, judgements: Iterable[Judgement]) -> list[Judgement]:
    """Append what others judged and let it follow; return what was not there.

    Raises StoreError where one of them is there by its id but says something else.
    """
    so_far = log(session)
    known = {each.id: each for each in so_far}
    new = []
    for each in judgements:
        if each.id not in known:
            known[each.id] = each
            new.append(each)
        elif known[each.id] != each:
            raise StoreError(f"judgement {each.id} is there and says something else: restore its line as it was")
    if new:
        append(session, new)
        projecting.project(session, log(session))
    return new


def replay(session: Session) -> None:
    """Make all that follows from the judgements anew."""
    projecting.project(session, log(session))


def follow(session: Session, article_ids: Iterable[str], speaker_ids: Iterable[str]) -> None:
    """Let judgements take effect, or lose it, that are about articles just written, or speakers that came or went."""
    session.flush()
    written = list(article_ids)
    if (
        _concerned(session, "article", written)
        or _concerned(session, "speaker", speaker_ids)
        or settling.is_settled(session, written)
    ):
        replay(session)


def _concerned(session: Session, kind: str, subjects: Iterable[str]) -> bool:
    listed = sorted(set(subjects))
    for start in range(0, len(listed), _AT_ONCE):
        found = select(col(JudgementSubjectRow.judgement_id)).where(
            col(JudgementSubjectRow.kind) == kind,
            col(JudgementSubjectRow.subject).in_(listed[start : start + _AT_ONCE]),
        )
        if session.connection().execute(found.limit(1)).first() is not None:
            return True
    return False
