"""Signing in with the site's token, to judge; and out again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.web import signing
from onrecord.web.pages.judging import judged_by, named
from onrecord.web.pages.rendering import render
from onrecord.web.site import SiteDep

__all__ = ["router"]

router = APIRouter()
_Text = Annotated[str, Form(max_length=300)]


@router.get("/sign-in")
def ask(request: Request) -> Response:
    """Return the form."""
    return render(request, "sign_in.html", wrong=False, who=judged_by(request) or "")


@router.post("/sign-in")
def sign_in(request: Request, site: SiteDep, token: _Text = "", who: _Text = "") -> Response:
    """Let a browser judge whose reader knows the token."""
    site.limits.sign_ins.take(request)
    if not site.write or not signing.knows_token(site, token.strip()):
        return render(request, "sign_in.html", 403, wrong=site.write, who=who)
    response = RedirectResponse("/review", 303)
    signing.sign_in(request, response)
    named(response, who)
    return response


@router.post("/sign-out")
def sign_out(request: Request, form: _Text = "") -> Response:
    """End that."""
    signing.check_form(request, form)
    response = RedirectResponse("/", 303)
    signing.sign_out(response)
    return response
