"""Quotations that an organization's people say, or that it says itself: by the role shown, or by the registry."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session, col

from onrecord.searchwords import words as words_of
from onrecord.store import standing, words
from onrecord.store.tables import NameRow, QuotationRow, RoleRow, SpeakerRow
from onrecord.types import SpeakerType
from onrecord.wordquery import Query, meets

_MOST = 2000
"""Speakers whose quotations are asked for at most, those of the first ids."""
_HEAD = func.coalesce(col(SpeakerRow.merged_into), col(SpeakerRow.id))


def of(session: Session, asked: Query) -> ColumnElement[bool]:
    """Return the condition that a quotation has to do with an organization.

    Its words stand in the role shown, in the organization of a role that the registry has of the speaker, or in the
    name of the speaker, who is one.
    """
    shown = col(QuotationRow.place).in_(select(words.place_of(session)).where(words.meeting(session, role=asked)))
    ids = _speakers(session, asked)
    return or_(shown, standing.spoken_by(session, ids)) if ids else shown


def _speakers(session: Session, asked: Query) -> Sequence[str]:
    """Return the ids of all who hold a role there or are the organization, and of those who count as one with them."""
    roles = select(col(RoleRow.organization), col(RoleRow.speaker_id)).where(col(RoleRow.organization).is_not(None))
    named = (
        select(col(NameRow.form), col(NameRow.speaker_id))
        .join(SpeakerRow, col(SpeakerRow.id) == col(NameRow.speaker_id))
        .where(col(SpeakerRow.type) == SpeakerType.ORGANIZATION.value)
    )
    known: dict[str, bool] = {}
    found = set()
    for text, id_ in (*session.connection().execute(roles), *session.connection().execute(named)):
        if text not in known:
            known[text] = meets(asked, words_of(text))
        if known[text]:
            found.add(id_)
    return _with_same(session, sorted(found)[:_MOST])


def _with_same(session: Session, ids: Sequence[str]) -> Sequence[str]:
    if not ids:
        return ()
    heads = select(_HEAD).where(col(SpeakerRow.id).in_(ids))
    same = select(col(SpeakerRow.id)).where(_HEAD.in_(heads)).order_by(col(SpeakerRow.id))
    return list(session.connection().execute(same).scalars())
