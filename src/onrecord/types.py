"""The values that go from stage to stage: frozen, small, without behaviour beyond reading themselves.

Offsets count code points of `Article.text`, the end exclusive, and the text is never altered after it was read.
This module imports nothing of the package and none of its dependencies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Protocol


class Kind(StrEnum):
    """How the words stand in the article: all, some or none of them inside quotation marks."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class SpeakerType(StrEnum):
    """What a source is. Only persons and organizations are ever the same across articles."""

    PERSON = "person"
    ORGANIZATION = "organization"
    DOCUMENT = "document"
    GROUP = "group"
    ANONYMOUS = "anonymous"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the article's text, `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span must hold at least one character: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """Return the words of this span."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]
"""One thing that may be interrupted: its parts in the order of the text, none overlapping another."""


def words_of(text: str, spans: Sequence[Span]) -> str:
    """Return the words of interrupted spans, the gaps shown as ` … `."""
    return " … ".join(span.of(text) for span in spans)


@dataclass(frozen=True, slots=True)
class Article:
    """One text as it was read, with what is known about where it comes from.

    `origin` is the file (or `file:line`) that it was read from; `id_given` says whether the id was stated there or
    made up from the file's name, in which case two files may claim one id.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: date | None = None
    byline: str | None = None
    language: str | None = None
    origin: str | None = None
    id_given: bool = True

    @property
    def text_sha256(self) -> str:
        """Digest of the text (UTF-8, lone surrogates kept), by which a stored article knows that it has changed."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Quotation:
    """One attribution relation as it stands in the text: content, the cue that reports it, the source phrase.

    Cue and source are empty for a quotation that the article leaves without them (a continuation, a heading).
    `score` in (0, 1] is the detector's own confidence that the relation is there.
    `continues` is the number, in the article's list of quotations, of the one that this continues without a cue
    of its own; `inside` that of the quotation whose content holds this one. `speech` is False where the cue tells of a
    thought, a wish or a silence: nobody need have said the words.
    """

    content: Spans
    cue: Spans
    source: Spans
    kind: Kind
    score: float = 1.0
    continues: int | None = None
    inside: int | None = None
    heading: bool = False
    speech: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the evidence for an answer: the rule, what it compared (in words), where, and how sure it is."""

    rule: str
    detail: str
    evidence: Spans = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is or was, as the article states it: `title` and `organization` split where they can be.

    `text` is the role as printed, less a leading article ("former Iraqi Prime Minister").
    """

    text: str
    title: str | None = None
    organization: str | None = None
    evidence: Spans = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or an organization of one article: its fullest name, every form used, the roles stated, where.

    `forms` are (words, span) for each time the text names it, in the order of the text.
    """

    name: str
    type: SpeakerType
    forms: tuple[tuple[str, Span], ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source stands for. `name` is None where the article leaves more than one candidate, or none.

    For anonymous sources, documents and groups `name` is the description that the article gives, less its article.
    `id` is the registry's number for a person or organization, known only after storing.
    """

    name: str | None
    type: SpeakerType
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quotation with its speaker: what the library hands out and the registry keeps.

    `id` is stable for the same words in the same article. `via` is the chain of outlets that the words came
    through, nearest to the reader first. `said_on` is None where the article does not let it be known.
    `candidates` are the names that were left when no single one was. `inside` is the id of the quotation of the same
    article in whose words this one stands: it was said at second hand.
    """

    id: str
    text: str
    quotation: Quotation
    speaker: Speaker
    role: str | None = None
    via: tuple[str, ...] = ()
    said_on: date | None = None
    confidence: float = 1.0
    candidates: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    inside: str | None = None

    @property
    def kind(self) -> Kind:
        """Direct, mixed or indirect."""
        return self.quotation.kind

    @property
    def speech(self) -> bool:
        """Whether something was said, by the cue: not only thought, wanted or left unsaid."""
        return self.quotation.speech

    @property
    def content(self) -> Spans:
        """Where the words stand."""
        return self.quotation.content

    @property
    def cue(self) -> Spans:
        """Where the words that report stand ("said", "according to")."""
        return self.quotation.cue

    @property
    def source(self) -> Spans:
        """Where the phrase for who said it stands."""
        return self.quotation.source

    def at_least(self, confidence: float) -> Attribution:
        """Return the same, the speaker unresolved where it is less sure than that (see `Extraction.at_least`)."""
        return replace(self, **held_back(self, confidence))


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one article: its quotations in the order of the text, and the people in it."""

    article: Article
    quotations: tuple[Attribution, ...] = ()
    mentions: tuple[Mention, ...] = field(default=())

    def speech_only(self) -> Extraction:
        """Return the same without what was only thought, wanted or left unsaid."""
        return replace(self, quotations=tuple(q for q in self.quotations if q.speech))

    def at_least(self, confidence: float) -> Extraction:
        """Return the same with each speaker unresolved who is less sure than `confidence`, in [0, 1].

        The quotation stays, and so does the type; the name becomes the first of the candidates, the role goes, and a
        reason says so. Raises ValueError for what is no probability.
        """
        asked = checked_probability(confidence)
        return replace(self, quotations=tuple(each.at_least(asked) for each in self.quotations))


def checked_probability(value: float) -> float:
    """Return a probability as it is; raise ValueError for what is none."""
    if not 0 <= value <= 1:
        raise ValueError(f"a confidence is a number from 0 to 1, not {value}")
    return value


class Attributed(Protocol):
    """What has a speaker, and says how sure that is: an attribution, or a quotation of the registry."""

    @property
    def speaker(self) -> Speaker:
        """Who."""

    @property
    def source(self) -> Spans:
        """The phrase for who."""

    @property
    def confidence(self) -> float:
        """How sure."""

    @property
    def candidates(self) -> tuple[str, ...]:
        """Who else."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why."""


def held_back(one: Attributed, least: float) -> dict[str, Any]:
    """Return the fields that change where a speaker is less sure than `least`: none where it is sure enough."""
    name = one.speaker.name
    if one.confidence >= checked_probability(least) or name is None:
        return {}
    detail = f"{name!r} at {one.confidence:.4g} is less sure than {least:.4g}"
    return {
        "speaker": Speaker(None, one.speaker.type),
        "role": None,
        "candidates": (name, *(each for each in one.candidates if each != name)),
        "reasons": (*one.reasons, Reason("below the asked confidence", detail, one.source, one.confidence)),
    }
