"""What speaks for and against a person of an article being a speaker of the registry: one readable reason a feature.

Pure. Each reason's `score` is its points: above 0 for, below 0 against, `VETO` for what cannot be. The points are
chosen by hand, so that a name that many bear never suffices alone, and two offices, places or eras that one person does
not have undo what the name says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from onrecord import roleweights
from onrecord.callings import PUBLIC, STATELY
from onrecord.known import Fit
from onrecord.rolefacts import RoleFacts
from onrecord.sides import VETO, Side, disjoint, listed, related, years_between
from onrecord.traits import TraitKind
from onrecord.types import Reason

_LONG_AGO, _VERY_LONG_AGO = 10, 15


def weigh(one: Side, two: Side) -> list[Reason]:
    """Return what speaks for and against the two being one, their names apart."""
    figure = known_figure(one, two)
    found = [] if figure is None else [figure]
    if figure is None or figure.score < 0:
        found += roleweights.roles(one, two)
        found += settings(one, two)
        found += eras(one.seen, two.seen)
    beside = [*kin(one, two), *ages(one, two), *sexes(one, two), *deaths(one, two)]
    if figure is not None and figure.score > 0:
        beside = [reason for reason in beside if reason.score > 0 or reason.score <= VETO]
    return [*found, *beside, *outlets(one, two), *company(one, two)]


# -- well-known people -----------------------------------------------------------------------------------


def known_figure(side: Side, other: Side) -> Reason | None:
    """Compare which well-known people the two can be; nothing for who is called by a family name only."""
    one, two = side.fit, other.fit
    if one is None or two is None:
        return None
    if one.sure and two.sure and not set(one.figures) & set(two.figures):
        return Reason("two known figures", f"{_figures(one)} against {_figures(two)}", score=VETO)
    if one.one is not None and one.one is two.one:
        points = 0.7 if (one.sure and two.sure) or one.one.famous else 0.4
        return Reason("one known figure", f"both can be {_figures(one)}", score=points)
    if one.sure != two.sure and not (one if two.sure else two).figures:
        first, second = side.facts.callings, other.facts.callings
        changed = bool(first & PUBLIC and second & PUBLIC) or not (first and second)
        points = -0.1 if related(first, second) else -0.15 if changed else -0.4
        detail = f"one is {_figures(one if one.sure else two)}, the other not"
        return Reason("no known figure", detail, score=points)
    return None


def _figures(fit: Fit) -> str:
    return " or ".join(
        f"{figure.name} ({figure.posts[0].title})" if figure.posts else figure.name for figure in fit.figures
    )


def settings(one: Side, two: Side) -> Iterator[Reason]:
    """Compare the countries that articles on the two are about, where their own roles name none."""
    first, second = (side.values(TraitKind.SETTING) | _nations(side) for side in (one, two))
    if not first or not second or (_nations(one) and _nations(two)):
        return
    if first & second:
        yield Reason("same country", f"both articles are on {listed(first & second)}", score=0.1)
    else:
        yield Reason("another country", f"articles on {listed(first)} and on {listed(second)}", score=-0.5)


def _nations(side: Side) -> frozenset[str]:
    return side.facts.nations


def stately(roles_: Iterable[RoleFacts]) -> bool:
    """Whether some roles are offices of a state that they do not name, so that the article's country matters."""
    every = list(roles_)
    own = any(role.nations or role.states for role in every)
    return not own and any(role.offices & STATELY for role in every)


# -- time, age, sex, kin ---------------------------------------------------------------------------------


def eras(one: Sequence[date], two: Sequence[date]) -> Iterator[Reason]:
    """Compare when the two were in the news."""
    if not one or not two:
        return
    gap = years_between(one, two)
    if gap > _LONG_AGO:
        detail = f"{gap:.0f} years lie between what is on record and this"
        yield Reason("another time", detail, score=-0.45 if gap > _VERY_LONG_AGO else -0.2)


def kin(one: Side, two: Side) -> Iterator[Reason]:
    """Compare whether they are called the elder or the younger, somebody's child or parent, or another's namesake."""
    first, second = (side.values(TraitKind.KIN) - {"namesake"} for side in (one, two))
    if ("namesake" in one.values(TraitKind.KIN)) != ("namesake" in two.values(TraitKind.KIN)):
        yield Reason("has a namesake", "one article says that another bears the name", score=-0.6)
    if disjoint({_GENERATION[value] for value in first}, {_GENERATION[value] for value in second}):
        yield Reason("father and child", f"{listed(first)} against {listed(second)}", score=VETO)
    elif bool(first) != bool(second):
        told = first | second
        points = -0.45 if told & {"jr", "sr"} else -0.2
        yield Reason("may have a namesake in the family", f"one is told to be {listed(told)}", score=points)


_GENERATION = {"jr": "child", "child": "child", "sr": "parent", "parent": "parent"}


def ages(one: Side, two: Side) -> Iterator[Reason]:
    """Compare the years of birth that stated ages lead to, and an age with an office."""
    first, second = _born(one), _born(two)
    if first and second:
        apart = min(abs(a - b) for a in first for b in second)
        if apart > 2:
            yield Reason("ages apart", f"born about {listed(first)} against {listed(second)}", score=VETO)
        elif apart < 2:
            yield Reason("same age", f"born about {listed(first)}", score=0.25)
        return
    for young, other in ((first, two), (second, one)):
        if young and other.seen and _in_office(other):
            age = max(other.seen).year - max(young)
            if age < 25:
                yield Reason("too young", f"{age} years old then, and in public office", score=-0.45)


def _born(side: Side) -> list[int]:
    return sorted(int(value) for value in side.values(TraitKind.BORN))


def _in_office(side: Side) -> bool:
    return bool(side.facts.callings & {"politics", "diplomacy", "law", "faith"})


def sexes(one: Side, two: Side) -> Iterator[Reason]:
    """Compare whether one is called he and the other she."""
    first, second = one.values(TraitKind.SEX), two.values(TraitKind.SEX)
    if len(first) == len(second) == 1 and first != second:
        yield Reason("man and woman", "one article says he, the other she", score=-0.6)


def deaths(one: Side, two: Side) -> Iterator[Reason]:
    """Say where one of them speaks after the other was called dead."""
    for dead, other in ((one, two), (two, one)):
        days = [date.fromisoformat(value) for value in dead.values(TraitKind.DEAD)]
        if days and other.seen and not other.values(TraitKind.DEAD) and (max(other.seen) - min(days)).days > 60:
            yield Reason("dead by then", f"called dead on {min(days)}, and quoted later", score=-0.45)


# -- where and with whom ---------------------------------------------------------------------------------


def outlets(one: Side, two: Side) -> Iterator[Reason]:
    """Say that one outlet has both."""
    if shared := one.outlets & two.outlets:
        yield Reason("same outlet", listed(shared), score=0.05)


def company(one: Side, two: Side) -> Iterator[Reason]:
    """Say whom articles on both name."""
    if shared := sorted(one.company & two.company):
        yield Reason(
            "same company", f"both beside {', '.join(shared[:5])}", score=round(min(0.1 * len(shared), 0.3), 2)
        )
