"""Write the rows that follow from the judgements; they can be made anew from the log at any time, to the same rows.

`onrecord.rulings` says what follows; here it is compared with what stands in the database, and only what differs is
written: who counts as whom, names, whose the quotations are, and then the families of those that this touches.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, SQLModel, col, or_
from sqlmodel import select as entities

from onrecord.judgements import Judgement
from onrecord.rulings import Rulings, state
from onrecord.store import judgednames, kinship, settling, standing
from onrecord.store.anchoring import Anchors
from onrecord.store.tables import (
    JudgedApartRow,
    JudgementSubjectRow,
    NameEvidenceRow,
    NameRow,
    QuotationRow,
    RoleRow,
    RulingRow,
    SpeakerRow,
)

_AT_ONCE = 400
_INTO = select(col(SpeakerRow.id), col(SpeakerRow.curated_into))
_TOUCHED = "touched"
"""The kind of subject that a speaker is whose rows now follow from judgements."""


@dataclass(frozen=True, slots=True)
class Following:
    """What follows from a log in a registry, and the speakers that may be merged otherwise than before."""

    rulings: Rulings
    speakers: frozenset[str]


def following(session: Session, log: Sequence[Judgement]) -> Following:
    """Return what follows from a log in this registry."""
    anchors = Anchors(session, log)
    named = {id_ for each in log for ref in each.speakers if (id_ := anchors.speaker(ref)) is not None}
    named |= {ref.id for each in log for ref in each.speakers if ref.new} | _touched(session)
    curated = _curated(session, named)
    rulings = settling.settled(session, state(log, anchors, curated), log, anchors)
    return Following(rulings, frozenset(named | curated.keys() | set(curated.values())))


def _curated(session: Session, ids: Collection[str]) -> dict[str, str]:
    """Return whom speakers count as by the curated records alone: those of these ids, and all with the same record."""
    into = col(SpeakerRow.curated_into)
    records = set(ids) | {
        record
        for some in _chunks(ids)
        for record in _all(session, select(into).where(col(SpeakerRow.id).in_(some), into.is_not(None)))
    }
    found: dict[str, str] = {}
    for some in _chunks(records):
        found |= {row[0]: str(row[1]) for row in session.connection().execute(_INTO.where(into.in_(some)))}
    return found


def project(session: Session, log: Sequence[Judgement]) -> None:
    """Let the rows say what follows from a log, within the caller's transaction."""
    session.flush()
    found = following(session, log)
    change = _Change(session, found)
    affected = change.affected()
    before = kinship.around(session, affected)
    change.write()
    session.expire_all()
    after = kinship.around(session, affected)
    kinship.regroup(session, sorted(before | after))


