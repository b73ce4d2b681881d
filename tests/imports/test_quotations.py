"""A bank's file into the registry: told apart, idempotent, and a bad line stops nothing."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from imports.test_gqg import LINE as GRAPH
from imports.test_quotebank import LINE as BANK
from onrecord.errors import InputError
from onrecord.formats import Problem
from onrecord.imports import Bank
from onrecord.imports.quotations import bring_quotations
from onrecord.store import Store


def write(path: Path, *lines: object) -> Path:
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    raw = text.encode()
    path.write_bytes({".gz": gzip.compress(raw), ".bz2": bz2.compress(raw)}.get(path.suffix, raw))
    return path


def bring(store: Store, path: Path, **options: Any) -> tuple[list[str], list[str]]:
    told: list[Problem] = []
    done = [str(each.added.outcome) for each in bring_quotations(store, path, on_problem=told.append, **options)]
    return done, [str(each) for each in told]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "registry.db")


@pytest.mark.parametrize("name", ["quotes.json", "quotes.json.gz", "quotes.json.bz2"])
def test_quotebank_is_kept_as_quotebanks(store: Store, tmp_path: Path, name: str) -> None:
    assert bring(store, write(tmp_path / name, BANK)) == (["new"], [])
    (kept,) = store.quotes(by="Brandtveit")
    assert (kept.engine, kept.article.url, kept.confidence) == ("Quotebank", BANK["urls"][0], 0.91)
    assert kept.article.text == kept.text == BANK["quotation"]
    assert kept.context().text == BANK["quotation"]


def test_the_graph_is_kept_as_gdelts(store: Store, tmp_path: Path) -> None:
    assert bring(store, write(tmp_path / "gqg.json", GRAPH)) == (["new", "new"], [])
    assert {each.engine for each in store.quotes()} == {"GDELT GQG"}
    (kept,) = store.quotes(by="Odalys Brandtveit")
    assert kept.content[0].of(kept.article.text) == kept.text
    assert bring(store, tmp_path / "gqg.json") == (["unchanged", "unchanged"], [])


def test_a_second_time_changes_nothing_and_a_correction_what_it_corrects(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "quotes.json", BANK, {**BANK, "quoteID": "q2", "quotation": "It holds."})
    assert bring(store, path)[0] == ["new", "new"]
    assert bring(store, path)[0] == ["unchanged", "unchanged"]
    write(path, BANK, {**BANK, "quoteID": "q2", "quotation": "It holds.", "speaker": "Ulf Tangmere"})
    assert bring(store, path)[0] == ["unchanged", "changed"]


def test_a_bad_line_is_told_with_its_place_and_the_rest_is_kept(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "quotes.json", BANK, "{", "[]", {"quoteID": "x"}, "", {**BANK, "quoteID": "q2"})
    done, told = bring(store, path)
    assert done == ["new", "new"]
    assert [line.split(";")[0] for line in told] == [
        f"{path}:2: not JSON (Expecting property name enclosed in double quotes at character 2)",
        f"{path}:3: not a JSON object",
        f'{path}:4: has no "quotation"',
    ]


def test_speakers_less_sure_than_asked_are_held_back(store: Store, tmp_path: Path) -> None:
    bring(store, write(tmp_path / "quotes.json", BANK), min_confidence=0.95)
    (kept,) = store.quotes()
    assert (kept.speaker.name, kept.candidates) == (None, ("Odalys Brandtveit",))


def test_whose_they_are_may_be_said(store: Store, tmp_path: Path) -> None:
    done, told = bring(store, write(tmp_path / "quotes.json", {"quotation": "Yes."}, BANK), bank=Bank.QUOTEBANK)
    assert (done, len(told)) == (["new"], 1)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "holds no quotations"),
        ([{"a": 1}], "whose quotations they are is unknown"),
        ([{"articleID": "x", "quotations": []}], "Quotebank by article is not read"),
    ],
)
def test_a_file_that_is_no_banks_is_refused(store: Store, tmp_path: Path, lines: list[object], told: str) -> None:
    with pytest.raises(InputError, match=told):
        bring(store, write(tmp_path / "quotes.json", *lines))


def test_a_broken_archive_is_told(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "quotes.json.gz", *({**BANK, "quoteID": f"q{number}"} for number in range(50)))
    path.write_bytes(path.read_bytes()[:-50])
    with pytest.raises(InputError, match=r"quotes\.json\.gz: cannot be read \(Compressed file ended"):
        bring(store, path)
    path.write_bytes(b"{}")
    with pytest.raises(InputError, match="cannot be read"):
        bring(store, path)
