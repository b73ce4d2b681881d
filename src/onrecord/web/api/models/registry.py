"""The registry as a whole: what it holds, what people judged, what is open; and what goes wrong."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from onrecord.judgements import Verb
from onrecord.types import Kind, SpeakerType
from onrecord.web.api.models.quotations import Model, Reason, SpeakerMatch


class Stats(Model):
    """How much the registry holds. `unresolved`: quotations whose speaker is open."""

    articles: int
    quotations: int
    speakers: int
    outlets: int
    by_kind: dict[Kind, int]
    by_type: dict[SpeakerType, int]
    unresolved: int


class Judgement(Model):
    """A decision of a person, as `judgements --format jsonl` prints it, and whether it stands."""

    id: str
    at: str = Field(description="When: ISO 8601, in UTC.")
    who: str
    verb: Verb
    arguments: dict[str, Any]
    why: str | None = None
    stands: bool
    undone_by: str | None
    waits: bool = Field(description="What it is about is not in the registry.")


class Judgements(Model):
    """A page of judgements, the last first. `after` is where the next one begins, null on the last."""

    judgements: list[Judgement]
    after: str | None


class DoubtCandidate(Model):
    """A speaker that a name may mean, with what speaks for and against."""

    id: str
    score: float
    pro: list[Reason]
    contra: list[Reason]


class Doubt(Model):
    """A question of the review queue, as `review --list --format jsonl` prints it."""

    article_id: str
    name: str
    type: SpeakerType
    speaker_id: str | None
    quotations: int
    score: float
    candidates: list[DoubtCandidate]


class Doubts(Model):
    """The review queue, most telling first."""

    doubts: list[Doubt]


class Problem(BaseModel):
    """What went wrong (RFC 9457): `detail` says what to do. `matches` are speakers that a name may mean."""

    type: str
    title: str
    status: int
    detail: str
    matches: list[SpeakerMatch] | None = None
    errors: list[dict[str, str]] | None = None
