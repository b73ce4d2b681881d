"""The review queue: who of the registry an article may mean where that stayed in doubt.

One row an article and name, kept and taken back with the article. What people have decided since is looked up when the
queue is read, so that a row never changes: candidates that became one are one, what was judged apart is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, func, select, update

from onrecord.resolve import Link, Scored
from onrecord.store import standing
from onrecord.store.records import Doubt, DoubtCandidate
from onrecord.store.rows import reason_json, reason_of
from onrecord.store.tables import DoubtRow, QuotationRow, RulingRow, SpeakerRow, TraitRow
from onrecord.types import Mention, SpeakerType

_AT_ONCE = 200


def row(article_id: str, mention: Mention, provisional: str | None, answer: Link) -> dict[str, Any]:
    """Return the columns of a doubt: its candidates with what speaks for and against them, best first."""
    return {
        "article_id": article_id,
        "name": mention.name,
        "type": mention.type.value,
        "speaker_id": provisional,
        "score": answer.doubts[0].score,
        "candidates": [_candidate_json(one) for one in answer.doubts],
    }


def _candidate_json(one: Scored) -> dict[str, Any]:
    return {
        "id": one.id,
        "score": one.score,
        "pro": [reason_json(reason) for reason in one.pro],
        "contra": [reason_json(reason) for reason in one.contra],
    }


def open_doubts(session: Session, *, limit: int | None = None) -> list[Doubt]:
    """Return what is still in doubt, most telling first: by the best candidate's score, then by quotations."""
    found: list[Doubt] = []
    for rows in _batches(session):
        # Rows come by score, so that what has as many points as the last one wanted must still be looked at.
        if limit is not None and len(found) >= limit and rows[0].score < found[limit - 1].score:
            break
        found = sorted([*found, *_still_open(session, rows)], key=_order)
    return found if limit is None else found[:limit]


def _order(doubt: Doubt) -> tuple[float, int, str, str]:
    return -doubt.score, -doubt.quotations, doubt.article_id, doubt.name


def _batches(session: Session) -> Iterator[Sequence[DoubtRow]]:
    ordered = select(DoubtRow).order_by(col(DoubtRow.score).desc(), col(DoubtRow.article_id), col(DoubtRow.name))
    start = 0
    while rows := session.exec(ordered.offset(start).limit(_AT_ONCE)).all():
        yield rows
        start += len(rows)


def _still_open(session: Session, rows: Sequence[DoubtRow]) -> Iterator[Doubt]:
    ids = {one["id"] for each in rows for one in each.candidates} | {each.speaker_id for each in rows}
    speakers = session.exec(select(SpeakerRow).where(col(SpeakerRow.id).in_(sorted(ids - {None}))))
    heads = {speaker.id: speaker.merged_into or speaker.id for speaker in speakers}
    apart = standing.judged_apart(session, sorted({*heads, *heads.values()}))
    hanging = _quotations(session, {each.article_id for each in rows})
    for each in rows:
        quotations = hanging.get((each.article_id, each.name, each.type), 0)
        left = _left(each, heads, apart)
        if left and quotations:
            yield _doubt(each, left, heads, quotations)


def _left(each: DoubtRow, heads: Mapping[str, str], apart: Collection[tuple[str, str]]) -> list[DoubtCandidate]:
    """Return the candidates of whom nobody has said since whether they are the provisional speaker, each once."""
    own = heads.get(each.speaker_id) if each.speaker_id is not None else None
    mine = {each.speaker_id, own}
    found: dict[str, DoubtCandidate] = {}
    for one in each.candidates:
        head = heads.get(one["id"])
        if head is not None and head == own:
            return []
        judged = any((id_, other) in apart for id_ in mine for other in (one["id"], head))
        if head is not None and head not in found and not judged:
            pro, contra = (tuple(map(reason_of, one[side])) for side in ("pro", "contra"))
            found[head] = DoubtCandidate(head, one["score"], pro, contra)
    return list(found.values())


def _doubt(each: DoubtRow, left: Sequence[DoubtCandidate], heads: Mapping[str, str], quotations: int) -> Doubt:
    own = None if each.speaker_id is None else heads.get(each.speaker_id, each.speaker_id)
    return Doubt(each.article_id, each.name, SpeakerType(each.type), own, tuple(left), left[0].score, quotations)


def _quotations(session: Session, article_ids: Iterable[str]) -> dict[tuple[str, str, str], int]:
    """Return how many quotations of some articles hang on each of their names: those that nobody has judged."""
    counted = (
        select(QuotationRow.article_id, QuotationRow.speaker_name, QuotationRow.speaker_type, func.count())
        .outerjoin(RulingRow, col(RulingRow.quotation_id) == col(QuotationRow.id))
        .where(col(QuotationRow.article_id).in_(sorted(article_ids)), col(QuotationRow.speaker_name).is_not(None))
        .where(col(RulingRow.quotation_id).is_(None))
        .group_by(col(QuotationRow.article_id), col(QuotationRow.speaker_name), col(QuotationRow.speaker_type))
    )
    return {(article, str(name), type_): count for article, name, type_, count in session.exec(counted)}


def renamed(session: Session, old: str, new: str) -> None:
    """Let doubts and traits that mean a speaker by its old id mean it by the new one, whose row is there already."""
    for table in (TraitRow, DoubtRow):
        session.exec(update(table).where(col(table.speaker_id) == old).values(speaker_id=new))
    for each in session.exec(select(DoubtRow)).all():
        if any(one["id"] == old for one in each.candidates):
            each.candidates = [one | {"id": new} if one["id"] == old else one for one in each.candidates]
    session.flush()
