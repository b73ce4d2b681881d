"""Reading articles: extract prints, add keeps."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import Run

TEXT = "“We will rebuild the bridge,” Odalys Brandtveit, the mayor of Fjordby, said on Sunday.\n"


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two articles in it, and no registry yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_DB", raising=False)
    (tmp_path / "news").mkdir()
    (tmp_path / "news/bridge.txt").write_text(f"---\ntitle: Bridge\noutlet: The Fjord Post\n---\n{TEXT}")
    (tmp_path / "news/road.jsonl").write_text(json.dumps({"id": "road", "text": "The road is open.\n"}) + "\n")
    return tmp_path


def test_extract_prints_a_line_for_each_article(run: Run, news: Path) -> None:
    ran = run("extract", "news", "--format", "jsonl")
    assert (ran.status, ran.err) == (0, "")
    bridge, road = (json.loads(line) for line in ran.out.splitlines())
    assert (bridge["id"], road["id"], road["quotations"]) == ("bridge", "road", [])
    (quotation,) = bridge["quotations"]
    assert quotation["speaker"] == {"name": "Odalys Brandtveit", "type": "person", "id": None}
    ((start, end),) = quotation["content"]
    assert TEXT[start:end] == quotation["text"] == "“We will rebuild the bridge,”"


def test_extract_prints_a_table_and_a_page(run: Run, news: Path) -> None:
    table = run("extract", "news").out
    assert table.startswith("bridge: Bridge\nSpeaker ")
    assert table.endswith("\n\nroad\nno quotations\n")
    page = run("extract", "news", "--format", "html").out
    assert page.startswith("<!DOCTYPE html>")
    assert page.endswith("</html>\n")


def test_extract_leaves_a_speaker_unresolved_who_is_less_sure_than_asked(run: Run, news: Path) -> None:
    (sure,) = json.loads(run("extract", "news/bridge.txt", "--format", "jsonl").out)["quotations"]
    ran = run("extract", "news/bridge.txt", "--format", "jsonl", "--min-confidence", 1)
    (held,) = json.loads(ran.out)["quotations"]
    assert (ran.status, held["text"], held["confidence"]) == (0, sure["text"], sure["confidence"])
    assert held["speaker"] == {"name": None, "type": "person", "id": None}
    assert (held["role"], held["candidates"]) == (None, ["Odalys Brandtveit"])
    assert held["reasons"][-1]["rule"] == "below the asked confidence"
    assert "? (Odalys Brandtveit)" in run("extract", "news/bridge.txt", "--min-confidence", 1).out


@pytest.mark.parametrize("verb", [["extract", "news"], ["add", "news"], ["quotes"]])
@pytest.mark.parametrize("asked", ["1.5", "-0.1", "nan", "much"])
def test_a_confidence_that_is_none_is_refused(run: Run, news: Path, verb: list[str], asked: str) -> None:
    ran = run(*verb, "--min-confidence", asked)
    assert (ran.status, ran.out) == (2, "")
    assert "Invalid value for '--min-confidence'" in ran.err


def test_extract_goes_on_after_what_cannot_be_read(run: Run, news: Path) -> None:
    ran = run("extract", "gone.txt", "news/road.jsonl", "--format", "jsonl")
    assert (ran.status, json.loads(ran.out)["id"]) == (2, "road")
    assert ran.err == (
        "onrecord: gone.txt: cannot be read (No such file or directory); check the path and its permissions\n"
    )


def test_extract_refuses_a_text_that_is_too_long_and_goes_on(run: Run, news: Path) -> None:
    (news / "long.txt").write_text("word " * 200_001)
    ran = run("extract", "long.txt", "news/road.jsonl", "--format", "jsonl")
    assert (ran.status, json.loads(ran.out)["id"]) == (2, "road")
    assert "1,000,005 characters" in ran.err


def test_add_keeps_articles_once_and_replaces_what_changed(run: Run, news: Path) -> None:
    first = run("add", "news")
    assert (first.status, first.err) == (0, "")
    assert first.out == "2 articles: 2 new, 0 unchanged, 0 changed; 1 quotation found, 0 unresolved; 0 refused\n"
    assert run("add", "news").out.startswith("2 articles: 0 new, 2 unchanged, 0 changed; 0 quotations found")
    (news / "news/road.jsonl").write_text(json.dumps({"id": "road", "text": "The road is shut.\n"}) + "\n")
    assert run("add", "news").out.startswith("2 articles: 0 new, 1 unchanged, 1 changed;")
    assert "“We will rebuild the bridge,”" in run("who", "Odalys Brandtveit").out


def test_add_keeps_a_speaker_unresolved_who_is_less_sure_than_asked(run: Run, news: Path) -> None:
    assert "; 1 quotation found, 1 unresolved;" in run("add", "news", "--min-confidence", 1).out
    assert run("quotes", "--by", "Odalys Brandtveit").status == 1
    (kept,) = (json.loads(line) for line in run("quotes", "--format", "jsonl").out.splitlines())
    assert (kept["speaker"]["name"], kept["candidates"]) == (None, ["Odalys Brandtveit"])


def test_add_loads_no_language_model_where_nothing_is_new(run: Run, news: Path) -> None:
    run("add", "news")
    code = (
        "import sys, atexit; atexit.register(lambda: print('spacy' in sys.modules)); "
        "from onrecord.__main__ import run; run()"
    )
    ran = subprocess.run([sys.executable, "-c", code, "add", "news"], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("2 articles: 0 new, 2 unchanged")
    assert ran.stdout.endswith("False\n")


def test_add_keeps_the_rest_where_something_cannot_be_read(run: Run, news: Path) -> None:
    (news / "news/photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    ran = run("add", "news", "--db", "other.db")
    assert (ran.status, (news / "other.db").exists()) == (2, True)
    assert ran.out.startswith("2 articles: 2 new,")
    assert ran.out.endswith("; 1 refused\n")
    assert ran.err.startswith("onrecord: news/photo.txt: binary data")


def test_add_interrupted_ends_without_a_traceback(news: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "add", "gone.txt", "-"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    assert "gone.txt" in process.stderr.readline()  # now it waits for standard input
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err == "onrecord: interrupted; what was added until now is kept\n"
    assert out.startswith("0 articles")


def test_terms_are_what_a_speaker_speaks_about(run: Run, registry: Path) -> None:
    ran = run("terms", "Brandtveit", "--format", "jsonl")
    assert ran.status == 0
    assert "bridge" in {json.loads(line)["term"] for line in ran.out.splitlines()}
    assert run("terms", "Quensel").status == 1


def test_a_report_is_written_over_an_earlier_one_and_over_nothing_else(run: Run, news: Path) -> None:
    assert run("add", "news/bridge.txt", "--report", "run.json").status == 0
    assert run("add", "news/bridge.txt", "--report", "run.json").status == 0
    assert json.loads(Path("run.json").read_text())["articles"] == {"new": 0, "unchanged": 1, "changed": 0}
    for precious in (Path("onrecord.db"), Path("news/road.jsonl"), Path("news/bridge.txt")):
        before = precious.read_bytes()
        ran = run("add", "news", "--report", precious)
        assert (ran.status, ran.err.count("something else than a report")) == (2, 1)
        assert precious.read_bytes() == before
