"""Whether a writer may be killed at any moment: the registry stays sound, its articles whole, and a rerun completes it.

usage: python benchmarks/kills.py [--kills N] [--articles N]

Each of N (50) times a process begins to add made-up articles to an empty registry, or each fifth time to a database
that it has to make one first, by 1, 4 or 16 in a transaction, and is killed (SIGKILL) at a random moment of the time
that all of it takes. Then every row of every table must be what a process leaves that adds just the articles which
are there; SQLite's integrity_check and foreign_key_check must find nothing; and adding all articles again must leave
what was to be there in the end. Exits 1 where that is not so.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import crowd
from onrecord.store import Store
from onrecord.types import Extraction
from postgres import running

BATCHES = (1, 4, 16)


def whole(url: str, made: list[Extraction], folder: Path) -> float:
    """Return how long a process takes that is not killed."""
    process = crowd.start(url, made, folder / "whole", 4)
    crowd.ready(process)
    began = time.perf_counter()
    crowd.go(process)
    process.communicate()
    return time.perf_counter() - began


def registry(url: str) -> str:
    """Make an empty registry."""
    Store.open(url).close()
    return url


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill writers.")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=60)
    options = parser.parse_args()
    failed = 0
    print("| engine | kills | sound, whole and completed | articles there when killed: none, some, all |")
    print("|---|---:|---:|---:|")
    with ExitStack() as stack:
        server = stack.enter_context(running())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        numbers, made, chance = count(), crowd.articles(options.articles), random.Random(1)

        def new_file() -> str:
            return f"sqlite:///{folder / f'{next(numbers)}.db'}"

        engines: dict[str, Callable[[], str]] = {
            "SQLite": new_file,
            "PostgreSQL": lambda: server.url(server.create()),
        }
        for name, new in engines.items():
            longest = [whole(new(), made, folder), whole(registry(new()), made, folder)]
            there = []
            for kill in range(options.kills):
                empty = kill % 5 == 0
                url, batch = new() if empty else registry(new()), BATCHES[kill % len(BATCHES)]
                after = chance.uniform(0, longest[0 if empty else 1])
                said = crowd.killed(url, made, folder, batch, after)
                try:
                    there.append(crowd.check_killed(url, new_file(), made, said))
                except AssertionError as error:
                    print(f"{name}, killed after {after:.3f} s: {str(error).splitlines()[:1]}", file=sys.stderr)
            failed += options.kills - len(there)
            none, everything = there.count(0), there.count(len(made))
            some = len(there) - none - everything
            print(f"| {name} | {options.kills} | {len(there)} | {none}, {some}, {everything} |", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
