"""What two people's roles say for and against their being one: one readable reason a feature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from onrecord.callings import (
    CALLING,
    FIELDED,
    MANY,
    OF_COUNTRIES,
    OF_MANY,
    OF_STATES,
    OF_TEAMS,
    PASSING,
    PUBLIC,
    SEATED,
    SPEAKING,
    STATELY,
)
from onrecord.organizations import is_common
from onrecord.rolefacts import RoleFacts, read, telling, together
from onrecord.sides import VETO, YEAR, Side, Stated, disjoint, listed, related, stated, years_between
from onrecord.towns import SHARED
from onrecord.traits import TraitKind
from onrecord.types import Reason

AGREE = 0.45
"""The points of two roles that are one."""
_WORD_FOR_WORD, _FEW_WORDS = 0.35, 3
_LONG_AGO, _WITHOUT_A_WORD = 10, 365
_NOTHING_SHARED = -0.2
"""The points of roles that share nothing that tells: less than those of one trade that many have."""
_ONE_EVENT, _SAME_NEWS = 3, 60
"""Days within which one event is in the news, and within which news of a thing is told again."""
_PASSED = 6
"""Years after which a student is one no more."""
_WITH_FIELDS = frozenset({"learning", "medicine"})
"""Callings that many people of one house have, one for each field or more."""
_ELSEWHERE = ("another place", "another house")
_UNKNOWN_HEADS = frozenset({"head", "leader", "member", "director"})


def roles(one: Side, two: Side) -> Iterator[Reason]:
    """Compare the roles: what the best two have in common, then what all of them together cannot have."""
    first, second = _placed(one), _placed(two)
    if not first or not second:
        yield from _untold(one, two)
        return
    day = one.seen[0] if one.seen else None
    mine, theirs = together(r.facts for r in first), together(r.facts for r in second)
    against = list(_clashes(mine, theirs))
    elsewhere = any(reason.rule in _ELSEWHERE for reason in against)
    gap = years_between(one.seen, two.seen)
    pairs = (_support(a, b, day, elsewhere, gap) for a in first for b in second)
    best = max(pairs, key=lambda reason: reason.score or _NOTHING_SHARED)
    if best.score < AGREE and (seat := mine.offices & theirs.offices & OF_STATES) and mine.states & theirs.states:
        shared = listed(seat | (mine.states & theirs.states))
        best = Reason("roles agree", f"{listed(first)} and {listed(second)} share {shared}", best.evidence, AGREE)
    if best.score >= AGREE:
        against = [reason for reason in against if reason.rule not in _ELSEWHERE]
    past = any(role.facts.past for role in (*first, *second))
    if best.score < 0.25 and not any(reason.score <= VETO for reason in against):
        against += _callings(mine, theirs, past)
    if best.score > 0:
        yield best
        yield from _again(one, two, mine, theirs)
    elif not against:
        points = best.score or _NOTHING_SHARED
        against = [Reason(best.rule, f"{listed(first)} and {listed(second)} share nothing that tells", score=points)]
    yield from against


def _untold(one: Side, two: Side) -> Iterator[Reason]:
    """Say that time lies between the two where the role of one of them is not told, or days where neither is.

    Whom the news is about is soon named without a role. Of two people in the street, one name may be no table's and yet
    that of many.
    """
    gap = years_between(one.seen, two.seen)
    if gap * YEAR > (_WITHOUT_A_WORD if one.told or two.told else _ONE_EVENT) and gap <= _LONG_AGO:
        detail = f"{gap * YEAR:.0f} days lie between, and one article does not say what the person is"
        yield Reason("nothing told", detail, score=-0.15)


def _again(one: Side, two: Side, mine: RoleFacts, theirs: RoleFacts) -> Iterator[Reason]:
    """Say where an office was over, and somebody of that name has it later: few come back."""
    if mine.past == theirs.past or not one.seen or not two.seen:
        return
    before, after = (one, two) if mine.past else (two, one)
    if max(before.seen) < min(after.seen) and mine.offices & theirs.offices & (SEATED | STATELY):
        told = (mine.nations & theirs.nations) | (mine.states & theirs.states) | telling(mine.names & theirs.names)
        yield Reason("over before", "called former before this", score=-0.15 if told else -0.45)


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


def _support(one: Stated, two: Stated, day: date | None, elsewhere: bool, gap: float) -> Reason:
    """Return what two roles have in common, with the points that it is worth: little, for two places or houses."""
    points, rule, shared = _shared(one.facts, two.facts)
    if points >= AGREE and (most := _at_most(one.facts, two.facts, gap)) < points:
        points, rule = most, "what many are"
    elif points < _WORD_FOR_WORD and one.text == two.text and len(one.text.split()) > _FEW_WORDS:
        points, rule, shared = _WORD_FOR_WORD, "roles agree", frozenset({"every word"})
    if elsewhere and points < AGREE:
        points = min(points, 0.15)
    if not two.held(day, past=one.facts.past):
        points = min(points, 0.1)
    detail = f"{one.text!r} and {two.text!r}" + (f" share {', '.join(sorted(shared))}" if shared else "")
    return Reason(rule, detail, one.evidence, points)


def _shared(one: RoleFacts, two: RoleFacts) -> tuple[float, str, frozenset[str]]:
    offices = (one.offices & two.offices) - _UNKNOWN_HEADS
    names = telling(one.names) & telling(two.names)
    if offices & SEATED and not one.states & two.states:
        names -= SHARED
    where = names | (one.states & two.states) | (one.nations & two.nations)
    words = one.words & two.words
    alike = related(one.callings, two.callings)
    taught = one.callings & two.callings & _WITH_FIELDS
    if offices and names and taught and one.words and two.words and not words:
        return 0.05, "another field in one house", offices | names
    if offices and where:
        if one.words and two.words and not words and not names:
            moved = not offices & SPEAKING  # who speaks for one ministry seldom speaks for the next
            return 0.05 if moved else -0.2, "offices alike", offices | where
        if not (names or offices & (SEATED | STATELY | OF_TEAMS)):  # there are many nurses in Ohio
            return 0.05, "same office in one country", offices | where
        return AGREE, "roles agree", offices | where
    if names and words:
        return AGREE, "roles agree", offices | words | where
    unlike = bool(one.callings and two.callings) and not (alike or offices)
    if words and (where or len(words) > 1) and not unlike:
        return 0.3, "roles agree", offices | words | where
    if words and offices:  # of which country or town is not said
        return 0.05, "same office", offices | words
    if names:
        here = not telling(one.houses | two.houses) & names
        unknown = not (one.callings and two.callings)
        if telling(one.houses) & names and telling(two.houses) & names and (alike or unknown):
            return 0.35, "same house", names
        if here and not alike and not unknown:  # a town has many people
            return -0.15, "same town", names
        return (0.3 if alike else 0.05), "same name beside", names
    if offices:
        many = any(CALLING.get(office) in MANY for office in offices)
        if one.words and two.words and offices & FIELDED:
            return -0.15, "another field", offices
        if many and one.words | one.names and two.words | two.names:
            return -0.2, "another field", offices
        return 0.15 if len(offices) > 1 else -0.05 if many else 0.05, "same office", offices
    if (
        one.states & two.states
        and "politics" in one.callings | two.callings
        and (alike or not (one.callings and two.callings))
    ):
        return 0.3, "same state", one.states & two.states
    if one.nations & two.nations and alike:
        return 0.05, "same country and calling", one.nations & two.nations
    if words:
        return (0.05 if alike or one.offices & two.offices else -0.15), "words in common", words
    if seat := _one_seat(one, two) or _one_seat(two, one):
        return 0.05, "same office", seat
    if one.offices & two.offices:
        return -0.05, "same office", one.offices & two.offices
    if alike or one.nations & two.nations:
        return -0.15, "same calling" if alike else "same country", one.nations & two.nations
    return 0.0, "roles tell nothing", frozenset()


def _at_most(one: RoleFacts, two: RoleFacts, gap: float) -> float:
    """Return what roles that agree are worth, by how many people they fit; `gap` is in years."""
    offices = (one.offices & two.offices) - _UNKNOWN_HEADS
    if offices & PASSING and gap > _PASSED:
        return 0.05
    names = telling(one.names) & telling(two.names)
    in_town = names and not telling(one.houses) & telling(two.houses)
    if offices and in_town and all(CALLING.get(office) in MANY for office in offices):  # a town has many teachers
        return 0.3 if gap * YEAR <= _SAME_NEWS else 0.05
    if one.words & two.words or one.nations & two.nations or one.states & two.states:
        return AGREE
    if (offices and offices <= OF_MANY) or (names and all(is_common(name) for name in names)):
        return 0.35
    return AGREE


def _one_seat(marked: RoleFacts, other: RoleFacts) -> frozenset[str]:
    """Return the office in a house of law that a party with a state ("D-Vt.") is as good as."""
    return other.offices & OF_STATES if marked.parties and marked.states and not marked.offices else frozenset()


def _clashes(one: RoleFacts, two: RoleFacts) -> Iterator[Reason]:
    """Return what two people's roles together say against one person: another country, state, place or house."""
    if disjoint(one.nations, two.nations):
        yield Reason("roles apart", f"{listed(one.nations)} against {listed(two.nations)}", score=VETO)
    if disjoint(one.states, two.states):
        yield Reason("roles apart", f"{listed(one.states)} against {listed(two.states)}", score=VETO)
    if disjoint(one.parties, two.parties):
        yield Reason("another party", f"{listed(one.parties)} against {listed(two.parties)}", score=-0.6)
    same = (one.offices & two.offices) - _UNKNOWN_HEADS
    if telling(one.names) & telling(two.names):  # two of one party, each from another place
        if "politics" in one.callings & two.callings and disjoint(telling(one.places), telling(two.places)):
            detail = f"{listed(one.places)} against {listed(two.places)}"
            yield Reason("another seat", detail, score=-0.5 if same & SEATED else -0.35)
        return
    if disjoint(telling(one.places), telling(two.places)):
        detail = f"{listed(one.places)} against {listed(two.places)}"
        seated = bool(same & (SEATED | OF_COUNTRIES))
        yield Reason("roles apart" if seated else "another place", detail, score=VETO if seated else -0.35)
    elif disjoint(telling(one.names), telling(two.names)):
        detail = f"{listed(one.names)} against {listed(two.names)}"
        yield Reason("another house", detail, score=-0.35 if same else -0.25)


def _callings(one: RoleFacts, two: RoleFacts, past: bool) -> Iterator[Reason]:
    """Return what two walks of life say against one person; who is called "former" something has changed before."""
    first, second = one.callings, two.callings
    if not first or not second or first & second or related(first, second):
        return
    detail = f"{listed(first)} against {listed(second)}"
    public = bool(first & PUBLIC) + bool(second & PUBLIC)
    if past or public == 2:
        yield Reason("another calling", detail, score=-0.25)
    elif public == 1 and not {"learning", "media", "medicine", "service"} & (first | second):
        yield Reason("roles apart", detail, score=VETO)
    else:
        yield Reason("another calling", detail, score=-0.3)
