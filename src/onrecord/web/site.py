"""What every page and every answer of the API may use: the registry, and what this site allows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from onrecord.store import Store
from onrecord.store.records import Stats
from onrecord.web.limits import Limiter
from onrecord.web.remembering import Remembered
from onrecord.web.working import Worker

__all__ = ["Site", "SiteDep", "site_of"]


@dataclass(frozen=True, slots=True)
class Site:
    """A registry that is served. `app.state.site` is the one of an app.

    `write`: judgements may be made by who knows `token`. `worker` finds the quotations of drafts; None: drafts are not
    checked here. The limiters say how often drafts and claims are checked and signing in may be tried.
    """

    store: Store
    write: bool = False
    token: str | None = None
    worker: Worker | None = None
    drafts: Limiter = field(default_factory=lambda: Limiter(burst=4, per_minute=6, overall=30))
    numbers: Remembered[Stats] = field(default_factory=lambda: Remembered(30.0))
    claims: Limiter = field(default_factory=lambda: Limiter(burst=30, per_minute=60, overall=240))
    sign_ins: Limiter = field(default_factory=lambda: Limiter(burst=6, per_minute=6, overall=30))

    def stats(self) -> Stats:
        """Return how much there is, or was within the last half minute: it takes a while to count."""
        return self.numbers.get(self.store.stats, self.store.version())


def site_of(request: Request) -> Site:
    """Return the site that a request is for."""
    site: Site = request.app.state.site
    return site


async def _depended_on(request: Request) -> Site:
    """Return the site, without the thread that FastAPI would give a plain function."""
    return site_of(request)


SiteDep = Annotated[Site, Depends(_depended_on)]
"""The type of an endpoint's argument that is to be the site."""
