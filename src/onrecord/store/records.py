"""What the store hands out: frozen records, without a session behind them (but for an article's text)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from onrecord.errors import StoreError
from onrecord.store.search import slug
from onrecord.types import Kind, Reason, Span, Spans, Speaker, SpeakerType, held_back

if TYPE_CHECKING:
    from onrecord.families import Mark
    from onrecord.judgements import Judgement
    from onrecord.tenure import RoleThen
    from onrecord.timeline import Entry, RoleConflict, Then
    from onrecord.wording import Comparison

Outcome = Literal["new", "unchanged", "changed", "failed"]


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one article did.

    `article_id` is the id it is kept under. `linked` are its speakers that the registry had, `new` those
    it had not, `removed` those that only the article's former text had named: ids.
    """

    article_id: str
    outcome: Outcome
    quotations: int
    note: str | None = None
    linked: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgementRecord:
    """A judgement of the log: which one undid it, if one that stands did, and whether it stands but waits.

    One waits while what it is about is not in the registry.
    """

    judgement: Judgement
    undone_by: str | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading the curated records did: how many there are and how many changed; notes for a person.

    `judgements` are those that were given, `taken_up` those of them that were not there before.
    """

    speakers: int
    outlets: int
    changed: int
    notes: tuple[str, ...] = ()
    judgements: int = 0
    taken_up: int = 0


@dataclass(frozen=True)
class StoredArticle:
    """One article of the registry. Its text is read from the database when it is first asked for."""

    id: str
    title: str | None
    url: str | None
    outlet: str | None
    published: date | None
    byline: str | None
    language: str | None
    origin: str | None
    text_sha256: str
    added_at: datetime
    load_text: Callable[[], str] = field(repr=False, compare=False)

    @cached_property
    def text(self) -> str:
        """The text exactly as it was read; all offsets are into it."""
        return self.load_text()


@dataclass(frozen=True, slots=True)
class Context:
    """A quotation among the words around it.

    `text` begins at `start` in the article, and the spans are into `text`.
    `cut_before` and `cut_after` say whether the article goes on there.
    """

    text: str
    start: int
    content: Spans
    cue: Spans
    source: Spans
    cut_before: bool
    cut_after: bool

    def __str__(self) -> str:
        """Return the words."""
        return self.text


@dataclass(frozen=True, slots=True)
class StoredQuotation:
    """One quotation of the registry with its article.

    `speaker.name` and `.type` are as the article has them, `speaker.id` is the registry's (None for sources
    that are nobody in particular, or where more than one was left). `reasons` lead from the text to the name,
    then from the name to the registry's speaker. `role` is as the article prints it or, as a reason says
    (`known role`), known of its day. Where a judgement gives it to somebody, the name is the registry's, no doubt is
    left, and the last reason says who decided; `rejected`: a judgement says not to keep it. `load_roles` gives
    the curated roles of the speaker when they are first asked for.
    """

    id: str
    kind: Kind
    text: str
    content: Spans
    cue: Spans
    source: Spans
    cue_text: str
    source_text: str
    speaker: Speaker
    role: str | None
    via: tuple[str, ...]
    said_on: date | None
    confidence: float
    candidates: tuple[str, ...]
    reasons: tuple[Reason, ...]
    article: StoredArticle
    position: int
    heading: bool
    inside: str | None
    speech: bool
    engine: str
    rejected: bool = False
    load_roles: Callable[[], Sequence[RoleRecord]] = field(default=tuple, repr=False, compare=False)

    @property
    def role_then(self) -> tuple[RoleThen, ...]:
        """What the registry has the speaker be on that day, where the article prints no role."""
        from onrecord.tenure import curated_then

        day = self.said_on or self.article.published
        if self._printed or day is None or self.speaker.id is None:
            return ()
        return curated_then(self.load_roles(), day)

    @property
    def role_conflict(self) -> RoleConflict | None:
        """How the role that the article prints disagrees with the registry's; None where it need not."""
        from onrecord.timeline import conflict

        if self.role is None or not self._printed or self.speaker.id is None:
            return None
        days = [day for day in (self.said_on, self.article.published) if day is not None]
        evidence = tuple(span for reason in self.reasons if reason.rule == "role" for span in reason.evidence)
        return conflict(self.role, days, self.load_roles(), evidence)

    @property
    def _printed(self) -> bool:
        """Whether the role is the article's own, all of it."""
        return self.role is not None and all(reason.rule != "known role" for reason in self.reasons)

    def at_least(self, confidence: float) -> StoredQuotation:
        """Return the same, the speaker unresolved where it is less sure than `confidence`, in [0, 1]."""
        return replace(self, **held_back(self, confidence))

    def context(self, chars: int = 300) -> Context:
        """Return the quotation with about `chars` characters of the article before and after it."""
        text = self.article.text
        parts = (*self.content, *self.cue, *self.source)
        first, last = min(span.start for span in parts), max(span.end for span in parts)
        start, end = max(0, first - chars), min(len(text), last + chars)
        # Whole words at the edges, unless there is no space to cut at.
        while 0 < start < first and not text[start - 1].isspace():
            start += 1
        while last < end < len(text) and not text[end].isspace():
            end -= 1
        content, cue, source = (
            tuple(Span(span.start - start, span.end - start) for span in spans)
            for spans in (self.content, self.cue, self.source)
        )
        return Context(text[start:end], start, content, cue, source, start > 0, end < len(text))


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the quotations that were asked for; `after`, given with the same question, gives those that come next.

    It is None where nothing does.
    """

    quotations: tuple[StoredQuotation, ...]
    after: str | None = None

    def __iter__(self) -> Iterator[StoredQuotation]:
        """Go through the quotations."""
        return iter(self.quotations)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.quotations)


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article with all its quotations in the order of its text, those that are rejected too."""

    article: StoredArticle
    quotations: tuple[StoredQuotation, ...]


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """A quotation of a family, and what it is to another one.

    `against` is the id of the quotation that it was compared with (`comparison`: that one's words first, then its own),
    `taken_from` that of the one whose outlet it says that its words came through. Each may be None.
    """

    quotation: StoredQuotation
    mark: Mark
    against: str | None
    comparison: Comparison | None
    taken_from: str | None


