"""Feed made-up inputs to all that reads what others wrote, and tell what breaks.

usage: python benchmarks/fuzz.py [--inputs 100000] [--seed 1] [--only NAME ...] [--atheris SECONDS] [--keep FILE]

An input fails where an error comes that is none of ours, where it takes more than two seconds of a core, or where an
offset, a second answer or an order is wrong (`tests/fuzzing/targets.py`). What fails is printed in its smallest form.
The same seed makes the same inputs. What was done is kept in a file (`--keep`, fuzz.json), some hundred inputs at a
time, so that the command goes on where it was ended; what failed is tried again. Exit status 1 where anything fails.
The table is written to benchmarks/fuzz.md when all is done.

With --atheris, what is Python alone is also fed what Google's atheris finds to lead to lines not yet run, for so many
seconds each; where it is not installed, a line says so.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from fuzzing.targets import TARGETS, Target

PAGE = Path(__file__).parent / "fuzz.md"
COVERED = Path(__file__).parent / "fuzz_covered.py"
LONGEST = 2.0
"""Seconds of a core that one input may take."""
_AT_ONCE = 500


class TooLongError(Exception):
    """An input took longer than it may."""


@dataclass(slots=True)
class Done:
    """What became of a target's inputs, and those that atheris led to."""

    inputs: int = 0
    seconds: float = 0.0
    rounds: int = 0
    covered: int = 0
    failures: list[str] = field(default_factory=list)


def fed(target: Target, number: int, start: int, done: Done) -> None:
    """Feed so many inputs to a target, and note what fails in its smallest form."""

    @seed(start)
    @settings(
        max_examples=max(number // target.each, 1),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
        print_blob=False,
    )
    @given(target.made)
    def holds(made: Any) -> None:
        done.inputs += target.each
        signal.setitimer(signal.ITIMER_PROF, LONGEST * target.each)
        try:
            target.check(made)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    began = time.perf_counter()
    try:
        holds()
    except Exception as error:  # noqa: BLE001
        done.failures.append("\n".join([f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())]))
    done.seconds += time.perf_counter() - began


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TooLongError(f"more than {LONGEST:g} s")


def led(target: Target, seconds: int, done: Done) -> None:
    """Let atheris feed a target for some seconds, in a process of its own."""
    command = [sys.executable, str(COVERED), target.name, str(seconds)]
    ran = subprocess.run(command, capture_output=True, text=True, errors="replace")
    runs = re.findall(r"(?:Done |^#)(\d+)", ran.stderr, re.M)
    if not ran.returncode:
        done.covered = int(runs[-1]) if runs else 0
    else:
        done.failures.append(f"atheris, exit status {ran.returncode}:\n{ran.stdout[-3000:]}{ran.stderr[-300:]}")


def table(kept: dict[str, Done]) -> str:
    """Return a row for each target and one for all."""
    rows = ["| Target | Inputs | Led to by atheris | Seconds | Failures |", "|---|---:|---:|---:|---:|"]
    total = Done()
    for name, done in kept.items():
        rows.append(_row(name, done))
        total.inputs += done.inputs
        total.covered += done.covered
        total.seconds += done.seconds
        total.failures += done.failures
    return "\n".join([*rows, _row("all", total)])


def _row(name: str, done: Done) -> str:
    return f"| {name} | {done.inputs:,} | {done.covered:,} | {done.seconds:,.0f} | {len(done.failures)} |"


def _page(kept: dict[str, Done], start: int) -> str:
    return (
        "# Inputs that nobody should write\n\n"
        "What became of made-up inputs, as the last run of `python benchmarks/fuzz.py` wrote it "
        f"(seed {start}): no error but ours, at most {LONGEST:g} seconds of a core each, every offset right, the same "
        "answer twice. Of detection an input is a text, found in two orders and batches.\n\n"
        f"{table(kept)}\n"
    )


def _read(file: Path, start: int) -> dict[str, Done]:
    if file.exists():
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["seed"] == start:
            return {name: Done(**{**done, "failures": []}) for name, done in kept["done"].items()}
    return {}


def _keep(file: Path, start: int, kept: dict[str, Done]) -> None:
    file.write_text(json.dumps({"seed": start, "done": {name: asdict(done) for name, done in kept.items()}}, indent=1))


def main() -> None:
    """Feed every target what is left of its part."""
    parser = argparse.ArgumentParser(description="Feed made-up inputs to all that reads what others wrote.")
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=[each.name for each in TARGETS])
    parser.add_argument("--atheris", type=int, default=0, metavar="SECONDS")
    parser.add_argument("--keep", type=Path, default=Path("fuzz.json"))
    asked = parser.parse_args()
    signal.signal(signal.SIGPROF, _too_long)
    before = _read(asked.keep, asked.seed)
    kept = {each.name: before.get(each.name, Done()) for each in TARGETS}
    for place, target in enumerate(TARGETS):
        if asked.only and target.name not in asked.only:
            continue
        done = kept[target.name]
        target.check(target.plain)  # what is loaded first is loaded now
        while done.inputs < asked.inputs * target.part // 100 and not done.failures:
            fed(target, _AT_ONCE, (asked.seed * 100 + place) * 100_000 + done.rounds, done)
            done.rounds += not done.failures
            _keep(asked.keep, asked.seed, kept)
        if asked.atheris and target.pure and not done.failures and not done.covered:
            if find_spec("atheris") is None:
                print(f"{target.name}: not led by coverage, for atheris is not installed", file=sys.stderr)
            else:
                led(target, asked.atheris, done)
                _keep(asked.keep, asked.seed, kept)
        print(f"{target.name}: {done.inputs:,} inputs, {done.seconds:.0f} s, {len(done.failures)} failures", flush=True)
        print(*done.failures, sep="\n", end="\n" if done.failures else "", flush=True)
    print(table(kept))
    if not asked.only and asked.inputs >= 100_000:
        PAGE.write_text(_page(kept, asked.seed), encoding="utf-8")
    if any(done.failures for done in kept.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
