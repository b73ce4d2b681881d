"""The sources without a person's name that have spoken so far, asked by what they are called and where."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from onrecord.mentions.answers import Entity
from onrecord.mentions.phrase import Phrase
from onrecord.types import SpeakerType

_Slot = tuple[object, ...]
_Place = tuple[int, int, int]
_NOTHING_NEW = frozenset({"the", "unnamed", "same", "that", "this", "senior"})


class Met:
    """Sources in lists by type, number and words, each list in the order in which they were met last."""

    def __init__(self) -> None:
        self._known: list[Entity] = []
        self._numbers: dict[Entity, int] = {}
        self._lists: dict[_Slot, list[_Place]] = {}

    def __contains__(self, entity: Entity) -> bool:
        return entity in self._numbers

    def add(self, entity: Entity) -> None:
        """Take one more; one that is known already stays as it is."""
        if entity not in self._numbers:
            self._numbers[entity] = len(self._known)
            self._known.append(entity)
            self._enter(entity)

    def again(self, entity: Entity, offset: int) -> None:
        """Note that a source is met again at `offset`."""
        if entity in self._numbers:
            for slot in _slots(entity):
                places = self._lists[slot]
                del places[bisect_left(places, self._place(entity))]
        entity.last = offset
        if entity in self._numbers:
            self._enter(entity)

    def _enter(self, entity: Entity) -> None:
        for slot in _slots(entity):
            insort(self._lists.setdefault(slot, []), self._place(entity))

    def _place(self, entity: Entity) -> _Place:
        # of two that were met last at one place, the one that is printed first goes first, read from the end
        return entity.last, -entity.start, -self._numbers[entity]

    def _before(self, slot: _Slot, offset: int) -> Iterator[Entity]:
        """Yield those of a list that were met last before `offset`, the last first."""
        places = self._lists.get(slot, [])
        for number in range(bisect_left(places, (offset,)) - 1, -1, -1):
            yield self._known[-places[number][2]]

    def anonymous(self, offset: int) -> Iterator[Entity]:
        """Yield the unnamed persons and groups of them that were met before `offset`, the last first."""
        return self._before(("type", SpeakerType.ANONYMOUS), offset)

    def called(self, kind: SpeakerType, head: str) -> Iterator[Entity]:
        """Yield all of a type that may be called so, wherever they are met."""
        for _, _, number in self._lists.get(("called", kind, head), ()):
            yield self._known[-number]

    def last_of(self, kinds: Iterable[SpeakerType], plural: bool, offset: int, inside: int | None) -> Entity | None:
        """Return the last of some types before `offset` that spoke in the words of quotation `inside` (None: none).

        With `plural`, of several people rather than of an organization; inside a quotation, else anywhere.
        """
        levels: list[_Slot] = [(inside,)] if inside is None else [(inside,), ()]
        for level in levels:
            slots = [("kind", kind, number, *level) for kind in kinds for number in (True, False)]
            if plural:
                slots = [slot for slot in slots if slot[2] or slot[1] is SpeakerType.ORGANIZATION]
            found = [entity for slot in slots if (entity := next(self._before(slot, offset), None))]
            if found:
                return max(found, key=lambda entity: (plural and entity.plural, self._place(entity)))
        return None

    def same(self, phrase: Phrase, kind: SpeakerType, offset: int) -> Entity | None:
        """Return the unnamed source, document, group or organization that a description takes up again."""
        for entity in self._before(self._shortest(phrase, kind), offset):
            if entity.phrase.head == phrase.head and not (
                phrase.nations and entity.phrase.nations and not phrase.nations & entity.phrase.nations
            ):
                fresh = set(phrase.words) - set(entity.phrase.words) - _NOTHING_NEW
                if not fresh or kind is SpeakerType.ANONYMOUS:
                    return entity
            if kind is SpeakerType.ANONYMOUS and phrase.definite and phrase.head in entity.phrase.heads:
                return entity
        return None

    def _shortest(self, phrase: Phrase, kind: SpeakerType) -> _Slot:
        """Return the list to look for a description in: for what is no person, that of its rarest word."""
        slots: list[_Slot] = [("noun", kind, phrase.plural, phrase.head)]
        if kind is not SpeakerType.ANONYMOUS:
            slots += [("word", kind, phrase.plural, word) for word in set(phrase.words) - _NOTHING_NEW]
        return min(slots, key=lambda slot: len(self._lists.get(slot, ())))


def _slots(entity: Entity) -> Iterator[_Slot]:
    kind, phrase = entity.type, entity.phrase
    yield "type", kind
    yield "kind", kind, entity.plural
    yield "kind", kind, entity.plural, entity.inside
    for head in phrase.heads:
        yield "called", kind, head
    for head in phrase.heads | {phrase.head}:
        yield "noun", kind, entity.plural, head
    for word in set(phrase.words):
        yield "word", kind, entity.plural, word
