"""The review queue: one name in doubt at a time, and buttons that settle it for who is signed in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.errors import JudgementError, NotOnRecordError
from onrecord.settling import settle
from onrecord.store import Store
from onrecord.store.records import Doubt, SpeakerRecord, SpeakerTimeline, StoredQuotation
from onrecord.web.pages.judging import judged_by, undoable
from onrecord.web.pages.rendering import render, with_query
from onrecord.web.signing import check_form
from onrecord.web.site import SiteDep

__all__ = ["router"]

router = APIRouter()
_QUEUE = 100
"""Questions that are looked through at most."""
_HANGING, _CANDIDATES, _LATEST = 5, 5, 3
_NONE = "none of them"


@dataclass(frozen=True, slots=True)
class Side:
    """A speaker of the registry whom a doubt may mean, with the latest quotations but for those in doubt."""

    record: SpeakerRecord
    timeline: SpeakerTimeline
    latest: tuple[StoredQuotation, ...]


@router.get("/review")
def review(
    request: Request,
    site: SiteDep,
    skip: Annotated[int, Query(ge=0, le=_QUEUE)] = 0,
    done: Annotated[str, Query(max_length=300)] = "",
) -> Response:
    """Return the first question, after so many that are skipped, and the beginning of the queue."""
    queue = site.store.doubts(limit=_QUEUE + 1)
    doubt = queue[skip] if skip < min(len(queue), _QUEUE) else None
    hanging = [] if doubt is None else site.store.in_doubt(doubt)
    return render(
        request,
        "review.html",
        queue=queue[:_QUEUE],
        more=len(queue) > _QUEUE,
        skip=skip,
        doubt=doubt,
        hanging=hanging[:_HANGING],
        more_hanging=max(0, len(hanging) - _HANGING),
        own=_own(site.store, doubt, {each.id for each in hanging}),
        sides=[] if doubt is None else [_side(site.store, each.id) for each in doubt.candidates[:_CANDIDATES]],
        undo=undoable(site.store, done),
        nobody=_NONE,
    )


@router.post("/review")
def answer(
    request: Request,
    site: SiteDep,
    article: Annotated[str, Form()],
    name: Annotated[str, Form()],
    kind: Annotated[str, Form()],
    chosen: Annotated[str, Form()],
    form: Annotated[str, Form()] = "",
    skip: Annotated[int, Form(ge=0, le=_QUEUE)] = 0,
) -> Response:
    """Settle a doubt as was answered, and go on with the next one."""
    check_form(request, form)
    queue = site.store.doubts(limit=_QUEUE + 1)
    key = (article, name, kind)
    doubt = next((each for each in queue if (each.article_id, each.name, each.type.value) == key), None)
    if doubt is None:
        raise NotOnRecordError("this is no longer in doubt: somebody else has judged it, or the article was changed")
    if chosen != _NONE and chosen not in {each.id for each in doubt.candidates}:
        raise JudgementError(f"{chosen!r} is none of those whom {name!r} may mean: open the question again")
    who = judged_by(request)
    made = list(settle(site.store, doubt, None if chosen == _NONE else chosen, who=who))
    done = ",".join(each.id for each in made)
    return RedirectResponse(with_query("/review", {"skip": skip or None, "done": done}), 303)


def _own(store: Store, doubt: Doubt | None, hanging: Collection[str]) -> Side | None:
    return None if doubt is None or doubt.speaker_id is None else _side(store, doubt.speaker_id, hanging)


def _side(store: Store, id_: str, but: Collection[str] = ()) -> Side:
    latest = store.quotes(by=id_, limit=_LATEST + min(len(but), 50))
    shown = tuple(each for each in latest if each.id not in but)[:_LATEST]
    return Side(store.speaker(id_), store.timeline(id_), shown)
