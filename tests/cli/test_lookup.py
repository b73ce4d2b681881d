"""Looking up: who, quotes, show."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cli.conftest import BRIDGE, Run
from cli.forked import ended, start, told
from factory import story
from onrecord.export import CSV_FIELDS
from onrecord.store import Store


def test_who_shows_names_roles_with_evidence_and_quotations_with_sources(run: Run, registry: Path) -> None:
    ran = run("who", "Odalys Brandtveit")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Odalys Brandtveit (person; id odalys-brandtveit)\n")
    assert "  mayor of Fjordby · seen 2020-06-02\n    “mayor of Fjordby”, The Fjord Post, " in ran.out
    assert "\nQuotations: 2\n" in ran.out
    assert "    “We will rebuild the bridge,”\n    mayor of Fjordby; via Radio Tang\n" in ran.out
    assert "The Fjord Post, “Bridge to be rebuilt”, 2020-06-02, https://fjordpost.example.org/bridge" in ran.out
    assert "[bold red]ten[/]" in ran.out


@pytest.mark.parametrize("typed", ["brandtvet", "Odalis Brandveit", "odalys"])
def test_who_says_what_an_approximate_name_was_taken_for(run: Run, registry: Path, typed: str) -> None:
    ran = run("who", typed)
    assert ran.status == 0
    assert ran.out.startswith(f"“{typed}” taken for Odalys Brandtveit\n")


def test_who_lists_the_speakers_that_a_name_may_mean(run: Run, registry: Path) -> None:
    ran = run("who", "Tangmere")
    assert ran.status == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == ["Id", "marta-tangmere", "ulf-tangmere"]
    assert "'Tangmere' may be any of 2 speakers" in ran.err
    listed = [json.loads(line) for line in run("who", "Tangmere", "--format", "jsonl").out.splitlines()]
    assert [each["name"] for each in listed] == ["Marta Tangmere", "Ulf Tangmere"]
    assert run("who", listed[1]["id"]).out.startswith("Ulf Tangmere")


def test_who_says_no_where_there_is_nobody_and_who_is_near(run: Run, registry: Path) -> None:
    ran = run("who", "Odalys Quensel")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        "onrecord: nobody on record is called 'Odalys Quensel'; near it: Odalys Brandtveit (odalys-brandtveit)\n"
    )
    assert run("who", "Quensel").err == "onrecord: nobody on record is called 'Quensel'\n"


def test_who_prints_one_object_with_how_the_name_was_taken(run: Run, registry: Path) -> None:
    ran = run("who", "brandtvet", "--format", "jsonl", "--limit", 1)
    speaker = json.loads(ran.out)
    assert (speaker["query"], speaker["exact"], speaker["name"]) == ("brandtvet", False, "Odalys Brandtveit")
    assert (speaker["quotations_total"], len(speaker["quotations"])) == (2, 1)
    assert speaker["roles"][0]["article"]["id"] == "bridge"
    assert "taken for Odalys Brandtveit" in ran.err


def test_who_says_how_to_get_the_rest(run: Run, registry: Path) -> None:
    out = run("who", "odalys-brandtveit", "-n", 1).out
    assert "… and 1 more: onrecord quotes --by odalys-brandtveit" in out


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["--by", "Brandtveit"], ["“It will cost", "“We will"]),
        (["--about", "bridge rebuil"], ["“We will"]),
        (["--since", "2021"], ["that the ferry", "“The ferry", "They will"]),
        (["--until", "2020-05"], ["“We will"]),
        (["--outlet", "fjord post", "--kind", "indirect"], ["that there"]),
        (["--limit", "1"], ["that the ferry"]),
    ],
)
def test_quotes_are_found_by_what_is_asked(run: Run, registry: Path, asked: list[str], words: list[str]) -> None:
    ran = run("quotes", *asked, "--format", "jsonl")
    found = [json.loads(line)["text"] for line in ran.out.splitlines()]
    assert len(found) == len(words)
    assert all(text.startswith(begin) for text, begin in zip(found, words, strict=True))


def test_quotes_are_a_table_with_nothing_cut_off(run: Run, registry: Path) -> None:
    lines = run("quotes").out.splitlines()
    assert lines[0].split() == ["Id", "Date", "Kind", "Speaker", "Outlet", "Quotation"]
    assert len(lines) == 7
    assert any(line.endswith("“It will cost [bold red]ten[/] millions.”") for line in lines)
    assert any("? (Ulf Tangmere or Marta Tangmere)" in line for line in lines)


def test_quotes_as_csv_have_the_words_unchanged(run: Run, registry: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("quotes", "--format", "csv").out)))
    assert tuple(rows[0]) == CSV_FIELDS
    assert rows[0]["text"] == "that the ferry is \x1b[31m“a \x07disgrace”"


def test_a_quotation_leads_back_to_its_words(run: Run, registry: Path) -> None:
    (line,) = run("quotes", "--about", "rebuild the bridge", "--format", "jsonl").out.splitlines()
    quotation = json.loads(line)
    ((start, end),) = quotation["content"]
    assert BRIDGE.text[start:end] == quotation["text"]
    assert quotation["article"]["text_sha256"] == BRIDGE.text_sha256


def test_quotes_say_no_where_there_are_none(run: Run, registry: Path) -> None:
    for output in ("table", "jsonl"):
        ran = run("quotes", "--about", "volcano", "--format", output)
        assert (ran.status, ran.out, ran.err) == (1, "", "onrecord: no quotation on record fits\n")


def test_quotes_say_what_a_name_was_taken_for(run: Run, registry: Path) -> None:
    assert run("quotes", "--by", "brandtvet").err == "onrecord: “brandtvet” taken for Odalys Brandtveit\n"


def test_quotes_in_context_line_the_words_up(run: Run, registry: Path) -> None:
    lines = run("quotes", "--about", "rebuild", "--kwic").out.splitlines()
    assert [line.split("[")[1] for line in lines] == ["rebuild] ” it — ?", "rebuild] the bridge,” — Odalys Brandtveit"]
    assert len({line.index("[") for line in lines}) == 1
    assert run("quotes", "--kwic").status == 2


def test_quotes_of_doubtful_speakers_are_shown_without_them(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_DB", str(tmp_path / "doubt.db"))
    told = story("Odalys Brandtveit", "mayor of Fjordby")
    with Store.open() as store:
        store.add_extraction(replace(told, quotations=(replace(told.quotations[0], confidence=0.6),)))
    assert "Odalys Brandtveit" in run("quotes", "--min-confidence", 0.6).out
    ran = run("quotes", "--by", "Odalys Brandtveit", "--min-confidence", 0.7, "--format", "jsonl")
    (held,) = (json.loads(line) for line in ran.out.splitlines())
    assert held["speaker"] == {"name": None, "type": "person", "id": None}
    assert (held["role"], held["candidates"], held["confidence"]) == (None, ["Odalys Brandtveit"], 0.6)
    assert held["reasons"][-1]["rule"] == "below the asked confidence"


def test_show_gives_the_context_the_reasons_and_the_way_back(run: Run, first_id: str) -> None:
    out = run("show", first_id[:8]).out
    assert "⟦“We will rebuild the bridge,”⟧ <Odalys Brandtveit, the mayor of Fjordby>, {told} Radio Tang" in out
    assert "Why Odalys Brandtveit\n  As the test says (“We will rebuild the bridge,”). [by hand, 1.00]" in out
    assert f"quotation  {first_id}\n" in out
    assert "article    bridge: Bridge to be rebuilt\n" in out
    assert "url        https://fjordpost.example.org/bridge\n" in out
    assert "file       /news/bridge.txt\n" in out
    assert "offsets    content 27-56, cue 98-102, source 57-96" in out
    assert f"sha256     {BRIDGE.text_sha256}\n" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "no-such-id"], "no quotation has the id 'no-such-id'"),
        (["quotes", "--by", "Tangmere"], "may be any of several speakers"),
        (["quotes", "--since", "yesterday"], "'yesterday' is not a date"),
        (["--db", "gone.db", "who", "x"], "no registry at gone.db: add articles with `onrecord add`"),
        (["who", "x", "--db", "gone.db"], "no registry at gone.db"),
    ],
)
def test_bad_input_is_one_line_and_status_2(run: Run, registry: Path, arguments: list[str], message: str) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("onrecord: ")
    assert ran.err.count("\n") == 1
    assert message in ran.err


def test_bad_use_is_status_2(run: Run) -> None:
    for arguments in (["whom"], ["who"], ["quotes", "--kind", "odd"], ["who", "x", "--limit", "0"]):
        ran = run(*arguments)
        assert ran.status == 2
        assert "Usage: onrecord" in ran.err


def in_terminal(columns: int, *arguments: str) -> str:
    """Run the command line in a terminal and return what reached it."""
    parent, child = pty.openpty()
    process = start(arguments, child, child, COLUMNS=str(columns), TERM="xterm")
    os.close(child)
    output = b""
    while True:
        try:
            piece = os.read(parent, 4096)
        except OSError:  # how Linux says that the other end is closed
            break
        output += piece
    os.close(parent)
    assert ended(process) == 0
    return output.decode().replace("\r\n", "\n")


def test_a_narrow_terminal_wraps_and_nothing_of_a_text_acts_on_it(registry: Path) -> None:
    out = in_terminal(40, "quotes", "--about", "ferry")
    assert "Speaker: Ulf Tangmere\n" in out
    assert "that the ferry is �[31m“a" in out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert max(map(len, out.splitlines())) <= 40
    assert "\x1b[31m" not in in_terminal(200, "quotes", "--about", "ferry", "--format", "csv")
    assert "\x1b[31m" not in in_terminal(200, "quotes", "--about", "ferry", "--format", "jsonl")


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 200])
def test_lines_in_context_fit_the_terminal(registry: Path, columns: int) -> None:
    lines = in_terminal(columns, "quotes", "--about", "rebuild", "--kwic").splitlines()
    assert len(lines) == 2
    assert max(map(len, lines)) <= columns
    if columns >= 60:
        assert len({line.index("[rebuild]") for line in lines}) == 1
        assert lines[1].endswith(" — Odalys Brandtveit" if columns > 80 else "…")


def test_a_terminal_shows_the_quotation_bold_the_cue_underlined(first_id: str) -> None:
    out = in_terminal(60, "show", first_id)
    assert "\x1b[1m“We will rebuild the bridge,”\x1b[0m" in out
    assert "\x1b[4mtold\x1b[0m" in out
    assert "\x1b[36mOdalys" in out
    assert "⟦" not in out


PRINTING = [["quotes"], ["--help"], ["quotes", "--help"], ["--version"]]


@pytest.mark.parametrize("arguments", PRINTING)
def test_a_reader_who_leaves_is_no_error(registry: Path, arguments: list[str]) -> None:
    readable, writable = os.pipe()
    os.close(readable)
    assert told(writable, *arguments) == (0, "")
    os.close(writable)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is played by a device of Linux")
@pytest.mark.parametrize("arguments", PRINTING)
def test_a_full_disk_is_told_in_one_line(registry: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        status, message = told(full.fileno(), *arguments)
    assert (status, message.count("\n")) == (2, 1)
    assert "the results cannot be written (No space left on device)" in message


@pytest.mark.parametrize(("closed", "arguments", "status"), [(">&-", "quotes", 0), ("<&-", "extract -", 2)])
def test_streams_closed_by_the_caller_are_no_crash(registry: Path, closed: str, arguments: str, status: int) -> None:
    line = f'exec "$0" -m onrecord {arguments} {closed}'
    ran = subprocess.run(["/bin/sh", "-c", line, sys.executable], capture_output=True, text=True, check=False)
    assert ran.returncode == status
    assert "Traceback" not in ran.stderr


HEAVY = {"spacy", "textacy", "alembic", "onnxruntime", "trafilatura", "numpy", "charset_normalizer"}


@pytest.mark.parametrize("arguments", [["who", "Brandtveit"], ["quotes", "--about", "ferry"], ["--help"]])
def test_looking_up_imports_nothing_heavy(registry: Path, arguments: list[str]) -> None:
    code = (
        "import sys, atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
        "from onrecord.__main__ import run; run()"
    )
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert ran.stdout
    assert not HEAVY & {name.partition(".")[0] for name in ran.stderr.split()}


def test_quotes_are_asked_for_by_a_query_and_by_role(run: Run, registry: Path) -> None:
    for asked in (
        ["--about", '"rebuild the bridge"'],
        ["--about", "NEAR(rebuild bridge, 1)"],
        ["--role", "mayor", "--about", "bridge"],
        ["--org", "fjordby", "--about", "bridge"],
        ["--via", "radio tang"],
    ):
        assert "We will rebuild the bridge" in run("quotes", *asked).out


def test_a_page_of_quotes_says_how_to_go_on(run: Run, registry: Path) -> None:
    whole = run("quotes", "--format", "jsonl").out.splitlines()
    lines: list[str] = []
    after: list[str] = []
    while True:
        ran = run("quotes", "--limit", "2", "--format", "jsonl", *after)
        lines += ran.out.splitlines()
        if "--after" not in ran.err:
            break
        after = ["--after", ran.err.split()[-1]]
    assert lines == whole
    assert run("quotes", "--after", "x").status == 2


def test_the_best_quotes_come_first(run: Run, registry: Path) -> None:
    first = run("quotes", "--about", "ferry OR disgrace", "--sort", "best", "--format", "jsonl").out.splitlines()[0]
    assert "disgrace" in first
