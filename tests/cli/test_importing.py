"""Bringing in what others have gathered: import people, import quotations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run
from imports.test_quotebank import LINE


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_DB", "reg.db")
    return tmp_path


def test_people_become_records_that_can_be_checked_and_loaded(run: Run, here: Path) -> None:
    (here / "people.csv").write_text("name,title,organization\nOdalys Brandtveit,mayor,Fjordby\n")
    ran = run("import", "people", "people.csv", "--out", "registry")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "1 record: 1 written, 0 unchanged, 0 left as they were; 0 refused\n"
    assert run("registry", "check", "registry").out == "1 speaker, 0 outlets, 0 problems\n"
    run("registry", "load", "registry")
    assert run("who", "Brandtveit").out.startswith("“Brandtveit” taken for Odalys Brandtveit")


def test_who_is_refused_is_told_and_the_status_is_2(run: Run, here: Path) -> None:
    (here / "people.csv").write_text("name\nUlf Tangmere\nUlf Tangmere\nMarta Tangmere\n")
    ran = run("import", "people", "people.csv", "--out", "registry", "--format", "csv", "--source", "s", "--replace")
    assert (ran.status, ran.err.count("\n")) == (2, 2)
    assert ran.out == "3 records: 1 written, 0 unchanged, 0 left as they were; 2 refused\n"
    assert "onrecord: people.csv:2: 'Ulf Tangmere' is the name of others" in ran.err


def test_quotations_are_kept_and_shown_as_the_banks(run: Run, here: Path) -> None:
    (here / "quotes.json").write_text(json.dumps(LINE) + "\n{\n")
    ran = run("import", "quotations", "quotes.json", "--format", "quotebank", "--min-confidence", 0.5)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert ran.out == "1 article: 1 new, 0 unchanged, 0 changed; 1 quotation found, 0 unresolved; 1 refused\n"
    (line,) = run("quotes", "--format", "jsonl").out.splitlines()
    assert "\n  engine     Quotebank\n" in run("show", json.loads(line)["id"]).out
    (here / "quotes.json").write_text(json.dumps(LINE) + "\n")
    ran = run("import", "quotations", "quotes.json")
    assert (ran.status, ran.out.split(";")[0]) == (0, "1 article: 0 new, 1 unchanged, 0 changed")


def test_what_cannot_be_read_is_one_line_and_status_2(run: Run, here: Path) -> None:
    for arguments in (["people", "gone.csv", "--out", "registry"], ["quotations", "gone.json"]):
        ran = run("import", *arguments)
        assert (ran.status, ran.err.count("\n")) == (2, 1)
        assert "No such file" in ran.err
