"""Which quotations are wanted, as their places in order: what is asked, as SQL, and which index to enter by.

SQLite keeps no figures of what is frequent, so that the way in is chosen here: by few quotations of a speaker, by the
index of words, by the articles of a small outlet, else in the order of places until there are enough. PostgreSQL
chooses for itself, from the same conditions.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, false, not_, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from onrecord.names import fold
from onrecord.store import organizations, outlets, standing, words
from onrecord.store.asking import Wanted
from onrecord.store.earliest import first_of_each
from onrecord.store.places import first_of, last_of
from onrecord.store.tables import ArticleRow, QuotationRow
from onrecord.store.values import padded
from onrecord.wordquery import All, Near, Phrase, Query

FEW = 4000
"""Quotations of a speaker, articles of an outlet that are gone through rather than all that have some words."""
_CHUNKS = (100, 400, 1600)
_PLACE = col(QuotationRow.place)
_Places = Select[int]
_Column = ColumnElement[int] | Mapped[int]
_Given = dict[str, Any]
_ANY = Wanted()


def ordered(session: Session, wanted: Wanted, *, after: int | None = None, most: int | None = None) -> Iterator[int]:
    """Yield the places of the quotations that are wanted, newest first, from behind a place on.

    They are asked for by and by: `most`, how many are likely to be taken, makes one query of it.
    """
    query, given = _plain(session, wanted) or _ordered(*_query(session, wanted))
    last = -1 if after is None else after
    sizes = iter((min(most, _CHUNKS[-1]) if most is not None else _CHUNKS[0], *_CHUNKS[1:]))
    size = next(sizes)
    while True:
        found = session.connection().execute(query, {**given, "last": last, "size": size}).scalars().all()
        yield from first_of_each(session, found, conditions(session, wanted)) if wanted.one_per_family else found
        if len(found) < size:
            return
        last, size = found[-1], next(sizes, _CHUNKS[-1])


def _ordered(query: _Places, at: _Column) -> tuple[_Places, _Given]:
    """Return a query for the places from behind `last` on, `size` of them in their order, and what else is given."""
    return query.where(at > bindparam("last")).order_by(at).limit(bindparam("size", type_=Integer)), {}


_ALL = _ordered(select(_PLACE), _PLACE)[0]
_THEIRS = _ordered(select(_PLACE).where(standing.OWN), _PLACE)[0]


def _plain(session: Session, wanted: Wanted) -> tuple[_Places, _Given] | None:
    """Return what is asked most, ready made: all, a speaker's, all with some words; None for anything else."""
    if replace(wanted, speaker_ids=None, about=None) != _ANY or standing.is_judged(session):
        return None
    if wanted.about is None:
        return (_ALL, {}) if wanted.speaker_ids is None else (_THEIRS, {"speaker_ids": padded(wanted.speaker_ids)})
    if wanted.speaker_ids is not None:
        return None
    return words.ready(session, wanted.about)


def by_article(session: Session, wanted: Wanted) -> Iterator[int]:
    """Yield the places of the quotations that are wanted, those of one article together, in the order of its text."""
    query, _ = _query(session, wanted)
    rows = query.order_by(col(QuotationRow.article_id), col(QuotationRow.position))
    # Eight bytes for each: the rows themselves are read later, a few at a time.
    places = array("q", session.connection().execute(rows).scalars())
    for start in range(0, len(places), _CHUNKS[-1]):
        some = places[start : start + _CHUNKS[-1]]
        yield from first_of_each(session, some, conditions(session, wanted)) if wanted.one_per_family else some


def _query(session: Session, wanted: Wanted) -> tuple[_Places, _Column]:
    """Return the query for the places, without an order, and the column to order by."""
    indexed = wanted.about is not None or wanted.role is not None or wanted.via is not None
    if not indexed or _few_to_read(session, wanted):
        return select(_PLACE).where(*conditions(session, wanted, read=indexed)), _PLACE
    at = words.place_of(session)
    met = words.meeting(session, wanted.about, wanted.role, wanted.via)
    joined = words.entering(session, _PLACE)
    rest = _conditions(session, wanted, entered=True)
    return select(at).select_from(joined).where(met, *_days(wanted, at), *rest), at


