"""Write docs/benchmarks.md and its diagram from results.json, and measure the parts that are kept there.

usage: python benchmarks/page.py                              writes the page
       python benchmarks/page.py --check                      exit status 1 where the page is not what would be written
       python benchmarks/page.py accuracy                     takes the newest row of each data set from accuracy.md
       python benchmarks/page.py speed [PATH] [--name NAME]   one core and all, beside plain spaCy and textacy (Linux)
       python benchmarks/page.py registry --quotations N      adds to a registry of N quotations, and asks it

PATH is a folder of texts or a .jsonl file (default: seeds/articles), NAME what the page calls it. What is measured
replaces what results.json had of that part, and the page is written.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from page_growth import Dot, Panel, drawn

HERE = Path(__file__).parent
RESULTS, ACCURACY = HERE / "results.json", HERE / "accuracy.md"
PAGE = HERE.parent / "docs" / "benchmarks.md"
DIAGRAM = PAGE.parent / "images" / "growth.svg"
SEEDS = HERE.parent / "seeds" / "articles"
ASKED = {"who": "`who`", "quotes --by": "`quotes --by`", "words": "the most common words"}

BEGINNING = """\
# Benchmarks

Written by `python benchmarks/page.py` from [results.json](../benchmarks/results.json): change that and not this page.
Each part has the command that measures it again. More benchmarks, and what each is for, are in
[benchmarks/](../benchmarks/README.md). Whether a change has made anything worse, whatever the machine, is told by
`python benchmarks/regression.py`, which the tests run: exit status 1 where the work that is counted has grown by a
quarter, or a point of accuracy is lost.
"""
ON_ACCURACY = """\
## Accuracy

`python benchmarks/page.py accuracy`

The newest row of each data set in [accuracy.md](../benchmarks/accuracy.md), which `python benchmarks/accuracy.py`
writes, as it was on {taken}. P, R, F1, and R of each kind: a content matched and its source agreeing. Names right: of
matched quotations of named persons; names wrong: of all matched quotations, those given a wrong person's name.
"""
ON_SPEED = """\
## Speed and memory

`python benchmarks/page.py speed PATH`

{data set}, {articles:,} articles, {words:,} words. Medians of {rounds} rounds in which the systems take turns, by the
clock, each in one process. Plain spaCy and textacy run `en_core_web_sm` with all of its components; neither says who a
speaker is. Memory is the most that a process held. *First*: seconds from the start of Python to the first quotation of
a text of one sentence (plain spaCy: to its parse). Refused: articles; textacy takes none with an odd number of marks.
"""
AFTER_SPEED = """
textacy does all that plain spaCy does and more: what it has above 1.00 is how uneven the machine was, whose other work
slowed some rounds, and all shares are to be read with that much doubt.

With all cores each is called in the same way, in one process: onrecord reads ahead on a second core. What more
processes gain (`onrecord add --workers`) is measured by `python benchmarks/cores.py`.
"""
ON_REGISTRY = """\
## The registry as it grows

`python benchmarks/page.py registry --quotations N`

