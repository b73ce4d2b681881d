"""Of the quotations of a family that are wanted, the earliest, and the earliest of each altered form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from onrecord.store.tables import ArticleRow, FamilyMemberRow, QuotationRow
from onrecord.wording import Relation, compare_wordings
from onrecord.wordtokens import plain_words

_CHUNK = 400
_ONE_FORM = (Relation.SAME, Relation.SHORTENED)
EARLIEST_FIRST = (
    col(QuotationRow.dated).is_(None),
    col(QuotationRow.dated),
    col(ArticleRow.added_at),
    col(QuotationRow.article_id),
    col(QuotationRow.position),
)
"""The order in which the quotations of a family came, in a query that is joined to their articles."""


def first_of_each(session: Session, places: Sequence[int], conditions: Sequence[ColumnElement[bool]]) -> Iterator[int]:
    """Yield those places whose quotation no other of its family that meets the conditions comes before.

    What was altered is no copy: a form with a "not" more is given beside the one without.
    """
    for start in range(0, len(places), _CHUNK):
        some = places[start : start + _CHUNK]
        family_of = _families(session, some)
        shown = {at for members in _members(session, family_of.values(), conditions) for at in _told_apart(members)}
        yield from (at for at in some if at not in family_of or at in shown)


def _families(session: Session, places: Sequence[int]) -> dict[int, str]:
    found = (
        select(col(QuotationRow.place), col(FamilyMemberRow.family))
        .join(FamilyMemberRow, col(FamilyMemberRow.quotation_id) == col(QuotationRow.id))
        .where(col(QuotationRow.place).in_(places))
    )
    return {row[0]: row[1] for row in session.connection().execute(found)}


def _members(
    session: Session, families: Iterable[str], conditions: Sequence[ColumnElement[bool]]
) -> Iterator[list[tuple[int, str]]]:
    """Yield the places and texts of each family's quotations, the earliest first."""
    found = (
        select(col(FamilyMemberRow.family), col(QuotationRow.place), col(QuotationRow.text))
        .join(QuotationRow, col(QuotationRow.id) == col(FamilyMemberRow.quotation_id))
        .join(ArticleRow, col(ArticleRow.id) == col(QuotationRow.article_id))
        .where(col(FamilyMemberRow.family).in_(sorted(set(families))), *conditions)
        .order_by(*EARLIEST_FIRST)
    )
    members: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for family, place, text in session.connection().execute(found):
        members[family].append((place, text))
    yield from members.values()


def _told_apart(members: Sequence[tuple[int, str]]) -> Iterator[int]:
    """Yield the place of the earliest, and of each later one that is an altered form of all those."""
    kept: list[str] = []
    seen: set[tuple[str, ...]] = set()
    for place, text in members:
        wording = tuple(plain_words(text))
        if wording not in seen and all(compare_wordings(each, text).relation not in _ONE_FORM for each in kept):
            kept.append(text)
            yield place
        seen.add(wording)
