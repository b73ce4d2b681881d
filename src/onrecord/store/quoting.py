"""Look quotations up: by all that may be asked of them, page by page, or by id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import select
from sqlmodel import Session, col, func

from onrecord.errors import NotOnRecordError, StoreError
from onrecord.ranking import score
from onrecord.store import choosing, cursors
from onrecord.store.asking import Sort, Wanted
from onrecord.store.cursors import Best, Cursor, Newest
from onrecord.store.reading import Reader, TextLoader
from onrecord.store.records import Page, StoredQuotation
from onrecord.store.tables import ArticleRow, QuotationRow

RANKED = 2000
"""Quotations that are ranked when the best are asked for: the newest that fit."""
_MOST = 2**62
"""Nobody has more quotations to give or to leave out, and half of what can be counted."""
_AT_ONCE = 500
"""Rows that are read at once."""
_HELD = 40
"""Quotations that a stream holds, and articles, with their texts if these were read."""


def page(
    session: Session,
    asked: Wanted,
    load_text: TextLoader,
    *,
    limit: int | None,
    offset: int = 0,
    after: str | None = None,
    sort: Sort = "newest",
) -> Page:
    """Return the quotations that are wanted, `limit` of them, and where to go on if there are more.

    Newest first; or the best of the newest `RANKED` by `ranking.score` of what is asked of the words.
    """
    limit, offset = None if limit is None else min(limit, _MOST), min(offset, _MOST)
    cursor = None if after is None else cursors.read(after)
    find = _best if sort == "best" else _newest
    found, onward = find(session, asked, cursor, limit, offset)
    reader = Reader(session, load_text)
    quotations: list[StoredQuotation] = []
    for start in range(0, len(found), _AT_ONCE):
        quotations += reader.at(found[start : start + _AT_ONCE])
    return Page(tuple(quotations), None if onward is None else cursors.written(onward))


def _newest(
    session: Session, asked: Wanted, cursor: Cursor | None, limit: int | None, offset: int
) -> tuple[list[int], Cursor | None]:
    if isinstance(cursor, Best):
        raise StoreError("after: this is where a page of the best ended; ask for sort='best' again")
    most = None if limit is None else offset + limit + 1
    places = choosing.ordered(session, asked, after=None if cursor is None else cursor.place, most=most)
    found = list(islice(places, offset, most))
    if limit is None or len(found) <= limit:
        return found, None
    return found[:limit], Newest(found[limit - 1]) if limit else None


def _best(
    session: Session, asked: Wanted, cursor: Cursor | None, limit: int | None, offset: int
) -> tuple[list[int], Cursor | None]:
    if isinstance(cursor, Newest):
        raise StoreError("after: this is where a page of the newest ended; ask without sort='best'")
    places = _ranked_ones(session, asked, cursor)
    order = sorted((-_score(asked, folded), place) for place, folded in _folded(session, places))
    rest = [one for one in order if cursor is None or one > (-cursor.score, cursor.place)][offset:]
    found = rest if limit is None else rest[:limit]
    onward = Best(-found[-1][0], found[-1][1], max(places)) if found and len(found) < len(rest) else None
    return [place for _, place in found], onward


def _ranked_ones(session: Session, asked: Wanted, cursor: Best | None) -> list[int]:
    """Return the places that are ranked: on a later page those that were there on the first, and newer ones."""
    places = choosing.ordered(session, asked, most=RANKED)
    if cursor is None:
        return list(islice(places, RANKED))
    return [place for place in islice(places, RANKED * 2) if place <= cursor.last]


def _score(asked: Wanted, folded: str) -> int:
    return 0 if asked.about is None else score(asked.about, folded.split())


def _folded(session: Session, places: Sequence[int]) -> Iterator[tuple[int, str]]:
    for start in range(0, len(places), _AT_ONCE):
        some = col(QuotationRow.place).in_(places[start : start + _AT_ONCE])
        found = select(col(QuotationRow.place), col(QuotationRow.folded)).where(some)
        yield from ((row[0], row[1]) for row in session.connection().execute(found))


def stream(
    session: Session, asked: Wanted, load_text: TextLoader, *, limit: int | None, by_article: bool
) -> Iterator[StoredQuotation]:
    """Go through the quotations that are wanted, a few of them in memory at a time.

    Newest first or, if `by_article`, those of one article together, in the order of its text.
    """
    ordered = choosing.by_article(session, asked) if by_article else choosing.ordered(session, asked, most=limit)
    places = islice(ordered, None if limit is None else min(limit, _MOST))
    reader = Reader(session, load_text, keep=_HELD)
    while some := list(islice(places, _HELD)):
        yield from reader.at(some)


def one(session: Session, id_: str, load_text: TextLoader) -> StoredQuotation:
    """Return the quotation whose id this is or begins; StoreError for none or several."""
    reader = Reader(session, load_text)
    found = reader.with_ids([id_])
    if not found and id_:
        found = reader.where(col(QuotationRow.id).startswith(id_, autoescape=True), most=6)
    if not found:
        raise NotOnRecordError(f"no quotation has the id {id_!r}: `onrecord quotes` shows the ids")
    if len(found) > 1:
        shown = ", ".join(each.id for each in found[:5]) + " …" * (len(found) > 5)
        raise StoreError(f"several quotations have an id that begins with {id_!r}: {shown}")
    return found[0]


def these(session: Session, ids: Sequence[str], load_text: TextLoader) -> dict[str, StoredQuotation]:
    """Return quotations by their ids; those that are not there are left out."""
    reader = Reader(session, load_text, keep=len(ids))
    found: dict[str, StoredQuotation] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = reader.with_ids(ids[start : start + _AT_ONCE])
        found |= {each.id: each for each in some}
    return found


def count(session: Session, article_id: str) -> int:
    """Return how many quotations an article has."""
    counted = select(func.count()).select_from(QuotationRow).where(col(QuotationRow.article_id) == article_id)
    return session.connection().execute(counted).scalar_one()


def text_of(session: Session, article_id: str) -> str:
    """Return an article's text. Raises StoreError where it is gone."""
    found = select(col(ArticleRow.text)).where(col(ArticleRow.id) == article_id)
    text = session.connection().execute(found).scalar()
    if text is None:
        raise NotOnRecordError(f"the article {article_id!r} is no longer in the registry")
    return str(text)
