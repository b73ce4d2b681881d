"""Curated records and scores: registry check, registry load, evaluate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run

SPEAKER = """id: odalys-brandtveit
type: person
name: Odalys Brandtveit
names_strong:
  - Mayor Brandtveit
sources:
  - bridge
"""


@pytest.fixture
def curated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_DB", "reg.db")
    folder = tmp_path / "registry"
    (folder / "speakers").mkdir(parents=True)
    (folder / "speakers/odalys-brandtveit.yml").write_text(SPEAKER)
    return folder


def test_records_in_order_are_counted(run: Run, curated: Path) -> None:
    ran = run("registry", "check")
    assert (ran.status, ran.out, ran.err) == (0, "1 speaker, 0 outlets, 0 problems\n", "")


def test_a_problem_is_told_with_its_place_and_nothing_is_loaded(run: Run, curated: Path) -> None:
    (curated / "speakers/odalys-brandtveit.yml").write_text(SPEAKER + "colour: red\n")
    ran = run("registry", "check", curated)
    assert ran.status == 1
    assert f"{curated}/speakers/odalys-brandtveit.yml:8: " in ran.out
    ran = run("registry", "load", curated)
    assert (ran.status, ran.out, Path("reg.db").exists()) == (2, "", False)
    assert "nothing was loaded" in ran.err


def test_records_are_loaded_once_and_found(run: Run, curated: Path) -> None:
    assert run("registry", "load").out == "1 speaker, 0 outlets: 1 changed\n"
    assert run("registry", "load").out == "1 speaker, 0 outlets: 0 changed\n"
    assert run("who", "Mayor Brandtveit").out.startswith("Odalys Brandtveit (person; id odalys-brandtveit)")


def test_a_folder_without_records_is_bad_input(run: Run, curated: Path) -> None:
    assert run("registry", "check", "elsewhere").status == 2


def test_output_is_scored_against_gold(run: Run, tmp_path: Path) -> None:
    text = "“Yes,” Ulf Tangmere said. He said that he would go."
    speaker = {"name": "Ulf Tangmere", "type": "person"}
    first = {"content": [[0, 6]], "cue": [[20, 24]], "source": [[7, 19]], "speaker": speaker}
    second = {"content": [[34, 50]], "cue": [[29, 33]], "source": [[26, 28]], "speaker": speaker}
    gold, pred = tmp_path / "gold.jsonl", tmp_path / "pred.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": text, "quotations": [first, second]}) + "\n")
    pred.write_text(json.dumps({"id": "a", "quotations": [first]}) + "\n")
    lines = run("evaluate", gold, "--pred", pred).out.splitlines()
    assert lines[0].split() == ["Measure", "Precision", "Recall", "F1", "Value", "Of"]
    assert lines[1].split() == ["who_said_what", "1.000", "0.500", "0.667", "2"]
    scores = json.loads(run("evaluate", gold, "--pred", pred, "--format", "json").out)
    assert scores["who_said_what"]["recall"] == 0.5
    assert run("evaluate", tmp_path / "gone.jsonl").status == 2
