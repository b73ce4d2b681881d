"""What many millions of articles cost: words a second through shards, bytes of what is kept, and the arithmetic.

usage: python benchmarks/scale.py [PATH] [--articles N] [--words N] [--price P] [--load N] [--workers N] [--page FILE]

Four things are measured. Words a second of one core: the articles of PATH (a folder of texts or a .jsonl file;
default: seeds/articles, again and again until there are enough) through a shard, as a process of the cluster does it,
by processor time, so that a busy machine changes little. Words a second of --workers processes of Ray on this machine,
by the clock (0, the default, leaves that out). Quotations a second into PostgreSQL, a server of its own, by the time of
the processors of writer and server, which wait for each other: shards of --load made-up quotations (see registry_world)
by `load_shards`, and the same articles one by one. Bytes of these in Parquet and in PostgreSQL.

Assumed, and to be exchanged by whoever reads it: how many articles (--articles, 200 million) of how many words
(--words, 600), and what an hour of a core costs (--price, 0.04). What is printed stands in the documentation, between
two marks, and is put there by

    python benchmarks/scale.py --page docs/scale.md
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import postgres
from onrecord import scale
from onrecord.extracting import load
from onrecord.formats import Problem
from onrecord.reading import read_all
from onrecord.scale import making, shards
from onrecord.store import Store
from onrecord.types import Article, Extraction
from onrecord.workers import Crew
from registry_world import AN_ARTICLE, World

SEEDS = Path(__file__).parents[1] / "seeds" / "articles"
DAY = 24 * 3600


@dataclass(frozen=True)
class Speed:
    """Words a second, and how many quotations there were in a thousand words."""

    words: int
    of_one_core: float
    quotations: float


@dataclass(frozen=True)
class Loaded:
    """Quotations a second into PostgreSQL, by `load_shards` and article by article, and bytes a quotation."""

    quotations: int
    by_shards: float
    one_by_one: float
    parquet: float
    postgresql: float


# -- extracting ------------------------------------------------------------------------------------------


def articles_of(path: Path, words: int) -> list[Article]:
    """Return so many words of articles, the same ones again under other ids where there are too few."""
    there = list(read_all([path], on_problem=_told))
    if not there:
        sys.exit(f"{path}: no article to measure on")
    found: list[Article] = []
    for number, article in enumerate(cycle(there)):
        if sum(len(each.text.split()) for each in found) >= words:
            return found
        found.append(replace(article, id=f"{number}", origin=None))
    return found


def write(articles: Sequence[Article], path: Path) -> Path:
    path.write_text("".join(json.dumps({"id": each.id, "text": each.text}) + "\n" for each in articles))
    return path


def core_speed(articles: Sequence[Article], folder: Path) -> Speed:
    """Extract a shard of one article and one of all; what the models take to start is in both, and falls out."""
    few, _ = _processor(write(articles[:1], folder / "few.jsonl"), folder)
    all_, report = _processor(write(articles, folder / "all.jsonl"), folder)
    words = report.words - len(articles[0].text.split())
    return Speed(words, words / (all_ - few), 1000 * report.quotations / report.words)


def _processor(source: Path, folder: Path) -> tuple[float, scale.Report]:
    """Return the seconds of processor time that a shard takes, of this process and of the one that extracts."""
    before = _used()
    with Crew(1, load=load) as crew:
        report = making.make(source, shards.folder(folder / "made"), crew)
    return _used() - before, report


def _used() -> float:
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def ray_speed(articles: Sequence[Article], workers: int, folder: Path) -> float:
    """Return words a second by the clock of so many processes of Ray, from the first shard's end to the last one's."""
    number = 4 * workers
    sources = [write(articles, folder / f"part{at}.jsonl") for at in range(number)]
    ended: list[float] = []
    words = 0
    for report in scale.extract_shards(sources, folder / "ray", workers=workers, on_problem=_told):
        ended.append(time.perf_counter())
        words = report.words
    return words * (number - workers) / (ended[-1] - ended[workers - 1])


# -- keeping ---------------------------------------------------------------------------------------------


def loading(quotations: int, folder: Path) -> Loaded:
    """Load made-up quotations into PostgreSQL, and see what they take there and in Parquet."""
    world = World(quotations, max(50, quotations // 10), 1)
    made = list(_shards(world.articles(), folder / "world"))
    few = min(quotations, 4000)

    def by_shards(store: Store) -> None:
        for _ in scale.load_shards(made, store, on_problem=_told):
            pass

    def one_by_one(store: Store) -> None:
        for each in islice(world.articles(), few // AN_ARTICLE):
            store.add_extraction(each)

    empty = into_postgresql(lambda store: None)
    shards_, one = into_postgresql(by_shards), into_postgresql(one_by_one)
    size = sum(each.stat().st_size for each in made)
    return Loaded(
        quotations,
        by_shards=quotations / (shards_[0] - empty[0]),
        one_by_one=few / (one[0] - empty[0]),
        parquet=size / quotations,
        postgresql=(shards_[1] - empty[1]) / quotations,
    )


def into_postgresql(add: Callable[[Store], None]) -> tuple[float, int]:
    """Return the seconds of processor time that writer and server take, and the bytes of the database."""
    before = _used()
    with postgres.running() as server:
        for setting in ("autovacuum = on", "autovacuum_naptime = '5s'"):
            server.do(f"ALTER SYSTEM SET {setting}")
        server.do("SELECT pg_reload_conf()")
        name = server.create()
        with Store.open(server.url(name)) as store:
            add(store)
        size = int(str(server.do(f"SELECT pg_database_size('{name}')")[0][0]))
    return _used() - before, size


def _shards(extractions: Iterator[Extraction], folder: Path, each: int = 1000) -> Iterator[Path]:
    """Write shards as if their articles had been extracted."""
    shards.folder(folder)
    for number, some in enumerate(iter(lambda: list(islice(extractions, each)), [])):
        made = folder / f"{number:06}{shards.PARQUET}"
        with shards.replacing(made) as file:
            making.write_groups(file, iter(some), {})
        shards.write_report(
            made, scale.Report(f"{number:06}", "", bytes=made.stat().st_size, sha256=shards.digest_of(made))
        )
        yield made


def _told(problem: Problem) -> None:
    print(problem, file=sys.stderr)


# -- telling ---------------------------------------------------------------------------------------------


def measured(speed: Speed, loaded: Loaded, ray: tuple[int, float] | None) -> Iterator[str]:
    yield f"{time.strftime('%Y-%m-%d')}, Python {platform.python_version()}, {os.cpu_count()} cores:\n"
    yield "| what | figure |\n|---|---:|"
    yield f"| words a second of one core, from file to shard ({speed.words:,} words) | {speed.of_one_core:,.0f} |"
    yield f"| quotations in 1,000 words | {speed.quotations:.1f} |"
    if ray is not None:
        yield f"| words a second of {ray[0]} processes of Ray on this machine, by the clock | {ray[1]:,.0f} |"
    yield f"| bytes a quotation in Parquet, with its share of the article's text | {loaded.parquet:,.0f} |"
    yield f"| bytes a quotation in PostgreSQL, with its share of all tables and indexes | {loaded.postgresql:,.0f} |"
    yield f"| quotations a second into PostgreSQL by `load_shards` ({loaded.quotations:,}) | {loaded.by_shards:,.0f} |"
    yield f"| the same, one article after the other | {loaded.one_by_one:,.0f} |"


def worked_out(speed: Speed, loaded: Loaded, options: argparse.Namespace) -> Iterator[str]:
    articles, each, price = options.articles, options.words, options.price
    words = articles * each
    hours = words / speed.of_one_core / 3600
    found = words * speed.quotations / 1000
    days = found / loaded.by_shards / DAY
    lines = {
        "words": f"{articles:,} x {each:,} = {words:,}",
        "core hours": f"{words:,} / {speed.of_one_core:,.0f} / 3,600 = {hours:,.0f}",
        "days on 64 cores": f"{hours:,.0f} / 64 / 24 = {hours / 64 / 24:.3g}",
        "days on 1,024 cores": f"{hours:,.0f} / 1,024 / 24 = {hours / 1024 / 24:.3g}",
        "price": f"{hours:,.0f} x {price:g} = {hours * price:,.0f}",
        "quotations": f"{words:,} x {speed.quotations:.1f} / 1,000 = {found:,.0f}",
        "GB of Parquet": f"{found:,.0f} x {loaded.parquet:,.0f} / 1,000,000,000 = {found * loaded.parquet / 1e9:,.0f}",
        "GB of PostgreSQL": f"{found:,.0f} x {loaded.postgresql:,.0f} / 1,000,000,000 = "
        f"{found * loaded.postgresql / 1e9:,.0f}",
        "days of loading": f"{found:,.0f} / {loaded.by_shards:,.0f} / 86,400 = {days:,.0f}",
    }
    yield f"\nAssumed: {articles:,} articles of {each:,} words, and {price:g} for an hour of a core.\n\n```text"
    for name, line in lines.items():
        yield f"{name:<22}{line}"
    yield "```"


def put(page: Path, printed: str) -> None:
    """Put what is printed into a page, between its two marks."""
    begin, end = "<!-- measured -->\n", "<!-- /measured -->"
    before, _, rest = page.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    page.write_text(before + begin + printed + end + after, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Work out what many millions of articles cost.")
    parser.add_argument("path", nargs="?", type=Path, default=SEEDS, help="folder of texts, or .jsonl")
    parser.add_argument("--articles", type=int, default=200_000_000)
    parser.add_argument("--words", type=int, default=600, help="of an article")
    parser.add_argument("--price", type=float, default=0.04, help="of an hour of a core, in any money")
    parser.add_argument("--measure", type=int, default=60_000, help="words to extract")
    parser.add_argument("--load", type=int, default=20_000, help="quotations to load")
    parser.add_argument("--workers", type=int, default=0, help="processes of Ray; 0: none")
    parser.add_argument("--page", type=Path, help="put it there, instead of printing it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        articles = articles_of(options.path, options.measure)
        speed = core_speed(articles, folder)
        ray = (options.workers, ray_speed(articles, options.workers, folder)) if options.workers else None
        loaded = loading(options.load, folder)
    printed = "\n".join([*measured(speed, loaded, ray), *worked_out(speed, loaded, options)]) + "\n"
    if options.page:
        put(options.page, printed)
    else:
        print(printed, end="")


if __name__ == "__main__":
    main()
