"""Chunks of articles through several processes, or through this one: answers come in the order of the chunks.

Only so many chunks are on their way that memory does not grow with the input: the next one is asked for when the
first of these is handed out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import LifoQueue
from types import TracebackType
from typing import Protocol, Self, TypeVar

from onrecord import extracting
from onrecord.extracting import Found, Load
from onrecord.types import Article
from onrecord.workers.child import peak_memory
from onrecord.workers.hand import SECONDS, Hand

C = TypeVar("C")

_CHUNKS_A_WORKER = 4
_MOST_CHARACTERS = 4_000_000
"""Of all articles that are on their way together, but for one that alone has more."""


class Extractor(Protocol):
    """What extracts chunks of articles, in this process or beside it."""

    def each(self, chunks: Iterable[C], articles: Callable[[C], Sequence[Article]]) -> Iterator[tuple[C, list[Found]]]:
        """Hand out each chunk, in order, with what became of its `articles`; a chunk may have none."""

    def peaks(self) -> list[int]:
        """Return the most memory in bytes that each process held that extracts; empty before the first article."""


class Here:
    """Extracts in this process; the models are read with the first article."""

    def __init__(self, load: Load) -> None:
        """Take what reads the models."""
        self._load = load
        self._used = False

    def __enter__(self) -> Self:
        """Return this."""
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: the models stay for whoever asks next."""

    def each(self, chunks: Iterable[C], articles: Callable[[C], Sequence[Article]]) -> Iterator[tuple[C, list[Found]]]:
        """Hand out each chunk with what became of its articles. Raises ModelError where the models are missing."""
        for chunk in chunks:
            given = articles(chunk)
            self._used = self._used or bool(given)
            yield chunk, self._load()(given) if given else []

    def peaks(self) -> list[int]:
        """Return what this process held."""
        return [peak_memory()] if self._used else []


class Crew:
    """Processes that extract, `number` of them at most: each is started when there is a chunk for it.

    Use it in a `with`: at its end the processes are ended, in whatever they do, and none is left.
    """

    def __init__(self, number: int, *, load: Load = extracting.load, seconds: float = SECONDS) -> None:
        """Take how many processes, what each begins with, and how long the shortest article may take."""
        if number < 1:
            raise ValueError(f"at least one process extracts, not {number}")
        self._hands = [Hand(load, seconds) for _ in range(number)]
        self._free: LifoQueue[Hand] = LifoQueue()  # the one that was busy last: the others need not be started
        for hand in reversed(self._hands):
            self._free.put(hand)
        self._threads = ThreadPoolExecutor(number, "onrecord-worker")

    def __enter__(self) -> Self:
        """Return this."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all processes, and wait until they are gone."""
        for hand in self._hands:
            hand.close()
        self._threads.shutdown(cancel_futures=True)
        for hand in self._hands:
            hand.wait()

    def each(self, chunks: Iterable[C], articles: Callable[[C], Sequence[Article]]) -> Iterator[tuple[C, list[Found]]]:
        """Hand out each chunk, in order, with what became of its articles; only a few are on their way at a time.

        Raises ModelError where the models are missing and WorkerError where no process can be started.
        """
        rest = iter(chunks)
        begun: deque[tuple[C, Future[list[Found]], int]] = deque()
        under_way, more = 0, True
        while more or begun:
            while more and (not begun or self._has_room(len(begun), under_way)):
                try:
                    chunk = next(rest)
                except StopIteration:
                    more = False
                    break
                given = articles(chunk)
                size = sum(len(each.text) for each in given)
                begun.append((chunk, self._begin(given), size))
                under_way += size
            if begun:
                chunk, answer, size = begun.popleft()
                yield chunk, answer.result()
                under_way -= size

    def peaks(self) -> list[int]:
        """Return the most memory in bytes that each process held."""
        return [hand.peak for hand in self._hands if hand.peak]

    def _has_room(self, chunks: int, characters: int) -> bool:
        return chunks < _CHUNKS_A_WORKER * len(self._hands) and characters < _MOST_CHARACTERS

    def _begin(self, articles: Sequence[Article]) -> Future[list[Found]]:
        if articles:
            return self._threads.submit(self._extract, articles)
        nothing: Future[list[Found]] = Future()
        nothing.set_result([])
        return nothing

    def _extract(self, articles: Sequence[Article]) -> list[Found]:
        hand = self._free.get()
        try:
            return hand.extract(articles)
        finally:
            self._free.put(hand)


def extractor(workers: int, load: Load) -> Here | Crew:
    """Return what extracts with so many processes, to be used in a `with`: one is this one."""
    return Here(load) if workers == 1 else Crew(workers, load=load)
