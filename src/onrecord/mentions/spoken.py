"""Who has spoken so far, in the order of the text, asked by offset."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from onrecord.mentions.people import Person

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody spoke: from where the source stands to the end of the quotation."""

    person: Person
    start: int
    end: int
    nested: bool


class Speeches:
    """Every time that somebody spoke, as far as it is known by now."""

    def __init__(self) -> None:
        self._all: list[Spoken] = []
        self._outer: list[Spoken] = []
        self._by_person: dict[Person, list[int]] = {}

    def add(self, spoken: Spoken) -> None:
        """Take one time more; at one place the first that came is the first."""
        insort(self._all, spoken, key=_START)
        if not spoken.nested:
            insort(self._outer, spoken, key=_START)
        insort(self._by_person.setdefault(spoken.person, []), spoken.start)

    def has(self, person: Person) -> bool:
        """Whether a person has spoken anywhere."""
        return person in self._by_person

    def last(self, offset: int, *, outer: bool) -> Spoken | None:
        """Return who spoke last before `offset`; with `outer`, not counting words inside another's words."""
        times = self._outer if outer else self._all
        number = bisect_left(times, offset, key=_START)
        return times[bisect_left(times, times[number - 1].start, key=_START)] if number else None

    def last_by(self, person: Person, offset: int) -> int:
        """Return where a person spoke last before `offset`; -1 where nowhere."""
        starts = self._by_person.get(person, [])
        number = bisect_left(starts, offset)
        return starts[number - 1] if number else -1

    def lately(self, offset: int, count: int) -> set[Person]:
        """Return who spoke the last `count` times before `offset`."""
        number = bisect_left(self._all, offset, key=_START)
        return {spoken.person for spoken in self._all[max(number - count, 0) : number]}

    def between(self, start: int, end: int) -> Sequence[Spoken]:
        """Return who spoke in `text[start:end]`, in order."""
        return self._all[bisect_left(self._all, start, key=_START) : bisect_left(self._all, end, key=_START)]
