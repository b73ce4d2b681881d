"""Handing quotations on: export."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import Run
from cli.forked import piped, told
from cli.test_lookup import in_terminal
from onrecord.exports import Format


def test_what_is_exported_is_what_quotes_finds(run: Run, registry: Path) -> None:
    asked = ["--by", "Brandtveit", "--since", "2020", "--kind", "direct", "--outlet", "The Fjord Post"]
    exported = run("export", "--format", "jsonl", *asked)
    assert exported.out == run("quotes", "--format", "jsonl", *asked).out
    assert len(exported.out.splitlines()) == 2
    assert exported.err == "onrecord: “Brandtveit” taken for Odalys Brandtveit\n"


def test_all_is_exported_unless_fewer_are_asked_for(run: Run, registry: Path) -> None:
    assert len(run("export", "--format", "jsonl").out.splitlines()) == 6
    assert len(run("export", "--format", "jsonl", "-n", 2).out.splitlines()) == 2


def test_speakers_and_thoughts_are_held_back_as_asked(run: Run, registry: Path) -> None:
    page = json.loads(run("export", "--format", "jsonld", "--speech-only", "--min-confidence", 1).out)
    assert len(page["@graph"]) == 6


@pytest.mark.parametrize("format_", Format)
def test_a_file_is_what_a_pipe_gets(run: Run, registry: Path, tmp_path: Path, format_: Format) -> None:
    out = tmp_path / "out"
    ran = run("export", "--format", format_, "--out", out)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert piped("export", "--format", format_) == out.read_bytes()
    assert out.stat().st_size > 500


def test_no_file_is_made_where_nothing_fits(run: Run, registry: Path, tmp_path: Path) -> None:
    ran = run("export", "--format", "csv", "--about", "volcano", "--out", tmp_path / "out.csv")
    assert (ran.status, ran.out, ran.err) == (1, "", "onrecord: no quotation on record fits\n")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_exported_over_a_registry(run: Run, registry: Path) -> None:
    before = registry.read_bytes()
    ran = run("export", "--format", "csv", "--out", registry)
    assert (ran.status, ran.err.count("left as it is")) == (2, 1)
    assert registry.read_bytes() == before


def test_bad_input_is_one_line_and_status_2(run: Run, registry: Path, tmp_path: Path) -> None:
    for arguments in (
        ["--format", "csv", "--out", tmp_path / "gone" / "out.csv"],
        ["--format", "csv", "--since", "yesterday"],
        ["--format", "csv", "--by", "Tangmere"],
    ):
        ran = run("export", *arguments)
        assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert run("export").status == 2
    assert run("export", "--format", "xlsx").status == 2


def test_nothing_of_a_text_acts_on_a_terminal(registry: Path) -> None:
    for format_ in ("csv", "jsonl", "tei", "webannotation", "jsonld"):
        assert "\x1b" not in in_terminal(80, "export", "--format", format_)


def test_a_reader_who_leaves_is_no_error(registry: Path) -> None:
    for format_ in Format:
        readable, writable = os.pipe()
        os.close(readable)
        assert told(writable, "export", "--format", format_) == (0, "")
        os.close(writable)


def test_exporting_imports_nothing_heavy(registry: Path) -> None:
    code = (
        "import sys, atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
        "from onrecord.__main__ import run; run()"
    )
    arguments = [sys.executable, "-c", code, "export", "--format", "webannotation"]
    ran = subprocess.run(arguments, capture_output=True, text=True, check=True)
    heavy = {"spacy", "textacy", "alembic", "pyarrow", "lxml", "numpy"}
    assert not heavy & {name.partition(".")[0] for name in ran.stderr.split()}


def test_a_table_may_begin_with_a_byte_order_mark(run: Run, registry: Path, tmp_path: Path) -> None:
    assert run("export", "--format", "claims", "--bom", "--out", tmp_path / "out.csv").status == 0
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfclaim,claimant,")
    assert run("export", "--format", "tei", "--bom").status == 2
