"""Count what the registry holds."""

from __future__ import annotations

from collections import Counter

from sqlmodel import Session, col, func, select

from onrecord.store import standing
from onrecord.store.records import Stats, Totals
from onrecord.store.tables import ArticleRow, OutletRow, QuotationRow, RulingRow, SpeakerRow
from onrecord.types import Kind, SpeakerType


def stats(session: Session) -> Stats:
    """Return the counts, each over the whole registry; speakers merged into others and rejected ones do not count."""
    kinds = Counter(dict(session.exec(select(QuotationRow.kind, func.count()).group_by(col(QuotationRow.kind))).all()))
    counted = select(QuotationRow.speaker_type, func.count()).group_by(col(QuotationRow.speaker_type))
    types = Counter(dict(session.exec(counted).all()))
    unnamed = select(func.count()).select_from(QuotationRow).where(col(QuotationRow.speaker_name).is_(None))
    speakers = select(func.count()).select_from(SpeakerRow).where(col(SpeakerRow.merged_into).is_(None))
    unresolved = session.exec(unnamed).one() + _judge(session, kinds, types)
    return Stats(
        articles=session.exec(select(func.count()).select_from(ArticleRow)).one(),
        quotations=kinds.total(),
        speakers=session.exec(speakers).one(),
        outlets=session.exec(select(func.count()).select_from(OutletRow)).one(),
        by_kind={Kind(kind): number for kind, number in sorted(kinds.items()) if number},
        by_type={SpeakerType(type_): number for type_, number in sorted(types.items()) if number},
        unresolved=unresolved,
    )


def totals(session: Session) -> Totals:
    """Return the counts that an index has; speakers merged into others and rejected quotations do not count."""
    rows = (ArticleRow, QuotationRow, OutletRow)
    articles, quotations, outlets = (session.exec(select(func.count()).select_from(each)).one() for each in rows)
    heads = select(func.count()).select_from(SpeakerRow).where(col(SpeakerRow.merged_into).is_(None))
    rejected = select(func.count()).select_from(RulingRow).where(col(RulingRow.rejected))
    return Totals(articles, quotations - session.exec(rejected).one(), session.exec(heads).one(), outlets)


def _judge(session: Session, kinds: Counter[str], types: Counter[str]) -> int:
    """Put into the counts what is judged of single quotations; return by how many more are unresolved."""
    found = select(QuotationRow.kind, QuotationRow.speaker_type, QuotationRow.speaker_name, RulingRow.rejected)
    ruled = found.add_columns(col(RulingRow.speaker_id), col(SpeakerRow.type)).join_from(
        QuotationRow, RulingRow, col(RulingRow.quotation_id) == col(QuotationRow.id)
    )
    more = 0
    for kind, printed, name, rejected, given, type_ in session.connection().execute(
        ruled.outerjoin(SpeakerRow, col(SpeakerRow.id) == standing.SPEAKER)
    ):
        types[printed] -= 1
        types[type_ if given is not None else printed] += not rejected
        kinds[kind] -= rejected
        more -= name is None and (rejected or given is not None)
    return more
