"""One process beside the server that finds the quotations of drafts, so that pages answer meanwhile.

It is started when a draft first comes, and once more where it died or took too long. A draft that no process survives
is told as such; the site goes on.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from onrecord.errors import InputError, ModelError, OnrecordError
from onrecord.types import Article, Extraction

__all__ = ["BusyError", "Worker", "WorkerError"]

Extract = Callable[[Any], Any]
"""What the process does: an Extraction for an Article, ranked terms for `Texts`."""
_STARTING = 120.0
"""Seconds that reading the models may take."""
_WAITING = 4
"""Drafts that may wait for the one that is read."""


class WorkerError(OnrecordError):
    """A draft was not read to its end: it took too long, or the process that read it died."""


class BusyError(OnrecordError):
    """Too many drafts are waiting already."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Words whose key terms are asked for, `limit` of them at most."""

    texts: tuple[str, ...]
    limit: int


def _load() -> Extract:
    """Return what extracts, the models read: what the process begins with."""
    from onrecord.pipeline import extract, load

    nlp = load()

    def answer(asked: Article | Texts) -> Extraction | list[tuple[str, float]]:
        if isinstance(asked, Article):
            return extract(nlp, asked)
        from onrecord.terms import key_terms

        return key_terms(nlp, asked.texts, limit=asked.limit)

    return answer


class Worker:
    """A process that extracts, one draft at a time; others wait, a few of them."""

    def __init__(self, *, seconds: float = 60.0, load: Callable[[], Extract] = _load) -> None:
        """Take how long one draft may take, and what the process begins with (a function of a module)."""
        self._seconds = seconds
        self._load = load
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(1 + _WAITING)
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._closed = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the one place where a draft is worked on. Raises BusyError where many wait for it."""
        if not self._places.acquire(blocking=False):
            raise BusyError("many drafts are being checked: try again in a minute")
        try:
            with self._turn:
                yield
        finally:
            self._places.release()

    def extract(self, article: Article) -> Extraction:
        """Return what is found in an article, as `onrecord.extract` does; to be called in a `turn`.

        Raises InputError for one that cannot be read, ModelError where the models are missing, WorkerError where it
        takes too long or nothing comes back.
        """
        answer = self._asked(article)
        if isinstance(answer, Extraction):
            return answer
        raise _again(answer)

    def key_terms(self, texts: Sequence[str], limit: int) -> list[tuple[str, float]]:
        """Return the terms that stand out in all texts together, as `onrecord.terms.key_terms`; in a `turn`.

        Raises as `extract`.
        """
        answer = self._asked(Texts(tuple(texts), limit))
        if isinstance(answer, list):
            return answer
        raise _again(answer)

    def _asked(self, asked: Article | Texts) -> object:
        pipe = self._started()
        try:
            pipe.send(asked)
            return self._answer(pipe, self._seconds, "a draft of this length takes too long: check it in parts")
        except (EOFError, OSError) as error:
            self._end()
            raise WorkerError("the process that reads drafts died over this one: check it in parts") from error

    @property
    def pid(self) -> int | None:
        """The id of the process, None where there is none now."""
        return self._process.pid if self._process is not None else None

    def close(self) -> None:
        """End the process, whatever it does."""
        self._closed = True
        self._end()

    def _started(self) -> Connection:
        """Return the pipe to a process that is ready."""
        if self._closed:
            raise WorkerError("the site is being stopped")
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self._end()
        context = multiprocessing.get_context("spawn")  # a fork would share the threads' locks and connections
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self._load), name="onrecord drafts", daemon=True)
        self._process.start()
        theirs.close()
        try:
            ready = self._answer(self._pipe, _STARTING, "the models took too long to read: try again")
        except (EOFError, OSError) as error:
            self._end()
            raise WorkerError("the process that reads drafts did not start: the server's log says why") from error
        if ready is not None:
            self._end()
            raise _again(ready)
        return self._pipe

    def _answer(self, pipe: Connection, seconds: float, otherwise: str) -> object:
        if not pipe.poll(seconds):
            self._end()
            raise WorkerError(otherwise)
        answer: object = pipe.recv()
        return answer

    def _end(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None:
            process.kill()
            process.join()
        if pipe is not None:
            pipe.close()


def _again(told: object) -> OnrecordError:
    """Return the error that the process told."""
    kind, message = told if isinstance(told, tuple) else ("", "")
    kinds: dict[str, type[OnrecordError]] = {"InputError": InputError, "ModelError": ModelError}
    return kinds.get(kind, WorkerError)(message or "this draft cannot be read")


def _work(pipe: Connection, load: Callable[[], Extract]) -> None:
    """Read drafts until the server is gone; what the process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops the server stops this, too
    try:
        extract = load()
    except OnrecordError as error:
        pipe.send((type(error).__name__, str(error)))
        return
    pipe.send(None)
    while True:
        try:
            article = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_found(extract, article))


def _found(extract: Extract, article: Article | Texts) -> object:
    try:
        return extract(article)
    except OnrecordError as error:
        return type(error).__name__, str(error)
