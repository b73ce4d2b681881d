"""Count what the registry holds."""

from __future__ import annotations

from sqlmodel import Session, col, func, select

from onrecord.store.records import Stats
from onrecord.store.tables import ArticleRow, OutletRow, QuotationRow, SpeakerRow
from onrecord.types import Kind, SpeakerType


def stats(session: Session) -> Stats:
    """Return the counts, each over the whole registry; speakers merged into others do not count."""
    kinds = session.exec(select(QuotationRow.kind, func.count()).group_by(col(QuotationRow.kind))).all()
    types = session.exec(select(QuotationRow.speaker_type, func.count()).group_by(col(QuotationRow.speaker_type))).all()
    unnamed = select(func.count()).select_from(QuotationRow).where(col(QuotationRow.speaker_name).is_(None))
    speakers = select(func.count()).select_from(SpeakerRow).where(col(SpeakerRow.merged_into).is_(None))
    return Stats(
        articles=session.exec(select(func.count()).select_from(ArticleRow)).one(),
        quotations=sum(number for _, number in kinds),
        speakers=session.exec(speakers).one(),
        outlets=session.exec(select(func.count()).select_from(OutletRow)).one(),
        by_kind={Kind(kind): number for kind, number in sorted(kinds)},
        by_type={SpeakerType(type_): number for type_, number in sorted(types)},
        unresolved=session.exec(unnamed).one(),
    )
