"""Look quotations up: by speaker, words, date, outlet and kind, or by id."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import cast

from sqlalchemy import ColumnElement, false, or_
from sqlalchemy.orm import QueryableAttribute, defer
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from onrecord.errors import StoreError
from onrecord.names import fold
from onrecord.store import standing
from onrecord.store.records import StoredArticle, StoredQuotation
from onrecord.store.rows import article_record, quotation_record
from onrecord.store.search import outlet_key, word_patterns
from onrecord.store.tables import ArticleRow, FamilyMemberRow, OutletRow, QuotationRow, RulingRow
from onrecord.types import Kind

TextLoader = Callable[[str], str]
"""Reads an article's text by its id."""

_MOST = 2**63 - 1
"""The greatest number that a database counts to: nobody has more quotations to leave out."""

_Found = tuple[QuotationRow, ArticleRow, str | None, RulingRow | None]

WITHOUT_TEXT = defer(cast("QueryableAttribute[str]", ArticleRow.text))
"""Leaves out of an article its text, which a list of quotations does not need."""


_AT_ONCE = 500
"""Rows that a stream holds at once."""

_ARTICLES_KEPT = 64
"""Articles that a stream keeps, with their texts if these were read: neighbours are often of one article."""

_BY_ARTICLE = (col(QuotationRow.article_id), col(QuotationRow.position))
_NEWEST_FIRST = (col(QuotationRow.dated).is_(None), col(QuotationRow.dated).desc(), *_BY_ARTICLE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which quotations: all conditions that are given must hold."""

    speaker_ids: Sequence[str] | None = None
    speaker_name: str | None = None
    about: str | None = None
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    kind: Kind | None = None
    speech_only: bool = False
    one_per_family: bool = False


def find(
    session: Session, wanted: Wanted, load_text: TextLoader, *, limit: int | None, offset: int
) -> list[StoredQuotation]:
    """Return the quotations that are wanted, newest first, those of one day by article."""
    ordered = _select().where(*_conditions(session, wanted)).order_by(*_NEWEST_FIRST)
    most = None if limit is None else min(limit, _MOST)
    rows = session.exec(ordered.limit(most).offset(min(offset, _MOST))).all()
    articles: dict[str, StoredArticle] = {}
    return [_record(session, row, load_text, articles) for row in rows]


def stream(
    session: Session, wanted: Wanted, load_text: TextLoader, *, limit: int | None, by_article: bool
) -> Iterator[StoredQuotation]:
    """Go through the quotations that are wanted, a few of them in memory at a time.

    Newest first or, if `by_article`, those of one article together, in the order of its text.
    """
    order = _BY_ARTICLE if by_article else _NEWEST_FIRST
    most = None if limit is None else min(limit, _MOST)
    ordered = _select().where(*_conditions(session, wanted)).order_by(*order).limit(most)
    articles: dict[str, StoredArticle] = {}
    for row in session.exec(ordered, execution_options={"yield_per": _AT_ONCE}):
        if len(articles) > _ARTICLES_KEPT and row[1].id not in articles:
            articles.clear()
        yield _record(session, row, load_text, articles)


def one(session: Session, id_: str, load_text: TextLoader) -> StoredQuotation:
    """Return the quotation whose id this is or begins; StoreError for none or several."""
    row = session.exec(_select().where(col(QuotationRow.id) == id_)).first()
    if row is not None:
        return _record(session, row, load_text, {})
    starts = col(QuotationRow.id).startswith(id_, autoescape=True)
    rows = session.exec(_select().where(starts).order_by(col(QuotationRow.id)).limit(6)).all() if id_ else []
    if len(rows) == 1:
        return _record(session, rows[0], load_text, {})
    if not rows:
        raise StoreError(f"no quotation has the id {id_!r}: `onrecord quotes` shows the ids")
    shown = ", ".join(row[0].id for row in rows[:5]) + " …" * (len(rows) > 5)
    raise StoreError(f"several quotations have an id that begins with {id_!r}: {shown}")


def these(session: Session, ids: Sequence[str], load_text: TextLoader) -> dict[str, StoredQuotation]:
    """Return quotations by their ids; those that are not there are left out."""
    articles: dict[str, StoredArticle] = {}
    found: dict[str, StoredQuotation] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        for row in session.exec(_select().where(col(QuotationRow.id).in_(some))).all():
            found[row[0].id] = _record(session, row, load_text, articles)
    return found


def _select() -> Select[QuotationRow, ArticleRow, str, RulingRow]:
    found = select(QuotationRow, ArticleRow, standing.HEAD, RulingRow).join(
        ArticleRow, col(ArticleRow.id) == col(QuotationRow.article_id)
    )
    return standing.joined(found).options(WITHOUT_TEXT)


def _record(
    session: Session, found: _Found, load_text: TextLoader, articles: dict[str, StoredArticle]
) -> StoredQuotation:
    quotation, row, speaker_id, ruling = found
    article = articles.get(row.id)
    if article is None:
        article = articles[row.id] = article_record(row, partial(load_text, row.id))
    record = quotation_record(quotation, speaker_id, article)
    return record if ruling is None else standing.ruled(session, record, quotation, ruling)


def _conditions(session: Session, wanted: Wanted) -> list[ColumnElement[bool]]:
    found = _asked(session, wanted)
    return [col(QuotationRow.id).in_(_first_of_families(found))] if wanted.one_per_family else found


def _first_of_families(conditions: Sequence[ColumnElement[bool]]) -> SelectOfScalar[str]:
    """Return the ids of those quotations that are the earliest of their family among those that are wanted."""
    family = func.coalesce(col(FamilyMemberRow.family), col(QuotationRow.id))
    earliest = (col(QuotationRow.dated).is_(None), col(QuotationRow.dated), col(ArticleRow.added_at), *_BY_ARTICLE)
    place = func.row_number().over(partition_by=family, order_by=earliest).label("place")
    numbered = (
        select(QuotationRow.id, place)
        .join(ArticleRow, col(ArticleRow.id) == col(QuotationRow.article_id))
        .outerjoin(FamilyMemberRow, col(FamilyMemberRow.quotation_id) == col(QuotationRow.id))
        .where(*conditions)
        .subquery()
    )
    return select(numbered.c.id).where(numbered.c.place == 1)


def _asked(session: Session, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [standing.kept(session)]
    if wanted.speaker_ids is not None:
        found.append(standing.spoken_by(session, wanted.speaker_ids))
    if wanted.speaker_name is not None:
        found.append(col(QuotationRow.speaker_folded) == fold(wanted.speaker_name))
        found.append(standing.as_printed(session))
    if wanted.about:
        words, patterns = col(QuotationRow.folded), word_patterns(wanted.about)
        # Marks alone are no words, and no quotation is about them.
        found.extend([words.contains(word, autoescape=True) for word in patterns] or [false()])
    if wanted.since:
        found.append(col(QuotationRow.dated) >= wanted.since)
    if wanted.until:
        found.append(col(QuotationRow.dated) <= wanted.until)
    if wanted.kind:
        found.append(col(QuotationRow.kind) == wanted.kind.value)
    if wanted.speech_only:
        found.append(col(QuotationRow.speech).is_(True))
    if wanted.outlet:
        found.append(col(ArticleRow.outlet_id).in_(_outlets(session, wanted.outlet)))
    return found


def _outlets(session: Session, asked: str) -> list[str]:
    """Return the ids of the outlets that an id, a name or a domain means."""
    means = or_(
        col(OutletRow.id) == asked,
        col(OutletRow.folded) == outlet_key(asked),
        col(OutletRow.domain) == asked.lower().removeprefix("www."),
    )
    return list(session.exec(select(OutletRow.id).where(means)).all())


def count(session: Session, article_id: str) -> int:
    """Return how many quotations an article has."""
    return session.exec(
        select(func.count()).select_from(QuotationRow).where(QuotationRow.article_id == article_id)
    ).one()


def text_of(session: Session, article_id: str) -> str:
    """Return an article's text. Raises StoreError where it is gone."""
    text = session.exec(select(ArticleRow.text).where(ArticleRow.id == article_id)).first()
    if text is None:
        raise StoreError(f"the article {article_id!r} is no longer in the registry")
    return text
