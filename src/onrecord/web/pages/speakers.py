"""A speaker: names, roles over time, how often and where quoted, what was said."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.errors import NotOnRecordError
from onrecord.web import charts
from onrecord.web.pages.listing import FiltersDep, listing
from onrecord.web.pages.rendering import render, with_query
from onrecord.web.problems import ProblemError
from onrecord.web.site import Site, SiteDep
from onrecord.web.working import BusyError, WorkerError

__all__ = ["router"]

router = APIRouter()
_ROLES, _NAMES, _OUTLETS = 20, 40, 12
"""How many are shown at most."""
_TERMS, _READ = 20, 150
"""Key terms that are shown, and quotations that they are of."""


@router.get("/speakers/{id_}")
def speaker(request: Request, site: SiteDep, filters: FiltersDep, id_: str) -> Response:
    """Return a speaker's page; one who counts as another is shown there."""
    profile = site.store.profile(id_, outlets=_OUTLETS)
    record, timeline, activity = profile.record, profile.timeline, profile.activity
    if record.id != id_:
        return RedirectResponse(with_query(f"/speakers/{record.id}", filters.given, after=filters.after), 307)
    entries = timeline.entries[:_ROLES]
    counted = charts.counted(activity.months)
    found = listing(site.store, filters, by=id_)
    return render(
        request,
        "speaker.html",
        found.status,
        record=record,
        names=record.names[:_NAMES],
        more_names=max(0, len(record.names) - _NAMES),
        entries=entries,
        more_roles=len(timeline.entries) - len(entries),
        disputes=timeline.disputes[:_ROLES],
        career=charts.career(entries),
        activity=activity,
        counted=counted,
        chart=charts.over_time(counted, f"Quotations by {counted.stretch}") if counted.times else None,
        filters=filters,
        found=found,
        here=f"/speakers/{record.id}",
    )


@router.get("/speakers/{id_}/terms")
async def terms(request: Request, site: SiteDep, id_: str) -> Response:
    """Return the key terms of what a speaker said lately."""
    return await site.apart(partial(_terms, request, site, id_))


def _terms(request: Request, site: Site, id_: str) -> Response:
    if site.worker is None:
        raise NotOnRecordError("no key terms are worked out here: use `onrecord terms`")
    record = site.store.speaker(id_)
    texts = [each.text for each in site.store.quotes(by=record.id, limit=_READ)]
    site.limits.drafts.take(request)
    try:
        with site.worker.turn():
            found = site.worker.key_terms(texts, _TERMS)
    except BusyError as error:
        raise ProblemError(429, str(error), headers={"retry-after": "60"}) from error
    except WorkerError as error:
        raise ProblemError(503, f"the key terms could not be worked out: {error}") from error
    return render(request, "terms.html", record=record, terms=found, among=len(texts))
