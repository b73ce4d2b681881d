"""A few made-up inputs for each part that reads what others wrote; `benchmarks/fuzz.py` makes a hundred thousand.

What must hold of them stands in `fuzzing.targets`.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from fuzzing import targets
from fuzzing.targets import TARGETS, Target, within
from onrecord import plainyaml, quotemarks
from onrecord.types import Span

CHEAP = [each for each in TARGETS if each.name not in ("detection", "registry folder", "files of people")]


def feed(target: Target, number: int, start: int = 1) -> None:
    """Feed a target the same few inputs each time."""

    @seed(start)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(target.made)
    def holds(made: object) -> None:
        target.check(made)

    holds()


@pytest.mark.parametrize("target", CHEAP, ids=lambda each: each.name)
def test_nothing_that_is_made_up_breaks_it(target: Target) -> None:
    target.check(target.plain)
    feed(target, 15)


@pytest.mark.parametrize("target", [each for each in TARGETS if each not in CHEAP], ids=lambda each: each.name)
def test_nothing_that_is_made_up_breaks_what_takes_longer(target: Target) -> None:
    feed(target, 4)


def test_what_breaks_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """An offset that is wrong by one, an order, an error that is none of ours: each fails."""
    marks = next(each for each in TARGETS if each.name == "marks")
    right = quotemarks.pair

    def shifted(text: str) -> tuple[quotemarks.Quoted, ...]:
        return tuple(replace(each, span=Span(each.span.start, each.span.end + 1)) for each in right(text))

    monkeypatch.setattr(targets, "pair", shifted)
    with pytest.raises(AssertionError):
        feed(marks, 100)
    with pytest.raises(AssertionError):
        within([Span(3, 5), Span(1, 2)], "abcdef")
    with pytest.raises(AssertionError):
        feed(replace(marks, made=st.integers(), check=lambda made: targets.same(iter(range(9)).__next__)), 1)
    yaml = next(each for each in TARGETS if each.name == "YAML")
    monkeypatch.setattr(plainyaml, "DEEPEST", 10_000)
    with pytest.raises(RecursionError):
        yaml.check("[" * 3000 + "]" * 3000)
