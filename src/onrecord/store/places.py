"""The order of quotations as one number, their place: newest first, undated ones last, those of a day by article.

It is what lists are ordered by, the row of the index of words, and how a page goes on where the last one ended: an
article that is added in between changes no other's place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from onrecord.store.tables import QuotationRow

_DAY_BITS, _ARTICLE_BITS, _POSITION_BITS = 22, 28, 13
_DAY_SHIFT = _ARTICLE_BITS + _POSITION_BITS
_UNDATED = (1 << _DAY_BITS) - 1
_CHUNK = 400
_TAKEN = select(col(QuotationRow.place)).where(col(QuotationRow.place).in_(bindparam("places", expanding=True)))


def place(dated: date | None, article_id: str, position: int) -> int:
    """Return where a quotation stands: 22 bits of the day, 28 of the article's digest, 13 of its position there.

    Two articles of a day may have one digest, and positions end at 8191: `Places` finds a free place then.
    """
    digest = hashlib.blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    article = int.from_bytes(digest) >> (32 - _ARTICLE_BITS)
    return first_of(dated) | article << _POSITION_BITS | min(position, (1 << _POSITION_BITS) - 1)


def first_of(dated: date | None) -> int:
    """Return the first place of a day, or of what has none."""
    day = _UNDATED if dated is None else _UNDATED - 1 - dated.toordinal()
    return day << _DAY_SHIFT


def last_of(dated: date | None) -> int:
    """Return the last place of a day."""
    return first_of(dated) + (1 << _DAY_SHIFT) - 1


def day_of(at: int) -> date | None:
    """Return the day of a place."""
    day = at >> _DAY_SHIFT
    return None if day == _UNDATED else date.fromordinal(_UNDATED - 1 - day)


def of_article(at: int) -> int:
    """Return what the places of one article on one day have in common."""
    return at >> _POSITION_BITS


class Places:
    """Gives new quotations places that nobody has, for articles that are written in one transaction."""

    def __init__(self, session: Session, expected: Iterable[int] = ()) -> None:
        """Ask once which of the places that will most likely be wanted are taken."""
        self._session = session
        self._taken: set[int] = set()
        self._asked: set[int] = set()
        self._ask(list(expected))

    def free(self, wanted: Sequence[int]) -> list[int]:
        """Return a place for each, the wanted one or the next that is free, and remember that these are taken."""
        self._ask([at for at in wanted if at not in self._asked])
        return [self._next(at) for at in wanted]

    def _next(self, at: int) -> int:
        while at in self._taken:
            at += 1
            if at not in self._asked:
                self._ask(range(at, at + 16))
        self._taken.add(at)
        return at

    def _ask(self, places: Sequence[int]) -> None:
        for start in range(0, len(places), _CHUNK):
            some = places[start : start + _CHUNK]
            self._taken.update(self._session.connection().execute(_TAKEN, {"places": list(some)}).scalars())
            self._asked.update(some)
