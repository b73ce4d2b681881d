"""Take back what an article had said, and then what nothing else says any more."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session, col, delete, select

from onrecord.store.tables import (
    DoubtRow,
    TraitRow,
    ArticleRow,
    NameEvidenceRow,
    NameRow,
    OutletRow,
    QuotationRow,
    RoleEvidenceRow,
    RoleRow,
    SpeakerRow,
)


def take_back(session: Session, article_id: str) -> set[str]:
    """Remove an article's quotations and evidence, and return the speakers that these were of."""
    quoted = select(QuotationRow.speaker_id).where(QuotationRow.article_id == article_id)
    named = (
        select(NameRow.speaker_id)
        .join(NameEvidenceRow, col(NameEvidenceRow.name_id) == col(NameRow.id))
        .where(NameEvidenceRow.article_id == article_id)
    )
    touched = {id_ for found in (quoted, named) for id_ in session.exec(found).all() if id_ is not None}
    # The identity map must not remember rows that are written anew with the same ids.
    for row in session.exec(select(QuotationRow).where(QuotationRow.article_id == article_id)).all():
        session.expunge(row)
    session.exec(delete(QuotationRow).where(col(QuotationRow.article_id) == article_id))
    session.exec(delete(NameEvidenceRow).where(col(NameEvidenceRow.article_id) == article_id))
    session.exec(delete(RoleEvidenceRow).where(col(RoleEvidenceRow.article_id) == article_id))
    session.exec(delete(TraitRow).where(col(TraitRow.article_id) == article_id))
    session.exec(delete(DoubtRow).where(col(DoubtRow.article_id) == article_id))
    return touched


def sweep(session: Session, speaker_ids: Iterable[str]) -> list[str]:
    """Remove names and roles without evidence of these speakers, and those of them that have nothing left.

    Returns the speakers removed. Curated ones always stay, and so do those that others are merged into.
    """
    ids = sorted(speaker_ids)
    session.flush()
    session.exec(
        delete(NameRow).where(
            col(NameRow.speaker_id).in_(ids),
            col(NameRow.curated).is_(False),
            ~select(NameEvidenceRow.name_id).where(NameEvidenceRow.name_id == NameRow.id).exists(),
        )
    )
    session.exec(
        delete(RoleRow).where(
            col(RoleRow.speaker_id).in_(ids),
            col(RoleRow.curated).is_(False),
            ~select(RoleEvidenceRow.role_id).where(RoleEvidenceRow.role_id == RoleRow.id).exists(),
        )
    )
    empty = [id_ for id_ in ids if _has_nothing(session, id_)]
    session.exec(delete(SpeakerRow).where(col(SpeakerRow.id).in_(empty)))
    return empty


def _has_nothing(session: Session, id_: str) -> bool:
    row = session.get(SpeakerRow, id_)
    if row is None or row.curated:
        return False
    uses = (
        select(QuotationRow.speaker_id).where(QuotationRow.speaker_id == id_),
        select(NameRow.speaker_id).where(NameRow.speaker_id == id_),
        select(RoleRow.speaker_id).where(RoleRow.speaker_id == id_),
        select(SpeakerRow.merged_into).where(SpeakerRow.merged_into == id_),
    )
    return all(session.exec(use.limit(1)).first() is None for use in uses)


def sweep_outlet(session: Session, id_: str | None) -> None:
    """Remove an observed outlet that no article is of any more."""
    row = session.get(OutletRow, id_) if id_ is not None else None
    used = select(ArticleRow.id).where(ArticleRow.outlet_id == id_).limit(1)
    if row is not None and not row.curated and session.exec(used).first() is None:
        session.delete(row)
