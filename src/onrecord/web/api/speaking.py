"""Speakers: by a name as it is typed, one by an id, and the quotations of one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from onrecord.export import match_json, speaker_json
from onrecord.store.records import SpeakerMatches
from onrecord.web.api.answers import FORMATS, json_answer, listed, problems
from onrecord.web.api.asking import Filters, Id, NamesAsked, When
from onrecord.web.api.models import Quotations, SpeakerRecord, Speakers
from onrecord.web.site import SiteDep

router = APIRouter(tags=["speakers"], responses=problems(422, 503))
_LATEST = 10
"""Quotations that come with a speaker."""


@router.get("/speakers", response_model=Speakers)
def speakers(site: SiteDep, asked: Annotated[NamesAsked, Query()]) -> Response:
    """List the speakers that a name may mean, typed exactly or approximately, best first."""
    found = site.store.speakers(asked.q, limit=asked.limit)
    matches = [match_json(each) for each in found]
    return json_answer({"query": found.query, "exact": found.exact, "speakers": matches})


@router.get("/speakers/{id}", response_model=SpeakerRecord, responses=problems(404))
def speaker(site: SiteDep, id_: Id, on: Annotated[When | None, Query()] = None) -> Response:
    """Return a speaker: names, roles over time and, with `on`, what the speaker was then; the latest quotations."""
    store = site.store
    record = store.speaker(id_)
    latest = store.quotes(by=record.id, limit=_LATEST)
    found = SpeakerMatches(id_, True, ())
    return json_answer(speaker_json(record, store.timeline(record.id, on), latest, found, on))


@router.get("/speakers/{id}/quotes", response_model=Quotations, responses={**FORMATS, **problems(404, 406)})
def speaker_quotes(request: Request, site: SiteDep, id_: Id, asked: Annotated[Filters, Query()]) -> Response:
    """List the quotations of a speaker, newest first."""
    by = site.store.speaker_id(id_)
    found = site.store.page(limit=asked.limit, after=asked.after, sort=asked.sort, **asked.asked(by))
    return listed(request, found, asked.format, {"taken_for": None})
