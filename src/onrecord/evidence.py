"""What speaks for and against a person of an article being a speaker of the registry: one readable reason a feature.

Pure. Each reason's `score` is its points: above 0 for, below 0 against, `VETO` for what cannot be. The points are
chosen by hand, so that a name that many bear never suffices alone, and two offices, places or eras that one person does
not have undo what the name says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from onrecord.callings import NEAR, OF_COUNTRIES, PUBLIC, SEATED, STATELY
from onrecord.known import Fit
from onrecord.rolefacts import RoleFacts, read, telling, together
from onrecord.traits import Trait, TraitKind
from onrecord.types import Reason, Spans

VETO = -1.0
"""The points of what cannot be one person's."""

_LONG_AGO, _VERY_LONG_AGO = 12, 20
_YEAR = 365.25
_ELSEWHERE = ("another place", "another house")
_UNKNOWN_HEADS = frozenset({"head", "leader", "member", "director"})


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


@dataclass(frozen=True, slots=True)
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

    @property
    def told(self) -> tuple[Stated, ...]:
        """The roles that tell something."""
        return tuple(role for role in self.stated if role.facts.says)

    def values(self, kind: TraitKind) -> frozenset[str]:
        """Return what the traits of a kind tell."""
        return frozenset(trait.value for trait in self.traits if trait.kind is kind)


def stated(text: str, evidence: Spans = (), *, start: str | None = None, end: str | None = None) -> Stated:
    """Return a role as printed, read."""
    return Stated(read(text), text, evidence, start, end)


def weigh(one: Side, two: Side) -> list[Reason]:
    """Return what speaks for and against the two being one, their names apart."""
    figure = known_figure(one, two)
    found = [] if figure is None else [figure]
    if figure is None or figure.score < 0:
        found += roles(one, two)
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
        points = 0.7 if (one.sure and two.sure) or one.one.famous else 0.3
        return Reason("one known figure", f"both can be {_figures(one)}", score=points)
    if one.sure != two.sure and not (one if two.sure else two).figures:
        first, second = (together(role.facts for role in each.told).callings for each in (side, other))
        changed = bool(first & PUBLIC and second & PUBLIC) or not (first and second)
        points = -0.1 if _related(first, second) else -0.15 if changed else -0.4
        detail = f"one is {_figures(one if one.sure else two)}, the other not"
        return Reason("no known figure", detail, score=points)
    return None


def _figures(fit: Fit) -> str:
    return " or ".join(
        f"{figure.name} ({figure.posts[0].title})" if figure.posts else figure.name for figure in fit.figures
    )


# -- roles -----------------------------------------------------------------------------------------------


def roles(one: Side, two: Side) -> Iterator[Reason]:
    """Compare the roles: what the best two have in common, then what all of them together cannot have."""
    first, second = _placed(one), _placed(two)
    if not first or not second:
        return
    day = one.seen[0] if one.seen else None
    mine, theirs = together(r.facts for r in first), together(r.facts for r in second)
    against = list(_clashes(mine, theirs))
    elsewhere = any(reason.rule in _ELSEWHERE for reason in against)
    best = max((_support(a, b, day, elsewhere) for a in first for b in second), key=lambda reason: reason.score)
    if best.score >= 0.45:
        against = [reason for reason in against if reason.rule not in _ELSEWHERE]
    past = any(role.facts.past for role in (*first, *second))
    if best.score < 0.25 and not any(reason.score <= VETO for reason in against):
        against += _callings(mine, theirs, past)
    if best.score > 0:
        yield best
    elif not against:
        against = [Reason("roles tell nothing", f"{_list(first)} and {_list(second)} share nothing", score=-0.2)]
    yield from against


def _placed(side: Side) -> tuple[Stated, ...]:
    """Return the roles that tell something, with the places that stand beside the name ("Sen. X of Montana")."""
    beside = [read(f"of {place}") for place in sorted(side.values(TraitKind.PLACE))]
    told = side.told or tuple(stated(words) for words in sorted(side.values(TraitKind.CALLED)) if read(words).says)
    if not beside:
        return told
    added = together(beside)
    words = ", ".join(sorted(side.values(TraitKind.PLACE)))
    if not told:
        return (Stated(_with(RoleFacts(), added), f"of {words}"),)
    return tuple(replace(role, facts=_with(role.facts, added), text=f"{role.text}, of {words}") for role in told)


