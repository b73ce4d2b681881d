"""Quotations, with their articles."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from onrecord.tenure import Held
from onrecord.timeline import Disagreement
from onrecord.types import Kind, SpeakerType

Offsets = list[tuple[int, int]]
"""Stretches of the article's text, [start, end) in code points."""


class Model(BaseModel):
    """An object of an answer: these fields, and no others."""

    model_config = ConfigDict(extra="forbid")


class Reason(Model):
    """Why a quotation has its speaker: a rule, what it looked at, and the words that are its evidence."""

    rule: str
    detail: str
    evidence: Offsets
    score: float


class Speaker(Model):
    """Who a source stands for. `name` is null where the article leaves that open, `id` is the registry's."""

    name: str | None
    type: SpeakerType
    id: str | None


class Quotation(Model):
    """A quotation as its article has it. Offsets are code points of the article's text, the end exclusive."""

    id: str
    kind: Kind = Field(description="How it is quoted: all, some or none of the words in quotation marks.")
    speech: bool = Field(description="False for what was thought, wanted or left unsaid, by its cue.")
    text: str = Field(description="The words, exactly; the gaps of an interrupted quotation shown as ` … `.")
    content: Offsets
    cue: Offsets
    source: Offsets
    speaker: Speaker
    role: str | None
    via: list[str] = Field(description="Whom the words came through.")
    said_on: date | None
    confidence: float = Field(ge=0, le=1)
    candidates: list[str] = Field(description="Who it may be, where that is open.")
    inside: str | None = Field(description="The id of the quotation that it is passed on in.")
    reasons: list[Reason]


class Article(Model):
    """Where a quotation is from. `text_sha256` tells whether you hold the same text."""

    id: str
    title: str | None
    outlet: str | None
    published: date | None
    url: str | None
    origin: None = Field(description="The file that it was read from, on the server's disk: not told here.")
    text_sha256: str


class RecordedRole(Model):
    """A role that somebody curated; `start` and `end` are days, months or years."""

    text: str
    title: str | None
    organization: str | None
    start: str | None
    end: str | None
    source: str | None


class RoleThen(RecordedRole):
    """A curated role of the day of a quotation, and whether it was held then for certain."""

    held: Held


class RoleConflict(Model):
    """What an article says of a role against what the registry says."""

    kind: Disagreement
    printed: str
    evidence: Offsets
    day: date | None
    registry: RecordedRole
    says: str


class StoredQuotation(Quotation):
    """A quotation of the registry with its article."""

    role_then: list[RoleThen]
    role_conflict: RoleConflict | None
    article: Article


class SpeakerMatch(Model):
    """A speaker that a typed name may mean: `form` is the name that it met, `score` how well (1 is the same)."""

    id: str
    name: str
    type: SpeakerType
    role: str | None
    quotations: int
    form: str
    score: float
    exact: bool


class Quotations(Model):
    """A page of quotations. `after` is where the next one begins, null on the last."""

    taken_for: SpeakerMatch | None = Field(description="Whom `by` was taken for, where it is not a name as typed.")
    quotations: list[StoredQuotation]
    after: str | None


class ArticleRecord(Article):
    """An article with its text and all its quotations but the rejected ones, in the order of the text."""

    byline: str | None
    language: str | None
    text: str
    quotations: list[Quotation]
