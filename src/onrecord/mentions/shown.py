"""The role that is shown with a quotation: stated beside the speaker's name, in the article, or known of the day."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from onrecord.mentions.answers import Answer
from onrecord.mentions.appositions import spoken_as
from onrecord.mentions.best import best_role
from onrecord.mentions.people import Person
from onrecord.mentions.reading import Reading
from onrecord.mentions.roles import Stated
from onrecord.types import Quotation, Reason, SpeakerType


@dataclass(frozen=True, slots=True)
class Shown:
    """What the article states, or where it states nothing what is known; `known` explains a bare office."""

    role: Stated
    known: Stated | None = None

    @property
    def text(self) -> str:
        """The role as it is printed: "Sen. (U.S. senator from Vermont)", the brackets holding what is known."""
        if self.known is None:
            return self.role.text
        if self.role.text.lower() in self.known.text.lower():
            return self.known.text
        return f"{self.role.text} ({self.known.text})"

    def reasons(self, day: date | None) -> list[Reason]:
        """Return a reason for what the article states and one for what it does not; `day` is the article's."""
        found = []
        if not self.role.known:
            found.append(Reason("role", f"stated as {self.role.text!r}", (self.role.span,), 0.9))
        known = self.role if self.role.known else self.known
        if known is not None:
            found.append(Reason("known role", f"not in the article: {known.text!r} on {day}", (), 0.8))
        return found


class Roles:
    """The roles to show; what is known of a person is looked through once."""

    def __init__(self, reading: Reading) -> None:
        """Take the article that the quotations stand in."""
        self._reading = reading
        self._best: dict[Person, Shown | None] = {}
        self._described: dict[Person, list[tuple[int, int]]] = {}

    def of(self, answer: Answer, quotation: Quotation) -> Shown | None:
        """Return the role in or right before the source phrase if it describes, else the article's."""
        person = answer.person
        if person is None or answer.type is not SpeakerType.PERSON:
            return None
        if quotation.source and (then := spoken_as(self._reading, quotation.source[0].start)) is not None:
            return Shown(then)
        if person not in self._best:
            self._best[person] = _explained(person, best_role(person))
            described = ((s.span.start, n) for n, s in enumerate(person.stated) if _goes_first(s))
            self._described[person] = sorted(described)
        places = self._described[person]
        within = ((bisect_left(places, (s.start,)), bisect_left(places, (s.end,))) for s in quotation.source)
        here = [number for first, last in within for _, number in places[first:last]]
        return Shown(person.stated[min(here)]) if here else self._best[person]


def _explained(person: Person, role: Stated | None) -> Shown | None:
    """Say more of a well-known person whom the article hardly describes."""
    if role is None:
        return None
    if role.known or role.joint or role.weight == 3:
        return Shown(role)
    posts = [stated for stated in person.stated if stated.known and stated.weight == 3]
    if role.attached and role.phrase.head != "candidate":
        posts = [stated for stated in posts if stated.phrase.head == role.phrase.head]
    said = {word.strip(".,").lower() for word in role.text.split()}
    return Shown(role, next((stated for stated in posts if not said >= set(stated.phrase.words)), None))


def _goes_first(stated: Stated) -> bool:
    """Whether a role beside the name in the source phrase goes before what is stated elsewhere."""
    return (stated.weight == 3 or stated.joint) and not stated.known


def kept(stated: Stated) -> bool:
    """Whether a role is one that the registry keeps: stated by the article, beside the name."""
    return stated.weight > 0 and not (stated.known or stated.joint or stated.passing)
