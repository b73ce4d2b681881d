"""The log of judgements, single judgements on quotations, and undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.judgements import Verb
from onrecord.store import Store
from onrecord.store.records import JudgementRecord
from onrecord.web.pages.decisions import Part, decided
from onrecord.web.pages.rendering import render, with_query
from onrecord.web.shown import article_url
from onrecord.web.signing import check_form
from onrecord.web.site import SiteDep

__all__ = ["WHO", "judged_by", "named", "router", "undoable"]

router = APIRouter()
WHO = "onrecord_who"
"""The cookie with the name of who judges."""
_SHOWN = 30
_AT_ONCE = 20
"""Judgements that may be undone with one button."""
_Text = Annotated[str, Form(max_length=300)]


@dataclass(frozen=True, slots=True)
class Line:
    """A judgement of the log, and what it decided."""

    record: JudgementRecord
    parts: tuple[Part, ...]

    @property
    def may_be_undone(self) -> bool:
        """Whether it stands."""
        return self.record.undone_by is None

    @property
    def is_undo(self) -> bool:
        """Whether undoing it brings something back."""
        return self.record.judgement.verb is Verb.UNDO


def judged_by(request: Request) -> str | None:
    """Return the name that a browser gave when signing in; None for the server's own."""
    return " ".join(unquote(request.cookies.get(WHO, "")).split())[:100] or None


def named(response: Response, who: str) -> None:
    """Let a browser remember the name of who judges."""
    name = quote(" ".join(who.split())[:100], errors="replace")
    if name:
        response.set_cookie(WHO, name, max_age=365 * 24 * 3600, httponly=True, samesite="strict")


def undoable(store: Store, ids: str) -> list[Line]:
    """Return judgements just made, by their ids with commas between them; those that do not stand are left out."""
    wanted = set(ids.split(",")[:_AT_ONCE]) if ids else set()
    if not wanted:
        return []
    found = [each for each in store.judgements() if each.judgement.id in wanted and each.undone_by is None]
    return [Line(each, decided(each.judgement)) for each in found]


@router.get("/judgements")
def judgements(
    request: Request,
    site: SiteDep,
    start: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    about: Annotated[str, Query(max_length=300)] = "",
    done: Annotated[str, Query(max_length=300)] = "",
) -> Response:
    """Return the log, the last judgement first."""
    found = site.store.judgements(about.strip() or None)
    shown = found[start : start + _SHOWN]
    return render(
        request,
        "judgements.html",
        lines=[Line(each, decided(each.judgement)) for each in shown],
        total=len(found),
        start=start,
        after=start + _SHOWN if len(found) > start + _SHOWN else None,
        about=about.strip(),
        undo=undoable(site.store, done),
        here="/judgements",
    )


@router.post("/judgements/undo")
def undo(
    request: Request, site: SiteDep, ids: _Text, form: _Text = "", why: _Text = "", back: _Text = "/judgements"
) -> Response:
    """Take judgements back, the last one first."""
    check_form(request, form)
    who = judged_by(request)
    made = [site.store.undo(id_, who=who, why=why.strip() or None) for id_ in ids.split(",")[:_AT_ONCE]]
    done = ",".join(each.id for each in made)
    return RedirectResponse(with_query("/review" if back == "/review" else "/judgements", {"done": done}), 303)


@router.post("/judgements/reject")
def reject(request: Request, site: SiteDep, quotation: _Text, form: _Text = "", why: _Text = "") -> Response:
    """Judge that a quotation is none, or none to keep."""
    check_form(request, form)
    found = site.store.quote(quotation)
    site.store.reject(found.id, who=judged_by(request), why=why.strip() or None)
    return RedirectResponse(article_url(found.article.id, found.id), 303)


@router.post("/judgements/assign")
def assign(
    request: Request,
    site: SiteDep,
    quotation: _Text,
    speaker: _Text,
    new: Annotated[bool, Form()] = False,
    form: _Text = "",
    why: _Text = "",
) -> Response:
    """Judge whose a quotation is."""
    check_form(request, form)
    found = site.store.quote(quotation)
    site.store.assign(found.id, speaker.strip(), new=new, who=judged_by(request), why=why.strip() or None)
    return RedirectResponse(article_url(found.article.id, found.id), 303)


@router.post("/judgements/merge")
def merge(request: Request, site: SiteDep, speaker: _Text, into: _Text, form: _Text = "", why: _Text = "") -> Response:
    """Judge that a speaker is the same as another one, and counts as that."""
    check_form(request, form)
    made = site.store.merge(speaker, into.strip(), who=judged_by(request), why=why.strip() or None)
    return RedirectResponse(with_query("/judgements", {"done": made.id}), 303)


@router.post("/judgements/rename")
def rename(request: Request, site: SiteDep, speaker: _Text, name: _Text, form: _Text = "", why: _Text = "") -> Response:
    """Judge by which name a speaker is shown."""
    check_form(request, form)
    made = site.store.rename(speaker, name.strip(), who=judged_by(request), why=why.strip() or None)
    return RedirectResponse(with_query("/judgements", {"done": made.id}), 303)