Made-up quotations by a tenth as many invented people, in SQLite. Adding: quotations a second of one core's time, in the
last tenth of those that were added. Questions: milliseconds at the 95th percentile, warm, in the library. Bytes: of the
whole file.
"""

Results = Mapping[str, Any]


# -- the page --------------------------------------------------------------------------------------------


def page(results: Results) -> str:
    """Return the page, with those parts that have been measured."""
    parts = ((_accuracy, "accuracy"), (_speed, "speed"), (_registry, "registry"))
    return "\n".join([BEGINNING, *("\n".join(tell(results[name])) + "\n" for tell, name in parts if results[name])])


def _accuracy(part: Results) -> Iterator[str]:
    yield ON_ACCURACY.format_map(part)
    yield from _table(part["columns"], part["rows"], 2)


def _speed(part: Results) -> Iterator[str]:
    yield ON_SPEED.format_map(part)
    names = ["cores", "system", "words a second", "of plain spaCy", "memory, MiB", "first", "refused"]
    rows = []
    for where in ("one core", "all cores"):
        for name, each in part[where].items():
            share, first = f"{each['of plain spaCy']:.2f}", f"{each['seconds to the first']:.2f}"
            words, memory = f"{each['words a second']:,}", f"{each['peak MiB']:,}"
            rows.append([where, name, words, share, memory, first, str(each["refused"])])
    yield from _table(names, rows, 2)
    yield AFTER_SPEED
    yield _on(part["on"])


def _registry(part: Results) -> Iterator[str]:
    yield ON_REGISTRY
    sizes = _sizes(part)
    names = ["quotations", "added a second", *(f"{asked}, ms" for asked in ASKED.values()), "bytes a quotation"]
    yield from _table(names, [_row(each) for each in sizes], 0)
    yield from (f"\n{_before(each)}" for each in sizes if "before" in each)
    yield f"\n![Added a second, and milliseconds of an answer, at each size](images/{DIAGRAM.name})\n"
    yield from dict.fromkeys(_on(each["on"]) for each in sizes if "before" not in each)


def _row(each: Results) -> list[str]:
    partly = f" (at {each['added at']:,})" if each["added at"] < each["quotations"] else ""
    times = [f"{each['p95 ms'][asked]:.2f}" for asked in ASKED]
    size = f"{each['quotations']:,}{' *' if 'before' in each else ''}"
    return [size, f"{each['added a second']:,}{partly}", *times, f"{each['bytes a quotation']:,}"]


def _before(each: Results) -> str:
    source = f"[{each['before']}](../benchmarks/{each['before']})"
    return f"\\* Not measured with the others: taken before, on {each['on']['date']}, from {source}. {each['note']}"


def _table(names: Sequence[str], rows: Sequence[Sequence[str]], words: int) -> Iterator[str]:
    """Yield the lines of a table, whose first columns are words and the others figures."""
    rules = ["---"] * words + ["---:"] * (len(names) - words)
    yield from (f"| {' | '.join(cells)} |" for cells in (names, rules, *rows))


def _on(on: Results) -> str:
    packages = ", ".join(f"{name} {on[name]}" for name in ("spacy", "textacy", "onnxruntime", "SQLite"))
    return f"Measured on {on['date']}, {on['cores']} cores, Python {on['Python']}, {packages}."


# -- the diagram -----------------------------------------------------------------------------------------


def diagram(results: Results) -> str:
    """Return the growth of the registry as an SVG."""
    sizes = _sizes(results["registry"])
    adding = {"": [Dot(each["added at"], each["added a second"], "before" in each) for each in sizes]}
    asking = {
        asked: [Dot(each["quotations"], each["p95 ms"][asked], "before" in each) for each in sizes] for asked in ASKED
    }
    return drawn(
        [
            Panel("Added a second, by one core", adding, _steps(adding)),
            Panel("Milliseconds of an answer (95th percentile)", asking, _steps(asking)),
        ]
    )


def _steps(curves: Mapping[str, Sequence[Dot]]) -> list[float]:
    """Return round figures from nothing to above the highest."""
    most = max(dot.figure for dots in curves.values() for dot in dots)
    ten: float = 10 ** math.floor(math.log10(most))
    step = next(ten * share for share in (0.2, 0.5, 1, 2) if ten * share * 6 >= most)
    return [step * number for number in range(math.ceil(most / step) + 1)]


def _sizes(part: Results) -> list[Results]:
    return sorted(part.values(), key=lambda each: int(each["quotations"]))


# -- measuring -------------------------------------------------------------------------------------------


def newest() -> dict[str, Any]:
    """Return the last row of each data set in accuracy.md, without its speed."""
    lines = [line for line in ACCURACY.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    columns, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")][:-1] for line in lines)
    kept = {row[columns.index("data set")]: row for row in rows}
    return {"taken": time.strftime("%Y-%m-%d"), "columns": columns, "rows": list(kept.values())}


def measure(options: argparse.Namespace) -> None:
    """Measure a part and put it into results.json."""
    if options.part == "accuracy":
        found = newest()
    elif options.part == "speed":
        from page_measuring import speeds  # writing the page needs no language model

        found = speeds(options.path, options.name or options.path.name, options.rounds, options.articles)
    else:
        from page_measuring import registry_of

        found = registry_of(options.quotations)
    results = json.loads(RESULTS.read_text(encoding="utf-8"))  # now: another part may have been kept meanwhile
    if options.part == "registry":
        results["registry"][str(found["quotations"])] = found
    else:
        results[options.part] = found
    RESULTS.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write docs/benchmarks.md, or measure a part of it first.")
    parser.add_argument("--check", action="store_true", help="exit 1 where the page is not what would be written")
    parts = parser.add_subparsers(dest="part")
    parts.add_parser("accuracy", help="take the newest rows of accuracy.md")
    speed = parts.add_parser("speed", help="one core and all, beside plain spaCy and textacy")
    speed.add_argument("path", nargs="?", type=Path, default=SEEDS, help="folder of texts, or .jsonl")
    speed.add_argument("--name", help="what the page calls these texts")
    speed.add_argument("--rounds", type=int, default=3)
    speed.add_argument("--articles", type=int, help="only the first so many")
    growing = parts.add_parser("registry", help="add to a registry of so many quotations, and ask it")
    growing.add_argument("--quotations", type=int, required=True)
    options = parser.parse_args()
    if options.part:
        measure(options)
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    for path, new in ((PAGE, page(results)), (DIAGRAM, diagram(results))):
        if not options.check:
            path.write_text(new, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != new:
            sys.exit(f"{path.name} is not what results.json says: run python benchmarks/page.py")


if __name__ == "__main__":
    main()
