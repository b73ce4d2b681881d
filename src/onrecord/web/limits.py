"""How often somebody may ask for what is dear: so many at once, and then so many a minute."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from fastapi import Request

from onrecord.web.problems import ProblemError

__all__ = ["Limit", "Limiter", "Limits"]

_CLIENTS = 4096
"""Clients that are remembered: those that asked last."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Limit(Protocol):
    """How often something may be asked for, by each client and by all."""

    def wait(self, client: str) -> float:
        """Count a request and return 0; or count nothing and return for how many seconds it comes too early."""

    def take(self, request: Request) -> None:
        """Count a request. Raises ProblemError (429), saying when to come back, for one too many."""
        wait = self.wait(request.client.host if request.client is not None else "")
        if wait > 0:
            seconds = math.ceil(wait)
            raise ProblemError(
                429, f"this was asked for too often: wait {seconds} s", headers={"retry-after": str(seconds)}
            )


@dataclass(slots=True)
class Limiter(Limit):
    """Lets each client do something `burst` times at once and `per_minute` times a minute; all together `overall` ones.

    A client is an address of the network. All together may do it `overall` times at once, and as often a minute.
    """

    burst: int
    per_minute: float
    overall: int
    clock: Callable[[], float] = time.monotonic
    _clients: OrderedDict[str, _Bucket] = field(default_factory=OrderedDict)
    _all: _Bucket | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, client: str) -> float:
        """Return how long to wait, as `Limit`."""
        with self._lock:
            now = self.clock()
            mine = self._clients.pop(client, None) or _Bucket(self.burst, now)
            self._clients[client] = mine
            if len(self._clients) > _CLIENTS:
                self._clients.popitem(last=False)
            self._all = self._all or _Bucket(self.overall, now)
            wait = max(
                _missing(mine, now, self.burst, self.per_minute / 60),
                _missing(self._all, now, self.overall, self.overall / 60),
            )
            if wait <= 0:
                mine.tokens -= 1
                self._all.tokens -= 1
            return wait


def _missing(bucket: _Bucket, now: float, most: int, per_second: float) -> float:
    """Fill a bucket up to now and return in how many seconds it has one, 0 where it has."""
    bucket.tokens = min(most, bucket.tokens + (now - bucket.at) * per_second)
    bucket.at = now
    return max(0.0, (1 - bucket.tokens) / per_second)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a site: how often drafts and claims are checked, and signing in may be tried."""

    drafts: Limit = field(default_factory=lambda: Limiter(burst=4, per_minute=6, overall=30))
    claims: Limit = field(default_factory=lambda: Limiter(burst=30, per_minute=60, overall=240))
    sign_ins: Limit = field(default_factory=lambda: Limiter(burst=6, per_minute=6, overall=30))
