"""What drifted: verify."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import BRIDGE, Run


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A folder with the article as it is now: one word more in the first quotation."""
    text = BRIDGE.text.replace("“We will rebuild", "“We will not rebuild")
    (tmp_path / "fresh.jsonl").write_text(json.dumps({"id": "bridge", "text": text}) + "\n", encoding="utf-8")
    return tmp_path


def test_nothing_has_drifted_in_what_was_just_added(run: Run, registry: Path) -> None:
    ran = run("verify")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "6 quotations of 2 articles: 6 unchanged, 0 moved, 0 altered, 0 gone\n"


def test_what_drifted_is_listed_and_the_status_is_1(run: Run, registry: Path, fresh: Path) -> None:
    ran = run("verify", "--source", fresh)
    assert ran.status == 1
    blocks = ran.out.split("\n\n")
    assert [block.split()[0] for block in blocks[:-1]] == ["ALTERED", "MOVED", "MOVED"]
    assert "negation: “not” added" in blocks[0]
    assert "We will {+not+} rebuild" in blocks[0]
    assert "(known by its id)" in blocks[0]
    assert blocks[-1] == "6 quotations of 2 articles: 3 unchanged, 2 moved, 1 altered, 0 gone\n"
    assert ran.err == f"onrecord: no copy in {fresh} of 1 article (ferry): held against the stored text only\n"


def test_json_lines_have_every_quotation(run: Run, registry: Path, fresh: Path) -> None:
    ran = run("verify", "--source", fresh, "--format", "jsonl")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [line["state"] for line in lines] == ["altered", "moved", "moved", "unchanged", "unchanged", "unchanged"]
    assert [line["against"] for line in lines] == ["copy"] * 3 + ["stored"] * 3
    assert lines[0]["copy"]["known_by"] == "id"
    assert ran.status == 1


def test_a_source_that_cannot_be_read_is_told(run: Run, registry: Path, fresh: Path) -> None:
    gone = run("verify", "--source", fresh / "gone.txt")
    assert (gone.status, gone.out) == (2, "")
    (fresh / "bad.jsonl").write_text("{}\n", encoding="utf-8")
    assert run("verify", "--source", fresh).status == 2


def test_nothing_of_a_text_acts_on_a_terminal(run: Run, registry: Path, tmp_path: Path) -> None:
    text = "Ulf Tangmere said: “The ferry is fine, \x1b[31mreally.”"
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "ferry", "text": text}) + "\n", encoding="utf-8")
    assert "\x1b" not in run("verify", "--source", tmp_path).out
