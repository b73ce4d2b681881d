"""What people ask of a registry, and how long the answers take: in the library, and by plain statements."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.store import Store
from registry_world import World

if TYPE_CHECKING:
    from registry_plain import Plain

TIMES = 200
Times = tuple[float, float]
"""Median and 95th percentile, in milliseconds."""


@dataclass(frozen=True)
class Asked:
    """How long a question takes in the library and, where it can be asked there, in plain sqlite3."""

    name: str
    own: Times
    plain: Times | None


@dataclass(frozen=True)
class Case:
    """A kind of question: what is asked for (names or words), by which method of either."""

    name: str
    what: Callable[[World, random.Random], Sequence[str]]
    how: str


def asked(ask: Callable[[str], object], questions: Sequence[str]) -> Times:
    """Ask everything once, so that it is warm, and then again."""
    for question in questions:
        ask(question)
    took = []
    for question in questions:
        start = time.perf_counter()
        ask(question)
        took.append((time.perf_counter() - start) * 1e3)
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


def measured(store: Store, plain: Plain | None, world: World, cases: Sequence[Case]) -> Iterator[Asked]:
    """Ask the questions of all kinds."""
    chance = random.Random(world.seed)
    ways: Mapping[str, Callable[[str], object]] = {
        "who": lambda name: _who(store, name),
        "by": lambda name: store.quotes(by=name, limit=20),
        "about": lambda words: store.quotes(about=words, limit=20),
    }
    for case in cases:
        questions = case.what(world, chance)
        if case.how != "about":  # a name that several have is no question that has one answer
            questions = [name for name in questions if store.speakers(name).best is not None]
        own = asked(ways[case.how], questions)
        yield Asked(case.name, own, asked(getattr(plain, case.how), questions) if plain is not None else None)


def _who(store: Store, name: str) -> object:
    best = store.speakers(name, near=False).best
    assert best is not None, name
    return store.speaker(best.id), store.quotes(by=best.id, limit=20)


def _people(world: World, chance: random.Random) -> list[str]:
    return [person.name for person in chance.sample(world.people, min(TIMES, len(world.people)))]


def _heaviest(world: World, _: random.Random) -> list[str]:
    return [world.people[0].name] * 20


def _ranked(low: int, high: int) -> Callable[[World, random.Random], Sequence[str]]:
    return lambda world, chance: [chance.choice(world.words[low:high]) for _ in range(TIMES)]


def _phrases(world: World, chance: random.Random) -> list[str]:
    return [f'"{chance.choice(world.words[:200])} {chance.choice(("of", "the", "and"))}"' for _ in range(TIMES)]


def _two(world: World, chance: random.Random) -> list[str]:
    return [" ".join(chance.sample(world.words[:800], 2)) for _ in range(TIMES)]


CASES = (
    Case("who (a speaker, with 20 quotations)", _people, "who"),
    Case("who, of whom there is most", _heaviest, "who"),
    Case("quotes --by (20)", _people, "by"),
    Case("quotes --by, of whom there is most", _heaviest, "by"),
    Case("a rare word (20)", _ranked(7000, 8000), "about"),
    Case("a middling word", _ranked(400, 800), "about"),
    Case("the most common words", lambda *_: ["the", "of", "and", "will", "not"] * 10, "about"),
    Case("a phrase", _phrases, "about"),
    Case("two words", _two, "about"),
)