@dataclass(frozen=True, slots=True)
class FamilyRecord:
    """The same utterance in several articles, the earliest first.

    `elsewhere` are quotations of the same words by another named speaker, which are never members.
    """

    id: str
    members: tuple[FamilyMember, ...]
    elsewhere: tuple[StoredQuotation, ...] = ()

    @property
    def earliest(self) -> StoredQuotation:
        """The first one, by the day it was said or else published, then by when it was added."""
        return self.members[0].quotation

    @property
    def articles(self) -> int:
        """In how many articles it is quoted."""
        return len({member.quotation.article.id for member in self.members})


@dataclass(frozen=True, slots=True)
class Nearby:
    """A quotation that a claim is like, and how much (see `onrecord.likeness`).

    `around`: those of its article, itself among them; `family`: how many share the utterance, of which `earliest` is
    the first where there are several.
    """

    quotation: StoredQuotation
    around: tuple[StoredQuotation, ...]
    likeness: float
    family: int = 1
    earliest: StoredQuotation | None = None


@dataclass(frozen=True, slots=True)
class NameForm:
    """A form of a speaker's name, and in how many articles it stands."""

    form: str
    strong: bool
    curated: bool
    articles: int


@dataclass(frozen=True, slots=True)
class RoleRecord:
    """A role of a speaker: curated (start, end, source), or as articles state it (first and last seen).

    `article` is the earliest one that states it and `evidence` where it does. Where a day was asked for,
    `seen_before` and `seen_after` are those nearest to it, up to it and from it on.
    """

    text: str
    title: str | None
    organization: str | None
    curated: bool
    start: str | None = None
    end: str | None = None
    source: str | None = None
    first_seen: date | None = None
    last_seen: date | None = None
    articles: int = 0
    article: StoredArticle | None = None
    evidence: Spans = ()
    seen_before: date | None = None
    seen_after: date | None = None


@dataclass(frozen=True, slots=True)
class RoleDispute:
    """A role that articles give a speaker against the registry's: how, in how many, and the first of them."""

    conflict: RoleConflict
    article: StoredArticle
    articles: int


