"""The two sides that are compared: roles as printed and read, traits, days, outlets and company."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from onrecord.callings import MANY, NEAR
from onrecord.known import Fit
from onrecord.rolefacts import RoleFacts, read, together
from onrecord.traits import Trait, TraitKind
from onrecord.types import Spans

VETO = -1.0
"""The points of what cannot be one person's."""
_NOTHING: frozenset[str] = frozenset()
YEAR = 365.25
"""The days of a year."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A role, where it is printed, and since and until when it was held, as far as a person has written that down."""

    facts: RoleFacts
    text: str
    evidence: Spans = ()
    start: str | None = None
    end: str | None = None

    def held(self, day: date | None, *, past: bool) -> bool:
        """Whether it was held on a day, as far as is known; `past` asks only that it had begun."""
        if day is None:
            return True
        begun = self.start is None or self.start <= day.isoformat()
        return begun and (past or self.end is None or day.isoformat()[: len(self.end)] <= self.end)


@dataclass(frozen=True)
class Side:
    """What is known of one of the two that are compared.

    `seen` are the first and the last day on which it is known to have been in the news. `outlets` and `company` are
    ids: who published, and whom the same articles name.
    """

    stated: tuple[Stated, ...] = ()
    traits: frozenset[Trait] = frozenset()
    seen: tuple[date, ...] = ()
    outlets: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    fit: Fit | None = None

    @cached_property
    def told(self) -> tuple[Stated, ...]:
        """The roles that tell something."""
        return tuple(role for role in self.stated if role.facts.says)

    @cached_property
    def facts(self) -> RoleFacts:
        """What all the roles say together."""
        return together(role.facts for role in self.told)

    def values(self, kind: TraitKind) -> frozenset[str]:
        """Return what the traits of a kind tell."""
        return self._values.get(kind, _NOTHING)

    @cached_property
    def _values(self) -> dict[TraitKind, frozenset[str]]:
        kinds = {trait.kind for trait in self.traits}
        return {kind: frozenset(trait.value for trait in self.traits if trait.kind is kind) for kind in kinds}


def stated(text: str, evidence: Spans = (), *, start: str | None = None, end: str | None = None) -> Stated:
    """Return a role as printed, read."""
    return Stated(read(text), text, evidence, start, end)


def years_between(one: Sequence[date], two: Sequence[date]) -> float:
    """Return the years between two stretches of days; 0 where they overlap or one is unknown."""
    if not one or not two:
        return 0.0
    return max((min(one) - max(two)).days, (min(two) - max(one)).days, 0) / YEAR


def related(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two people's callings are one walk of life."""
    return bool(one & two - MANY) or any(group & one and group & two for group in NEAR)


def disjoint(one: Iterable[str], two: Iterable[str]) -> bool:
    """Whether both say something, and nothing in common."""
    first, second = set(one), set(two)
    return bool(first and second and not first & second)


def listed(values: Iterable[object]) -> str:
    """Return values as a reason tells them."""
    return " and ".join(sorted(value.text if isinstance(value, Stated) else str(value) for value in values))
