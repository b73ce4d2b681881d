"""The same utterance in several articles: the variants, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from onrecord.checking.alarmtext import alarm_text
from onrecord.store.records import FamilyMember, FamilyRecord
from onrecord.web.diffing import Words, diff
from onrecord.web.pages.rendering import render
from onrecord.web.site import SiteDep

__all__ = ["router"]

router = APIRouter()
_SHOWN = 25
"""Members on a page."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A member, and how its words differ from those of the one that it was compared with."""

    member: FamilyMember
    words: tuple[Words, ...]
    alarms: tuple[str, ...]


@router.get("/families/{id_}")
def family(request: Request, site: SiteDep, id_: str, start: Annotated[int, Query(ge=0, le=100_000)] = 0) -> Response:
    """Return the family of a quotation, by that one's id."""
    found = site.store.family(id_)
    return render(
        request,
        "family.html",
        family=found,
        asked=id_,
        variants=list(_variants(found, start)),
        start=start,
        after=start + _SHOWN if len(found.members) > start + _SHOWN else None,
        here=f"/families/{found.earliest.id}",
    )


def _variants(found: FamilyRecord, start: int) -> Iterator[Variant]:
    texts = {each.quotation.id: each.quotation.text for each in found.members}
    for each in found.members[start : start + _SHOWN]:
        if each.comparison is None or each.against is None or each.mark.value == "copy":
            yield Variant(each, (), ())
        else:
            words = diff(each.comparison, texts[each.against], each.quotation.text)
            yield Variant(each, tuple(words), tuple(map(alarm_text, each.comparison.alarms)))
