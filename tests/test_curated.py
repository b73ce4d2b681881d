"""Curated records: what is valid, what each mistake is told, and that files are as the code writes them."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from onrecord import plainyaml
from onrecord.curated import (
    Curated,
    CuratedRole,
    OutletRecord,
    SpeakerRecordFile,
    dump_outlets,
    dump_speaker,
    load_folder,
    schema,
    schema_text,
)
from onrecord.errors import RegistryError
from onrecord.types import SpeakerType

REGISTRY = Path(__file__).parents[1] / "registry"

QUILL = """\
id: ada-quill
name: Ada Quill
type: person
names_strong:
  - Ada B. Quill
names_weak:
  - Quill
roles:
  - title: mayor
    organization: Lower Puddle
    start: 2020-05
    end: '2021-01-31'
    source: puddle-flood
sources:
  - puddle-flood
"""
MINIMAL = "id: bo-fen\nname: Bo Fen\ntype: person\nsources:\n  - puddle-flood\n"

Write = Callable[..., Curated]


@pytest.fixture
def load(tmp_path: Path) -> Write:
    """Write the files given as `name=text` (a speaker's), `outlets=text`, and load the folder."""

    def write(outlets: str | None = None, **speakers: str) -> Curated:
        (tmp_path / "speakers").mkdir(exist_ok=True)
        for name, text in speakers.items():
            (tmp_path / "speakers" / f"{name.replace('_', '-')}.yml").write_text(text, encoding="utf-8")
        if outlets is not None:
            (tmp_path / "outlets.yml").write_text(outlets, encoding="utf-8")
        return load_folder(tmp_path)

    return write


def told(curated: Curated) -> list[tuple[str, int | None, str | None, str]]:
    return [(p.file.name, p.line, p.field, p.what) for p in curated.problems]


def test_a_record_is_read_with_all_it_says(load: Write) -> None:
    (quill,) = load(ada_quill=QUILL).speakers
    assert (quill.name, quill.type) == ("Ada Quill", SpeakerType.PERSON)
    assert quill.all_strong == ("Ada Quill", "Ada B. Quill")
    assert quill.names_weak == ("Quill",)
    assert quill.roles == (
        CuratedRole(
            title="mayor",
            organization="Lower Puddle",
            start="2020-05",
            end="2021-01-31",
            source="puddle-flood",
        ),
    )


def test_what_is_unknown_is_left_out(load: Write) -> None:
    (fen,) = load(bo_fen=MINIMAL).speakers
    assert (fen.names_strong, fen.names_weak, fen.roles, fen.ids) == ((), (), (), {})


def test_a_broken_file_does_not_hide_the_others(load: Write) -> None:
    curated = load(ada_quill="name: [", bo_fen=MINIMAL)
    assert [speaker.id for speaker in curated.speakers] == ["bo-fen"]
    assert [problem.file.name for problem in curated.problems] == ["ada-quill.yml"]


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("name: Ada Quill", "nome: Ada Quill", [(1, "name", "it is required"), (2, "nome", "no such field")]),
        ("type: person", "type: group", [(3, "type", "not a type")]),
        ("name: Ada Quill", "name: ''", [(2, "name", "it is empty")]),
        ("name: Ada Quill", "name: ' Ada Quill'", [(2, "name", "starts or ends with a space")]),
        ("name: Ada Quill", 'name: "Ada\\nQuill"', [(2, "name", "line break")]),
        ("name: Ada Quill", "name:\n  - Ada Quill", [(2, "name", "not a text")]),
        ("names_weak:\n  - Quill", "names_weak: Quill", [(6, "names_weak", "not a list")]),
        ("  - Quill", "  - ''", [(7, "names_weak.0", "it is empty")]),
        ("  - Quill", "  - Ada Quill", [(1, None, "stands twice")]),
        ("start: 2020-05", "start: May 2020", [(11, "roles.0.start", "not a date")]),
        ("start: 2020-05", "start: 2020-5", [(11, "roles.0.start", "not a date")]),
        ("start: 2020-05", "start: 2020-02-30", [(11, "roles.0.start", "no such day")]),
        ("start: 2020-05", "start: 2021-02", [(9, "roles.0", "is after end")]),
        ("    source: puddle-flood\n", "", [(9, "roles.0", "without the source")]),
        ("sources:\n  - puddle-flood", "sources: []", [(14, "sources", "it is empty")]),
        ("roles:", "ids:\n  wikidata: Mayor\nroles:", [(1, None, "not a Q and a number")]),
        ("roles:", "ids:\n  Wiki Data: Q1\nroles:", [(9, "ids.Wiki Data", "not the name of a register")]),
    ],
)
def test_each_mistake_is_told_with_its_line_and_field(
    load: Write, right: str, wrong: str, expected: list[tuple[int, str | None, str]]
) -> None:
    assert right in QUILL
    curated = load(ada_quill=QUILL.replace(right, wrong, 1))
    assert curated.speakers == ()
    assert [(p.line, p.field) for p in curated.problems] == [(line, field) for line, field, _ in expected]
    for problem, (_, _, what) in zip(curated.problems, expected, strict=True):
        assert what in problem.what
        assert problem.fix


