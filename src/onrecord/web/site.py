"""What every page and every answer of the API may use: the registry, and what this site allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request

from onrecord.store import Store
from onrecord.store.records import Stats, Totals
from onrecord.web.desk import SharedWorker
from onrecord.web.limits import Limits
from onrecord.web.remembering import Remembered
from onrecord.web.working import Worker

T = TypeVar("T")

__all__ = ["Site", "SiteDep", "site_of"]


_WAITING = 5
"""Requests that wait for a draft to be read, in threads of their own: pages are answered meanwhile."""


@dataclass(frozen=True, slots=True)
class Site:
    """A registry that is served. `app.state.site` is the one of an app.

    `write`: judgements may be made by who knows `token`. `worker` finds the quotations of drafts; None: drafts are not
    checked here. The limits say how often drafts and claims are checked and signing in may be tried.
    """

    store: Store
    write: bool = False
    token: str | None = None
    worker: Worker | SharedWorker | None = None
    limits: Limits = field(default_factory=Limits)
    waiting: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_WAITING))
    numbers: Remembered[Stats] = field(default_factory=lambda: Remembered(30.0))
    sums: Remembered[Totals] = field(default_factory=lambda: Remembered(5.0))

    async def apart(self, work: Callable[[], T]) -> T:
        """Return what `work` does, which waits for the process that extracts, without holding up what does not."""
        return await to_thread.run_sync(work, limiter=self.waiting)

    def stats(self) -> Stats:
        """Return how much there is, or was within the last half minute: it takes a while to count."""
        return self.numbers.get(self.store.stats, self.store.version())

    def totals(self) -> Totals:
        """Return how much there is in few numbers, or was some seconds ago."""
        return self.sums.get(self.store.totals, self.store.version())


def site_of(request: Request) -> Site:
    """Return the site that a request is for."""
    site: Site = request.app.state.site
    return site


async def _depended_on(request: Request) -> Site:
    """Return the site, without the thread that FastAPI would give a plain function."""
    return site_of(request)


SiteDep = Annotated[Site, Depends(_depended_on)]
"""The type of an endpoint's argument that is to be the site."""
