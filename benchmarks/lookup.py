"""How long looking a speaker up takes from the shell, beside importing what it cannot do without.

usage: python benchmarks/lookup.py [--rounds N] [--limit RATIO]

Builds a registry of seeds/ in a temporary folder, then runs each command as a fresh process, the rounds
interleaved; the figure is the median. Exits 1 if a command takes more than RATIO (1.5) times as long as the
imports.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
ONRECORD = str(Path(sys.executable).parent / "onrecord")
IMPORTS = "the imports"
COMMANDS: Mapping[str, Sequence[str]] = {
    IMPORTS: [sys.executable, "-c", "import sqlmodel, typer"],
    "who": [ONRECORD, "who", "Muhammadawi"],
    "quotes": [ONRECORD, "quotes", "--by", "Ortagus"],
}


def run(command: Sequence[str], database: Path) -> float:
    """Return the seconds that a command takes; end the benchmark if it fails."""
    environment = os.environ | {"ONRECORD_DB": str(database)}
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    took = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr}")
    return took


def medians(database: Path, rounds: int) -> dict[str, float]:
    """Return each command's median seconds."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for number in range(rounds + 1):
        for name, command in COMMANDS.items():
            took = run(command, database)
            if number:  # the first round fills the disk cache
                times[name].append(took)
    return {name: statistics.median(each) for name, each in times.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description="Time looking up from the shell.")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--limit", type=float, default=1.5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "lookup.db"
        run([ONRECORD, "add", str(SEEDS)], database)
        took = medians(database, options.rounds)
    print(f"median of {options.rounds} interleaved rounds\n")
    print("| command | seconds | of the imports |\n|---|---:|---:|")
    ratios = {name: each / took[IMPORTS] for name, each in took.items()}
    for name, ratio in ratios.items():
        print(f"| {name} | {took[name]:.3f} | {ratio:.2f} |")
    sys.exit(1 if max(ratios.values()) > options.limit else 0)


if __name__ == "__main__":
    main()
