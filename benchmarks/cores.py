"""What a second process gains: articles a second added to a SQLite file by 1 and by N workers, and their memory.

usage: python benchmarks/cores.py [PATH] [--workers N] [--articles N] [--rounds N]

PATH is a folder of texts or a .jsonl file (default: seeds/articles, over and over, each time with other names). One
worker has one core, N have N: each run is a process that may use no other (Linux only). Rounds are interleaved, so that
a busy machine slows all alike. The models are read before the clock starts; how long that takes has a column of its
own. CPU is that of all processes of a run for one article. On a machine with other work the times say little, and what
CPU is used still does: twice that of one worker divided by that of two is the most that two can gain. The last chunks
are not always shared evenly, which costs the less the more articles there are.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

from onrecord.extracting import load
from onrecord.ingest import add_each
from onrecord.reading import read_all
from onrecord.store import Store
from onrecord.types import Article
from onrecord.workers import Extractor, extractor

DEFAULT = Path(__file__).parent.parent / "seeds" / "articles"
MIB = 1024 * 1024
_LETTERS = str.maketrans("aeiou", "eioua")


def texts(path: Path, number: int) -> list[Article]:
    """Return articles; where there are not so many, the same again with other vowels in all capitalised words."""
    read = list(read_all([path], on_problem=lambda problem: print(problem, file=sys.stderr)))
    return list(islice((_again(each, turn) for turn in count() for each in read), number))


def _again(article: Article, turn: int) -> Article:
    words = article.text.split(" ")
    for _ in range(turn % 5):
        words = [word.translate(_LETTERS) if word[:1].isupper() else word for word in words]
    return replace(article, id=f"{article.id}-{turn}", text=" ".join(words), origin=None)


def warm(crew: Extractor, workers: int) -> float:
    """Let each process read the models; return the seconds."""
    began = time.perf_counter()
    for _ in crew.each([[Article(str(number), "It rained. " * 2000)] for number in range(2 * workers)], list):
        pass
    return time.perf_counter() - began


def cpu(who: int) -> float:
    """Return the seconds of CPU of this process, or of those that it started and that have ended."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def running(pids: Iterable[int]) -> float:
    """Return the seconds of CPU of processes that run, by what Linux says of them."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def children() -> list[int]:
    """Return the processes that this one has started."""
    tasks = Path(f"/proc/{os.getpid()}/task").iterdir()
    return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]


def used() -> tuple[float, float]:
    """Return the seconds of CPU of this process, and of all that it has started."""
    return cpu(resource.RUSAGE_SELF), cpu(resource.RUSAGE_CHILDREN) + running(children())


def measure(path: Path, number: int, workers: int) -> dict[str, float]:
    """Add articles with so many workers and cores; return what that took."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:workers])
    articles = texts(path, number)
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "r.db") as store,
        extractor(workers, load) as crew,
    ):
        start = warm(crew, workers)
        before, began = used(), time.perf_counter()
        kept = sum(1 for _ in add_each(store, articles, on_problem=print, crew=crew))
        seconds = time.perf_counter() - began
        here, beside = (1000 * (now - then) / kept for now, then in zip(used(), before, strict=True))
        peaks = crew.peaks()
    words = sum(len(each.text.split()) for each in articles)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "articles": kept / seconds,
        "words": words / seconds,
        "cpu": here + beside,
        "writer": here,
        "start": start,
        "worker": max(peaks) / MIB,
        "memory": memory / MIB,
    }


def rounds(path: Path, number: int, workers: Sequence[int], times: int) -> dict[int, dict[str, float]]:
    """Measure each number of workers so often, in turns, each in a process of its own; return the medians."""
    found: dict[int, list[dict[str, float]]] = {each: [] for each in workers}
    for _ in range(times):
        for each in workers:
            command = [sys.executable, __file__, str(path), "--articles", str(number), "--one", str(each)]
            done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
            found[each].append(json.loads(done.stdout))
    return {
        each: {name: statistics.median(run[name] for run in runs) for name in runs[0]} for each, runs in found.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Articles a second by 1 and by N workers, and their memory.")
    parser.add_argument("path", nargs="?", type=Path, default=DEFAULT, help="folder of texts, or .jsonl")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        print(json.dumps(measure(options.path, options.articles, options.one)))
        return
    medians = rounds(options.path, options.articles, (1, options.workers), options.rounds)
    print("workers  articles/s  words/s  CPU ms/article  of the writer  start s  MiB a worker  of the writer")
    for workers, each in medians.items():
        writer, memory = ("-", "-") if workers == 1 else (f"{each['writer']:.0f}", f"{each['memory']:.0f}")
        print(
            f"{workers:>7}  {each['articles']:>10.2f}  {each['words']:>7,.0f}  {each['cpu']:>14.0f}  {writer:>13}"
            f"  {each['start']:>7.1f}  {each['worker']:>12.0f}  {memory:>13}"
        )
    one, more = medians[1], medians[options.workers]
    bound = options.workers * one["cpu"] / more["cpu"]
    print(f"ratio {more['articles'] / one['articles']:.2f}, by the CPU used at most {bound:.2f}")


if __name__ == "__main__":
    main()
