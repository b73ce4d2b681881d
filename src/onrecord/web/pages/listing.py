"""Lists of quotations: what a form asks for, one page of it, and what is wrong with it, told beside the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query

from onrecord.errors import StoreError, UnavailableError
from onrecord.store import Store
from onrecord.store.asking import Asked, Sort
from onrecord.store.records import AmbiguousSpeakerError, Page, SpeakerMatch

__all__ = ["SHOWN", "Filters", "FiltersDep", "Listing", "listing"]

SHOWN = 20
"""Quotations on a page."""
_LONGEST = 300
_Text = Annotated[str, Query(max_length=_LONGEST)]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a form of a list asks for, as it was typed; `after` is where a page ended."""

    about: str = ""
    by: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    kind: str = ""
    best: bool = False
    after: str = ""

    @property
    def given(self) -> dict[str, object]:
        """All but the page, by the names of the form's fields."""
        return {
            "q": self.about,
            "by": self.by,
            "outlet": self.outlet,
            "since": self.since,
            "until": self.until,
            "kind": self.kind,
            "sort": "best" if self.best else "",
        }

    @property
    def narrow(self) -> bool:
        """Whether anything is asked for beside words."""
        return any((self.by, self.outlet, self.since, self.until, self.kind))


async def _filters(
    q: _Text = "",
    by: _Text = "",
    outlet: _Text = "",
    since: _Text = "",
    until: _Text = "",
    kind: _Text = "",
    sort: _Text = "",
    after: _Text = "",
) -> Filters:
    about, by, outlet, since, until, kind = (text.strip() for text in (q, by, outlet, since, until, kind))
    return Filters(about, by, outlet, since, until, kind, best=sort == "best" and bool(about), after=after)


FiltersDep = Annotated[Filters, Depends(_filters)]
"""The type of an endpoint's argument that is to be what a form asks for."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of quotations, or what is wrong with what was asked; `several` may be meant by a name."""

    page: Page
    problem: str | None = None
    several: tuple[SpeakerMatch, ...] = ()

    @property
    def status(self) -> int:
        """The HTTP status."""
        return 200 if self.problem is None else 422


def listing(store: Store, filters: Filters, *, by: str | None = None, shown: int = SHOWN) -> Listing:
    """Return the quotations that are asked for; `by` is a speaker's id in the place of the form's."""
    asked: Asked = {
        "about": filters.about or None,
        "by": by or filters.by or None,
        "outlet": filters.outlet or None,
        "since": filters.since or None,
        "until": filters.until or None,
        "kind": filters.kind or None,
    }
    sort: Sort = "best" if filters.best else "newest"
    try:
        return Listing(store.page(limit=shown, after=filters.after or None, sort=sort, **asked))
    except AmbiguousSpeakerError as error:
        return Listing(Page(()), f"{error.matches.query!r} may be any of these", error.matches.matches)
    except UnavailableError:
        raise
    except StoreError as error:
        return Listing(Page(()), str(error))
