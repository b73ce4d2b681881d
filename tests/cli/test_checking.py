"""`onrecord check`: a claim, a draft, their reports and exit statuses."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from cli.conftest import Run
from factory import Said, extraction
from onrecord.store import Store
from onrecord.types import Article, Extraction

SAID = "We will rebuild the bridge"


def test_what_is_verbatim_is_told_with_its_evidence(run: Run, registry: Path, first_id: str) -> None:
    ran = run("check", "--quote", SAID, "--by", "Odalys Brandtveit")
    assert ran.status == 0
    assert ran.out.startswith("VERBATIM: these words are on record\n")
    assert f"{first_id}  Odalys Brandtveit, mayor of Fjordby · said 2020-05-31, The Fjord Post" in ran.out
    assert "via Radio Tang" in ran.out


def test_what_is_altered_is_a_problem(run: Run, registry: Path) -> None:
    ran = run("check", "--quote", "We will not rebuild the bridge", "--by", "Odalys Brandtveit")
    assert ran.status == 1
    assert "ALTERED" in ran.out
    assert "! negation: “not” added" in ran.out
    assert "⟦We will {+not+} rebuild the bridge⟧" in ran.out


def test_another_speaker_is_a_problem(run: Run, registry: Path) -> None:
    ran = run("check", "--quote", SAID, "--by", "Marta Tangmere")
    assert (ran.status, ran.out.split(":")[0]) == (1, "ANOTHER SPEAKER")


def test_the_json_is_one_line(run: Run, registry: Path) -> None:
    ran = run("check", "--quote", "rebuild the bridge", "--format", "jsonl")
    line = json.loads(ran.out)
    assert (ran.status, line["verdict"], line["ok"]) == (0, "partial", True)
    (best,) = line["evidence"]
    assert (best["before"], best["words"], best["offsets"]) == ("We will", "rebuild the bridge", [[36, 54]])
    assert best["quotation"]["article"]["id"] == "bridge"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--quote", SAID, "draft.txt"),
        ("draft.txt", "--by", "Odalys Brandtveit"),
        ("--quote", SAID, "--html", "page.html"),
        ("--quote", SAID, "--on", "soon"),
        ("--quote", "“…”"),
        ("--quote", SAID, "--by", "Tangmere"),
        ("no-such-draft.docx",),
        ("no-such-draft.txt",),
    ],
)
def test_bad_use_is_told(run: Run, registry: Path, arguments: tuple[str, ...]) -> None:
    ran = run("check", *arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) <= 9


def test_a_draft_is_reported_on_the_terminal_and_as_a_page(run: Run, registry: Path, tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("“We will not rebuild the bridge,” said Odalys Brandtveit, the mayor of Fjordby.")
    made.add_paragraph("“The ferry is fine,” said Marta Tangmere.")
    made.save(str(tmp_path / "draft.docx"))
    ran = run("check", tmp_path / "draft.docx", "--html", tmp_path / "page.html")
    assert ran.status == 1
    assert "2 quotations, 1 problem" in ran.out
    assert "! negation: “not” added" in ran.out
    assert "<ins>not</ins>" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_draft_without_problems_is_well(run: Run, registry: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("“The *ferry* is fine,” said Marta Tangmere.\n", encoding="utf-8")
    ran = run("check", draft, "--format", "jsonl")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 0
    assert [line["type"] for line in lines] == ["draft", "quotation"]
    assert lines[1]["verdict"] == "verbatim"


def test_a_page_is_written_neither_over_its_draft_nor_over_a_registry(run: Run, registry: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.html"
    draft.write_text("<p>“The ferry is fine,” said Marta Tangmere.</p>", encoding="utf-8")
    for precious in (draft, registry):
        before = precious.read_bytes()
        ran = run("check", draft, "--html", precious)
        assert (ran.status, ran.err.count("left as it is")) == (2, 1)
        assert precious.read_bytes() == before


def test_a_page_that_cannot_be_written_is_told(run: Run, registry: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("“The ferry is fine,” said Marta Tangmere.\n", encoding="utf-8")
    ran = run("check", draft, "--html", tmp_path / "no" / "page.html")
    assert ran.status == 2
    assert "cannot be written" in ran.err


def headlined() -> Extraction:
    article = Article("h", "‘Ferry is a wreck’, says Tangmere\n\n“The ferry is fine,” said Marta Tangmere.\n")
    found = extraction(article, Said("‘Ferry is a wreck’", "Tangmere"), Said("“The ferry is fine,”", "Marta Tangmere"))
    head = replace(found.quotations[0], quotation=replace(found.quotations[0].quotation, heading=True))
    return replace(found, quotations=(head, found.quotations[1]))


def test_show_tells_a_headline_that_its_body_does_not_bear_out(run: Run, tmp_path: Path) -> None:
    with Store.open(tmp_path / "h.db") as store:
        store.add_extraction(headlined())
        ids = [each.id for each in store.quotes()]
    shown = [run("show", id_, "--db", tmp_path / "h.db").out for id_ in ids]
    told = "! The headline quotes “Ferry is a wreck”, and the body does not have these words."
    assert sorted(told in each for each in shown) == [False, True]


def test_a_headline_alone_quotes_nobody(run: Run, tmp_path: Path) -> None:
    with Store.open(tmp_path / "h.db") as store:
        store.add_extraction(headlined())
    ran = run("check", "--quote", "Ferry is a wreck", "--db", tmp_path / "h.db")
    assert (ran.status, ran.out.split(":")[0]) == (1, "INDIRECT ONLY")
    assert "only a headline has these words in quotation marks" in ran.out
