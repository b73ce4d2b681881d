"""Claims and drafts against the registry, for pages and API alike: no longer ones, and no more often, than allowed."""

from __future__ import annotations

from datetime import date

from fastapi import Request

from onrecord.checking import Check, DraftCheck, check
from onrecord.errors import OnrecordError
from onrecord.types import Article
from onrecord.web.problems import ProblemError
from onrecord.web.site import site_of
from onrecord.web.working import BusyError, WorkerError

__all__ = ["LONGEST_CLAIM", "LONGEST_DRAFT", "check_claim", "check_draft"]

LONGEST_CLAIM = 5_000
LONGEST_DRAFT = 200_000
"""Characters."""


def check_claim(request: Request, quote: str, by: str | None, on: date | None) -> Check:
    """Check a claimed quotation, as `onrecord.check` does and raises; ProblemError for one that is not let in."""
    site = site_of(request)
    _sized(quote, LONGEST_CLAIM)
    site.limits.claims.take(request)
    return check(site.store, quote, by, on)


def check_draft(request: Request, text: str, *, title: str | None = None, on: date | None = None) -> DraftCheck:
    """Check all quotations of a draft, `text`; `on` is the day that it is to appear.

    Raises ProblemError where it is too long, too often asked for, or not read to its end.
    """
    site = site_of(request)
    if site.worker is None:
        raise ProblemError(403, "no drafts are checked here: use `onrecord check`")
    _sized(text, LONGEST_DRAFT)
    if not text.strip():
        raise ProblemError(422, "there is no text: paste the draft")
    site.limits.drafts.take(request)
    from onrecord.checking.drafting import check_extraction

    article = Article("draft", text, title=title or None, published=on)
    try:
        with site.worker.turn():
            return check_extraction(site.store, site.worker.extract(article), "the text as it is", on)
    except (BusyError, WorkerError) as error:
        raise _refused(error) from error


def _refused(error: OnrecordError) -> ProblemError:
    if isinstance(error, BusyError):
        return ProblemError(429, str(error), headers={"retry-after": "60"})
    return ProblemError(422, str(error))


def _sized(text: str, most: int) -> None:
    if len(text) > most:
        raise ProblemError(413, f"this has {len(text):,} characters, more than the {most:,} that are checked at once")
