"""Dumping: what was loaded comes out of the database with the same bytes, whatever happened there meanwhile."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from sqlmodel import Session

from factory import story
from onrecord import registryfolder
from onrecord.curated import SpeakerRecordFile
from onrecord.errors import RegistryError, StoreError
from onrecord.judgements import Judgement, Undo
from onrecord.registryfolder import Registry
from onrecord.store import Store, dumping
from onrecord.store.tables import SpeakerRow
from onrecord.types import SpeakerType
from recorded import registries

REGISTRY = Path(__file__).parents[2] / "registry"
MAYOR = SpeakerRecordFile(
    id="odalys-brandtveit",
    name="Odalys Brandtveit",
    type=SpeakerType.PERSON,
    names_weak=("Brandtveit",),
    sources=("by hand",),
)
JUDGED = Judgement("0123456789ab", "2026-03-01T12:00:00.000000Z", "desk", Undo("ba9876543210"))


def load(store: Store, folder: Path) -> None:
    found = registryfolder.load(folder)
    store.load_registry(found.speakers, found.outlets, found.judgements)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_registry_of_this_repository_comes_out_as_it_is(store: Store, tmp_path: Path) -> None:
    load(store, REGISTRY)
    store.dump_registry(tmp_path / "out")
    here = {name: raw for name, raw in contents(REGISTRY).items() if name.endswith((".yml", ".jsonl"))}
    assert len(here) > 2
    assert contents(tmp_path / "out") == here
    assert store.dump_registry(tmp_path / "out").files == ()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes empty registries, which is quicker by copying one."""
    made = tmp_path_factory.mktemp("empty") / "registry.db"
    Store.open(made).close()

    def copy() -> Path:
        return Path(shutil.copy(made, tmp_path_factory.mktemp("database")))

    return copy


@settings(max_examples=20, deadline=None)
@given(registries())
def test_any_registry_is_dumped_as_it_was_loaded(
    empty: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory, registry: Registry
) -> None:
    given_, out = tmp_path_factory.mktemp("given"), tmp_path_factory.mktemp("out")
    registryfolder.write(given_, registry)
    with Store.open(empty()) as store:
        load(store, given_)
        store.dump_registry(out)
        assert contents(out) == contents(given_)
        loaded = store.load_registry(registry.speakers, registry.outlets, registry.judgements)
        assert (loaded.changed, loaded.taken_up) == (0, 0)
    assert replace(registryfolder.load(out), problems=()) == registry


def test_tricky_texts_come_out_of_postgresql_too(store: Store, tmp_path: Path) -> None:
    # Judged quotations hold any code points that articles hold.
    store.add_extraction(story("Odalys Brandtveit", "mayor", words="“We\0 will \ud800 mend \U0010fffe it,”"))
    store.load_registry([MAYOR.model_copy(update={"names_strong": ("B.: ‘Odalys’ 🌊", "2020-05", "No")})], [])
    store.reject(store.quotes()[0].id, who="desk", why="a 'joke': \"#\" 🌊")
    store.dump_registry(tmp_path / "out")
    found = registryfolder.load(tmp_path / "out")
    assert found.problems == ()
    assert found.judgements[0].quotations[0].exact == "“We\0 will \ud800 mend \U0010fffe it,”"
    with Session(store._open) as session:
        assert dumping.registry(session) == found


def test_what_articles_and_judgements_say_is_in_no_record(store: Store, tmp_path: Path) -> None:
    store.load_registry([MAYOR], [])
    store.add_extraction(story("Odalys Brandtveit", "mayor of Fjordby", outlet="Tang Times"))
    store.add_extraction(story("Ulf Tangmere", "baker", article_id="a2"))
    store.rename(MAYOR.id, "The Mayor", who="desk")
    store.alias(MAYOR.id, "Odalys the Great", who="desk")
    store.merge(MAYOR.id, "ulf-tangmere", who="desk")
    store.dump_registry(tmp_path / "out")
    found = registryfolder.load(tmp_path / "out")
    assert (found.speakers, found.outlets) == ((MAYOR,), ())
    assert [each.verb for each in found.judgements] == ["rename", "alias", "merge"]


def test_judgements_of_another_registry_take_effect(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path / "theirs.db") as theirs:
        theirs.add_extraction(story("Ulf Tangmere", "baker"))
        theirs.rename("ulf-tangmere", "Ulf the Baker", who="night desk")
        theirs.dump_registry(tmp_path / "registry")
    store.add_extraction(story("Ulf Tangmere", "baker"))
    load(store, tmp_path / "registry")
    assert store.speaker("ulf-tangmere").name == "Ulf the Baker"


def test_nothing_is_loaded_where_one_judgement_says_something_else(store: Store) -> None:
    store.load_registry([], [], [JUDGED])
    with pytest.raises(StoreError, match="judgement 0123456789ab is there and says something else"):
        store.load_registry([MAYOR], [], [replace(JUDGED, who="night desk")])
    assert store.stats().speakers == 0


def test_a_record_that_no_file_can_hold_is_told(store: Store, tmp_path: Path) -> None:
    store.load_registry([MAYOR], [])
    with Session(store._open) as session:
        session.get_one(SpeakerRow, MAYOR.id).sources = []
        session.commit()
    with pytest.raises(RegistryError, match="'odalys-brandtveit' of the database cannot be written as a file: sources"):
        store.dump_registry(tmp_path / "out")
    assert not (tmp_path / "out").exists()