@lru_cache(maxsize=4096)
def _with(facts: RoleFacts, beside: RoleFacts) -> RoleFacts:
    merged = together([facts, beside])
    seated = facts.offices & SEATED
    return RoleFacts(
        facts.offices,
        facts.callings,
        merged.nations,
        merged.states,
        merged.parties,
        merged.places | beside.houses if seated else merged.places,
        merged.houses - beside.houses if seated else merged.houses,
        merged.words,
        facts.past,
    )


def _support(one: Stated, two: Stated, day: date | None, elsewhere: bool) -> Reason:
    """Return what two roles have in common, with the points that it is worth: little, for two places or houses."""
    points, rule, shared = _shared(one.facts, two.facts)
    if elsewhere and points < 0.45:
        points = min(points, 0.15)
    if not two.held(day, past=one.facts.past):
        points = min(points, 0.1)
    detail = f"{one.text!r} and {two.text!r}" + (f" share {', '.join(sorted(shared))}" if shared else "")
    return Reason(rule, detail, one.evidence, points)


def _shared(one: RoleFacts, two: RoleFacts) -> tuple[float, str, frozenset[str]]:
    offices = (one.offices & two.offices) - _UNKNOWN_HEADS
    names = telling(one.names) & telling(two.names)
    where = names | (one.states & two.states) | (one.nations & two.nations)
    words = one.words & two.words
    related = _related(one.callings, two.callings)
    if offices and where:
        if one.words and two.words and not words and not names:
            return 0.2, "offices alike", offices | where
        if not (names or offices & (SEATED | STATELY)):  # there are many nurses in Ohio
            return 0.25, "same office in one country", offices | where
        return 0.45, "roles agree", offices | where
    if names and words:
        return 0.45, "roles agree", offices | words | where
    if words and (offices or where or len(words) > 1):
        return 0.3, "roles agree", offices | words | where
    if names:
        if telling(one.houses) & names and telling(two.houses) & names:
            return 0.35, "same house", names
        return (0.3 if related or not (one.callings and two.callings) else 0.05), "same name beside", names
    if offices:
        return 0.15, "same office", offices
    if (
        one.states & two.states
        and "politics" in one.callings | two.callings
        and (related or not (one.callings and two.callings))
    ):
        return 0.3, "same state", one.states & two.states
    if one.nations & two.nations and related:
        return 0.15, "same country and calling", one.nations & two.nations
    if related:
        return 0.05, "same calling", one.callings | two.callings
    if words or one.nations & two.nations or one.offices & two.offices:
        return 0.05, "words in common", words | (one.nations & two.nations) | (one.offices & two.offices)
    return 0.0, "roles tell nothing", frozenset()


def _related(one: frozenset[str], two: frozenset[str]) -> bool:
    return bool(one & two) or any(group & one and group & two for group in NEAR)


def _clashes(one: RoleFacts, two: RoleFacts) -> Iterator[Reason]:
    """Return what two people's roles together say against one person: another country, state, place or house."""
    if _disjoint(one.nations, two.nations):
        yield Reason("roles apart", f"{_list(one.nations)} against {_list(two.nations)}", score=VETO)
    if _disjoint(one.states, two.states):
        yield Reason("roles apart", f"{_list(one.states)} against {_list(two.states)}", score=VETO)
    if _disjoint(one.parties, two.parties):
        yield Reason("another party", f"{_list(one.parties)} against {_list(two.parties)}", score=-0.15)
    same = (one.offices & two.offices) - _UNKNOWN_HEADS
    if telling(one.names) & telling(two.names):
        return
    if _disjoint(telling(one.places), telling(two.places)):
        detail = f"{_list(one.places)} against {_list(two.places)}"
        seated = bool(same & (SEATED | OF_COUNTRIES))
        yield Reason("roles apart" if seated else "another place", detail, score=VETO if seated else -0.35)
    elif _disjoint(telling(one.names), telling(two.names)):
        detail = f"{_list(one.names)} against {_list(two.names)}"
        yield Reason("another house", detail, score=-0.35 if same else -0.25)


