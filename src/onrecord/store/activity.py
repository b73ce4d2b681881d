"""When and where a speaker was quoted: in numbers, without reading the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select
from sqlmodel import Session, col, func

from onrecord.store import standing
from onrecord.store.records import OutletCount, SpeakerActivity
from onrecord.store.tables import ArticleRow, OutletRow, QuotationRow
from onrecord.store.values import padded

LATEST = 100
"""Quotations whose outlets are counted: the latest. Each costs a search for its article."""


def activity(session: Session, ids: Sequence[str], *, outlets: int) -> SpeakerActivity:
    """Return how many quotations a speaker (all ids that count as one) has of each month and of each outlet."""
    per_outlet, among = _outlets(session, ids)
    return SpeakerActivity(tuple(sorted(_months(session, ids).items())), per_outlet[:outlets], among)


def _months(session: Session, ids: Sequence[str]) -> Counter[date]:
    found: Counter[date] = Counter()
    for when, number in _rows(session, ids, _DAYS, _days):
        if when is not None:
            found[when.replace(day=1)] += number
    return found


def _outlets(session: Session, ids: Sequence[str]) -> tuple[tuple[OutletCount, ...], int]:
    rows = _rows(session, ids, _OUTLETS, _counted_outlets)
    named = [OutletCount(id_, name, times) for id_, name, times in rows if name is not None]
    return tuple(sorted(named, key=lambda one: (-one.quotations, one.name))), sum(times for *_, times in rows)


def _rows(
    session: Session, ids: Sequence[str], made: Select[*tuple[Any, ...]], make: Callable[[_Condition], Any]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return the rows of the statement that was made for registries without judgements, else of one made for these."""
    theirs = standing.of_speaker(session, ids)
    query = made if theirs is standing.OWN else make(theirs)
    return session.connection().execute(query, {"speaker_ids": padded(ids)}).all()


_Condition = ColumnElement[bool]


def _days(theirs: _Condition) -> Select[date | None, int]:
    # By days, which the index of speakers has in order; months would be told apart in other words by each engine.
    day = col(QuotationRow.dated)
    return select(day, func.count()).where(theirs, day.is_not(None)).group_by(day)


def _counted_outlets(theirs: _Condition) -> Select[str | None, str | None, int]:
    latest = (
        select(col(QuotationRow.article_id).label("article_id"))
        .where(theirs)
        .order_by(col(QuotationRow.place))
        .limit(LATEST)
        .subquery()
    )
    name = func.coalesce(col(OutletRow.name), col(ArticleRow.outlet))
    return (
        select(col(ArticleRow.outlet_id), name, func.count())
        .select_from(latest)
        .join(ArticleRow, col(ArticleRow.id) == latest.c.article_id)
        .outerjoin(OutletRow, col(OutletRow.id) == col(ArticleRow.outlet_id))
        .group_by(col(ArticleRow.outlet_id), name)
    )


_DAYS = _days(standing.OWN)
_OUTLETS = _counted_outlets(standing.OWN)
