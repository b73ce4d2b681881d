"""A file of people becomes a folder that `registry check` takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.curated import load_folder
from onrecord.errors import InputError
from onrecord.formats import Problem
from onrecord.imports import People
from onrecord.imports.people import Brought, bring_people

CSV = "name,title,organization,start\nOdalys Brandtveit,mayor,Fjordby,2015\nUlf Tangmere,pilot,,\n"
POPOLO = json.dumps({"persons": [{"name": "Odalys Brandtveit"}, {"name": "Ulf Tangmere"}]})
YAML = "- name: {first: Odalys, last: Brandtveit}\n- name: {first: Ulf, last: Tangmere}\n  terms: []\n"
LEGISLATORS = json.dumps(
    [
        {"name": {"first": first, "last": last}, "terms": []}
        for first, last in [("Odalys", "Brandtveit"), ("Ulf", "Tangmere")]
    ]
)


def bring(path: Path, folder: Path, **options: Any) -> tuple[Brought, list[str]]:
    told: list[Problem] = []
    done = bring_people(path, folder, on_problem=told.append, **options)
    return done, [str(each) for each in told]


@pytest.mark.parametrize(
    ("name", "text"),
    [("people.csv", CSV), ("people.json", POPOLO), ("people.yaml", YAML), ("legislators.json", LEGISLATORS)],
)
def test_each_format_is_known_by_its_ending_or_its_shape(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    done, told = bring(tmp_path / name, tmp_path / "registry")
    assert (done, told) == (Brought(written=2), [])
    curated = load_folder(tmp_path / "registry")
    assert curated.problems == ()
    assert [each.id for each in curated.speakers] == ["odalys-brandtveit", "ulf-tangmere"]
    assert curated.speakers[0].sources == (name,)


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(CSV)
    bring(tmp_path / "people.csv", tmp_path / "registry")
    files = {path: path.read_bytes() for path in (tmp_path / "registry/speakers").iterdir()}
    done, _ = bring(tmp_path / "people.csv", tmp_path / "registry")
    assert done == Brought(unchanged=2)
    assert {path: path.read_bytes() for path in (tmp_path / "registry/speakers").iterdir()} == files


def test_what_a_person_decided_is_left_unless_it_shall_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(CSV)
    bring(tmp_path / "people.csv", tmp_path / "registry")
    (tmp_path / "people.csv").write_text(CSV.replace("2015", "2016"))
    file = tmp_path / "registry/speakers/odalys-brandtveit.yml"
    done, told = bring(tmp_path / "people.csv", tmp_path / "registry")
    assert done == Brought(unchanged=1, kept=1)
    assert told == [f"{file}: says something else; left as it is; --replace writes over it"]
    assert "2015" in file.read_text()
    done, _ = bring(tmp_path / "people.csv", tmp_path / "registry", replace=True)
    assert done == Brought(unchanged=1, written=1)
    assert "2016" in file.read_text()


def test_the_source_is_what_the_records_cite(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(CSV)
    bring(tmp_path / "people.csv", tmp_path / "registry", source="https://fjordby.example.org/people")
    mayor = load_folder(tmp_path / "registry").speakers[0]
    assert mayor.sources == (mayor.roles[0].source,) == ("https://fjordby.example.org/people",)


def test_namesakes_are_refused_and_the_others_written(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(CSV + "Ulf Tangmere,cook,,\n")
    done, told = bring(tmp_path / "people.csv", tmp_path / "registry")
    assert done == Brought(written=1, refused=2)
    assert [line.partition(" ")[0] for line in told] == [f"{tmp_path}/people.csv:3:", f"{tmp_path}/people.csv:4:"]


def test_a_folder_that_is_not_in_order_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(CSV)
    (tmp_path / "registry/speakers").mkdir(parents=True)
    (tmp_path / "registry/speakers/x.yml").write_text("id: y\n")
    with pytest.raises(InputError, match="registry check"):
        bring(tmp_path / "people.csv", tmp_path / "registry")


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("people.txt", b"x", "say it with --format"),
        ("people.json", b"{\n'", r"people\.json:2: not JSON"),
        ("people.csv", b"name\n\xff", "not UTF-8"),
        ("people.json", b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str, raw: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(InputError, match=message):
        bring(tmp_path / name, tmp_path / "registry")
    with pytest.raises(InputError, match="No such file"):
        bring(tmp_path / "gone.csv", tmp_path / "registry")
    assert not (tmp_path / "registry").exists()


def test_the_format_may_be_said(tmp_path: Path) -> None:
    (tmp_path / "people").write_text(POPOLO)
    done, _ = bring(tmp_path / "people", tmp_path / "registry", written_in=People.POPOLO)
    assert done.written == 2
