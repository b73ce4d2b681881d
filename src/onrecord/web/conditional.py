"""Answers that need not be sent again: each has an ETag of its bytes, and who has these already is told so (304).

The tag is made of what is sent, so that it changes whenever the registry says something else, and never otherwise.
"""

from __future__ import annotations

import hashlib
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["conditional", "etag_of"]

_TAG = re.compile(r'(?:W/)?("[^"]*")')
_OF_THE_BODY = ("content-length", "content-type", "content-disposition")


def etag_of(body: bytes) -> str:
    """Return the ETag (RFC 9110) of bytes."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def conditional(app: ASGIApp) -> ASGIApp:
    """Return an app that answers HEAD as GET without the body, and 304 for what whoever asks has already."""

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await app(scope, receive, send)
            return
        sender = _Sender(send, Headers(scope=scope).get("if-none-match"), bare=scope["method"] == "HEAD")
        await app({**scope, "method": "GET"}, receive, sender)

    return answering


class _Sender:
    """Holds the beginning of an answer back until its body is known; one that comes in pieces is let through."""

    def __init__(self, send: Send, known: str | None, *, bare: bool) -> None:
        self._send, self._known, self._bare = send, known, bare
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif self._start is None:
            await self._send(self._without(message))
        else:
            start, self._start = self._start, None
            if start["status"] == 200 and not message.get("more_body", False):
                start, message = self._tagged(start, message)
            await self._send(start)
            await self._send(self._without(message))

    def _without(self, message: Message) -> Message:
        return {**message, "body": b""} if self._bare and message["type"] == "http.response.body" else message

    def _tagged(self, start: Message, message: Message) -> tuple[Message, Message]:
        headers = MutableHeaders(scope=start)
        headers.setdefault("cache-control", "no-cache")
        if headers["cache-control"] == "no-store":
            return start, message
        etag = headers.setdefault("etag", etag_of(message.get("body", b"")))
        if not _meets(self._known, etag):
            return start, message
        for name in _OF_THE_BODY:
            del headers[name]
        return {**start, "status": 304}, {"type": "http.response.body", "body": b""}


def _meets(known: str | None, etag: str) -> bool:
    """Whether If-None-Match names a tag; weak and strong ones are alike here, as RFC 9110 has it."""
    if known is None:
        return False
    return known.strip() == "*" or etag.removeprefix("W/") in _TAG.findall(known)
