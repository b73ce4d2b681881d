"""How long pages take while many read at once.

usage: python benchmarks/web_load.py --db FILE [--readers N] [--rounds N] [--runs N] [--pause SECONDS] [--limit MS]
                                     [--workers N]

Starts `onrecord serve --no-drafts` on the registry, and N (50) readers, each with a connection of its own, who all go
the same way: the first page, a name as far as it is typed, the search for it, the speaker, an article at the words, the
family of these words, a search for two of them. All read other people, in each run and round; so it is pages that
nobody has asked for before that are measured, but for the first. A page is read for SECONDS (1) on average, between
half and one and a half times that; 0 has all of them ask without a rest, for what the server can do at most. Times are
those of the whole answer, by the reader's clock, on the machine that serves. For each kind of page, the median and the
95th percentile of a run, of which the median over N (5) runs; and the time of a processor that all processes of the
server took for a page (on Linux), which does not depend on what else the machine does. Exit status 1 above MS (150), or
for any error. With --workers so many processes serve, else as many as `onrecord serve` chooses.

A large registry to read: python benchmarks/registry.py --quotations 1000000 --quick --keep million.db
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

_TIMEOUT = 60
_DAYS = 20_000
"""How old a registry may be."""


@dataclass(frozen=True)
class Said:
    """What a reader follows: a quotation, of whom, where."""

    id: str
    article: str
    speaker: str
    name: str
    words: str

    def way(self) -> Iterator[tuple[str, str]]:
        """Yield the pages that a reader sees: of what kind, at which address."""
        yield "first page", "/"
        yield "suggestions", f"/suggest?{urlencode({'q': self.name[:6].strip()})}"
        yield "search, name", f"/search?{urlencode({'q': self.name})}"
        yield "speaker", f"/speakers/{quote(self.speaker)}"
        yield "article", f"/articles/{quote(self.article)}"
        yield "family", f"/families/{quote(self.id)}"
        yield "search, words", f"/search?{urlencode({'q': self.words})}"


@dataclass
class Seen:
    """What the readers of one run saw: milliseconds by kind of page, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0

    def figures(self) -> dict[str, tuple[float, float]]:
        """Return the median and the 95th percentile by kind of page."""
        return {
            kind: (statistics.median(each), statistics.quantiles(each, n=20, method="inclusive")[-1])
            for kind, each in self.times.items()
            if len(each) > 1
        }


@contextmanager
def serving(db: str, workers: int | None) -> Iterator[tuple[str, int, int]]:
    """Serve a registry at a free port and yield host and port, and the id of the process."""
    command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", "--no-drafts", "--db", db]
    command += ["--workers", str(workers)] if workers is not None else []
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        told = process.stderr.readline() if process.stderr is not None else ""
        found = re.search(r"http://([\d.]+):(\d+)/", told)
        if found is None:
            sys.exit(told)
        yield found[1], int(found[2]), process.pid
    finally:
        process.terminate()
        process.wait(30)


def processor_time(pid: int) -> float:
    """Return the seconds of a processor that a process and all that it started have taken; 0 where nobody tells."""
    found: dict[int, tuple[int, float]] = {}
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            parts = each.read_text().rpartition(")")[2].split()
            found[int(each.parent.name)] = int(parts[1]), sum(map(int, parts[11:15])) / os.sysconf("SC_CLK_TCK")
    ours = [pid] if pid in found else []
    for one in ours:
        ours += [each for each, (parent, _) in found.items() if parent == one]
    return sum(found[each][1] for each in ours)


# -- whom they read about --------------------------------------------------------------------------------


def sampled(host: str, port: int, number: int, chance: random.Random) -> list[Said]:
    """Return so many quotations of named speakers, of days all over the registry, in any order."""
    connection = HTTPConnection(host, port, timeout=_TIMEOUT)
    first, last = _days(connection)
    found: dict[str, Said] = {}
    for _ in range(10 + number // 20):
        until = first + timedelta(days=chance.randint(0, (last - first).days))
        for each in _quotations(connection, limit="100", until=until.isoformat()):
            words = [word for word in re.findall(r"\w+", each["text"]) if len(word) > 3]
            if each["speaker"]["id"] and len(words) > 1:
                speaker, pair = each["speaker"], " ".join(chance.sample(words, 2))
                found[each["id"]] = Said(each["id"], each["article"]["id"], speaker["id"], speaker["name"], pair)
        if len(found) >= 4 * number:
            break
    connection.close()
    some = list(found.values()) or sys.exit("there is nobody to read about")
    chance.shuffle(some)
    return [some[number % len(some)] for number in range(number)]


def _days(connection: HTTPConnection) -> tuple[date, date]:
    """Return the days of the first and the last quotation."""
    (newest,) = _quotations(connection, limit="1") or sys.exit("there are no quotations")
    last = date.fromisoformat(newest["article"]["published"] or sys.exit("no article has a date"))
    since = range(_DAYS, 0, -1)  # days before the last, the earliest first
    nearer = bisect(since, 0, key=lambda back: bool(_before(connection, last - timedelta(days=back))))
    return last - timedelta(days=since[nearer] if nearer < len(since) else 0), last


def _before(connection: HTTPConnection, day: date) -> list[dict[str, Any]]:
    return _quotations(connection, limit="1", until=day.isoformat())


def _quotations(connection: HTTPConnection, **asked: str) -> list[dict[str, Any]]:
    connection.request("GET", f"/api/v1/quotes?{urlencode(asked)}")
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"quotations cannot be listed: {body.decode()}")
    listed: list[dict[str, Any]] = json.loads(body)["quotations"]
    return listed