class _Change:
    """From the rows as they are to those that follow."""

    def __init__(self, session: Session, found: Following) -> None:
        self._session, self._rulings = session, found.rulings
        self._ids = sorted(found.speakers | found.rulings.made.keys())
        self._rows = {row.id: row for some in _chunks(self._ids) for row in _speakers(session, some)}
        self._merged = self._merged_otherwise()
        self._old = {row.quotation_id: row for row in session.exec(entities(RulingRow)).all()}
        self._new = _wanted(found.rulings)
        self._ruled = [id_ for id_ in {**self._old, **self._new} if _values(self._old.get(id_)) != self._new.get(id_)]

    def _merged_otherwise(self) -> dict[str, str | None]:
        wanted = {id_: self._rulings.merged.get(id_) for id_ in self._ids}
        current = {id_: self._rows[id_].merged_into if id_ in self._rows else None for id_ in self._ids}
        return {id_: into for id_, into in wanted.items() if into != current[id_]}

    def affected(self) -> list[str]:
        """Return the quotations that will be somebody else's, or nobody's, or are not any more."""
        found = set(self._ruled)
        for some in _chunks(self._merged):
            of = or_(col(QuotationRow.speaker_id).in_(some), col(RulingRow.speaker_id).in_(some))
            found.update(_all(self._session, standing.joined(select(col(QuotationRow.id))).where(of)))
        return sorted(found)

    def write(self) -> None:
        """Write what differs; speakers that judgements make come first, and go last."""
        self._make()
        self._rule()
        for id_, into in self._merged.items():
            self._set(id_, merged_into=into)
        gone = [id_ for id_, row in self._rows.items() if row.made_by is not None and id_ not in self._rulings.made]
        self._part()
        judgednames.write(self._session, self._rulings, self._rows, self._ids)
        for id_ in gone:
            self._unmake(id_)
        self._remember(set(self._ids) - set(gone))

    def _make(self) -> None:
        for id_, made in self._rulings.made.items():
            row = self._rows.get(id_)
            if row is None:
                row = SpeakerRow(id=id_, type=made.type.value, name=made.name, made_by=made.by)
                self._session.add(row)
                self._rows[id_] = row
        self._session.flush()

    def _unmake(self, id_: str) -> None:
        """Take away a speaker that only judgements made, unless articles have come to name it."""
        uses = (
            select(col(QuotationRow.speaker_id)).where(col(QuotationRow.speaker_id) == id_),
            select(col(RoleRow.speaker_id)).where(col(RoleRow.speaker_id) == id_),
            select(col(NameRow.speaker_id)).where(
                col(NameRow.speaker_id) == id_,
                select(col(NameEvidenceRow.name_id)).where(col(NameEvidenceRow.name_id) == col(NameRow.id)).exists(),
            ),
        )
        if any(_all(self._session, use.limit(1)) for use in uses):
            self._set(id_, made_by=None)
        else:
            self._session.connection().execute(delete(SpeakerRow).where(col(SpeakerRow.id) == id_))

    def _set(self, id_: str, **values: Any) -> None:
        self._session.connection().execute(update(SpeakerRow).where(col(SpeakerRow.id) == id_).values(values))

    def _rule(self) -> None:
        for some in _chunks(id_ for id_ in self._ruled if id_ in self._old):
            self._session.connection().execute(delete(RulingRow).where(col(RulingRow.quotation_id).in_(some)))
        _insert(self._session, RulingRow, [self._new[id_] for id_ in self._ruled if id_ in self._new])

    def _part(self) -> None:
        one, other = col(JudgedApartRow.speaker_id), col(JudgedApartRow.other_id)
        old = {(row[0], row[1]) for row in self._session.connection().execute(select(one, other))}
        new = set(self._rulings.apart)
        for pair in sorted(old - new):
            self._session.connection().execute(delete(JudgedApartRow).where(one == pair[0], other == pair[1]))
        pairs = [{"speaker_id": pair[0], "other_id": pair[1]} for pair in sorted(new - old)]
        _insert(self._session, JudgedApartRow, pairs)

    def _remember(self, ids: set[str]) -> None:
        old = _touched(self._session)
        kind, subject = col(JudgementSubjectRow.kind), col(JudgementSubjectRow.subject)
        for some in _chunks(old - ids):
            self._session.connection().execute(delete(JudgementSubjectRow).where(kind == _TOUCHED, subject.in_(some)))
        rows = [{"kind": _TOUCHED, "subject": id_, "judgement_id": ""} for id_ in sorted(ids - old)]
        _insert(self._session, JudgementSubjectRow, rows)


def _touched(session: Session) -> set[str]:
    subject = select(col(JudgementSubjectRow.subject)).where(col(JudgementSubjectRow.kind) == _TOUCHED)
    return set(_all(session, subject))


def _wanted(rulings: Rulings) -> dict[str, dict[str, Any]]:
    found = {}
    for id_ in {**rulings.given, **rulings.rejected}:
        speaker, by = rulings.given.get(id_, (None, None))
        rejected = rulings.rejected.get(id_)
        found[id_] = {
            "quotation_id": id_,
            "speaker_id": speaker,
            "given_by": by,
            "rejected": rejected is not None,
            "rejected_by": rejected,
        }
    return found


def _values(row: RulingRow | None) -> Mapping[str, Any] | None:
    return None if row is None else row.model_dump()


def _speakers(session: Session, ids: Sequence[str]) -> Sequence[SpeakerRow]:
    return session.exec(entities(SpeakerRow).where(col(SpeakerRow.id).in_(ids))).all()


def _insert(session: Session, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        session.connection().execute(insert(model), list(rows))


def _all(session: Session, query: Any) -> Sequence[Any]:
    found: Sequence[Any] = session.connection().execute(query).scalars().all()
    return found


def _chunks(ids: Iterable[str]) -> Iterable[Sequence[str]]:
    listed = sorted(ids)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]
