"""The registry as a whole: what it holds, what is open, what people judged; and judging."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from onrecord.errors import NotOnRecordError
from onrecord.export import Json, doubt_json
from onrecord.judgementlines import record_json
from onrecord.web.api.answers import json_answer, next_page, problems
from onrecord.web.api.asking import DoubtsAsked, Id, JudgementsAsked
from onrecord.web.api.judging import Judging, judged
from onrecord.web.api.models import Doubts, Judgement, Judgements, Stats
from onrecord.web.signing import Bearer
from onrecord.web.site import Site, SiteDep

router = APIRouter(tags=["registry"], responses=problems(422, 503))


@router.get("/stats", response_model=Stats)
def stats(site: SiteDep) -> Response:
    """Return how much the registry holds."""
    found = site.stats()
    counts: Json = {
        "articles": found.articles,
        "quotations": found.quotations,
        "speakers": found.speakers,
        "outlets": found.outlets,
        "by_kind": dict(found.by_kind),
        "by_type": dict(found.by_type),
        "unresolved": found.unresolved,
    }
    return json_answer(counts)


@router.get("/doubts", response_model=Doubts)
def doubts(site: SiteDep, asked: Annotated[DoubtsAsked, Query()]) -> Response:
    """List the questions of the review queue, most telling first."""
    return json_answer({"doubts": [doubt_json(each) for each in site.store.doubts(asked.limit)]})


@router.get("/judgements", response_model=Judgements, responses=problems(404))
def judgements(request: Request, site: SiteDep, asked: Annotated[JudgementsAsked, Query()]) -> Response:
    """List the judgements, the last first: who decided what, when and why, and whether it stands."""
    found = site.store.judgements(asked.about)
    ids = [each.judgement.id for each in found]
    if asked.after is not None and asked.after not in ids:
        raise NotOnRecordError(f"after: no judgement has the id {asked.after!r}")
    start = ids.index(asked.after) + 1 if asked.after is not None else 0
    page = found[start : start + asked.limit]
    after = page[-1].judgement.id if start + asked.limit < len(found) else None
    response = json_answer({"judgements": [record_json(each) for each in page], "after": after})
    if after is not None:
        response.headers["link"] = f'<{next_page(request, after)}>; rel="next"'
    return response


@router.get("/judgements/{id}", response_model=Judgement, responses=problems(404))
def judgement(site: SiteDep, id_: Id) -> Response:
    """Return one judgement by its id."""
    return json_answer(_one(site, id_))


@router.post(
    "/judgements",
    status_code=201,
    response_model=Judgement,
    responses=problems(400, 401, 403, 404, 409, 413),
    dependencies=[Bearer],
)
def judge(request: Request, site: SiteDep, asked: Judging) -> Response:
    """Judge: merge, split, keep apart, rename, give an alias, assign or reject quotations, or undo a judgement."""
    made = judged(site.store, asked)
    value = _one(site, made.id)
    return json_answer(value, 201, {"location": f"{request.url.path}/{made.id}"})


def _one(site: Site, id_: str) -> Json:
    """Return a judgement by its id. Raises NotOnRecordError where there is none."""
    found = next((each for each in site.store.judgements() if each.judgement.id == id_), None)
    if found is None:
        raise NotOnRecordError(f"no judgement has the id {id_!r}")
    return record_json(found)
