"""The verbs that judge: what each says and does, and that undo restores what was."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from cli.conftest import Ran, Run
from onrecord.store import Store

MAYOR, ULF, MARTA = "odalys-brandtveit", "ulf-tangmere", "marta-tangmere"


@pytest.fixture(autouse=True)
def desk(registry_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registry of one's own, and a name to judge under."""
    path = tmp_path / "desk.db"
    shutil.copy(registry_file, path)
    monkeypatch.setenv("ONRECORD_DB", str(path))
    monkeypatch.setenv("ONRECORD_WHO", "the desk")
    return path


@pytest.fixture
def ids(desk: Path) -> dict[str, str]:
    """The ids of quotations by how their words begin."""
    with Store.open(desk) as store:
        return {each.text[:8]: each.id for each in store.quotes()}


def shown(run: Run) -> list[str]:
    """Return what the registry answers about everybody."""
    asked = [("quotes", "--format", "jsonl"), *(("who", id_, "--format", "jsonl") for id_ in (MAYOR, ULF, MARTA))]
    return [run(*each).out for each in asked]


def undo_of(ran: Ran) -> str:
    found = re.search(r" · to undo: onrecord undo ([0-9a-f]{12})\n$", ran.out)
    assert found is not None, ran.out
    assert ran.out.count("\n") == 1
    return found[1]


def test_merge_makes_one_of_two_and_undo_restores_both(run: Run) -> None:
    before = shown(run)
    ran = run("merge", "Marta Tangmere", ULF, "--who", "reader", "--why", "one family, one person")
    assert ran.out.startswith(f"merged Marta Tangmere ({MARTA}) into Ulf Tangmere ({ULF}) · ")
    assert "“The ferry is fine.”" in run("who", ULF).out
    assert f"also {MARTA}" in run("who", MARTA).out
    undone = run("undo", undo_of(ran)[:6])
    assert undone.out.startswith(f"undid {undo_of(ran)}, by reader on 20")
    assert "merged Marta Tangmere" in undone.out
    assert shown(run) == before


@pytest.mark.parametrize("name", ["Tangmere", "Ulf Tangmeer"])
def test_a_name_that_is_nobodys_exactly_or_several_is_not_guessed_at(run: Run, name: str) -> None:
    ran = run("merge", name, MAYOR)
    assert (ran.status, ran.out) == (2, "")
    assert "give an id, as one of " in ran.err
    assert f"{ULF} (Ulf Tangmere" in ran.err
    assert run("judgements").status == 1


def test_who_is_split_is_not_merged_again(run: Run) -> None:
    run("merge", MARTA, ULF)
    ran = run("split", MARTA)
    assert ran.out.startswith(f"took Marta Tangmere ({MARTA}) out of Ulf Tangmere ({ULF})")
    assert "also" not in run("who", ULF).out
    again = run("merge", MARTA, ULF)
    assert again.status == 2
    assert f"`onrecord undo {undo_of(ran)}`" in again.err


def test_some_quotations_are_split_off_to_somebody_new(run: Run, ids: dict[str, str]) -> None:
    ran = run("split", MAYOR, "--quotes", ids["“It will"][:7], "--as", "Odalys Quist")
    assert "to the new speaker Odalys Quist (odalys-quist-" in ran.out
    assert ran.out.count(f"not the same as Odalys Brandtveit ({MAYOR})") == 1
    assert "“It will cost" in run("who", "Odalys Quist").out
    assert "“It will cost" not in run("who", MAYOR).out
    run("undo")
    assert "“It will cost" in run("who", MAYOR).out


def test_split_takes_ids_with_commas_or_one_by_one(run: Run, ids: dict[str, str]) -> None:
    both = [ids["“It will"], ids["“We will"]]
    assert "assigned 2 quotations" in run("split", MAYOR, "--quotes", ",".join(both), "--as", ULF).out
    assert run("undo").status == 0
    assert "assigned 2 quotations" in run("split", MAYOR, "--quotes", both[0], "--quotes", both[1], "--as", ULF).out
    assert run("split", MAYOR, "--quotes", " , ").status == 2
    assert "--quotes ID" in run("split", MAYOR, "--as", ULF).err


def test_those_judged_apart_are_not_merged(run: Run) -> None:
    ran = run("apart", MARTA, ULF)
    assert "are not the same" in ran.out
    assert f"onrecord undo {undo_of(ran)}" in run("merge", MARTA, ULF).err


