"""Which of all that an article states of somebody is the role to show."""

from __future__ import annotations

from dataclasses import replace

from onrecord.mentions.nouns import NOT_ROLES
from onrecord.mentions.people import Person
from onrecord.mentions.roles import Stated

_BESIDE = 60
"""How many letters apart an office and a description of the same person can stand for one statement."""
_MOST_IN_PASSING = 2
"""How many of the things that an article calls somebody in passing are shown."""


def best_role(person: Person) -> Stated | None:
    """Return the role to print for a person: the first that the article states, ranks only where nothing else is.

    A description beside a bare office says more ("Senator Oona Varra, the minority leader"). Where the article states
    nothing beside the name it is what the article calls the person in passing, or what a well-known person was on its
    day; the town that somebody is from comes last.
    """
    roles = sorted(
        (stated for stated in person.stated if stated.weight and not stated.known), key=lambda stated: stated.span.start
    )
    posts = [stated for stated in roles if stated.weight > 1]
    if not posts:
        return _weaker(person, roles)
    first = posts[0]
    own = _told(first)
    first = next((s for s in posts if own < _told(s) and len(own) == 1), first)
    beside = [stated for stated in posts if stated.span.start - first.span.end < _BESIDE]
    return max(beside, key=lambda stated: stated.weight, default=first)


def _weaker(person: Person, roles: list[Stated]) -> Stated | None:
    known = [stated for stated in person.stated if stated.known and stated.weight == 3]
    ranks = [stated for stated in roles if stated.attached]
    passing = _put_together([stated for stated in roles if stated.passing])
    return next(
        iter([*ranks, *passing, *(one for one in roles if one.phrase.head), *known, *roles, *_ties(person)]), None
    )


def _ties(person: Person) -> list[Stated]:
    """Return whose relative or friend somebody is, where the article says whose: "Oona Varra's brother"."""
    tied = (
        one
        for one in person.stated
        if not one.weight and one.phrase.head in NOT_ROLES and one.phrase.head not in _ANYONE
    )
    return [replace(one, passing=True) for one in tied if one.phrase.owned or one.phrase.of.startswith("of ")]


_ANYONE = frozenset({"man", "woman", "boy", "girl", "person", "resident"})


def _told(stated: Stated) -> set[str]:
    return {word.strip(".,") for word in stated.text.lower().split()}


def _put_together(passing: list[Stated]) -> list[Stated]:
    """Return what an article calls somebody in passing as one statement: the most telling ones, in their order."""
    kept: list[Stated] = []
    for stated in sorted(passing, key=lambda one: -len(one.phrase.words)):
        if not any(stated.phrase.head in one.phrase.heads for one in kept) and len(kept) < _MOST_IN_PASSING:
            kept.append(stated)
    kept.sort(key=lambda stated: stated.span.start)
    return [replace(kept[0], text=", ".join(stated.text for stated in kept))] if kept else []
