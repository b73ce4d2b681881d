"""Answers that are kept until the registry changes: what many readers ask for is worked out once.

Only what everybody gets alike is kept: nothing that was asked for with a cookie or a token, and nothing that says that
it is not to be kept. Where the database does not tell whether it has changed, nothing is.
"""

from __future__ import annotations

import asyncio
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import OnrecordError

__all__ = ["Answer", "Kept", "kept"]

_MOST_BYTES = 48 * 2**20
_LONGEST = 2**20
"""Bytes of all answers that are kept, and of one."""
_LONGEST_QUESTION = 1_000
"""Characters of what is asked: nobody is to fill the memory with questions."""
_OWN = ("cookie", "authorization", "range")
"""Headers with which an answer may be for one reader alone."""
_ASKED = ("host", "accept")
"""Headers that an answer may depend on."""
_BESIDE = 1_000
"""Bytes that an answer takes beside its body, about."""
_OF_A_TIME = frozenset({"/", "/api/v1/stats"})
_SECONDS = 5.0
"""How long these are kept at most: they have numbers of the last half minute, not of a version."""

Key = tuple[str, bytes, tuple[str | None, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with the version of the registry that it is of, and until when it may be given."""

    version: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    until: float = math.inf


class Kept:
    """Answers by what was asked, those that were asked for last; they may be used from several threads."""

    def __init__(self, most_bytes: int = _MOST_BYTES, clock: Callable[[], float] = time.monotonic) -> None:
        """Take how many bytes may be kept."""
        self._most = most_bytes
        self.clock = clock
        self._size = 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key, version: int) -> Answer | None:
        """Return the answer to a question if the registry is as it was then."""
        with self._lock:
            found = self._answers.get(key)
            if found is None:
                return None
            if found.version != version or self.clock() >= found.until:
                self._drop(key)
                return None
            self._answers.move_to_end(key)
            return found

    def put(self, key: Key, answer: Answer) -> None:
        """Keep an answer, in the place of those that nobody has asked for longest."""
        with self._lock:
            if key in self._answers:
                self._drop(key)
            self._answers[key] = answer
            self._size += len(answer.body) + _BESIDE
            while self._size > self._most:
                self._drop(next(iter(self._answers)))

    def _drop(self, key: Key) -> None:
        self._size -= len(self._answers.pop(key).body) + _BESIDE


def kept(app: ASGIApp, *, version: Callable[[], int | None], answers: Kept | None = None) -> ASGIApp:
    """Return an app that keeps its answers until `version` is another one.

    Who asks for what is just being worked out for somebody else waits for that.
    """
    held = answers or Kept()
    begun: dict[Key, asyncio.Event] = {}

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope)
        now = _told(version) if key is not None else None
        if key is None or now is None:
            await app(scope, receive, send)
            return
        found = held.get(key, now)
        if found is None and key in begun:
            await begun[key].wait()
            found = held.get(key, now)
        if found is None:
            done = begun[key] = asyncio.Event()
            try:
                await app(scope, receive, _Keeper(send, held, key, now))
            finally:
                done.set()
                if begun.get(key) is done:
                    del begun[key]
            return
        await send({"type": "http.response.start", "status": 200, "headers": list(found.headers)})
        await send({"type": "http.response.body", "body": found.body})

    return answering


def _told(version: Callable[[], int | None]) -> int | None:
    """Return the version; None where the database does not answer: the app itself will tell that."""
    try:
        return version()
    except OnrecordError:
        return None


def _key(scope: Scope) -> Key | None:
    """Return what is asked for; None where the answer is not to be kept."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    path: str = scope["path"]
    headers = Headers(scope=scope)
    if path.startswith("/static/") or any(name in headers for name in _OWN):
        return None
    query: bytes = scope.get("query_string", b"")
    asked = tuple(headers.get(name) for name in _ASKED)
    short = len(path) + len(query) + sum(len(value or "") for value in asked) <= _LONGEST_QUESTION
    return (path, query, asked) if short else None


class _Keeper:
    """Passes an answer on, and keeps it if it came in one piece and may be kept."""

    def __init__(self, send: Send, held: Kept, key: Key, version: int) -> None:
        self._send, self._held, self._key, self._version = send, held, key, version
        self._headers: tuple[tuple[bytes, bytes], ...] | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = tuple((bytes(name), bytes(value)) for name, value in message.get("headers", ()))
            self._headers = headers if message["status"] == 200 and _may_be_kept(headers) else None
        elif self._headers is not None and not message.get("more_body", False):
            body = bytes(message.get("body", b""))
            if len(body) <= _LONGEST:
                until = self._held.clock() + _SECONDS if self._key[0] in _OF_A_TIME else math.inf
                self._held.put(self._key, Answer(self._version, self._headers, body, until))
            self._headers = None
        else:
            self._headers = None
        await self._send(message)


def _may_be_kept(headers: tuple[tuple[bytes, bytes], ...]) -> bool:
    found = {name.lower(): value for name, value in headers}
    return b"set-cookie" not in found and b"no-store" not in found.get(b"cache-control", b"")
