"""Quotations: by what is asked of them, one by its id, the same utterance in other articles; and articles."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from onrecord.export import Json, article_json, match_json, quotation_json, stored_json
from onrecord.familyjson import family_json
from onrecord.store.records import ArticleRecord
from onrecord.web.api.answers import FORMATS, json_answer, listed, problems, quotations_answer
from onrecord.web.api.asking import AskedForm, Id, QuotesAsked
from onrecord.web.api.models import ArticleRecord as ArticleModel
from onrecord.web.api.models import Family, Quotations, StoredQuotation
from onrecord.web.site import Site, SiteDep

router = APIRouter(tags=["quotations"], responses=problems(422, 503))


@router.get("/quotes", response_model=Quotations, responses={**FORMATS, **problems(406, 409)})
def quotes(request: Request, site: SiteDep, asked: Annotated[QuotesAsked, Query()]) -> Response:
    """List quotations, newest first: by whom, about what, when, where, how. As `onrecord quotes`."""
    found = site.store.page(limit=asked.limit, after=asked.after, sort=asked.sort, **asked.asked(asked.by))
    return listed(request, found, asked.format, {"taken_for": _taken_for(site, asked.by)})


def _taken_for(site: Site, by: str | None) -> Json | None:
    """Return for whom an approximate name was taken."""
    if not by:
        return None
    taken = site.store.speakers(by)
    return match_json(taken.best) if taken.best is not None and not taken.exact else None


@router.get("/quotes/{id}", response_model=StoredQuotation, responses={**FORMATS, **problems(404, 406)})
def quotation(request: Request, site: SiteDep, id_: Id, format_: AskedForm = None) -> Response:
    """Return one quotation by its id, or the beginning of it, with its article and the reasons for its speaker."""
    found = site.store.quote(id_)
    return quotations_answer(request, [found], format_, lambda: stored_json(found))


@router.get("/quotes/{id}/family", response_model=Family, responses=problems(404))
def family(site: SiteDep, id_: Id) -> Response:
    """Return the same utterance in all articles, the earliest first, with how each is worded."""
    return json_answer(family_json(site.store.family(id_)))


@router.get("/articles/{id:path}", response_model=ArticleModel, responses={**FORMATS, **problems(404, 406)})
def article(request: Request, site: SiteDep, id_: Id, format_: AskedForm = None) -> Response:
    """Return an article: its text, into which all offsets are, and its quotations."""
    found = site.store.article(id_)
    kept = [each for each in found.quotations if not each.rejected]
    return quotations_answer(request, kept, format_, lambda: _article_json(found))


def _article_json(found: ArticleRecord) -> Json:
    article = found.article
    return {
        **article_json(article),
        "byline": article.byline,
        "language": article.language,
        "text": article.text,
        "quotations": [quotation_json(each) for each in found.quotations if not each.rejected],
    }
