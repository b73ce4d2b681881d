"""When and where a speaker was quoted: in numbers, without reading the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col, func

from onrecord.store import standing
from onrecord.store.records import OutletCount, SpeakerActivity
from onrecord.store.tables import ArticleRow, OutletRow, QuotationRow

LATEST = 250
"""Quotations whose outlets are counted: the latest. Each costs a search for its article."""


def activity(session: Session, ids: Sequence[str], *, outlets: int) -> SpeakerActivity:
    """Return how many quotations a speaker (all ids that count as one) has of each month and of each outlet."""
    per_outlet, among = _outlets(session, ids)
    return SpeakerActivity(tuple(sorted(_months(session, ids).items())), per_outlet[:outlets], among)


def _months(session: Session, ids: Sequence[str]) -> Counter[date]:
    # By days, which the index of speakers has in order; months would be told apart in other words by each engine.
    day = col(QuotationRow.dated)
    counted = (
        select(day, func.count())
        .where(standing.spoken_by(session, ids), standing.kept(session), day.is_not(None))
        .group_by(day)
    )
    found: Counter[date] = Counter()
    for when, number in session.connection().execute(counted):
        if when is not None:
            found[when.replace(day=1)] += number
    return found


def _outlets(session: Session, ids: Sequence[str]) -> tuple[tuple[OutletCount, ...], int]:
    theirs = (
        select(col(QuotationRow.article_id).label("article_id"))
        .where(standing.spoken_by(session, ids), standing.kept(session))
        .order_by(col(QuotationRow.place))
        .limit(LATEST)
        .subquery()
    )
    number = func.count()
    counted = (
        select(col(ArticleRow.outlet_id), func.coalesce(col(OutletRow.name), col(ArticleRow.outlet)), number)
        .select_from(theirs)
        .join(ArticleRow, col(ArticleRow.id) == theirs.c.article_id)
        .outerjoin(OutletRow, col(OutletRow.id) == col(ArticleRow.outlet_id))
        .group_by(col(ArticleRow.outlet_id), func.coalesce(col(OutletRow.name), col(ArticleRow.outlet)))
    )
    rows = session.connection().execute(counted).all()
    named = [OutletCount(id_, name, times) for id_, name, times in rows if name is not None]
    return tuple(sorted(named, key=lambda one: (-one.quotations, one.name))), sum(times for *_, times in rows)
