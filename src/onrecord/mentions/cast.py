"""The people of one article, asked by place and by work, so that nothing has to look at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.mentions.naming import Naming
from onrecord.mentions.people import Person
from onrecord.mentions.phrase import Phrase
from onrecord.mentions.places import DEMONYM
from onrecord.mentions.roles import Stated

Named = tuple[Naming, Person]


class Cast:
    """The people of one article, in the order in which they are first named."""

    def __init__(self, people: Sequence[Person]) -> None:
        """Take people whose namings are all known and in order."""
        self.people = people
        self._rank = {person: number for number, person in enumerate(people)}
        self._named = sorted(((n, p) for p in people for n in p.namings), key=lambda pair: pair[0].start)
        self._starts = [naming.start for naming, _ in self._named]
        self._by_end = sorted(self._named, key=lambda pair: pair[0].end)
        self._ends = [naming.end for naming, _ in self._by_end]
        self._called: dict[str, set[Person]] = defaultdict(set)
        self._working: dict[str, set[Person]] = defaultdict(set)
        self._aged: dict[int, set[Person]] = defaultdict(set)
        self._from: dict[str, set[Person]] = defaultdict(set)
        for person in people:
            for age in person.ages:
                self._aged[age].add(person)
            for stated in person.distinct:
                self._note(person, stated)

    def state(self, person: Person, stated: Stated) -> None:
        """Add what is stated of a person before all else."""
        person.state(stated, first=True)
        self._note(person, stated)

    def _note(self, person: Person, stated: Stated) -> None:
        self._working[stated.phrase.head].add(person)
        for head in stated.phrase.heads | {stated.phrase.head}:
            self._called[head].add(person)
        for nation in stated.phrase.nations:
            self._from[nation].add(person)

    def in_order(self, people: Iterable[Person]) -> list[Person]:
        """Return each of some people once, who is named first first."""
        return sorted(set(people), key=self._rank.__getitem__)

    def named_at(self, start: int, end: int) -> Sequence[Named]:
        """Return who is named in `text[start:end]`, in order."""
        return self._named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def named_up_to(self, start: int, end: int) -> Sequence[Named]:
        """Return whose name ends at `start` to `end` (inclusive), those first who are named first."""
        found = self._by_end[bisect_left(self._ends, start) : bisect_left(self._ends, end + 1)]
        return sorted(found, key=lambda pair: (self._rank[pair[1]], pair[0].start))

    def called(self, head: str) -> Iterable[Person]:
        """Return whose stated work may be called so, in no order."""
        return self._called.get(head, ())

    def lately(self, offset: int, count: int) -> set[Person]:
        """Return who is named the last `count` times before `offset`."""
        number = bisect_left(self._starts, offset)
        return {person for _, person in self._named[max(number - count, 0) : number]}

    def fitting(self, phrase: Phrase) -> set[Person]:
        """Return whose age, country or work (stated anywhere) a description may take up."""
        found: set[Person] = set()
        if phrase.head:
            found.update(self._called.get(phrase.head, ()))
            found.update(*(self._working.get(head, ()) for head in phrase.heads))
        if phrase.age is not None:
            found.update(self._aged.get(phrase.age, ()))
        if phrase.head in DEMONYM:
            found.update(self._from.get(DEMONYM[phrase.head], ()))
        return found
