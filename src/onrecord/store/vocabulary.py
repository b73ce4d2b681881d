"""The words that begin with some letters, as SQLite's index of words has them, so that a few of them are asked for.

FTS5 reads all places of all words with a beginning before it tells the first hit, and of a word only as many as it
needs. Most words that are typed whole are the only ones that begin so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from onrecord.wordquery import All, Phrase, Query
from onrecord.wordquery import Any as AnyOf

__all__ = ["spelled_out"]

_MOST = 12
"""Words of one beginning up to which asking for each is quicker."""
_PHRASES = 16
"""Beginnings of one query that are looked up."""
_INDEXED = 3
"""Letters of a beginning of which FTS5 has an index of its own."""
_MAKE = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.quotation_vocabulary USING fts5vocab(main, quotation_words, instance)"
_NEXT = "SELECT term FROM temp.quotation_vocabulary WHERE term >= ? LIMIT 1"


def spelled_out(session: Session, query: Query) -> Query:
    """Return a query for the same with words in the place of the beginnings that few words have. SQLite only."""
    raw: Any = session.connection().connection.driver_connection
    raw.execute(_MAKE)
    return _Speller(raw).query(query)


class _Speller:
    """Goes through a query and looks up its beginnings, the first ones of very many."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._left = _PHRASES

    def query(self, query: Query) -> Query:
        if isinstance(query, Phrase):
            return self._phrase(query)
        if isinstance(query, All):
            return All(tuple(map(self.query, query.parts)), tuple(map(self.query, query.without)))
        return AnyOf(tuple(map(self.query, query.parts))) if isinstance(query, AnyOf) else query

    def _phrase(self, phrase: Phrase) -> Query:
        *firsts, last = phrase.words
        if not phrase.begins or len(last) <= _INDEXED or not self._left:
            return phrase
        self._left -= 1
        words = [word for word, _ in zip(self._beginning(last), range(_MOST + 1), strict=False)]
        if len(words) > _MOST:
            return phrase
        # None at all: the word itself, which is quick to find nowhere.
        found = [Phrase((*firsts, word), begins=False) for word in words or [last]]
        return found[0] if len(found) == 1 else AnyOf(tuple(found))

    def _beginning(self, start: str) -> Iterator[str]:
        """Yield the words that begin so, in the order of the index: each a search from behind the last."""
        found = self._raw.execute(_NEXT, (start,)).fetchone()
        while found is not None and found[0].startswith(start):
            yield found[0]
            found = self._raw.execute(_NEXT, (found[0] + "\0",)).fetchone()
