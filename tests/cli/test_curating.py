"""What people decide, as files, and scores: registry check, registry load, registry dump, evaluate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run

SPEAKER = """id: odalys-brandtveit
name: Odalys Brandtveit
type: person
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


UNDO = (
    '{"id": "0123456789ab", "at": "2026-03-01T12:00:00.000000Z", "who": "desk", "verb": "undo", '
    '"arguments": {"judgement": "ba9876543210"}}\n'
)


def test_judgements_are_loaded_once(run: Run, curated: Path) -> None:
    (curated / "judgements.jsonl").write_text(UNDO)
    assert run("registry", "check").out == "1 speaker, 0 outlets, 1 judgement, 0 problems\n"
    assert run("registry", "load").out == "1 speaker, 0 outlets: 1 changed\n1 judgement: 1 new\n"
    assert run("registry", "load").out == "1 speaker, 0 outlets: 0 changed\n1 judgement: 0 new\n"


def test_a_bad_judgement_is_told_with_its_line_and_nothing_is_loaded(run: Run, curated: Path) -> None:
    (curated / "judgements.jsonl").write_text(UNDO + UNDO.replace("undo", "undone", 1))
    ran = run("registry", "load")
    assert (ran.status, ran.out, Path("reg.db").exists()) == (2, "", False)
    assert f"{Path('registry/judgements.jsonl')}:2: " in ran.err
    assert "restore the line as it was" in ran.err


def test_what_was_loaded_is_dumped_as_it_was(run: Run, curated: Path) -> None:
    (curated / "judgements.jsonl").write_text(UNDO)
    run("registry", "load")
    assert run("registry", "dump").out == "1 speaker, 0 outlets, 1 judgement: 0 files written\n"
    ran = run("registry", "dump", "again")
    assert ran.out.splitlines() == [
        "again/speakers/odalys-brandtveit.yml",
        "again/judgements.jsonl",
        "1 speaker, 0 outlets, 1 judgement: 2 files written",
    ]
    assert Path("again/speakers/odalys-brandtveit.yml").read_text() == SPEAKER
    assert Path("again/judgements.jsonl").read_text() == UNDO


def test_a_record_that_only_the_folder_has_is_told(run: Run, curated: Path) -> None:
    run("registry", "load")
    (curated / "speakers/bo-fen.yml").write_text("id: bo-fen\nname: Bo Fen\ntype: person\nsources:\n  - a\n")
    ran = run("registry", "dump")
    assert ran.status == 0
    assert "registry/speakers/bo-fen.yml is not in the database and was left as it is" in ran.err


def test_a_dump_overwrites_nothing_else(run: Run, curated: Path) -> None:
    run("registry", "load")
    (curated / "judgements.jsonl").write_text(UNDO)
    ran = run("registry", "dump")
    assert ran.status == 2
    assert "`onrecord registry load` takes up the judgements of a folder" in ran.err
    Path("news").mkdir()
    Path("news/a.txt").write_text("“Yes,” he said.")
    assert run("registry", "dump", "news").status == 2
    assert [file.name for file in Path("news").iterdir()] == ["a.txt"]


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
