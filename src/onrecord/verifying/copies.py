"""Fresh copies of articles, kept in a temporary file, and which of them is the copy of a stored article.

Only keys of a few bytes are held in memory: many copies may be looked through for many stored articles.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import IO, TYPE_CHECKING

from onrecord.names import fold
from onrecord.types import Article

if TYPE_CHECKING:
    from onrecord.store.records import StoredArticle

_TITLES = 0.7
"""How much of the words of two titles must be the same, and how far the best must lead, for one to be the other's."""
_LEAD = 0.1
_RUN = 4
"""Words in a row by which two texts are compared, and the share of them that makes two texts forms of one:"""
_ALIKE = 0.2
_COMMON_TITLE_WORD = 1000
"""Titles that a word may be in; one that is in more leads to too many."""
_WORD = re.compile(r"\w+")


class By(StrEnum):
    """By what a copy was known for one of a stored article, the surest first."""

    ID = "id"
    URL = "url"
    ORIGIN = "origin"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Copy:
    """A fresh copy of a stored article."""

    article: Article
    by: By


@contextmanager
def held_copies(articles: Iterable[Article]) -> Iterator[Copies]:
    """Hold articles as they are now in a temporary file, to be asked for the copies of stored ones."""
    with tempfile.TemporaryFile() as file:
        yield Copies(file, articles)


class Copies:
    """Articles as they are now, to be asked for the copy of a stored one. Made by `held_copies`."""

    def __init__(self, file: IO[bytes], articles: Iterable[Article]) -> None:
        """Write the articles to a file, one by one; of several with one id or address the first counts."""
        self._file = file
        self._places: list[tuple[int, int]] = []
        self._keys: dict[bytes, int] = {}
        self._titles: dict[bytes, list[int]] = {}
        self._sizes: list[int] = []
        for article in articles:
            self._take(article)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places)

    def _take(self, article: Article) -> None:
        number = len(self._places)
        written = json.dumps(_plain(article)).encode()
        self._places.append((self._file.seek(0, 2), len(written)))
        self._file.write(written)
        for by, value in ((By.ID, article.id), (By.URL, article.url), (By.ORIGIN, article.origin)):
            if value:
                self._keys.setdefault(_key(by, value), number)
        words = _words(article.title)
        self._sizes.append(len(words))
        for word in words:
            self._titles.setdefault(_key(By.TITLE, word), []).append(number)

    def copy_of(self, stored: StoredArticle) -> Copy | None:
        """Return the copy of a stored article: the one with its id, else its address, its file or a title like its own.

        One that is known by its title alone, or by an id that was made up from a file's name, must also share some of
        the text.
        """
        for by, value in ((By.ID, stored.id), (By.URL, stored.url), (By.ORIGIN, stored.origin)):
            number = self._keys.get(_key(by, value)) if value else None
            if number is not None:
                found = self._read(number)
                if by is not By.ID or found.id_given or found.origin == stored.origin or _alike(found, stored):
                    return Copy(found, by)
        number = self._by_title(stored)
        titled = None if number is None else self._read(number)
        return Copy(titled, By.TITLE) if titled is not None and _alike(titled, stored) else None

    def _by_title(self, stored: StoredArticle) -> int | None:
        words = _words(stored.title)
        shared: Counter[int] = Counter()
        for word in words:
            numbers = self._titles.get(_key(By.TITLE, word), ())
            shared.update(numbers if len(numbers) <= _COMMON_TITLE_WORD else ())
        scores = [(2 * both / (len(words) + self._sizes[number]), number) for number, both in shared.items()]
        ranked = sorted(scores, key=lambda each: (-each[0], each[1]))[:2]
        if not ranked or ranked[0][0] < _TITLES:
            return None
        clear = len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _LEAD
        return ranked[0][1] if clear else None

    def _read(self, number: int) -> Article:
        start, size = self._places[number]
        self._file.seek(start)
        fields = json.loads(self._file.read(size))
        return Article(**fields)


def _plain(article: Article) -> dict[str, object]:
    """Return what is needed of a copy; its metadata are not compared."""
    names = ("id", "text", "title", "url", "outlet", "byline", "origin", "id_given")
    return {name: getattr(article, name) for name in names}


def _key(by: By, value: str) -> bytes:
    """Return eight bytes for a key: of a million, two are the same once in some ten million times."""
    return blake2b(f"{by} {value.strip()}".encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _words(title: str | None) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(title or "")))


def _alike(copy: Article, stored: StoredArticle) -> bool:
    """Whether two texts share runs of words as two forms of one article do."""
    theirs, ours = set(_runs(copy.text)), set(_runs(stored.text))
    return bool(theirs and ours) and len(theirs & ours) >= _ALIKE * min(len(theirs), len(ours))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return (tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))