def test_a_problem_is_one_line_for_people(load: Write, tmp_path: Path) -> None:
    (problem,) = load(ada_quill=QUILL.replace("start: 2020-05", "start: spring")).problems
    assert str(problem) == (
        f"{tmp_path}/speakers/ada-quill.yml:11: roles.0.start: 'spring' is not a date; "
        "write YYYY, YYYY-MM or YYYY-MM-DD, or leave it out where it is unknown"
    )


@pytest.mark.parametrize("identifier", ["Ada-Quill", "ada quill", "ada--quill", "-ada", "ada_quill", "ädä"])
def test_an_id_is_a_lower_case_slug(load: Write, identifier: str) -> None:
    assert [problem.field for problem in load(ada_quill=QUILL.replace("ada-quill", identifier)).problems] == ["id"]


def test_the_file_is_named_after_the_id(load: Write) -> None:
    assert told(load(quill=QUILL)) == [("quill.yml", 1, "id", "'ada-quill' is not the file's name")]


def test_a_key_given_twice_is_not_settled_by_chance(load: Write) -> None:
    assert told(load(bo_fen=MINIMAL + "name: Bo Marsh\n")) == [("bo-fen.yml", 6, None, "the key 'name' is given twice")]


def test_a_file_of_another_kind_is_told(load: Write, tmp_path: Path) -> None:
    load(bo_fen=MINIMAL)
    (tmp_path / "speakers" / "ada-quill.yaml").write_text(QUILL, encoding="utf-8")
    (tmp_path / "speakers" / "old").mkdir()
    (tmp_path / "speakers" / ".swp").write_text("", encoding="utf-8")
    assert [(p.file.name, p.what) for p in load_folder(tmp_path).problems] == [
        ("ada-quill.yaml", "not a speaker's file"),
        ("old", "not a speaker's file"),
    ]


def test_bytes_that_are_not_utf8_are_told(load: Write, tmp_path: Path) -> None:
    load(bo_fen=MINIMAL)
    (tmp_path / "speakers" / "ada-quill.yml").write_bytes(QUILL.encode("utf-16"))
    curated = load_folder(tmp_path)
    assert [speaker.id for speaker in curated.speakers] == ["bo-fen"]
    assert told(curated) == [("ada-quill.yml", None, None, "not UTF-8 (byte 0)")]


@pytest.mark.parametrize("name", ["Ada Quill", "ada quill", "Ada-Quill", "Áda Quíll", "Ada  B Quill"])
def test_a_strong_name_belongs_to_one_speaker(load: Write, name: str) -> None:
    fen = MINIMAL.replace("type: person", f"type: person\nnames_strong:\n  - {name}")
    assert told(load(ada_quill=QUILL, bo_fen=fen)) == [
        ("bo-fen.yml", 5, "names_strong.0", f"{name!r} is a strong name in ada-quill.yml too")
    ]


def test_a_weak_name_may_be_shared(load: Write) -> None:
    fen = MINIMAL.replace("type: person", "type: person\nnames_weak:\n  - Quill")
    assert load(ada_quill=QUILL, bo_fen=fen).problems == ()


def test_two_spellings_of_one_name_are_one_speakers(load: Write) -> None:
    both = QUILL.replace("Ada B. Quill", "Ada-Quill")
    assert load(ada_quill=both).problems == ()


@pytest.mark.parametrize(
    ("start", "end", "possible"),
    [
        ("2020", "2020", True),
        ("2020-05", "2020", True),
        ("2020", "2020-01-01", True),
        ("2020-05-07", "2020-05", True),
        ("2020-05-07", "2020-05-06", False),
        ("2020-06", "2020-05-31", False),
        ("2021", "2020-12-31", False),
    ],
)
def test_partial_dates_are_in_order_where_they_can_be(start: str, end: str, possible: bool) -> None:
    def build() -> CuratedRole:
        return CuratedRole(title="mayor", start=start, end=end, source="puddle-flood")

    if possible:
        assert (build().start, build().end) == (start, end)
    else:
        with pytest.raises(ValidationError, match="is after end"):
            build()


