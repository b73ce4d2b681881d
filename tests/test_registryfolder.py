"""The registry's folder: read as a whole, written to the same bytes, and nothing in it lost without a word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from onrecord import registryfolder
from onrecord.curated import OutletRecord, SpeakerRecordFile
from onrecord.errors import RegistryError
from onrecord.judgements import Judgement, Undo
from onrecord.registryfolder import Registry, Written
from onrecord.types import SpeakerType
from recorded import registries

QUILL = SpeakerRecordFile(id="ada-quill", name="Ada Quill", type=SpeakerType.PERSON, sources=("puddle-flood",))
FEN = SpeakerRecordFile(id="bo-fen", name="Bo Fen", type=SpeakerType.PERSON, sources=("puddle-flood",))
POST, NEWS = OutletRecord(id="puddle-post", name="Puddle Post"), OutletRecord(id="fen-news", name="Fen News")
JUDGED = Judgement("0123456789ab", "2026-03-01T12:00:00.000000Z", "desk", Undo("ba9876543210"))
LATER = replace(JUDGED, id="0123456789ac", at="2026-03-02T12:00:00.000000Z")
ALL = Registry((QUILL, FEN), (NEWS, POST), (JUDGED, LATER))


def test_a_registry_is_written_into_a_new_folder_and_read_back(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "registry"
    files = ("speakers/ada-quill.yml", "speakers/bo-fen.yml", "outlets.yml", "judgements.jsonl")
    assert registryfolder.write(folder, ALL) == Written(2, 2, 2, files, ())
    assert registryfolder.load(folder) == ALL


def test_what_is_the_same_is_not_touched(tmp_path: Path) -> None:
    registryfolder.write(tmp_path, ALL)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")}
    assert registryfolder.write(tmp_path, ALL).files == ()
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")} == before


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    registryfolder.write(tmp_path, ALL)
    changed = replace(ALL, speakers=(QUILL, FEN.model_copy(update={"name": "Bo B. Fen"})))
    assert registryfolder.write(tmp_path, changed).files == ("speakers/bo-fen.yml",)
    assert registryfolder.load(tmp_path) == changed


def test_what_only_the_folder_has_stays_and_is_told(tmp_path: Path) -> None:
    registryfolder.write(tmp_path, replace(ALL, judgements=()))
    written = registryfolder.write(tmp_path, Registry((FEN,), (POST,)))
    assert (written.files, written.left) == ((), ("speakers/ada-quill.yml", "outlets.yml: fen-news"))
    assert registryfolder.load(tmp_path) == replace(ALL, judgements=())


def test_no_judgement_of_the_folder_is_lost(tmp_path: Path) -> None:
    registryfolder.write(tmp_path, ALL)
    with pytest.raises(RegistryError, match="0123456789ac is not in the database: `onrecord registry load`"):
        registryfolder.write(tmp_path, replace(ALL, speakers=(), judgements=(JUDGED,)))
    with pytest.raises(RegistryError, match="0123456789ab says something else there"):
        registryfolder.write(tmp_path, replace(ALL, judgements=(replace(JUDGED, who="night desk"), LATER)))
    assert registryfolder.load(tmp_path) == ALL


def test_a_folder_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(RegistryError, match="no registry here"):
        registryfolder.write(tmp_path, ALL)
    with pytest.raises(RegistryError, match="no registry here"):
        registryfolder.write(tmp_path / "notes.txt", ALL)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_that_cannot_be_read_is_not_overwritten(tmp_path: Path) -> None:
    registryfolder.write(tmp_path, ALL)
    for file, text in (("speakers/bo-fen.yml", "id: bo-fen\nname: [\n"), ("judgements.jsonl", "{}\n")):
        before = (tmp_path / file).read_bytes()
        (tmp_path / file).write_text(text)
        with pytest.raises(RegistryError, match=f"nothing was written, .* {tmp_path / file}:"):
            registryfolder.write(tmp_path, ALL)
        assert (tmp_path / file).read_text() == text
        (tmp_path / file).write_bytes(before)


def test_other_files_of_the_registry_stay(tmp_path: Path) -> None:
    registryfolder.write(tmp_path, ALL)
    (tmp_path / "README.md").write_text("what it means")
    registryfolder.write(tmp_path, ALL)
    assert (tmp_path / "README.md").read_text() == "what it means"


def test_judgements_alone_are_a_registry(tmp_path: Path) -> None:
    registryfolder.write(tmp_path, Registry(judgements=(JUDGED,)))
    (tmp_path / "speakers").rmdir()  # as git leaves an empty folder out
    assert registryfolder.load(tmp_path) == Registry(judgements=(JUDGED,))


@settings(max_examples=50, deadline=None)
@given(registries())
def test_any_registry_is_read_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> None:
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    registryfolder.write(one, registry)
    found = registryfolder.load(one)
    assert replace(found, problems=()) == registry
    assert all("is a strong name in" in problem.what for problem in found.problems)
    registryfolder.write(other, found)
    assert contents(other) == contents(one)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
