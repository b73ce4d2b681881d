"""Whether several writers at once leave what one would have left, on both engines, and what waiting costs them.

usage: python benchmarks/writers.py [--runs N] [--articles N] [--writers N]

In each run (of 20) four processes begin at once to add overlapping parts of made-up articles to an empty database,
each in another order and by 1, 4 or 16 in a transaction. Then one process adds them to another database in the order
in which they came, and all rows of both are compared, whatever table. Exits 1 where a run is not the same. PostgreSQL
is the one of the test extra.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import crowd
from postgres import running

BATCHES = (1, 4, 16)


def run(new: Callable[[], str], seed: int, articles: int, writers: int) -> tuple[bool, float, float]:
    """Return whether it went well, and how many articles a second several writers and one took."""
    made = crowd.articles(articles, seed)
    batch = BATCHES[seed % len(BATCHES)]
    url, other = new(), new()
    with tempfile.TemporaryDirectory() as folder:
        took = crowd.together(url, made, Path(folder), seed, batch, writers)
        try:
            crowd.check(url, other, made)
        except AssertionError as error:
            print(f"run {seed}: {error}", file=sys.stderr)
            return False, articles / took, 0.0
    began = time.perf_counter()
    crowd.alone(new(), made, [each.article.id for each in made], batch)
    return True, articles / took, articles / (time.perf_counter() - began)


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare several writers with one.")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--articles", type=int, default=120)
    parser.add_argument("--writers", type=int, default=4)
    options = parser.parse_args()
    failed = 0
    print("| engine | runs | the same as one writer | articles a second, all writers | one writer |")
    print("|---|---:|---:|---:|---:|")
    with ExitStack() as stack:
        server = stack.enter_context(running())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        numbers = count()
        engines: dict[str, Callable[[], str]] = {
            "SQLite": lambda: f"sqlite:///{folder / f'{next(numbers)}.db'}",
            "PostgreSQL": lambda: server.url(server.create()),
        }
        for name, new in engines.items():
            done = [run(new, seed, options.articles, options.writers) for seed in range(options.runs)]
            good = sum(well for well, _, _ in done)
            failed += options.runs - good
            several, one = (statistics.median(each[at] for each in done) for at in (1, 2))
            print(f"| {name} | {options.runs} | {good} | {several:,.0f} | {one:,.0f} |", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
