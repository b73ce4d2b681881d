"""An article with its quotations marked in its text, and pulled out of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.store.records import StoredQuotation
from onrecord.web.marking import runs
from onrecord.web.pages.rendering import render
from onrecord.web.shown import article_url, cut
from onrecord.web.site import SiteDep

__all__ = ["router"]

router = APIRouter()
_COLOURS = 12
"""Speakers of one article whose colours differ, as the style sheet has them."""


@router.get("/articles/{id_:path}")
def article(request: Request, site: SiteDep, id_: str) -> Response:
    """Return an article's page."""
    return _page(request, site, id_)


@router.get("/articles")
def article_by_query(request: Request, site: SiteDep, id_: Annotated[str, Query(alias="id")]) -> Response:
    """Return the page of an article whose id cannot stand in a path."""
    return _page(request, site, id_)


@router.get("/quotes/{id_}")
def quotation(site: SiteDep, id_: str) -> Response:
    """Lead to a quotation's words in its article."""
    found = site.store.quote(id_)
    return RedirectResponse(article_url(found.article.id, found.id), 307)


def _page(request: Request, site: SiteDep, id_: str) -> Response:
    found = site.store.article(id_)
    text = found.article.text
    return render(
        request,
        "article.html",
        article=found.article,
        text=text,
        quotations=found.quotations,
        runs=list(runs(text, found.quotations)),
        colours=_colours(found.quotations),
        tips=list(map(_tip, found.quotations)),
        numbers={each.id: number for number, each in enumerate(found.quotations, 1)},
    )


def _colours(quotations: Sequence[StoredQuotation]) -> list[str]:
    """Return the class of each quotation's speaker, in the order in which they speak; nobody's is grey."""
    speakers = [each.speaker.id or each.speaker.name for each in quotations]
    classes = {who: f"s{number % _COLOURS}" for number, who in enumerate(dict.fromkeys(filter(None, speakers)))}
    named = (each.speaker.name is not None for each in quotations)
    return [classes[who] if who and known else "nobody" for who, known in zip(speakers, named, strict=True)]


def _tip(quotation: StoredQuotation) -> str:
    """Return who said something, as what, how sure that is and why, in two lines at most."""
    nobody = f"nobody named ({' or '.join(quotation.candidates[:3])}?)" if quotation.candidates else "nobody named"
    who = ", ".join(part for part in (quotation.speaker.name or nobody, quotation.role) if part)
    why = quotation.reasons[-1].detail or quotation.reasons[-1].rule if quotation.reasons else ""
    told = f"{cut(who, 160)} · {quotation.kind.value}, confidence {quotation.confidence:.2f}"
    return f"{told} · {cut(why, 120)}" if why else told
