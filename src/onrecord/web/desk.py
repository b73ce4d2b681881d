"""What the serving processes of one site share: how often something may be asked for, and the process that extracts.

A process of its own keeps both, and the others ask it by messages over a socket of this machine; so a limit is one of
the whole site, and drafts are read by one process, however many serve. Pages ask it nothing.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from typing import Any

from onrecord.errors import OnrecordError, UnavailableError
from onrecord.types import Article, Extraction
from onrecord.web.limits import Limit, Limits
from onrecord.web.working import Worker

__all__ = ["Desk", "SharedLimit", "SharedWorker"]

_WAITING = 64
"""Connections that may wait to be taken up."""


class Desk:
    """Where it is asked; made before the processes are, which all have it."""

    def __init__(self, worker: Worker | None) -> None:
        """Open it. `worker`, of which no process is started yet, is to read drafts."""
        self._worker = worker
        self._key = secrets.token_bytes(24)
        self._listener = Listener(family="AF_UNIX", backlog=_WAITING, authkey=self._key)
        self._address = str(self._listener.address)
        self._free: list[Connection] = []

    def close(self) -> None:
        """Let nobody ask any more."""
        self._listener.close()

    # -- the process that answers ----------------------------------------------------------------------

    def attend(self) -> None:
        """Answer until this process is ended: what it does."""
        limits, worker = Limits(), self._worker
        try:
            while True:
                with suppress(AuthenticationError, EOFError, ConnectionError):
                    asked = self._listener.accept()
                    threading.Thread(target=_answer_all, args=(asked, limits, worker), daemon=True).start()
        finally:
            if worker is not None:
                worker.close()

    # -- the processes that ask ------------------------------------------------------------------------

    def limits(self) -> Limits:
        """Return the limits of the whole site."""
        return Limits(*(SharedLimit(self, name) for name in ("drafts", "claims", "sign_ins")))

    def worker(self) -> SharedWorker | None:
        """Return what extracts, None where nothing does."""
        return SharedWorker(self) if self._worker is not None else None

    def ask(self, what: str, *given: object) -> Any:
        """Return an answer. Raises OnrecordError as what is asked for does, UnavailableError where nobody answers."""
        try:
            connection = self._connected()
            connection.send((what, given))
            answer = connection.recv()
        except (AuthenticationError, EOFError, OSError) as error:
            raise UnavailableError("a part of this site is being started again: try again in a moment") from error
        self._free.append(connection)
        if isinstance(answer, OnrecordError):
            raise answer
        return answer

    def _connected(self) -> Connection:
        """Return a connection that nobody uses: one that was used before, as long as its other end is there."""
        while self._free:
            with suppress(IndexError, OSError):  # another thread may have been quicker
                connection = self._free.pop()
                if not connection.poll():
                    return connection
        return Client(self._address, authkey=self._key)


def _answer_all(asked: Connection, limits: Limits, worker: Worker | None) -> None:
    """Answer one who asks until that one is gone."""
    with asked, suppress(EOFError, OSError):
        while True:
            what, given = asked.recv()
            try:
                answer = _answer(limits, worker, what, *given)
            except OnrecordError as error:
                answer = error
            asked.send(answer)


def _answer(limits: Limits, worker: Worker | None, what: str, *given: Any) -> object:
    if what == "wait":
        name, client = given
        limit: Limit = getattr(limits, name)
        return limit.wait(client)
    if worker is None:
        raise UnavailableError("no drafts are read here")
    with worker.turn():
        return worker.extract(*given) if what == "extract" else worker.key_terms(*given)


@dataclass(frozen=True, slots=True)
class SharedLimit(Limit):
    """A limit that the desk keeps."""

    desk: Desk
    name: str

    def wait(self, client: str) -> float:
        """Return how long to wait, as `Limit`."""
        return float(self.desk.ask("wait", self.name, client))


@dataclass(frozen=True, slots=True)
class SharedWorker:
    """The desk's process that extracts, to be used as a `Worker`; a turn is waited for when something is asked."""

    desk: Desk

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Do nothing: the desk sees to it that one draft is read at a time."""
        yield

    def extract(self, article: Article) -> Extraction:
        """Return what is found, as `Worker.extract`; raises BusyError, too."""
        found: Extraction = self.desk.ask("extract", article)
        return found

    def key_terms(self, texts: Sequence[str], limit: int) -> list[tuple[str, float]]:
        """Return the terms, as `Worker.key_terms`; raises BusyError, too."""
        found: list[tuple[str, float]] = self.desk.ask("key_terms", tuple(texts), limit)
        return found

    def close(self) -> None:
        """Do nothing: the desk ends it."""
