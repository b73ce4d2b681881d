"""A claimed quotation, or a draft, against the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response

from onrecord.checking import Check, DraftCheck, Evidence
from onrecord.checking.alarmtext import alarm_text
from onrecord.errors import StoreError, UnavailableError
from onrecord.reportpage import headline_text
from onrecord.web import checks
from onrecord.web.diffing import Words, diff
from onrecord.web.marking import runs
from onrecord.web.pages.rendering import render
from onrecord.web.site import SiteDep

__all__ = ["router"]

router = APIRouter()
_SHOWN = 3
"""Pieces of evidence that are shown for one check."""


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of evidence, and how the claim's words differ from its own."""

    evidence: Evidence
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A check, with what there is to be told of it; `more` pieces of evidence are left out."""

    check: Check
    alarms: tuple[str, ...]
    told: tuple[Told, ...]
    more: int


@router.get("/check")
def ask(
    request: Request,
    site: SiteDep,
    quote: Annotated[str, Query(max_length=checks.LONGEST_CLAIM)] = "",
    by: Annotated[str, Query(max_length=300)] = "",
) -> Response:
    """Return the forms and, where a quotation is claimed, what the record says of it."""
    found: Checked | None = None
    problem = None
    if quote.strip():
        try:
            found = _checked(checks.check_claim(request, quote.strip(), by.strip() or None, None))
        except UnavailableError:
            raise
        except StoreError as error:
            problem = str(error)
    return render(
        request,
        "check.html",
        200 if problem is None else 422,
        drafts=site.worker is not None,
        quote=quote,
        by=by,
        found=found,
        problem=problem,
        longest_claim=checks.LONGEST_CLAIM,
        longest_draft=checks.LONGEST_DRAFT,
    )


@router.post("/check")
async def check_draft(
    request: Request,
    site: SiteDep,
    draft: Annotated[str, Form()] = "",
    title: Annotated[str, Form(max_length=300)] = "",
    on: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Return a draft with its quotations marked by verdict, and the evidence beside it."""
    # A form's line ends are CR LF, whatever was pasted.
    text = draft.replace("\r\n", "\n")
    return await site.apart(partial(_draft_page, request, text, title.strip() or None, _day(on)))


def _draft_page(request: Request, text: str, title: str | None, on: date | None) -> Response:
    found = checks.check_draft(request, text, title=title, on=on)
    checked = [[_checked(each) for each in one.checks] for one in found.quotations]
    return render(
        request,
        "draft.html",
        draft=found,
        counts=_counts(found),
        headlines=[headline_text(each.words, each.elsewhere) for each in found.headlines],
        quotations=list(zip(found.quotations, checked, strict=True)),
        runs=list(runs(found.article.text, [each.quotation for each in found.quotations])),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _counts(found: DraftCheck) -> list[tuple[str, int]]:
    verdicts = [each.verdict.value for each in found.quotations]
    return [(verdict, verdicts.count(verdict)) for verdict in sorted(set(verdicts))]


def _checked(found: Check) -> Checked:
    shown = found.evidence[:_SHOWN]
    alarms = tuple(map(alarm_text, found.alarms))
    return Checked(found, alarms, tuple(_told(found, shown)), len(found.evidence) - len(shown))


def _told(found: Check, evidence: Sequence[Evidence]) -> Iterator[Told]:
    for each in evidence:
        yield Told(each, tuple(diff(each.comparison, each.words, found.claim)))
