"""Take back what an article had said, and then what nothing else says any more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, delete, or_, select, update

from onrecord.store import finding, kinship, standing, words
from onrecord.store.tables import (
    ArticleRow,
    DoubtRow,
    NameEvidenceRow,
    NameRow,
    OutletRow,
    QuotationRow,
    RoleEvidenceRow,
    RoleRow,
    RulingRow,
    SpeakerRow,
    TraitRow,
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
    words.forget(session, article_id)
    session.exec(delete(QuotationRow).where(col(QuotationRow.article_id) == article_id))
    session.exec(delete(NameEvidenceRow).where(col(NameEvidenceRow.article_id) == article_id))
    session.exec(delete(RoleEvidenceRow).where(col(RoleEvidenceRow.article_id) == article_id))
    session.exec(delete(TraitRow).where(col(TraitRow.article_id) == article_id))
    session.exec(delete(DoubtRow).where(col(DoubtRow.article_id) == article_id))
    return touched


def sweep(session: Session, speaker_ids: Iterable[str]) -> list[str]:
    """Remove names and roles without evidence of these speakers, and those of them that have nothing left.

    Returns the speakers removed. Curated ones always stay, and so do those that are there by a judgement; what
    judgements say of one that goes waits until it comes back.
    """
    ids = sorted(speaker_ids)
    session.flush()
    words_before = finding.words_of(session, ids)
    session.exec(
        delete(NameRow).where(
            col(NameRow.speaker_id).in_(ids),
            col(NameRow.curated).is_(False),
            col(NameRow.judged).is_(None),
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
    if empty and standing.is_judged(session):
        _let_go(session, empty)
    finding.sweep(session, words_before)
    session.exec(delete(SpeakerRow).where(col(SpeakerRow.id).in_(empty)))
    return empty


def _has_nothing(session: Session, id_: str) -> bool:
    row = session.get(SpeakerRow, id_)
    if row is None or row.curated or row.made_by is not None:
        return False
    stated = select(NameEvidenceRow.name_id).where(NameEvidenceRow.name_id == NameRow.id).exists()
    uses = (
        select(QuotationRow.speaker_id).where(QuotationRow.speaker_id == id_),
        select(NameRow.speaker_id).where(NameRow.speaker_id == id_, stated),
        select(RoleRow.speaker_id).where(RoleRow.speaker_id == id_),
    )
    return all(session.exec(use.limit(1)).first() is None for use in uses)


def _let_go(session: Session, ids: Sequence[str]) -> None:
    """Take away what judgements gave to speakers that go, or say of them."""
    of_these = or_(col(SpeakerRow.id).in_(ids), col(SpeakerRow.merged_into).in_(ids))
    affected = list(session.exec(standing.joined(select(QuotationRow.id)).where(of_these)).all())
    before = kinship.around(session, affected)
    session.exec(delete(RulingRow).where(col(RulingRow.speaker_id).in_(ids)))
    merged = update(SpeakerRow).where(col(SpeakerRow.merged_into).in_(ids))
    session.exec(merged.values(merged_into=col(SpeakerRow.curated_into)))
    session.exec(delete(NameRow).where(col(NameRow.speaker_id).in_(ids)))
    kinship.regroup(session, sorted(before | kinship.around(session, affected)))


def sweep_outlet(session: Session, id_: str | None) -> None:
    """Remove an observed outlet that no article is of any more."""
    row = session.get(OutletRow, id_) if id_ is not None else None
    used = select(ArticleRow.id).where(ArticleRow.outlet_id == id_).limit(1)
    if row is not None and not row.curated and session.exec(used).first() is None:
        session.delete(row)
