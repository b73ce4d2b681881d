"""Whose a quotation is now, as SQL that all queries use: what its article says, unless a judgement says otherwise.

A quotation's row never changes by a judgement. `ruling` has a row for those few that a judgement gave to somebody or
rejected; a speaker's `merged_into` says whom that speaker counts as. While nobody has judged, the conditions are those
on `quotation` alone; afterwards each quotation that is looked at costs one search by key, and `ix_quotation_speaker_*`
still leads to them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, case, select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, or_

from onrecord.store.records import StoredQuotation
from onrecord.store.search import folded
from onrecord.store.tables import JudgedApartRow, JudgementRow, NameRow, QuotationRow, RulingRow, SpeakerRow
from onrecord.store.values import padded
from onrecord.types import Reason, Speaker, SpeakerType

_S = TypeVar("_S", bound=Select[*tuple[Any, ...]])

SPEAKER: ColumnElement[str | None] = func.coalesce(col(RulingRow.speaker_id), col(QuotationRow.speaker_id))
"""Whom a quotation is given to, in a query that is `joined`; see HEAD for whom that speaker counts as."""

HEAD: ColumnElement[str] = func.coalesce(col(SpeakerRow.merged_into), col(SpeakerRow.id))
"""Whom the speaker of a row counts as."""


def counting_as(name: str) -> ColumnElement[bool]:
    """Return the condition that a speaker is one of those, or counts as one, that are given by a name of a list."""
    heads: BindParameter[str] = bindparam(name, expanding=True)
    return or_(col(SpeakerRow.id).in_(heads), col(SpeakerRow.merged_into).in_(heads))


_RECORD = aliased(SpeakerRow)
_RECORD_HEAD = (
    select(func.coalesce(col(_RECORD.merged_into), col(_RECORD.id)))
    .where(col(_RECORD.id) == col(SpeakerRow.curated_into))
    .scalar_subquery()
)
UNIT: ColumnElement[str] = case(
    (and_(col(SpeakerRow.curated_into).is_not(None), HEAD == _RECORD_HEAD), col(SpeakerRow.curated_into)),
    else_=col(SpeakerRow.id),
)
"""Whom the speaker of a row counts as by the curated records, where no judgement is against it."""

NOT_REJECTED: ColumnElement[bool] = col(RulingRow.rejected).is_not(True)
"""Whether a quotation counts, in a query that is `joined`."""

OWN_ROLE: ColumnElement[str | None] = case((col(RulingRow.speaker_id).is_(None), col(QuotationRow.role)))
"""The role that the article gives the source, in a query that is `joined`: None where that is somebody else's words."""


def joined(query: _S) -> _S:
    """Join to a query of quotations what is judged of each, and the speaker that it is of now."""
    return query.outerjoin(RulingRow, col(RulingRow.quotation_id) == col(QuotationRow.id)).outerjoin(
        SpeakerRow, col(SpeakerRow.id) == SPEAKER
    )


_JUDGED = select(col(JudgementRow.seq)).limit(1)


def is_judged(session: Session) -> bool:
    """Whether anybody has judged anything; asked once in a transaction, if it writes until somebody has."""
    known: bool | None = session.info.get("judged")
    if known is None or not (known or session.info.get("reads")):
        known = session.connection().execute(_JUDGED).first() is not None
        session.info["judged"] = known
    return known


OWN: ColumnElement[bool] = col(QuotationRow.speaker_id).in_(bindparam("speaker_ids", expanding=True))
"""The condition that a quotation is of one of `speaker_ids`, a list given with the statement, while nobody has judged.

For statements that are made once: that takes longer than to answer most of them.
"""