@pytest.mark.parametrize(
    ("date", "exists"),
    [("2020-02-29", True), ("2021-02-29", False), ("2020-13", False), ("2020-00", False), ("0000", False)],
)
def test_dates_exist(load: Write, date: str, exists: bool) -> None:
    curated = load(ada_quill=QUILL.replace("2020-05", date))
    assert ("there is no such day" not in [p.what for p in curated.problems]) is exists


def test_outlets_are_read_in_their_order(load: Write) -> None:
    curated = load(outlets="- id: puddle-post\n  name: Puddle Post\n  domain: post.example\n- id: fen\n  name: Fen\n")
    assert curated.outlets == (
        OutletRecord(id="puddle-post", name="Puddle Post", domain="post.example"),
        OutletRecord(id="fen", name="Fen"),
    )


@pytest.mark.parametrize("domain", ["https://post.example", "Post.example", "post", "post.example/", "a b.example"])
def test_a_domain_is_bare(load: Write, domain: str) -> None:
    assert told(load(outlets=f"- id: post\n  name: Post\n  domain: '{domain}'\n")) == [
        ("outlets.yml", 3, "0.domain", f"{domain!r} is not a domain")
    ]


def test_two_outlets_do_not_share_an_id(load: Write) -> None:
    assert told(load(outlets="- id: post\n  name: Post\n- id: post\n  name: Other Post\n")) == [
        ("outlets.yml", 3, "1.id", "the id 'post' is given twice")
    ]


@pytest.mark.parametrize("path", [".", "nowhere"])
def test_a_folder_without_records_is_no_registry(tmp_path: Path, path: str) -> None:
    with pytest.raises(RegistryError, match="no registry here; name the folder"):
        load_folder(tmp_path / path)


def test_a_record_is_written_as_it_was_read(load: Write) -> None:
    (quill,) = load(ada_quill=QUILL).speakers
    assert dump_speaker(quill) == QUILL


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1).filter(
    lambda text: text == text.strip()
)
dates = st.dates().map(lambda day: day.isoformat()) | st.dates().map(lambda day: f"{day:%Y-%m}".zfill(7))
roles = st.builds(CuratedRole, title=words, organization=st.none() | words, start=st.none() | dates, source=words)
names = st.lists(words, unique=True, min_size=1, max_size=6)


@given(names, st.integers(1, 6), st.lists(roles, max_size=3), st.sampled_from(["person", "organization"]))
def test_any_record_survives_its_file(names: list[str], strong: int, roles: list[CuratedRole], kind: str) -> None:
    record = SpeakerRecordFile.model_validate(
        {
            "id": "ada-quill",
            "name": names[0],
            "type": kind,
            "names_strong": names[1:strong],
            "names_weak": names[max(strong, 1) :],
            "roles": roles,
            "ids": {"wikidata": "Q42"},
            "sources": names,
        }
    )
    text = dump_speaker(record)
    again = SpeakerRecordFile.model_validate(plainyaml.parse(text).value)
    assert again == record
    assert dump_speaker(again) == text


def test_the_registry_has_no_problem() -> None:
    assert load_folder(REGISTRY).problems == ()


def test_the_registry_is_written_as_the_code_writes_it() -> None:
    curated = load_folder(REGISTRY)
    assert curated.speakers
    for speaker in curated.speakers:
        file = REGISTRY / "speakers" / f"{speaker.id}.yml"
        assert file.read_bytes().decode() == dump_speaker(speaker)
    assert (REGISTRY / "outlets.yml").read_bytes().decode() == dump_outlets(curated.outlets)


def test_the_schema_has_not_drifted() -> None:
    assert (REGISTRY / "schema.json").read_bytes().decode() == schema_text()


def test_the_schema_accepts_the_registry_and_refuses_an_unknown_field() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    jsonschema.Draft202012Validator.check_schema(schema())
    for file in [*REGISTRY.glob("speakers/*.yml"), REGISTRY / "outlets.yml"]:
        value = plainyaml.parse(file.read_text(encoding="utf-8")).value
        assert validator.is_valid(json.loads(json.dumps(value)))
    assert not validator.is_valid(plainyaml.parse(MINIMAL + "nickname: Bo\n").value)


def test_every_field_stands_in_the_data_dictionary() -> None:
    dictionary = (REGISTRY / "README.md").read_text(encoding="utf-8")
    for model in (SpeakerRecordFile, CuratedRole, OutletRecord):
        for field in model.model_fields:
            assert f"`{field}`" in dictionary
