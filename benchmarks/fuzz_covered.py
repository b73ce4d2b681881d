"""Feed one target (benchmarks/fuzz.py) what leads to lines of it not yet run; needs atheris.

usage: python benchmarks/fuzz_covered.py NAME SECONDS

Exit status 0 where nothing failed; else atheris prints what did.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

atheris: Any = import_module("atheris")
with atheris.instrument_imports(include=["onrecord"]):
    from fuzzing.targets import TARGETS


def main() -> None:
    """Feed the target until the time is over."""
    name, seconds = sys.argv[1:]
    target = next(each for each in TARGETS if each.name == name)

    @settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(target.made)
    def holds(made: Any) -> None:
        target.check(made)

    target.check(target.plain)
    with tempfile.TemporaryDirectory() as folder:
        options = [f"-max_total_time={seconds}", "-timeout=10", f"-artifact_prefix={folder}/", "-print_final_stats=1"]
        made: Any = holds
        atheris.Setup([sys.argv[0], *options], made.hypothesis.fuzz_one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