def of_speaker(session: Session, ids: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that a quotation counts and is of one of these speakers; OWN itself where nobody judged.

    So a statement with OWN, made once, can be taken instead; `ids` are given with it.
    """
    return and_(spoken_by(session, ids), kept(session)) if is_judged(session) else OWN


def spoken_by(session: Session, ids: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that a quotation is of one of these speakers; give all ids that count as one.

    It needs no join. Where no judgement gives them anything, it leads through the index of quotation.speaker_id.
    """
    own: ColumnElement[bool] = col(QuotationRow.speaker_id).in_(ids)
    if not _any(session, col(RulingRow.speaker_id).is_not(None)):
        return own
    elsewhere = select(col(RulingRow.quotation_id)).where(
        col(RulingRow.quotation_id) == col(QuotationRow.id), col(RulingRow.speaker_id).not_in(ids)
    )
    own &= ~elsewhere.correlate(QuotationRow).exists()
    if not _any(session, col(RulingRow.speaker_id).in_(ids)):
        return own
    given = select(col(RulingRow.quotation_id)).where(col(RulingRow.speaker_id).in_(ids))
    return or_(own, col(QuotationRow.id).in_(given))


def kept(session: Session) -> ColumnElement[bool]:
    """Return the condition that a quotation is not rejected. It needs no join."""
    if not _any(session, col(RulingRow.rejected).is_(True)):
        return true()
    rejected = select(col(RulingRow.quotation_id)).where(
        col(RulingRow.quotation_id) == col(QuotationRow.id), col(RulingRow.rejected)
    )
    return ~rejected.correlate(QuotationRow).exists()


def as_printed(session: Session) -> ColumnElement[bool]:
    """Return the condition that no judgement gives a quotation to anybody: its article's name for the source holds."""
    if not _any(session, col(RulingRow.speaker_id).is_not(None)):
        return true()
    given = select(col(RulingRow.quotation_id)).where(
        col(RulingRow.quotation_id) == col(QuotationRow.id), col(RulingRow.speaker_id).is_not(None)
    )
    return ~given.correlate(QuotationRow).exists()


def rejected_among(session: Session, ids: Collection[str]) -> set[str]:
    """Return which of some quotations (a few hundred ids at most) are rejected."""
    found = select(col(RulingRow.quotation_id)).where(col(RulingRow.quotation_id).in_(ids), col(RulingRow.rejected))
    return set(session.connection().execute(found).scalars())


def _any(session: Session, condition: ColumnElement[bool]) -> bool:
    if not is_judged(session):
        return False
    found = select(col(RulingRow.quotation_id)).where(condition).limit(1)
    return session.connection().execute(found).first() is not None


# -- counting and showing --------------------------------------------------------------------------------


_STORED = (
    select(HEAD, func.count())
    .join(QuotationRow, col(QuotationRow.speaker_id) == col(SpeakerRow.id))
    .where(counting_as("ids"))
    .group_by(HEAD)
)


def counts(session: Session, heads: Collection[str]) -> Counter[str]:
    """Return how many quotations each of these speakers has, with those of the speakers that count as them."""
    if not heads:
        return Counter()
    rows = session.connection().execute(_STORED, {"ids": padded(heads)}).all()
    found = Counter[str]({row[0]: row[1] for row in rows})
    for before, now, rejected in _rulings(session) if is_judged(session) else ():
        found[before] -= 1
        found[now] += not rejected
    return Counter({id_: found[id_] for id_ in heads if found[id_] > 0})


def _rulings(session: Session) -> list[tuple[str, str, bool]]:
    """Return of each quotation that a judgement is about whose it was, whose it is now, and whether it is rejected."""
    was = aliased(SpeakerRow)
    before = func.coalesce(col(was.merged_into), col(was.id), "")
    now = func.coalesce(HEAD, "")
    rows = (
        select(before, now, col(RulingRow.rejected))
        .join_from(RulingRow, QuotationRow, col(QuotationRow.id) == col(RulingRow.quotation_id))
        .outerjoin(was, col(was.id) == col(QuotationRow.speaker_id))
        .outerjoin(SpeakerRow, col(SpeakerRow.id) == SPEAKER)
    )
    return [(row[0], row[1], row[2]) for row in session.connection().execute(rows)]


def ruled(session: Session, record: StoredQuotation, row: QuotationRow, ruling: RulingRow) -> StoredQuotation:
    """Return a quotation as it is shown after judgements: the registry's name for the speaker, and who decided."""
    reasons = list(record.reasons)
    if ruling.speaker_id is not None and record.speaker.id is not None:
        head = session.get_one(SpeakerRow, record.speaker.id)
        reasons.append(_reason(session, f"judged to be of {head.name!r}", ruling.given_by))
        speaker = Speaker(head.name, SpeakerType(head.type), head.id)
        role = row.role if _is_same(session, row, head.id) else None
        record = replace(record, speaker=speaker, role=role, candidates=(), confidence=1.0)
    if ruling.rejected:
        reasons.append(_reason(session, "rejected: no quotation, or not one to keep,", ruling.rejected_by))
    return replace(record, reasons=tuple(reasons), rejected=ruling.rejected)


def _is_same(session: Session, row: QuotationRow, head: str) -> bool:
    """Whether the one to whom a quotation is given is the one whom its article names, to whom its role belongs."""
    if row.speaker_id is not None:
        stored = session.get_one(SpeakerRow, row.speaker_id)
        return (stored.merged_into or stored.id) == head
    named = (
        select(col(NameRow.id))
        .join(SpeakerRow, col(SpeakerRow.id) == col(NameRow.speaker_id))
        .where(HEAD.in_([head]), col(NameRow.folded) == folded(row.speaker_name or ""))
    )
    return session.connection().execute(named.limit(1)).first() is not None


def _reason(session: Session, what: str, judgement_id: str | None) -> Reason:
    made = select(col(JudgementRow.who), col(JudgementRow.at), col(JudgementRow.why))
    who, at, why = session.connection().execute(made.where(col(JudgementRow.id) == judgement_id)).one()
    because = f": {why}" if why else ""
    return Reason("judgement", f"{what} by {who} on {at[:10]} ({judgement_id}){because}")


def judged_apart(session: Session, ids: Iterable[str]) -> set[tuple[str, str]]:
    """Return the pairs that are judged not to be the same, each both ways round, with one of these speakers in them.

    Who counts as one of a pair is not the same as the other either.
    """
    wanted = set(ids)
    first, second = col(JudgedApartRow.speaker_id), col(JudgedApartRow.other_id)
    judged = session.connection().execute(select(first, second)).all()
    same = _groups(session, {id_ for pair in judged for id_ in pair}) if judged else {}
    pairs = {(one, other) for a, b in judged for one in same[a] for other in same[b]}
    return {pair for one, other in pairs for pair in ((one, other), (other, one)) if wanted & {one, other}}


def _groups(session: Session, ids: Collection[str]) -> dict[str, set[str]]:
    """Return of some speakers all who count as the same, themselves among them."""
    heads = {
        row[0]: row[1]
        for row in session.connection().execute(select(col(SpeakerRow.id), HEAD).where(col(SpeakerRow.id).in_(ids)))
    }
    members: dict[str, set[str]] = defaultdict(set)
    of_these = or_(col(SpeakerRow.id).in_(heads.values()), col(SpeakerRow.merged_into).in_(heads.values()))
    for id_, head in session.connection().execute(select(col(SpeakerRow.id), HEAD).where(of_these)):
        members[head].add(id_)
    return {id_: members[head] for id_, head in heads.items()}
