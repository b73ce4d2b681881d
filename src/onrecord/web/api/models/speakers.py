"""Speakers, what they are called and what they were."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from onrecord.tenure import Held
from onrecord.types import SpeakerType
from onrecord.web.api.models.quotations import (
    Article,
    Model,
    Offsets,
    RecordedRole,
    RoleConflict,
    SpeakerMatch,
    StoredQuotation,
)


class Speakers(Model):
    """The speakers that a name may mean, best first."""

    query: str
    exact: bool
    speakers: list[SpeakerMatch]


class Name(Model):
    """A form of a name, and in how many articles it stands; a strong one decides alone who is meant."""

    form: str
    strong: bool
    articles: int


class Role(RecordedRole):
    """A role as it is on record: curated, or as articles state it, with the first of them."""

    curated: bool
    first_seen: date | None
    last_seen: date | None
    article: Article | None
    evidence: Offsets


class Wording(Model):
    """How articles word a role of a timeline."""

    text: str
    first_seen: date | None
    last_seen: date | None
    articles: int
    first_article: str | None
    evidence: Offsets


class TimelineEntry(Model):
    """A role over time; `dates` says whose `since` and `until` are."""

    what: str
    organization: str | None
    since: str | None
    until: str | None
    dates: Literal["registry", "articles"] | None
    source: Literal["registry", "articles"]
    cites: str | None
    first_seen: date | None
    last_seen: date | None
    ended_before: date | None
    wordings: list[Wording]


class Then(TimelineEntry):
    """A role at the time that was asked for."""

    held: Held
    nearest: date | None
    days: int | None


class RoleDispute(RoleConflict):
    """A role that articles give a speaker against the registry's: the first of them, and how many."""

    articles: int
    article: Article


class SpeakerRecord(Model):
    """All about a speaker: as `who --format jsonl` prints it."""

    query: str
    exact: bool
    id: str
    name: str
    type: SpeakerType
    ids: dict[str, str] = Field(description="What others call the speaker: wikidata, ...")
    merged: list[str] = Field(description="Other ids of the same.")
    names: list[Name]
    roles: list[Role]
    timeline: list[TimelineEntry]
    role_conflicts: list[RoleDispute]
    on: str | None
    then: list[Then]
    quotations_total: int
    quotations: list[StoredQuotation]
