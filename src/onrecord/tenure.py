"""Whether a role was held at a time, as far as its dates say.

Pure. A curated date may be a year or a month, and is taken for no more than it says: of a post held since 2020 nobody
knows whether it was held in May of 2020. An end that is not on record is not known; it does not mean "still".
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol


class RoleLike(Protocol):
    """A role of a speaker: curated, or as articles word it with the days on which they do.

    `seen_before` and `seen_after` are the days nearest to one that was asked for: up to it, and from it on.
    """

    @property
    def text(self) -> str:
        """The role in words."""

    @property
    def title(self) -> str | None:
        """The post alone."""

    @property
    def organization(self) -> str | None:
        """Where it is held."""

    @property
    def curated(self) -> bool:
        """Whether a person wrote it down."""

    @property
    def start(self) -> str | None:
        """Since when, as curated: a year, a month or a day."""

    @property
    def end(self) -> str | None:
        """Until when, as curated."""

    @property
    def source(self) -> str | None:
        """What the curated record cites."""

    @property
    def first_seen(self) -> date | None:
        """The first day on which an article words it so."""

    @property
    def last_seen(self) -> date | None:
        """The last day."""

    @property
    def seen_before(self) -> date | None:
        """The last day up to the one asked for."""

    @property
    def seen_after(self) -> date | None:
        """The first day from the one asked for on."""

    @property
    def articles(self) -> int:
        """How many articles word it so."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def wider(self, by: timedelta) -> Period:
        """Return the same with so much more on both sides, as far as there are days."""
        return Period(self.first - min(by, self.first - date.min), self.last + min(by, date.max - self.last))


def period(when: date | str) -> Period:
    """Return the days of an ISO day, month or year. Raises ValueError for anything else."""
    if isinstance(when, date):
        return Period(when, when)
    parts = when.split("-")
    if not 1 <= len(parts) <= 3 or [len(part) for part in parts] != [4, 2, 2][: len(parts)]:
        raise ValueError(f"{when!r} is not a date such as 2020, 2020-05 or 2020-05-07")
    year, month, day = (*map(int, parts), None, None)[:3]
    first = date(year or 0, month or 1, day or 1)
    if day:
        return Period(first, first)
    month = month or 12
    return Period(first, date(first.year, month, calendar.monthrange(first.year, month)[1]))


class Held(StrEnum):
    """Whether a role was held at a time."""

    WAS = "was"
    MAY = "may have been"
    SEEN = "seen"
    """Only articles of days around it say so."""
    NO = "was not"


def held(role: RoleLike, at: Period, known: Period | None = None) -> Held:
    """Return whether a curated role was held at some time of a period, as far as its dates say.

    `known` are days between which articles show it to have been held.
    """
    start = None if role.start is None else period(role.start)
    end = None if role.end is None else period(role.end)
    if (start and at.last < start.first) or (end and end.last < at.first):
        return Held.NO
    begun = [each.last for each in (start, end) if each] + ([known.first] if known else [])
    over = [each.first for each in (start, end) if each] + ([known.last] if known else [])
    if begun and min(begun) <= at.last and max(over) >= at.first:
        return Held.WAS
    return Held.MAY


@dataclass(frozen=True, slots=True)
class RoleThen:
    """A curated role of a day, and whether it was held then for certain (`WAS`) or perhaps (`MAY`)."""

    role: RoleLike
    held: Held


def curated_then(roles: Iterable[RoleLike], day: date) -> tuple[RoleThen, ...]:
    """Return the curated roles that were held on a day, or may have been, of those whose start is on record."""
    found = (RoleThen(role, held(role, Period(day, day))) for role in roles if role.curated and role.start)
    return tuple(sorted((then for then in found if then.held is not Held.NO), key=lambda then: then.held is Held.MAY))
