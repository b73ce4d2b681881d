"""What stands between the network and the site: each part an ASGI wrapper around the next.

`guarded` puts them together. A request must name a host that this site is (against DNS rebinding), come from its own
pages if it changes anything, and have a body of a size that can be read at once. Every answer, errors too, has headers
that let a browser load nothing from elsewhere and run no script that stands in a page.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.problems import ProblemError, answer, unexpected

__all__ = ["HEADERS", "LOCAL", "MOST_BYTES", "guarded"]

MOST_BYTES = 2 * 2**20
"""Bytes that the body of a request may have."""
_SECONDS = 30.0
"""How long a body may take to come."""
LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""What this machine calls itself."""

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": with that a browser hides the origin of a page's own forms, which is asked for below.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""What every answer has."""
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?")


def guarded(app: ASGIApp, *, hosts: Collection[str] = (), most_bytes: int = MOST_BYTES) -> ASGIApp:
    """Return an app behind all that guards it; `hosts` are names that it is reached by beside LOCAL."""
    names = LOCAL | {host.lower() for host in hosts}
    return _WithHeaders(_Caught(_OwnHost(_OwnOrigin(_Sized(app, most_bytes)), names)))


class _WithHeaders:
    """Sets the headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, sending)


class _Caught:
    """Answers where something fails, as long as no answer was begun; a problem that a guard raises, too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except ProblemError as problem:
            await answer(Request(scope), problem)(scope, receive, send)
        except Exception as error:
            if begun:
                raise
            await unexpected(Request(scope), error)(scope, receive, send)


class _OwnHost:
    """Refuses requests for another host: a page of elsewhere may have its name lead here."""

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self._app, self._names = app, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            named = Headers(scope=scope).getlist("host")
            found = _HOST.fullmatch(named[0].lower()) if len(named) == 1 else None
            if found is None or found["name"] not in self._names:
                raise ProblemError(421, "this site has another name: start it with --host-name to let it have this one")
        await self._app(scope, receive, send)


class _OwnOrigin:
    """Refuses what would change something and was sent by a page of another site."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in _READS and not _is_ours(Headers(scope=scope)):
            raise ProblemError(403, "this was sent by a page of another site: open the page here and send it again")
        await self._app(scope, receive, send)


def _is_ours(headers: Headers) -> bool:
    """Whether a page of this site sends it or, as both headers are missing, no page at all."""
    origin = headers.get("origin")
    if origin is not None and origin.lower().partition("://")[2] != headers.get("host", "").lower():
        return False
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


class _Sized:
    """Reads the body before the app does, counting what comes, whatever was announced."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if not (announced.isascii() and announced.isdecimal()):
            raise ProblemError(400, "Content-Length is no number")
        if len(announced) > 18 or int(announced) > self._most:
            raise self._too_much()
        try:
            async with asyncio.timeout(_SECONDS):
                body = await self._read(receive)
        except TimeoutError as error:
            raise ProblemError(408, f"the request took longer than {_SECONDS:.0f} s to come") from error
        if body is not None:
            await self._app(scope, _replayed(body, receive), send)

    async def _read(self, receive: Receive) -> bytes | None:
        """Return the body; None where whoever sent it is gone."""
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            if len(body) > self._most:
                raise self._too_much()
            if not message.get("more_body", False):
                return bytes(body)

    def _too_much(self) -> ProblemError:
        return ProblemError(
            413, f"this is longer than the {self._most:,} bytes that are read at once", headers={"connection": "close"}
        )


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def receiving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving
