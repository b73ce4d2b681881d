"""The measuring of each part of docs/benchmarks.md: what page.py puts into results.json.

Words a second are by the clock, medians of rounds in which the systems take turns; memory is the most that a process
held, in MiB; adding to a registry is by processor time of one core, and asking it by the clock, in milliseconds.
"""

from __future__ import annotations

import gc
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import registry
import speed
from onrecord.reading import read_all
from onrecord.store import Store
from onrecord.types import Article
from registry_queries import CASES, measured
from registry_world import World

ASKED = {
    "who": "who (a speaker, with 20 quotations)",
    "quotes --by": "quotes --by (20)",
    "words": "the most common words",
}
"""The questions on the page, and what registry_queries calls them."""

_SENTENCE = "“The bridge is safe and it will stay open,” said Mirella Quandt, the mayor of Oberau, on Monday."
_FIRST = {
    "plain spaCy": f"import spacy; print(spacy.load({speed.MODEL!r})({_SENTENCE!r})[0], flush=True)",
    "textacy": "import spacy; from textacy.extract.triples import direct_quotations as found; "
    f"print(next(iter(found(spacy.load({speed.MODEL!r})({_SENTENCE!r})))), flush=True)",
    "onrecord": "import onrecord; from onrecord.types import Article; "
    f"print(onrecord.extract(onrecord.load(), Article('a', {_SENTENCE!r})).quotations[0].text, flush=True)",
}


def conditions() -> dict[str, Any]:
    """Return when and with what it is measured."""
    here = {"date": time.strftime("%Y-%m-%d"), "cores": os.cpu_count() or 1, "Python": platform.python_version()}
    packages = {name: version(name) for name in ("spacy", "textacy", "onnxruntime")}
    return {**here, **packages, "SQLite": sqlite3.sqlite_version}


# -- speed and memory ------------------------------------------------------------------------------------


def speeds(path: Path, name: str, rounds: int, most: int | None = None) -> dict[str, Any]:
    """Measure every system on one core and on all, on the first `most` articles."""
    articles = list(islice(read_all([path], on_problem=lambda problem: print(problem, file=sys.stderr)), most))
    if not articles:
        sys.exit(f"{path}: no article to measure on")
    every = os.sched_getaffinity(0)
    found = {}
    for where, cores in (("one core", sorted(every)[:1]), ("all cores", sorted(every))):
        with _on(cores):
            found[where] = _systems(articles, rounds)
    name = f"the first of {name}" if most else name
    about = {"data set": name, "articles": len(articles), "words": speed.words_in(articles), "rounds": rounds}
    return {"on": conditions()} | about | found


@contextmanager
def _on(cores: Sequence[int]) -> Iterator[None]:
    """Leave these cores only to the processes that are started meanwhile."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _systems(articles: Sequence[Article], rounds: int) -> dict[str, dict[str, float]]:
    peaks, starts = speed.peaks(articles), _starts(rounds)
    # A process of its own: libraries look once, when they are imported, how many cores there are.
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        medians, refused = pool.submit(speed.seconds, articles, list(speed.SYSTEMS), rounds).result()
    return {
        name: {
            "words a second": round(speed.words_in(articles) / median),
            "of plain spaCy": round(medians["plain spaCy"] / median, 2),
            "peak MiB": round(peaks[name]),
            "seconds to the first": round(starts[name], 2),
            "refused": refused[name],
        }
        for name, median in medians.items()
    }


def _starts(rounds: int) -> dict[str, float]:
    """Return the median seconds from the start of Python to the first quotation (plain spaCy: the first parse)."""
    took: Mapping[str, list[float]] = {name: [] for name in _FIRST}
    for _ in range(rounds):
        for name, code in _FIRST.items():
            began = time.perf_counter()
            with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
                assert process.stdout is not None
                if not process.stdout.readline():
                    sys.exit(f"{name} finds no quotation")
                took[name].append(time.perf_counter() - began)
    return {name: statistics.median(each) for name, each in took.items()}


# -- the registry ----------------------------------------------------------------------------------------


def registry_of(quotations: int) -> dict[str, Any]:
    """Add so many made-up quotations to a SQLite file, and ask it."""
    world = World(quotations, max(50, quotations // 10), 1)
    gc.collect()
    gc.freeze()  # as registry.py: a program that adds has no world of invented people
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registry.db"
        with Store.open(path) as store:
            rate, at = _last(registry.add(store, world, None))
            cases = [case for case in CASES if case.name in ASKED.values()]
            answers = {each.name: each.own[1] for each in measured(store, None, world, cases)}
        size, _ = registry.room(path)
    return {
        "on": conditions(),
        "quotations": world.quotations,
        "added a second": round(rate),
        "added at": at,
        "p95 ms": {short: round(answers[name], 2) for short, name in ASKED.items()},
        "bytes a quotation": round(size / world.quotations),
    }


def _last(steps: Sequence[tuple[int, float, float]]) -> tuple[float, int]:
    """Return quotations a second of one core in the last tenth (one step at least), and how many there then are."""
    every = sum(step[0] for step in steps)
    quotations, seconds = 0, 0.0
    for number, _, processor in reversed(steps):
        quotations, seconds = quotations + number, seconds + processor
        if quotations >= every / 10:
            break
    return quotations / seconds, every
