"""Doubts that a merge settles: a name that may mean several speakers means the one as whom all of these count now.

The quotation's row stays without a speaker, so that all is as before when the merge is undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from onrecord.judgements import Judgement, Merge, effective
from onrecord.rulings import Finder, Rulings
from onrecord.store import standing
from onrecord.store.tables import DoubtRow, QuotationRow, SpeakerRow

_AT_ONCE = 400
_OPEN: Select[*tuple[Any, ...]] = select(
    col(DoubtRow.article_id), col(DoubtRow.name), col(DoubtRow.type), col(DoubtRow.candidates)
).where(col(DoubtRow.speaker_id).is_(None))

Named = tuple[str, str | None, str]
"""A name in an article: the article's id, the name, the type of speaker."""


def settled(session: Session, rulings: Rulings, log: Sequence[Judgement], find: Finder) -> Rulings:
    """Return the rulings with the quotations given to somebody whom a merge leaves as the only one they can be of."""
    if not rulings.merged:
        return rulings
    by = _merges(rulings, log, find)
    meant: dict[Named, str] = {}
    for article, name, type_, candidates in session.connection().execute(_OPEN):
        ids = {each["id"] for each in candidates}
        heads = {rulings.head(id_) for id_ in ids}
        if len(ids) > 1 and len(heads) == 1 and heads <= by.keys():
            meant[article, name, type_] = heads.pop()
    given = {id_: (meant[named], by[meant[named]]) for id_, named in _quotations(session, meant)}
    return replace(rulings, given=given | dict(rulings.given))


def _merges(rulings: Rulings, log: Sequence[Judgement], find: Finder) -> dict[str, str]:
    """Return for each speaker as whom others count the last merge that made it so."""
    found: dict[str, str] = {}
    for each in effective(log):
        if isinstance(each.decision, Merge):
            ids = [ref.id if ref.id in rulings.made else find.speaker(ref) for ref in each.speakers]
            heads = {rulings.head(id_) for id_ in ids if id_ is not None}
            if len(heads) == 1:
                found[heads.pop()] = each.id
    return found


def _quotations(session: Session, meant: dict[Named, str]) -> Iterator[tuple[str, Named]]:
    for some in _chunks({article for article, _, _ in meant}):
        rows = session.connection().execute(
            select(
                col(QuotationRow.id),
                col(QuotationRow.article_id),
                col(QuotationRow.speaker_name),
                col(QuotationRow.speaker_type),
            ).where(col(QuotationRow.article_id).in_(some), col(QuotationRow.speaker_id).is_(None))
        )
        yield from ((row[0], (row[1], row[2], row[3])) for row in rows if (row[1], row[2], row[3]) in meant)


def is_settled(session: Session, article_ids: Iterable[str]) -> bool:
    """Whether some articles have a name that may mean several speakers, all of whom count as one."""
    for some in _chunks(article_ids):
        for *_, candidates in session.connection().execute(_OPEN.where(col(DoubtRow.article_id).in_(some))):
            ids = [each["id"] for each in candidates]
            heads = select(standing.HEAD).where(col(SpeakerRow.id).in_(ids)).distinct()
            if len(ids) > 1 and len(session.connection().execute(heads).all()) == 1:
                return True
    return False


def _chunks(ids: Iterable[str]) -> Iterator[Sequence[str]]:
    listed = sorted(ids)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]
