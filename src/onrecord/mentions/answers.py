"""What is known of a quotation's speaker while its article is read, and the unnamed sources met in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.mentions.people import Person
from onrecord.mentions.phrase import Phrase
from onrecord.types import Reason, SpeakerType


@dataclass(slots=True, eq=False)
class Entity:
    """A source without a person's name that spoke: what it is called, and where it was met last."""

    name: str
    type: SpeakerType
    phrase: Phrase
    start: int
    plural: bool
    last: int = -1
    inside: int | None = None

    def __post_init__(self) -> None:
        self.last = max(self.last, self.start)


@dataclass(slots=True)
class Answer:
    """Who one quotation's speaker is, while the article is read."""

    name: str | None
    type: SpeakerType
    person: Person | None = None
    confidence: float = 1.0
    candidates: tuple[str, ...] = ()
    reasons: list[Reason] = field(default_factory=list)
    entity: Entity | None = None