def _callings(one: RoleFacts, two: RoleFacts, past: bool) -> Iterator[Reason]:
    """Return what two walks of life say against one person; who is called "former" something has changed before."""
    first, second = one.callings, two.callings
    if not first or not second or _related(first, second):
        return
    detail = f"{_list(first)} against {_list(second)}"
    public = bool(first & PUBLIC) + bool(second & PUBLIC)
    if past or public == 2:
        yield Reason("another calling", detail, score=-0.25)
    elif public == 1 and not {"learning", "media", "medicine", "service"} & (first | second):
        yield Reason("roles apart", detail, score=VETO)
    else:
        yield Reason("another calling", detail, score=-0.3)


def settings(one: Side, two: Side) -> Iterator[Reason]:
    """Compare the countries that articles on the two are about, where their own roles name none."""
    first, second = (side.values(TraitKind.SETTING) | _nations(side) for side in (one, two))
    if not first or not second or (_nations(one) and _nations(two)):
        return
    if first & second:
        yield Reason("same country", f"both articles are on {_list(first & second)}", score=0.1)
    else:
        yield Reason("another country", f"articles on {_list(first)} and on {_list(second)}", score=-0.5)


def _nations(side: Side) -> frozenset[str]:
    return together(role.facts for role in side.told).nations


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
    gap = max((min(one) - max(two)).days, (min(two) - max(one)).days) / _YEAR
    if gap > _LONG_AGO:
        detail = f"{gap:.0f} years lie between what is on record and this"
        yield Reason("another time", detail, score=-0.45 if gap > _VERY_LONG_AGO else -0.15)


def kin(one: Side, two: Side) -> Iterator[Reason]:
    """Compare whether they are called the elder or the younger, or somebody's child or parent."""
    first, second = one.values(TraitKind.KIN), two.values(TraitKind.KIN)
    if _disjoint({_GENERATION[value] for value in first}, {_GENERATION[value] for value in second}):
        yield Reason("father and child", f"{_list(first)} against {_list(second)}", score=VETO)
    elif bool(first) != bool(second):
        told = first | second
        points = -0.3 if told & {"jr", "sr"} else -0.2
        yield Reason("may have a namesake in the family", f"one is told to be {_list(told)}", score=points)


_GENERATION = {"jr": "child", "child": "child", "sr": "parent", "parent": "parent"}


def ages(one: Side, two: Side) -> Iterator[Reason]:
    """Compare the years of birth that stated ages lead to, and an age with an office."""
    first, second = _born(one), _born(two)
    if first and second:
        apart = min(abs(a - b) for a in first for b in second)
        if apart > 2:
            yield Reason("ages apart", f"born about {_list(first)} against {_list(second)}", score=VETO)
        elif apart < 2:
            yield Reason("same age", f"born about {_list(first)}", score=0.25)
        return
    for young, other in ((first, two), (second, one)):
        if young and other.seen and _in_office(other):
            age = max(other.seen).year - max(young)
            if age < 25:
                yield Reason("too young", f"{age} years old then, and in public office", score=-0.45)


def _born(side: Side) -> list[int]:
    return sorted(int(value) for value in side.values(TraitKind.BORN))


def _in_office(side: Side) -> bool:
    return bool(together(role.facts for role in side.told).callings & {"politics", "diplomacy", "law", "faith"})


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
            yield Reason("dead by then", f"called dead on {min(days)}, and quoted later", score=-0.35)


# -- where and with whom ---------------------------------------------------------------------------------


def outlets(one: Side, two: Side) -> Iterator[Reason]:
    """Say that one outlet has both."""
    if shared := one.outlets & two.outlets:
        yield Reason("same outlet", _list(shared), score=0.05)


def company(one: Side, two: Side) -> Iterator[Reason]:
    """Say whom articles on both name."""
    if shared := sorted(one.company & two.company):
        yield Reason(
            "same company", f"both beside {', '.join(shared[:5])}", score=round(min(0.1 * len(shared), 0.3), 2)
        )


def _disjoint(one: Iterable[str], two: Iterable[str]) -> bool:
    first, second = set(one), set(two)
    return bool(first and second and not first & second)


def _list(values: Iterable[object]) -> str:
    return " and ".join(sorted(value.text if isinstance(value, Stated) else str(value) for value in values))
