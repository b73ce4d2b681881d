"""Claimed quotations and drafts, checked."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from onrecord.checking.asjson import check_json, draft_lines
from onrecord.web import checks
from onrecord.web.api.answers import json_answer, problems
from onrecord.web.api.asking import Day, Words
from onrecord.web.api.models import Check, DraftCheck
from onrecord.web.site import SiteDep

router = APIRouter(tags=["checking"], responses=problems(400, 403, 409, 413, 422, 429, 503))


class Claim(BaseModel):
    """Words that somebody is said to have said."""

    model_config = ConfigDict(extra="forbid")
    quote: Annotated[str, Field(min_length=1, max_length=checks.LONGEST_CLAIM, description="The words.")]
    by: Words | None = Field(None, description="Who is said to have said them: a name or an id.")
    on: Day = Field(None, description="When it was said.")


class Draft(BaseModel):
    """A text whose quotations are to be checked."""

    model_config = ConfigDict(extra="forbid")
    draft: Annotated[str, Field(min_length=1, max_length=checks.LONGEST_DRAFT, description="The text.")]
    title: Words | None = Field(None, description="Its headline.")
    on: Day = Field(None, description="When it is to appear: the day for which roles are checked.")


def _which(sent: object) -> str:
    return "draft" if isinstance(sent, Draft) or (isinstance(sent, dict) and "draft" in sent) else "claim"


Asked = Annotated[Annotated[Claim, Tag("claim")] | Annotated[Draft, Tag("draft")], Discriminator(_which)]


@router.post("/check", response_model=Check | DraftCheck)
async def check(request: Request, site: SiteDep, asked: Asked) -> Response:
    """Check a claimed quotation, or all those of a draft: verbatim, partial, altered, another speaker's, not on record.

    As `onrecord check --format jsonl`; the lines of a draft's quotations are the draft's `quotations`.
    """
    if isinstance(asked, Claim):
        return await site.apart(partial(_claim, request, asked))
    return await site.apart(partial(_draft, request, asked))


def _claim(request: Request, asked: Claim) -> Response:
    return json_answer(check_json(checks.check_claim(request, asked.quote, asked.by, asked.on)))


def _draft(request: Request, asked: Draft) -> Response:
    found = checks.check_draft(request, asked.draft, title=asked.title, on=asked.on)
    draft, *quotations = draft_lines(found)
    return json_answer({**draft, "quotations": quotations})
