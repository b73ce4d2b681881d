"""Several of the command at once, each adding files of which the others add some too."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import crowd
from cli.conftest import Run

STORY = """---
title: Number {number}
outlet: {outlet}
published: 2021-05-0{number}
---
“{words},” said {name}, the {role}, on Monday.

{last} told reporters that the ferry would be late again.
"""
SAID = [
    ("Odalys Brandtveit", "mayor of Fjordby", "We will mend the old bridge of the town before the winter storms"),
    ("Ulf Tangmere", "harbour master", "The new quay will never be paid for by the fishermen of this island"),
]
OUTLETS = ["The Fjord Post", "Fjord Post", "Tang Times"]


def articles(folder: Path) -> list[Path]:
    """Write six articles, in each of which one of two people says what was said in two others."""
    made = []
    for number in range(1, 7):
        name, role, words = SAID[number % 2]
        text = STORY.format(
            number=number, outlet=OUTLETS[number % 3], words=words, name=name, role=role, last=name.split()[-1]
        )
        made.append(folder / f"number-{number}.txt")
        made[-1].write_text(text, encoding="utf-8")
    return made


PARTS = {"sqlite": ("1-3", "2-4", "3-5", "4-6"), "postgresql": ("1-4", "3-6")}
"""What each adds; four are where a writer waits for the whole file, for each takes as long to start as a few tests."""


def test_several_of_the_command_at_once_keep_what_one_would(
    run: Run, engine_name: str, db_url: str, tmp_path: Path, empty_database: Callable[[str], str]
) -> None:
    made = articles(tmp_path)
    processes = []
    for part in PARTS[engine_name]:
        some = tmp_path / f"number-[{part}].txt"
        command = [sys.executable, "-m", "onrecord", "add", str(some), "--db", db_url]
        environment = os.environ | {"OMP_NUM_THREADS": "1"}
        processes.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment))
    for process in processes:
        out, err = process.communicate(timeout=300)
        assert (process.returncode, err) == (0, b""), out
    order = crowd.in_order(db_url)
    assert sorted(order) == [path.stem for path in made]
    alone = empty_database("sqlite")
    assert run("add", *(tmp_path / f"{name}.txt" for name in order), "--db", alone).status == 0
    crowd.same(db_url, alone)