def _few_to_read(session: Session, wanted: Wanted) -> bool:
    """Whether to read a speaker's quotations for words rather than all quotations that have these words."""
    if (
        wanted.speaker_ids is None
        or wanted.role
        or wanted.via
        or wanted.about is None
        or _contains(wanted.about) is None
    ):
        return False
    theirs = select(_PLACE).where(standing.spoken_by(session, wanted.speaker_ids)).limit(FEW)
    return len(session.connection().execute(theirs).all()) < FEW


def conditions(session: Session, wanted: Wanted, *, read: bool = False) -> list[ColumnElement[bool]]:
    """Return the conditions on a quotation, those on words too; with `read` these are not looked up but read."""
    found = [*_days(wanted, _PLACE), *_conditions(session, wanted, entered=False)]
    contained = _contains(wanted.about) if read and wanted.about is not None else None
    if contained is not None:
        found.append(contained)
    elif wanted.about is not None or wanted.role is not None or wanted.via is not None:
        met = words.meeting(session, wanted.about, wanted.role, wanted.via)
        found.append(_PLACE.in_(select(words.place_of(session)).where(met)))
    return found


def _days(wanted: Wanted, at: _Column) -> list[ColumnElement[bool]]:
    """Return the conditions that a place is of the days that are asked for: no index of days is needed."""
    found = []
    if wanted.since is not None:
        found.append(at <= last_of(wanted.since))
    if wanted.until is not None:
        found.append(at >= first_of(wanted.until))
    if wanted.since is not None or wanted.until is not None:
        found.append(at < first_of(None))
    return found


def _conditions(session: Session, wanted: Wanted, *, entered: bool) -> list[ColumnElement[bool]]:
    """Return the conditions but for words and days; `entered`: the way in is chosen, theirs must not be another."""
    found: list[ColumnElement[bool]] = [] if wanted.rejected else [standing.kept(session)]
    if wanted.nothing:
        found.append(false())
    if wanted.speaker_ids is not None:
        found.append(standing.spoken_by(session, wanted.speaker_ids))
    if wanted.speaker_name is not None:
        found += [col(QuotationRow.speaker_folded) == fold(wanted.speaker_name), standing.as_printed(session)]
    if wanted.kind is not None:
        found.append(col(QuotationRow.kind) == wanted.kind.value)
    if wanted.speech_only:
        found.append(col(QuotationRow.speech).is_(True))
    if wanted.outlet is not None:
        found.append(
            _published_by(session, outlets.meant(session, wanted.outlet), entered=entered or _is_entered(wanted))
        )
    if wanted.org is not None:
        found.append(organizations.of(session, wanted.org))
    return found


def _is_entered(wanted: Wanted) -> bool:
    return wanted.speaker_ids is not None or wanted.speaker_name is not None


# -- outlets ---------------------------------------------------------------------------------------------


def _published_by(session: Session, ids: Sequence[str], *, entered: bool) -> ColumnElement[bool]:
    """Return the condition that an outlet published the article, the way in for those that published little."""
    theirs = select(col(ArticleRow.id)).where(col(ArticleRow.outlet_id).in_(ids))
    if not entered and len(session.connection().execute(theirs.limit(FEW)).all()) < FEW:
        return col(QuotationRow.article_id).in_(theirs)
    one = select(col(ArticleRow.id)).where(
        col(ArticleRow.id) == col(QuotationRow.article_id), col(ArticleRow.outlet_id).in_(ids)
    )
    return one.exists()


# -- words of few quotations -----------------------------------------------------------------------------


def _contains(query: Query) -> ColumnElement[bool] | None:
    """Return the condition that the stored words meet a query, None where it cannot be said so."""
    if isinstance(query, Near):
        return None
    if isinstance(query, Phrase):
        asked = f" {' '.join(query.words)}" + " " * (not query.begins)
        return col(QuotationRow.folded).contains(asked, autoescape=True)
    parts = [_contains(part) for part in query.parts]
    without = [_contains(part) for part in query.without] if isinstance(query, All) else []
    found = [part for part in parts if part is not None]
    left_out = [not_(part) for part in without if part is not None]
    if len(found) < len(parts) or len(left_out) < len(without):
        return None
    return and_(*found, *left_out) if isinstance(query, All) else or_(*found)
