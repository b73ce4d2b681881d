"""What a request may ask for: the parameters of its address, and how they are given to the store."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from onrecord.store.asking import Asked, Sort
from onrecord.types import Kind

__all__ = [
    "AskedForm",
    "Day",
    "DoubtsAsked",
    "Filters",
    "Id",
    "JudgementsAsked",
    "NamesAsked",
    "QuotesAsked",
    "When",
    "Words",
]

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_NO_NUL = r"^[^\x00]*$"  # PostgreSQL keeps none, so that none is found
_YEAR = r"([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
_WHEN = rf"^{_YEAR}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"

Words = Annotated[str, Field(max_length=500, pattern=_NO_NUL)]
Id = Annotated[str, Path(alias="id", max_length=500, pattern=_NO_NUL)]
When = Annotated[str, Field(pattern=_WHEN)]


def _day(sent: object) -> object:
    """Refuse what pydantic would take for a day besides: a number of seconds, a day with a time."""
    if sent is not None and not (isinstance(sent, str) and re.fullmatch(_DAY, sent)):
        raise ValueError("a day is written as 2020-05-07")
    return sent


Day = Annotated[date | None, BeforeValidator(_day)]

Form = Literal["json", "jsonl", "csv", "jsonld", "webannotation"]
"""How quotations are written, where an address says so and not the header Accept."""
AskedForm = Annotated[Form | None, Query(alias="format", description="How to write it; else as Accept says.")]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Filters(_Asked):
    """Which quotations, and which page of them: all that is given must hold."""

    limit: int = Field(50, ge=1, le=200, description="How many on a page, at most.")
    after: str | None = Field(
        None,
        pattern=r"^(n[0-9a-z]{1,13}|b[0-9a-z]{1,13}(-[0-9a-z]{1,13}){2})$",
        description="Where the page before ended: its `after`.",
    )
    format: Form | None = Field(None, description="How to write them; else as the header Accept says.")
    about: Words | None = Field(
        None, description='Words, or a query: "a phrase", pre*, NEAR(a b, 5), a OR b, -without.'
    )
    role: Words | None = Field(None, description="Words of the role shown with it, or such a query.")
    org: Words | None = Field(None, description="An organization: in the role, of the speaker's, or speaking itself.")
    via: Words | None = Field(None, description="Who passed it on.")
    since: When | None = Field(None, description="From this day, month or year on.")
    until: When | None = Field(None, description="Up to this day, month or year.")
    outlet: Words | None = Field(None, description="Who published it: a name, an id or a domain.")
    kind: Kind | None = Field(None, description="How it is quoted.")
    sort: Sort = Field("newest", description="Which come first; the best are those of the newest 2,000.")
    speech_only: bool = Field(False, description="Leave out what was only thought, wanted or left unsaid.")
    min_confidence: float = Field(0.0, ge=0, le=1, description="Leave a speaker less sure than this unresolved.")
    one_per_family: bool = Field(
        False, description="Of one utterance in several articles, the earliest; altered forms too."
    )
    rejected: bool = Field(False, description="Those too that a judgement says not to keep.")

    def asked(self, by: str | None) -> Asked:
        """Return what the store is asked, of a speaker or of anybody."""
        return {
            "by": by,
            "about": self.about,
            "role": self.role,
            "org": self.org,
            "via": self.via,
            "since": self.since,
            "until": self.until,
            "outlet": self.outlet,
            "kind": self.kind,
            "speech_only": self.speech_only,
            "min_confidence": self.min_confidence,
            "one_per_family": self.one_per_family,
            "rejected": self.rejected,
        }


class QuotesAsked(Filters):
    """Which quotations, of anybody."""

    by: Words | None = Field(None, description="Whose: a name, as well as you know it, or an id.")


class NamesAsked(_Asked):
    """Whose name."""

    q: Annotated[Words, Field(min_length=1, description="A name, as well as you know it, or an id.")]
    limit: int = Field(10, ge=1, le=100, description="How many, at most.")


class DoubtsAsked(_Asked):
    """How much of the review queue."""

    limit: int = Field(20, ge=1, le=100, description="How many, at most.")


class JudgementsAsked(_Asked):
    """Which judgements."""

    about: Words | None = Field(None, description="A speaker's id or name, or how the id of a quotation begins.")
    limit: int = Field(50, ge=1, le=200, description="How many on a page, at most.")
    after: str | None = Field(None, pattern=r"^[0-9a-f]{12}$", description="The last id of the page before.")