@dataclass(frozen=True, slots=True)
class SpeakerTimeline:
    """What a speaker was, the latest first; `disputes` are where articles and the registry disagree.

    `then` is what the speaker was at the time that was asked for, if one was.
    """

    entries: tuple[Entry[RoleRecord], ...]
    disputes: tuple[RoleDispute, ...]
    then: tuple[Then[RoleRecord], ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    """All that the registry has on one speaker, but for the words. `merged` are other ids of the same."""

    id: str
    name: str
    type: SpeakerType
    curated: bool
    names: tuple[NameForm, ...]
    roles: tuple[RoleRecord, ...]
    quotations: int
    first_said: date | None
    last_said: date | None
    ids: dict[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutletCount:
    """An outlet, by its id where it has one, and how many quotations it printed."""

    id: str | None
    name: str
    quotations: int


@dataclass(frozen=True, slots=True)
class SpeakerActivity:
    """How often a speaker was quoted: by months (their first days, the earliest first), and by whom, most often first.

    Undated quotations are in no month. Outlets are those of the latest quotations; `among` is how many these are.
    """

    months: tuple[tuple[date, int], ...]
    outlets: tuple[OutletCount, ...]
    among: int


@dataclass(frozen=True, slots=True)
class SpeakerProfile:
    """What there is to be shown of a speaker beside the words."""

    record: SpeakerRecord
    timeline: SpeakerTimeline
    activity: SpeakerActivity


@dataclass(frozen=True, slots=True)
class SpeakerMatch:
    """A speaker that a typed name may mean: `form` is the name it met, `score` how well (1 the same)."""

    id: str
    name: str
    type: SpeakerType
    form: str
    score: float
    exact: bool
    quotations: int
    role: str | None


@dataclass(frozen=True, slots=True)
class SpeakerMatches:
    """The speakers that a typed name may mean, best first. `exact`: the name is on record as it was typed."""

    query: str
    exact: bool
    matches: tuple[SpeakerMatch, ...]

    def __iter__(self) -> Iterator[SpeakerMatch]:
        """Go through the matches, best first."""
        return iter(self.matches)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.matches)

    @property
    def best(self) -> SpeakerMatch | None:
        """The one that the name means, or None where none or several are as good. An id means itself."""
        typed = self.query.strip()
        for match in self.matches:
            # The id of one who counts as another is the form that this was found by.
            if match.id == typed or (match.form == typed and typed == slug(typed)):
                return match
        rivals = [match for match in self.matches if match.exact == self.exact]
        if len(rivals) == 1:
            return rivals[0]
        clear = not self.exact and len(rivals) > 1 and rivals[0].score - rivals[1].score >= CLEARLY
        return rivals[0] if clear else None


CLEARLY = 0.05
"""By how much the best of several approximate matches must lead to be taken for the one that was meant."""


@dataclass(frozen=True, slots=True)
class DoubtCandidate:
    """A speaker that a name may mean: its score, 0 to 1, and what speaks for and against it, in points."""

    id: str
    score: float
    pro: tuple[Reason, ...]
    contra: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name of an article that may mean a speaker of the registry, but not surely.

    `speaker_id` is the provisional speaker whom its quotations have now, None where it is one of the `candidates` but
    not surely which. Candidates are the best first, `score` is the first one's; `quotations` hang on the answer.
    """

    article_id: str
    name: str
    type: SpeakerType
    speaker_id: str | None
    candidates: tuple[DoubtCandidate, ...]
    score: float
    quotations: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the registry holds, in the numbers that are quick to count."""

    articles: int
    quotations: int
    speakers: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Stats:
    """How much the registry holds. `unresolved`: quotations whose article leaves the speaker unknown."""

    articles: int
    quotations: int
    speakers: int
    outlets: int
    by_kind: dict[Kind, int]
    by_type: dict[SpeakerType, int]
    unresolved: int


class AmbiguousSpeakerError(StoreError):
    """A name that several speakers bear; `matches` lists them."""

    def __init__(self, matches: SpeakerMatches) -> None:
        """Say who they are and how to choose."""
        shown = "; ".join(f"{match.id} ({match.name}{_role(match)})" for match in matches)
        super().__init__(f"{matches.query!r} may be any of several speakers, give one's id: {shown}")
        self.matches = matches


def _role(match: SpeakerMatch) -> str:
    return f", {match.role}" if match.role else ""
