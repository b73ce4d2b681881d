"""Curated records in the registry: their names and roles, and who of the observed they are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from factory import story
from onrecord.curated import OutletRecord, SpeakerRecordFile
from onrecord.store import Store
from onrecord.types import SpeakerType


@dataclass(frozen=True)
class RoleFile:
    title: str
    organization: str | None = None
    start: str | None = None
    end: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class SpeakerFile:
    id: str
    name: str
    type: SpeakerType = SpeakerType.PERSON
    names_strong: tuple[str, ...] = ()
    names_weak: tuple[str, ...] = ()
    roles: tuple[RoleFile, ...] = ()
    ids: dict[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ("by hand",)


@dataclass(frozen=True)
class OutletFile:
    id: str
    name: str
    domain: str | None = None


MAYOR = SpeakerFile(
    "odalys-brandtveit",
    "Odalys Brandtveit",
    names_strong=("Odalys B. Brandtveit",),
    names_weak=("Brandtveit",),
    roles=(
        RoleFile("mayor", "Fjordby", start="2019", source="a"),
        RoleFile("harbour master", end="2018-12", source="a"),
    ),
    ids={"example": "7"},
)


def test_a_record_is_found_before_any_article_is_added(store: Store) -> None:
    loaded = store.load_registry([MAYOR], [OutletFile("fjord-post", "The Fjord Post", "fjord.example")])
    assert (loaded.speakers, loaded.outlets, loaded.changed) == (1, 1, 2)
    record = store.speaker("odalys-brandtveit")
    assert record.curated
    assert [(role.text, role.start, role.end) for role in record.roles] == [
        ("mayor, Fjordby", "2019", None),
        ("harbour master", None, "2018-12"),
    ]
    assert [(name.form, name.strong) for name in record.names] == [
        ("Odalys B. Brandtveit", True),
        ("Odalys Brandtveit", True),
        ("Brandtveit", False),
    ]
    assert (record.ids, record.sources, record.quotations) == ({"example": "7"}, ("by hand",), 0)
    assert store.speakers("Brandtveit").best is not None


def test_the_real_records_fit(store: Store) -> None:
    speaker = SpeakerRecordFile(id="ot", name="Ottilie Tangmere", type=SpeakerType.PERSON, sources=("x",))
    assert store.load_registry([speaker], [OutletRecord(id="tt", name="Tang Times")]).changed == 2


def test_loading_again_changes_nothing(store: Store) -> None:
    outlets = [OutletFile("fjord-post", "The Fjord Post")]
    store.load_registry([MAYOR], outlets)
    before = store.speaker(MAYOR.id)
    assert store.load_registry([MAYOR], outlets).changed == 0
    assert store.speaker(MAYOR.id) == before


def test_an_edited_record_replaces_its_own_names_and_roles_only(store: Store) -> None:
    store.load_registry([MAYOR], [])
    store.add_extraction(story("Odalys Brandtveit", "the mayor of Fjordby"))
    edited = replace(MAYOR, names_strong=(), names_weak=("Odalys",), roles=(RoleFile("painter"),))
    assert store.load_registry([edited], []).changed == 1
    record = store.speaker(MAYOR.id)
    assert {name.form for name in record.names} == {"Odalys Brandtveit", "Odalys"}
    assert {role.text for role in record.roles} == {"painter", "the mayor of Fjordby"}
    assert record.quotations == 1


def test_articles_are_linked_to_records(store: Store) -> None:
    store.load_registry([MAYOR], [])
    assert store.add_extraction(story("Odalys Brandtveit", None, article_id="a1")).linked == (MAYOR.id,)
    bare = story("Brandtveit", "Fjordby mayor", article_id="a2")
    assert store.add_extraction(bare).linked == (MAYOR.id,)
    nobody = store.add_extraction(story("Brandtveit", None, article_id="a3"))
    assert nobody.new == ("brandtveit-1",)


def test_a_record_takes_over_who_was_observed_under_its_id(store: Store) -> None:
    store.add_extraction(story("Odalys Brandtveit", "mayor"))
    before = store.quotes()
    assert store.load_registry([MAYOR], []).notes == ()
    assert store.quotes() == before
    assert store.speaker(MAYOR.id).curated


def test_a_record_takes_over_who_was_observed_under_another_spelling(store: Store) -> None:
    store.add_extraction(story("Odalis Brandtveit", "mayor"))
    before = [replace(q, speaker=replace(q.speaker, id=None)) for q in store.quotes()]
    loaded = store.load_registry([MAYOR], [])
    assert loaded.notes == ("speaker odalis-brandtveit counts as odalys-brandtveit now",)
    after = store.quotes(by="Odalis Brandtveit")
    assert [q.speaker.id for q in after] == ["odalys-brandtveit"]
    assert [replace(q, speaker=replace(q.speaker, id=None)) for q in after] == before
    # The id that somebody may have noted goes on to work.
    assert store.speaker("odalis-brandtveit") == store.speaker("odalys-brandtveit")
    assert store.speaker("odalys-brandtveit").merged == ("odalis-brandtveit",)
    assert store.quotes(by="odalis-brandtveit") == after
    assert store.load_registry([MAYOR], []).changed == 0
    again = store.add_extraction(story("Odalis Brandtveit", None, article_id="a2"))
    assert again.linked == ("odalys-brandtveit",)
    assert store.speaker("odalys-brandtveit").quotations == 2


def test_another_person_under_the_id_of_a_record_gets_another_id(store: Store) -> None:
    store.add_extraction(story("Odalys Brandtveit", "Kenyan goalkeeper"))
    senator = replace(MAYOR, roles=(RoleFile("senator", "Uruguay"),))
    loaded = store.load_registry([senator], [])
    assert loaded.notes == (
        "odalys-brandtveit is the curated one now; another observed under that id became odalys-brandtveit-2",
    )
    assert store.speaker("odalys-brandtveit").quotations == 0
    assert [q.speaker.id for q in store.quotes()] == ["odalys-brandtveit-2"]
    assert store.speaker("odalys-brandtveit-2").roles[0].text == "Kenyan goalkeeper"


def test_who_may_be_either_of_two_records_stays_apart(store: Store) -> None:
    store.add_extraction(story("John Tangmere", None))
    two = [
        SpeakerFile("tangmere-goalie", "John Tangmere", roles=(RoleFile("goalkeeper"),)),
        SpeakerFile("tangmere-senator", "John Tangmere", roles=(RoleFile("senator"),)),
    ]
    loaded = store.load_registry(two, [])
    assert loaded.notes == ("john-tangmere may be any of tangmere-goalie, tangmere-senator: left as it is",)
    assert store.quotes()[0].speaker.id == "john-tangmere"


def test_curated_speakers_stay_when_their_articles_go(store: Store) -> None:
    store.load_registry([MAYOR], [])
    store.add_extraction(story("Odalys Brandtveit", "mayor"))
    added = store.add_extraction(story("Ulf Tangmere", "baker"))
    assert added.removed == ()
    assert store.speaker(MAYOR.id).quotations == 0


def test_an_outlet_is_known_by_its_name_however_spelled_and_by_its_domain(store: Store) -> None:
    store.add_extraction(story("Ulf Tangmere", "baker", article_id="a1", outlet="Fjord Post"))
    loaded = store.load_registry([], [OutletFile("fjord", "The Fjord Post", "fjord.example")])
    assert loaded.notes == ("outlet fjord-post counts as fjord now",)
    url = "https://www.fjord.example/1"
    store.add_extraction(story("Ulf Tangmere", "baker", article_id="a2", url=url))
    assert {q.article.id for q in store.quotes(outlet="fjord")} == {"a1", "a2"}
    assert {q.article.id for q in store.quotes(outlet="www.fjord.example")} == {"a1", "a2"}
    assert store.stats().outlets == 1


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_articles_makes_no_other_speakers(tmp_path: Path, order: int) -> None:
    stories = [
        story("Adel Abdul-Mahdi", "former Iraqi Prime Minister", article_id="a1"),
        story("Adel Abdul Mahdi", "Iraq's caretaker prime minister", article_id="a2"),
        story("Abdul Mahdi", "the Iraqi prime minister", article_id="a3"),
    ]
    with Store.open(tmp_path / "r.db") as store:
        for one in stories[::order]:
            store.add_extraction(one)
        assert store.stats().speakers == 1
