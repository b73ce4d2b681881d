"""Judgements as JSON lines: the same bytes each time, read back as they were, and each mistake told."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import judgementlines
from onrecord.judgements import Judgement, Merge, SpeakerRef, Verb, in_order
from recorded import JUDGEMENTS

REGISTRY = Path(__file__).parents[1] / "registry"
MERGED = Judgement(
    "0123456789ab",
    "2026-03-01T12:00:00.000001Z",
    "desk",
    Merge(SpeakerRef("ulf", "Ulf"), SpeakerRef("ulf-tangmere", "Ulf Tangmere")),
    "the same boat",
)
LINE = (
    '{"id": "0123456789ab", "at": "2026-03-01T12:00:00.000001Z", "who": "desk", "verb": "merge", "arguments": '
    '{"speaker": {"id": "ulf", "name": "Ulf", "type": "person"}, '
    '"into": {"id": "ulf-tangmere", "name": "Ulf Tangmere", "type": "person"}}, "why": "the same boat"}'
)


def test_a_judgement_is_one_line_that_people_can_read() -> None:
    assert judgementlines.line(MERGED) == LINE


@settings(max_examples=100, deadline=None)
@given(st.lists(JUDGEMENTS, unique_by=lambda each: each.id, max_size=4))
def test_any_judgement_is_read_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, log: list[Judgement]) -> None:
    file = tmp_path_factory.getbasetemp() / "judgements.jsonl"
    file.write_bytes(judgementlines.dump(log).encode())
    found, problems = judgementlines.load(file)
    assert (found, problems) == (in_order(log), [])
    assert judgementlines.dump(found).encode() == file.read_bytes()


@given(JUDGEMENTS)
def test_any_line_obeys_the_schema(judgement: Judgement) -> None:
    assert VALIDATOR.is_valid(json.loads(judgementlines.line(judgement)))


VALIDATOR = jsonschema.Draft202012Validator(json.loads(judgementlines.schema_text()))


def test_the_schema_has_not_drifted() -> None:
    assert (REGISTRY / "judgements.schema.json").read_bytes().decode() == judgementlines.schema_text()


@pytest.mark.parametrize(
    ("right", "wrong", "field", "told"),
    [
        ('"ulf-tangmere"', '"ulf-tangmere', None, "not JSON"),
        ('"verb": "merge"', '"verb": "marry"', None, "merge"),
        ('"who": "desk", ', "", "who", "required"),
        ('"who": "desk"', '"who": " "', "who", "space"),
        ('"0123456789ab"', '"12"', "id", "match pattern"),
        ("2026-03-01", "2026-02-30", None, "day is out of range"),
        ("2026-03-01T12:00:00.000001Z", "yesterday", "at", "match pattern"),
        ('"into"', '"onto"', "arguments.into", "required"),
        ('"type": "person"}, "into"', '"type": "ghost"}, "into"', "arguments.speaker.type", "'person'"),
        ('"name": "Ulf"', '"name": null', "arguments.speaker.name", "string"),
    ],
)
def test_each_mistake_is_told_with_its_line_and_what_to_do(
    tmp_path: Path, right: str, wrong: str, field: str | None, told: str
) -> None:
    assert right in LINE
    file = tmp_path / "judgements.jsonl"
    file.write_text("\n" + LINE.replace("0123456789ab", "ba9876543210") + "\n" + LINE.replace(right, wrong, 1) + "\n")
    found, problems = judgementlines.load(file)
    assert [each.id for each in found] == ["ba9876543210"]
    assert {problem.line for problem in problems} == {3}
    assert problems[0].field == field
    assert told in problems[0].what
    assert "restore the line as it was" in problems[0].fix


def test_one_id_means_one_judgement(tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    file.write_text(f"{LINE}\n{LINE}\n{LINE.replace('boat', 'ship')}\n")
    found, problems = judgementlines.load(file)
    assert found == [MERGED]
    assert [(problem.line, problem.what) for problem in problems] == [
        (3, "the id 0123456789ab stands above with another judgement")
    ]


def test_a_file_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert judgementlines.load(tmp_path / "judgements.jsonl") == ([], [])


def test_every_verb_and_field_stands_in_the_data_dictionary() -> None:
    dictionary = (REGISTRY / "README.md").read_text(encoding="utf-8")
    schema = json.loads(judgementlines.schema_text())
    fields = {field for each in schema["$defs"].values() for field in each.get("properties", ())}
    for word in (*Verb, *fields):
        assert f"`{word}`" in dictionary
