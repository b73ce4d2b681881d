"""What somebody was, and when: one timeline of what people curated and what articles say, and where the two disagree.

Pure: role records in, entries out. A role that articles state has only days on which it was seen, and is never taken
for held on others; which of an article and the registry is right is left to a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Generic, TypeVar

from onrecord import posts
from onrecord.posts import Post, When
from onrecord.tenure import Held, Period, RoleLike, held, period
from onrecord.types import Spans

AROUND = timedelta(days=183)
"""How far from a day a role may have been seen to be told of when that day is asked for."""

SLACK = timedelta(days=7)
"""How far an article's day may lie beyond a curated date before the two disagree: news is about the days before."""

R = TypeVar("R", bound=RoleLike)


# -- entries ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """One role over one time: what the registry says of it, and the wordings of articles that mean it.

    `observed` are those that call it held, `past` those that call it over or earlier ("former", "then"), each the most
    frequent first.
    """

    curated: R | None
    observed: tuple[R, ...] = ()
    past: tuple[R, ...] = ()

    @property
    def what(self) -> str:
        """The role in words: the registry's, else the most frequent of the articles'."""
        return self._shown.text

    @property
    def organization(self) -> str | None:
        """Where it is held, if that can be told."""
        return self._shown.organization

    @property
    def _shown(self) -> R:
        return self.curated or (*self.observed, *self.past)[0]

    @property
    def wordings(self) -> tuple[R, ...]:
        """All that articles call it."""
        return self.observed + self.past

    @property
    def exact(self) -> bool:
        """Whether `since` and `until` are curated dates; else they are when it was first and last seen."""
        return self.curated is not None and bool(self.curated.start or self.curated.end)

    @property
    def since(self) -> str | None:
        """Since when: curated, or first seen."""
        if self.curated and self.exact:
            return self.curated.start
        return None if self.seen is None else self.seen.first.isoformat()

    @property
    def until(self) -> str | None:
        """Until when: curated, or last seen. None where it is not known."""
        if self.curated and self.exact:
            return self.curated.end
        return None if self.seen is None else self.seen.last.isoformat()

    @property
    def seen(self) -> Period | None:
        """From the first to the last day on which an article calls it held."""
        first = [role.first_seen for role in self.observed if role.first_seen]
        last = [role.last_seen for role in self.observed if role.last_seen]
        return Period(min(first), max(last)) if first and last else None

    @property
    def ended_before(self) -> date | None:
        """The first day on which an article calls it former; None where it is seen held later, or its end curated."""
        if self.curated and self.curated.end:
            return None
        called = [role.first_seen for role in self.past if role.first_seen and _ended(role)]
        later = self.seen is not None and bool(called) and self.seen.last >= min(called)
        return min(called) if called and not later else None

    @property
    def articles(self) -> int:
        """In how many articles its wordings stand; one with two of them counts twice."""
        return sum(role.articles for role in self.wordings)


def _ended(role: RoleLike) -> bool:
    return any(post.when is When.ENDED for post in posts.read(role.text)[:1])


@dataclass(slots=True)
class _Group(Generic[R]):
    post: Post | None
    curated: R | None = None
    observed: list[R] = field(default_factory=list)
    past: list[R] = field(default_factory=list)


def entries(roles: Iterable[R]) -> tuple[Entry[R], ...]:
    """Return one timeline of all roles of a speaker, the latest first, those without any date last.

    A wording that could be two different posts stays an entry of its own.
    """
    known = list(roles)
    groups: list[_Group[R]] = [_Group(_first_post(role), role) for role in known if role.curated]
    by_head: dict[tuple[str, frozenset[str]], list[_Group[R]]] = {}
    for group in groups:
        by_head.setdefault(_key(group.post), []).append(group)
    for role in sorted((role for role in known if not role.curated), key=_closest_first):
        post = _first_post(role)
        alike = by_head.setdefault(_key(post), [])
        group = _joined(role, post, alike) or _Group(post)
        if not group.curated and group not in alike:
            groups.append(group)
            alike.append(group)
        (group.past if post and post.when in (When.ENDED, When.EARLIER) else group.observed).append(role)
    found = (Entry(g.curated, tuple(_frequent(g.observed)), tuple(_frequent(g.past))) for g in groups)
    return tuple(sorted(found, key=_latest, reverse=True))


def _first_post(role: RoleLike) -> Post | None:
    read = posts.read(role.title or role.text, role.organization) if role.curated else posts.read(role.text)
    return read[0] if read else None


def _key(post: Post | None) -> tuple[str, frozenset[str]]:
    return (post.head, post.ranks) if post else ("", frozenset())


def _closest_first(role: RoleLike) -> tuple[int, int, str]:
    post = _first_post(role)
    return (-len(post.core | post.nations) if post else 0, -role.articles, role.text)


def _joined(role: R, post: Post | None, groups: Sequence[_Group[R]]) -> _Group[R] | None:
    """Return the group that a wording belongs to: the only post that it can mean, of several terms the nearest."""
    if post is None or post.when is When.UNSURE:
        return None
    fitting = [group for group in groups if group.post and _unmarked(group.post) and posts.same(post, group.post)]
    if any(not posts.same(one.post, two.post) for one in fitting for two in fitting if one.post and two.post):
        return None
    return min(fitting, key=lambda group: _away(role, group), default=None)


def _unmarked(post: Post) -> bool:
    return post.when is not When.UNSURE


def _away(role: R, group: _Group[R]) -> timedelta:
    """Return how far a wording was seen from a curated term, nothing within it."""
    if group.curated is None or role.first_seen is None or role.last_seen is None:
        return timedelta()
    start, end = group.curated.start, group.curated.end
    late = role.first_seen - period(end).last if end else timedelta()
    early = period(start).first - role.last_seen if start else timedelta()
    return max(late, early, timedelta())


def _frequent(roles: Iterable[R]) -> list[R]:
    return sorted(roles, key=lambda role: (-role.articles, -len(role.text), role.text))


def _latest(entry: Entry[R]) -> tuple[bool, date, date, bool, int, int]:
    open_ = entry.exact and entry.until is None
    until = date.max if open_ else period(entry.until).last if entry.until else entry.ended_before
    until = until or max((role.last_seen for role in entry.past if role.last_seen), default=None)
    since = period(entry.since).first if entry.since else until
    return (until is not None, until or date.min, since or date.min, entry.curated is not None, entry.articles,
            len(entry.what))  # fmt: skip


# -- at a time -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Then(Generic[R]):
    """What somebody was at a time, and how that is known.

    `nearest` is the day nearest to that time on which an article calls it held, `days` how far away (0 within it).
    """

    entry: Entry[R]
    held: Held
    nearest: date | None = None
    days: int | None = None


def on(timeline: Iterable[Entry[R]], at: Period) -> tuple[Then[R], ...]:
    """Return what somebody was at some time of a period: held for certain, perhaps, or only seen around it."""
    found = [then for entry in timeline if (then := _then(entry, at)) is not None]
    order = list(Held)
    return tuple(sorted(found, key=lambda then: (order.index(then.held), then.days if then.days is not None else 0)))


def _then(entry: Entry[R], at: Period) -> Then[R] | None:
    nearest = min(_sightings(entry), key=lambda day: _distance(day, at), default=None)
    days = None if nearest is None else _distance(nearest, at).days
    if entry.curated is not None and entry.exact:
        said = held(entry.curated, at, _fitting(entry))
        if said is not Held.NO:
            return Then(entry, said, nearest, days)
        # What articles say against the registry is told, too.
        against = nearest is not None and held(entry.curated, Period(nearest, nearest)) is Held.NO
        return Then(entry, Held.SEEN, nearest, days) if against and days is not None and days <= AROUND.days else None
    if days is None or nearest is None:
        return None
    if entry.ended_before is not None and entry.ended_before <= at.first:
        return None
    between = entry.seen is not None and entry.seen.first <= at.last and at.first <= entry.seen.last
    return Then(entry, Held.SEEN, nearest, days) if between or days <= AROUND.days else None


def _sightings(entry: Entry[R]) -> set[date]:
    days = (day for role in entry.observed for day in (role.seen_before, role.seen_after))
    return {day for day in days if day} or {
        day for role in entry.observed for day in (role.first_seen, role.last_seen) if day
    }


def _distance(day: date, at: Period) -> timedelta:
    return max(at.first - day, day - at.last, timedelta())


def _fitting(entry: Entry[R]) -> Period | None:
    """Return the days on which articles call it held, where its curated dates allow for all of them."""
    if entry.curated is None or entry.seen is None:
        return None
    ends = (Period(entry.seen.first, entry.seen.first), Period(entry.seen.last, entry.seen.last))
    return None if any(held(entry.curated, day) is Held.NO for day in ends) else entry.seen


# -- where articles and the registry disagree ------------------------------------------------------------


class Disagreement(StrEnum):
    """In what an article and the registry disagree about a role."""

    FORMER_WHILE_HELD = "former while held"
    AFTER_THE_END = "held after the end"
    BEFORE_THE_START = "held before the start"
    ELSEWHERE = "held elsewhere"


@dataclass(frozen=True, slots=True)
class RoleConflict:
    """What an article says of a role against what the registry says. Which of them is right is left to a person.

    `evidence` is where the article says it (code points), `day` the day that it is taken for.
    """

    kind: Disagreement
    printed: str
    day: date
    recorded: RoleLike
    evidence: Spans = ()

    @property
    def meaning(self) -> str:
        """The conflict in a few words."""
        return _MEANING[self.kind]

    @property
    def sentence(self) -> str:
        """The conflict in words."""
        dates = f"from {self.recorded.start or '?'} to {self.recorded.end or '?'}"
        registry = f"the registry has “{self.recorded.text}” {dates}"
        return f"the article calls this speaker “{self.printed}” on {self.day}, and {registry}: {self.meaning}"


_MEANING = {
    Disagreement.FORMER_WHILE_HELD: "former before the end",
    Disagreement.AFTER_THE_END: "held after the end",
    Disagreement.BEFORE_THE_START: "held before the start",
    Disagreement.ELSEWHERE: "the same post elsewhere at that time",
}


def conflict(
    printed: str, days: Sequence[date], roles: Iterable[RoleLike], evidence: Spans = ()
) -> RoleConflict | None:
    """Return how a role printed by an article disagrees with the curated ones, or None where it need not.

    `days` are those that the words may be taken for: when the article was published, when the words were said. They
    disagree only where they do on each of them. Without a day, or without curated dates, nothing disagrees.
    """
    recorded = [(role, post) for role in roles if role.curated and (post := _first_post(role))]
    if not days or not recorded:
        return None
    for post in posts.read(printed):
        if post.when is When.ENDED:
            found = _still_held(post, days, recorded)
        elif post.when is When.NOW:
            found = _not_held(post, days, recorded) or _held_elsewhere(post, days, recorded)
        else:
            found = None
        if found:
            return RoleConflict(found[0], printed, max(days), found[1], evidence)
    return None


_Recorded = Sequence[tuple[RoleLike, Post]]
_Found = tuple[Disagreement, RoleLike] | None


def _still_held(said: Post, days: Sequence[date], recorded: _Recorded) -> _Found:
    """Return a post that somebody holds for certain whom the article calls former, where no other can be meant."""
    against: list[RoleLike] = []
    for role, post in recorded:
        if not posts.same(said, post) or all(_yet_to_come(role, day) for day in days):
            continue
        later = [Period(day, day + SLACK) for day in days]
        if not posts.no_vaguer(said, post) or not all(_throughout(role, each) for each in later):
            return None
        against.append(role)
    return (Disagreement.FORMER_WHILE_HELD, against[0]) if against else None


def _not_held(said: Post, days: Sequence[date], recorded: _Recorded) -> _Found:
    """Return a post that nobody can hold yet, or any more, on the days on which the article calls it held."""
    same = [(role, post) for role, post in recorded if posts.same(said, post)]
    for role, _ in same:
        if any(held(role, Period(day, day).wider(SLACK)) is not Held.NO for day in days):
            return None
    against = [role for role, post in same if posts.no_vaguer(said, post)]
    over = [role for role in against if not any(_yet_to_come(role, day) for day in days)]
    if over:
        return Disagreement.AFTER_THE_END, max(over, key=lambda role: role.end or "")
    early = [role for role in against if all(_yet_to_come(role, day) for day in days)]
    return (Disagreement.BEFORE_THE_START, min(early, key=lambda role: role.start or "")) if early else None


def _held_elsewhere(said: Post, days: Sequence[date], recorded: _Recorded) -> _Found:
    if any(posts.same(said, post) for _, post in recorded):
        return None
    for role, post in recorded:
        certain = all(_throughout(role, Period(day, day)) for day in days)
        if certain and posts.elsewhere(said, post):
            return Disagreement.ELSEWHERE, role
    return None


def _yet_to_come(role: RoleLike, day: date) -> bool:
    return role.start is not None and day < period(role.start).first


def _throughout(role: RoleLike, at: Period) -> bool:
    """Whether a role was held for certain on the first and on the last day of a period; both its dates are known."""
    if role.start is None or role.end is None:
        return False
    return period(role.start).last <= at.first and at.last <= period(role.end).first


def disagreements(printed: str, roles: Sequence[RoleLike]) -> list[tuple[Period, RoleConflict]]:
    """Return the times at which a wording would disagree with the curated roles, each with how, in their order."""
    found: list[tuple[Period, RoleConflict]] = []
    heads = {post.head for role in roles if role.curated and (post := _first_post(role))}
    if heads.isdisjoint(post.head for post in posts.read(printed)):
        return found
    for first, after in pairwise(_edges(roles)):
        if clash := conflict(printed, [first], roles):
            found.append((Period(first, after - timedelta(days=1)), clash))
    return found


def _edges(roles: Iterable[RoleLike]) -> list[date]:
    """Return the days on which what the curated dates say may become another, and the ends of all time."""
    days = {date.min, date.max}
    for role in roles:
        for when in (role.start, role.end) if role.curated else ():
            for day in (period(when).first, period(when).last) if when else ():
                near = Period(day, day).wider(SLACK)
                days |= {day, near.first, near.last}
    return sorted(days | {day + timedelta(days=1) for day in days if day < date.max})
