"""Whose turn it is: few pages are made at once, so that each is done soon, in the order in which they are asked for.

More at once would take the processor from one another and all be late; and requests that wait for something else
(somebody who writes, a draft that is read) are not to keep pages from being made.
"""

from __future__ import annotations

import asyncio
import re

from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["in_turn"]

_NOT_MADE = re.compile(r"/static/|/speakers/[^/]+/terms$")
"""Files, and what the process that extracts works out."""


def in_turn(app: ASGIApp, *, most: int) -> ASGIApp:
    """Return an app that answers `most` requests for pages at once (GET); all others as they come."""
    turn = asyncio.Semaphore(most)

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or _NOT_MADE.match(scope["path"]):
            await app(scope, receive, send)
            return
        async with turn:
            await app(scope, receive, send)

    return answering
