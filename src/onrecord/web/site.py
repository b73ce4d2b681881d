"""What every page and every answer of the API may use: the registry, and what this site allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from onrecord.store import Store

if TYPE_CHECKING:
    from onrecord.web.working import Worker

__all__ = ["Site", "SiteDep", "site_of"]


@dataclass(frozen=True, slots=True)
class Site:
    """A registry that is served. `app.state.site` is the one of an app.

    `write`: judgements may be made by who knows `token`. `worker` finds the quotations of drafts; None: drafts are not
    checked here.
    """

    store: Store
    write: bool = False
    token: str | None = None
    worker: Worker | None = None


def site_of(request: Request) -> Site:
    """Return the site that a request is for."""
    site: Site = request.app.state.site
    return site


SiteDep = Annotated[Site, Depends(site_of)]
"""The type of an endpoint's argument that is to be the site."""