# -- reading ---------------------------------------------------------------------------------------------


def read(host: str, port: int, ways: Sequence[Sequence[Said]], pause: float, chance: random.Random) -> Seen:
    """Let each reader follow its quotations, all at once; return what they saw."""
    seen = Seen()
    starts = [chance.uniform(0, pause) for _ in ways]
    seeds = [chance.random() for _ in ways]
    readers = [
        threading.Thread(target=_reader, args=(host, port, way, pause, start, random.Random(seed), seen))
        for way, start, seed in zip(ways, starts, seeds, strict=True)
    ]
    begun = time.perf_counter()
    for each in readers:
        each.start()
    for each in readers:
        each.join()
    seen.seconds = time.perf_counter() - begun
    return seen


def _reader(
    host: str, port: int, way: Sequence[Said], pause: float, start: float, chance: random.Random, seen: Seen
) -> None:
    connection = HTTPConnection(host, port, timeout=_TIMEOUT)
    time.sleep(start)
    for said in way:
        for kind, address in said.way():
            begun = time.perf_counter()
            wrong = _wrong(connection, address)
            seen.times[kind].append((time.perf_counter() - begun) * 1e3)
            if wrong:
                seen.errors.append(f"{address}: {wrong}")
            time.sleep(pause * chance.uniform(0.5, 1.5))
    connection.close()


def _wrong(connection: HTTPConnection, address: str) -> str | None:
    """Ask for a page; return what is wrong with the answer."""
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, HTTPException) as error:
        connection.close()
        return repr(error)
    if answer.status != 200:
        return f"status {answer.status}"
    whole = address.startswith("/suggest") or body.rstrip().endswith(b"</html>")
    return None if whole else "not a whole page"


# -- telling ---------------------------------------------------------------------------------------------


def tell(runs: Sequence[Seen], limit: float) -> bool:
    """Print the medians over the runs; return whether all is well."""
    figures = [run.figures() for run in runs]
    print(f"{'Page':16}{'Requests':>9}{'Median':>9}{'p95':>9}   (ms)")
    well = True
    for kind in figures[0]:
        middle, high = (statistics.median(run[kind][which] for run in figures) for which in (0, 1))
        number = sum(len(run.times[kind]) for run in runs)
        well &= high <= limit
        print(f"{kind:16}{number:>9,}{middle:>9.1f}{high:>9.1f}{'' if high <= limit else f'   over {limit:g}'}")
    errors = [each for run in runs for each in run.errors]
    processor = statistics.median(run.processor / sum(map(len, run.times.values())) * 1e3 for run in runs)
    rate = statistics.median(sum(map(len, run.times.values())) / run.seconds for run in runs)
    print(f"\n{rate:.0f} pages a second; {processor:.1f} ms of a processor for a page; errors: {len(errors)}")
    for each in errors[:5]:
        print(each)
    return well and not errors


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the pages while many read at once.")
    parser.add_argument("--db", type=Path, required=True, help="the registry, an SQLite file")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=2, help="how often each goes its way in a run")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds that a page is read for")
    parser.add_argument("--limit", type=float, default=150.0, help="milliseconds")
    parser.add_argument("--workers", type=int, help="processes that serve")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with serving(str(options.db), options.workers) as (host, port, pid):
        runs = []
        for number in range(options.runs + 1):  # the first one fills the caches of disk and database, and is left out
            some = sampled(host, port, options.readers * options.rounds, chance)
            ways = [some[each :: options.readers] for each in range(options.readers)]
            before = processor_time(pid)
            runs.append(read(host, port, ways, options.pause, chance))
            runs[-1].processor = processor_time(pid) - before
            print(f"run {number}: {runs[-1].seconds:.1f} s", file=sys.stderr)
    print(f"{options.readers} readers, {options.runs} runs, {options.pause:g} s a page\n")
    sys.exit(not tell(runs[1:], options.limit))


if __name__ == "__main__":
    main()
