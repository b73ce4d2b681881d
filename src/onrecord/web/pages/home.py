"""The first page: what there is, a place to type, the newest quotations."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from onrecord.web.pages.rendering import render
from onrecord.web.site import SiteDep

__all__ = ["router"]

router = APIRouter()
_NEWEST = 10


@router.get("/")
def home(request: Request, site: SiteDep) -> Response:
    """Return the first page."""
    totals = site.totals()
    newest = site.store.page(limit=_NEWEST)
    return render(request, "home.html", totals=totals, newest=newest.quotations)
