"""Articles on their way into a registry: which have to be extracted, and what became of each, in their order.

What is kept is the same however many articles are on their way at once: an article is left out as kept already only
where no other of its id is on its way, and one that is the same as another on its way waits for what is found in that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.extracting import Found, where
from onrecord.files import FileRead
from onrecord.formats import Problem
from onrecord.types import Article

if TYPE_CHECKING:
    from onrecord.store import Store

BATCH, CHARACTERS = 8, 32_000
"""Articles that are extracted together, and kept in one transaction: more are hardly faster, and fewer kept sooner."""

_MOST = 64
"""Articles, also those that are kept already, of which something is said together."""


@dataclass(slots=True)
class Source:
    """The file that articles are from; `whole`: all of them could be kept so far."""

    whole: bool = True


@dataclass(slots=True)
class Entry:
    """An article on its way. `current`: it is kept already. `twin`: the same article, which came shortly before."""

    article: Article
    source: Source
    current: bool = False
    twin: Entry | None = None
    found: Found | None = None

    @property
    def is_fresh(self) -> bool:
        """Whether it has to be extracted."""
        return not self.current and self.twin is None


@dataclass(slots=True)
class Chunk:
    """Articles that go their way together, and the files whose last article is among them."""

    entries: list[Entry] = field(default_factory=list)
    ended: list[tuple[FileRead, Source]] = field(default_factory=list)

    @property
    def fresh(self) -> list[Entry]:
        """Those that have to be extracted."""
        return [entry for entry in self.entries if entry.is_fresh]

    def has_room(self, entry: Entry) -> bool:
        """Whether one more may go with these."""
        if not entry.is_fresh:
            return len(self.entries) < _MOST
        fresh = [each.article for each in self.fresh]
        return len(self.entries) < _MOST and fits(fresh, entry.article)


def fits(articles: Sequence[Article], article: Article) -> bool:
    """Whether an article may be extracted together with others; one may always be extracted alone."""
    characters = sum(len(each.text) for each in articles) + len(article.text)
    return not articles or (len(articles) < BATCH and characters <= CHARACTERS)


class Intake:
    """Decides what has to be extracted, as articles come and before those that came earlier are kept."""

    def __init__(self, store: Store, limit: int | None) -> None:
        """Take where articles are kept, and how many may be extracted, None for all."""
        self._store, self._left = store, limit
        self._under_way: dict[str, list[Entry]] = defaultdict(list)
        self.stopped_at: Article | None = None

    def chunks(self, articles: Iterable[Article | FileRead]) -> Iterator[Chunk]:
        """Yield the articles in their order, a few together, until as many are fresh as may be."""
        chunk, source = Chunk(), Source()
        for each in articles:
            if isinstance(each, FileRead):
                chunk.ended.append((each, source))
                source = Source()
                continue
            if self._left == 0:
                self.stopped_at = each
                break
            entry = self._entry(each, source)
            if not chunk.has_room(entry):
                yield chunk
                chunk = Chunk()
            chunk.entries.append(entry)
        yield chunk

    def settled(self, entry: Entry) -> None:
        """Take note that an article is kept now, or never will be."""
        if not entry.current or entry.twin is not None:
            of_id = self._under_way[entry.article.id]
            of_id.remove(entry)
            if not of_id:
                del self._under_way[entry.article.id]

    def _entry(self, article: Article, source: Source) -> Entry:
        under_way = self._under_way.get(article.id, ())
        entry = Entry(article, source, twin=next((each for each in under_way if _same(each.article, article)), None))
        if entry.twin is not None:
            entry.twin = entry.twin.twin or entry.twin
        elif not under_way and self._store.is_current(article):
            entry.current = True
            return entry
        elif self._left is not None:
            self._left -= 1
        self._under_way[article.id].append(entry)
        return entry


def _same(one: Article, other: Article) -> bool:
    """Whether two articles differ at most in where they were read."""
    return replace(one, origin=None, id_given=True) == replace(other, origin=None, id_given=True)


def of_twin(entry: Entry, twin: Entry) -> Found:
    """Return what is found in an article that is the same as another one."""
    if twin.found is None:
        raise AssertionError("of two that are the same the first is settled first")
    if isinstance(twin.found, Problem):
        return replace(twin.found, where=where(entry.article))
    return replace(twin.found, article=entry.article)
