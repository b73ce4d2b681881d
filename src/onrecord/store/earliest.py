"""Of the quotations of a family that are wanted, the earliest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from onrecord.store.tables import ArticleRow, FamilyMemberRow, QuotationRow

_CHUNK = 400
_EARLIEST_FIRST = (
    col(QuotationRow.dated).is_(None),
    col(QuotationRow.dated),
    col(ArticleRow.added_at),
    col(QuotationRow.article_id),
    col(QuotationRow.position),
)


def first_of_each(session: Session, places: Sequence[int], conditions: Sequence[ColumnElement[bool]]) -> Iterator[int]:
    """Yield those places whose quotation no other of its family comes before that meets the conditions."""
    for start in range(0, len(places), _CHUNK):
        some = places[start : start + _CHUNK]
        family_of = _families(session, some)
        first = _firsts(session, sorted(set(family_of.values())), conditions)
        yield from (at for at in some if at not in family_of or first.get(family_of[at]) == at)


def _families(session: Session, places: Sequence[int]) -> dict[int, str]:
    found = (
        select(col(QuotationRow.place), col(FamilyMemberRow.family))
        .join(FamilyMemberRow, col(FamilyMemberRow.quotation_id) == col(QuotationRow.id))
        .where(col(QuotationRow.place).in_(places))
    )
    return _pairs(session.connection().execute(found).all())


def _firsts(session: Session, families: Sequence[str], conditions: Sequence[ColumnElement[bool]]) -> dict[str, int]:
    """Return the place of the earliest quotation of each family."""
    found = (
        select(col(FamilyMemberRow.family), col(QuotationRow.place))
        .join(QuotationRow, col(QuotationRow.id) == col(FamilyMemberRow.quotation_id))
        .join(ArticleRow, col(ArticleRow.id) == col(QuotationRow.article_id))
        .where(col(FamilyMemberRow.family).in_(families), *conditions)
        .order_by(*(each.desc() for each in _EARLIEST_FIRST))
    )
    # The earliest comes last, and stays.
    return _pairs(session.connection().execute(found).all())


def _pairs(rows: Sequence[Any]) -> dict[Any, Any]:
    return {row[0]: row[1] for row in rows}