def test_a_speaker_is_shown_by_a_new_name_and_found_by_all(run: Run) -> None:
    assert "to “Ulf B. Tangmere”" in run("rename", ULF, "Ulf B. Tangmere").out
    assert "the weak alias “Uffe”" in run("alias", "Ulf B. Tangmere", "Uffe", "--weak").out
    assert "the alias “U. Bo Tangmere”" in run("alias", ULF, "U. Bo Tangmere").out
    for name in ("Ulf Tangmere", "Uffe", "U. Bo Tangmere", "Ulf B. Tangmere"):
        assert run("who", name).out.startswith(f"Ulf B. Tangmere (person; id {ULF})")
    assert run("rename", ULF, "two\nlines").status == 2


def test_show_says_whose_a_quotation_is_by_judgement(run: Run, ids: dict[str, str]) -> None:
    ran = run("assign", ids["They wil"], ids["“The fer"], "Ulf Tangmere", "--why", "asked them")
    assert "assigned 2 quotations" in ran.out
    out = run("show", ids["They wil"]).out
    assert out.startswith(f"Ulf Tangmere (person; id {ULF})")
    assert re.search(rf"Judged to be of 'Ulf Tangmere' by the desk on 20\S+ \({undo_of(ran)}\): asked them\.", out)


def test_a_quotation_is_assigned_to_somebody_new(run: Run, ids: dict[str, str]) -> None:
    ran = run("assign", ids["that the"], "Fjordby Council", "--new", "--type", "organization")
    assert "to the new speaker Fjordby Council (fjordby-council-" in ran.out
    assert run("who", "Fjordby Council").out.startswith("Fjordby Council (organization; id fjordby-council-")
    run("undo")
    assert run("who", "Fjordby Council").status == 1
    assert run("assign", ids["that the"], "Nobody Known").status == 2


def test_a_rejected_quotation_is_in_no_list_and_show_says_why(run: Run, ids: dict[str, str]) -> None:
    ran = run("reject", ids["“It will"], "--who", "sub-editor", "--why", "a joke")
    assert ran.out.startswith(f"rejected {ids['“It will']} “It will cost ")
    assert ids["“It will"] not in run("quotes").out
    assert "Quotations: 1" in run("who", MAYOR).out
    out = run("show", ids["“It will"]).out
    assert out.startswith("REJECTED: ")
    assert re.search(rf"Rejected: [^\n]* by sub-editor on 20\S+ \({undo_of(ran)}\): a joke\.", out)
    assert "already" in run("reject", ids["“It will"]).err


def test_undo_without_an_id_goes_back_step_by_step(run: Run) -> None:
    before = shown(run)
    assert run("undo").status == 1
    run("rename", ULF, "First")
    run("rename", ULF, "Second")
    assert "to “Second”" in run("undo").out
    assert run("who", ULF).out.startswith("First (")
    ran = run("undo")
    assert "to “First”" in ran.out
    assert shown(run) == before
    assert run("undo").status == 1
    run(*ran.out.split("to bring it back: onrecord ")[1].split())
    assert run("who", ULF).out.startswith("First (")
    assert run("undo", "").status == 2
    assert "onrecord judgements" in run("undo", "feed").err


def test_judgements_are_listed_with_whether_they_stand(run: Run, ids: dict[str, str]) -> None:
    merged = undo_of(run("merge", MARTA, ULF, "--why", "one person"))
    rejected = undo_of(run("reject", ids["“It will"]))
    run("undo", merged)
    lines = [json.loads(line) for line in run("judgements", "--format", "jsonl").out.splitlines()]
    assert [(line["verb"], line["who"], line["stands"]) for line in lines] == [
        ("undo", "the desk", True),
        ("reject", "the desk", True),
        ("merge", "the desk", False),
    ]
    assert lines[2]["undone_by"] == lines[0]["id"]
    assert (lines[2]["why"], lines[2]["waits"], lines[2]["arguments"]["into"]["id"]) == ("one person", False, ULF)
    table = run("judgements").out.splitlines()
    assert table[3].startswith(f"{merged}  20")
    assert f"undone by {lines[0]['id']}" in table[3]
    assert table[3].endswith("; why: one person")
    assert rejected in run("judgements", ids["“It will"][:7]).out
    assert merged not in run("judgements", ids["“It will"][:7]).out
    assert merged in run("judgements", "Marta Tangmere").out


def test_judgements_about_one_are_those_about_all_who_count_as_it(run: Run) -> None:
    renamed = undo_of(run("rename", MARTA, "Marta A. Tangmere"))
    run("merge", MARTA, ULF)
    assert renamed in run("judgements", ULF).out
    assert run("judgements", MAYOR).status == 1
    assert "no judgement is about" in run("judgements", MAYOR).err
