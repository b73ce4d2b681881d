"""Search over words and people, and what is suggested while somebody types."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from onrecord.store import Store
from onrecord.store.records import SpeakerMatch
from onrecord.web.pages.listing import FiltersDep, Listing, listing
from onrecord.web.pages.rendering import render
from onrecord.web.site import SiteDep

__all__ = ["router"]

router = APIRouter()
_PEOPLE = 6
_OPERATORS = frozenset('"“”*()')
_LEAST = 2
"""Letters that are enough to suggest somebody."""


@router.get("/search")
def search(request: Request, site: SiteDep, filters: FiltersDep) -> Response:
    """Return people of a name and quotations with words, or what one may type."""
    found: Listing | None = None
    people: tuple[SpeakerMatch, ...] = ()
    if filters.about or filters.narrow:
        found = listing(site.store, filters)
        first = not filters.after and not filters.narrow
        people = _people(site.store, filters.about) if first else ()
    status = 200 if found is None else found.status
    return render(request, "search.html", status, filters=filters, found=found, people=people, here="/search")


@router.get("/suggest")
def suggest(request: Request, site: SiteDep, q: Annotated[str, Query(max_length=300)] = "") -> Response:
    """Return a piece of a page: people whose names fit what is typed so far."""
    typed = q.strip()
    people = _people(site.store, typed, roles=False) if len(typed) >= _LEAST else ()
    return render(request, "suggest.html", people=people, typed=typed)


def _people(store: Store, typed: str, *, roles: bool = True) -> tuple[SpeakerMatch, ...]:
    if not typed or not _OPERATORS.isdisjoint(typed):
        return ()
    return store.speakers(typed, limit=_PEOPLE, roles=roles).matches
