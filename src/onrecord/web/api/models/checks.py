"""Wordings compared: families, claims and drafts against the registry."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from onrecord.checking import NoteKind, Verdict
from onrecord.families import Mark
from onrecord.web.api.models.quotations import Article, Model, Offsets, Quotation, RoleConflict, StoredQuotation
from onrecord.wordchanges import AlarmKind
from onrecord.wording import Op


class Alarm(Model):
    """A change of words that matters: those on record, and those that stand for them."""

    kind: AlarmKind
    record: str
    claim: str
    disclosed: bool


class Run(Model):
    """A run of words of a comparison: those on record, and where its words stand in the other wording."""

    op: Op
    record: str
    claim: tuple[int, int]


class FamilyMember(Model):
    """A quotation of a family: what it is (`mark`) to the one of the id `against`, and word for word how it differs.

    `taken_from` is the one whose outlet it says that its words came through.
    """

    mark: Mark
    against: str | None
    taken_from: str | None
    alarms: list[Alarm]
    diff: list[Run]
    quotation: StoredQuotation


class Family(Model):
    """The same utterance in several articles, the earliest first; `elsewhere`: the same words by another speaker."""

    id: str
    articles: int
    members: list[FamilyMember]
    elsewhere: list[StoredQuotation]


class Note(Model):
    """A remark that is no alarm."""

    kind: NoteKind
    text: str


class Context(Model):
    """The words around a quotation; they begin at `start` in the article's text."""

    text: str
    start: int


class Evidence(Model):
    """A quotation of the record that a claim was compared with."""

    verdict: Verdict
    similarity: float
    words: str
    offsets: Offsets
    selectors: list[list[dict[str, Any]]] = Field(description="W3C selectors for each stretch.")
    before: str
    after: str
    diff: list[Run]
    alarms: list[Alarm]
    notes: list[Note]
    context: Context
    family: int
    earliest: str | None
    quotation: StoredQuotation


class Check(Model):
    """What the record says of a claimed quotation: as `check --quote` prints it."""

    claim: str
    by: str | None
    speaker_id: str | None
    verdict: Verdict
    ok: bool
    alarms: list[Alarm]
    notes: list[Note]
    evidence: list[Evidence]


class Headline(Model):
    """Words that a headline quotes and no quotation of the body has; `elsewhere`: the text has them."""

    words: str
    elsewhere: bool


class DraftQuotation(Model):
    """A quotation of a draft with the checks of its parts; `counts` is whether its words are quoted."""

    type: Literal["quotation"]
    verdict: Verdict
    ok: bool
    counts: bool
    conflict: RoleConflict | None
    quotation: Quotation
    checks: list[Check]


class DraftCheck(Model):
    """A draft against the registry: the first line of `check DRAFT --format jsonl`, the others as `quotations`."""

    type: Literal["draft"]
    ok: bool
    problems: int
    drawn: str
    headlines: list[Headline]
    article: Article
    quotations: list[DraftQuotation]
