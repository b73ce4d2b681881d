"""Which names are somebody's alone: namesakes get fuller names, or none at all."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.curated import SpeakerRecordFile, dump_speaker, load_folder
from onrecord.formats import Problem
from onrecord.imports.draft import Draft
from onrecord.imports.records import records, slug
from onrecord.types import SpeakerType


def draft(name: str, *strong: str, fuller: tuple[str, ...] = (), **others: Any) -> Draft:
    given_ones = {"sources": ("list.csv",), **others}
    return Draft("list.csv:2", name, fuller=fuller, strong=strong, **given_ones)


def made(*drafts: Draft, known: tuple[SpeakerRecordFile, ...] = ()) -> list[SpeakerRecordFile]:
    found = list(records(drafts, known))
    assert not [each for each in found if isinstance(each, Problem)]
    return [each for each in found if isinstance(each, SpeakerRecordFile)]


def refused(*drafts: Draft, known: tuple[SpeakerRecordFile, ...] = ()) -> list[str]:
    return [str(each) for each in records(drafts, known) if isinstance(each, Problem)]


def record(name: str, id_: str, *strong: str, **ids: str) -> SpeakerRecordFile:
    return SpeakerRecordFile(
        id=id_, name=name, type=SpeakerType.PERSON, names_strong=strong, ids=ids, sources=("by hand",)
    )


def test_a_record_has_an_id_made_from_the_name() -> None:
    (found,) = made(draft("Odalýs Brandtveit", "Odalis Brandtveit", weak=("Brandtveit",)))
    assert (found.id, found.name) == ("odalys-brandtveit", "Odalýs Brandtveit")
    assert (found.names_strong, found.names_weak) == (("Odalis Brandtveit",), ("Brandtveit",))


def test_namesakes_go_by_their_fuller_names_and_share_the_other() -> None:
    one, two = made(
        draft("Ulf Tangmere", fuller=("Ulf Aron Tangmere",)), draft("Ulf Tangmere", fuller=("Ulf Bjarne Tangmere",))
    )
    assert (one.name, two.name) == ("Ulf Aron Tangmere", "Ulf Bjarne Tangmere")
    assert one.names_weak == two.names_weak == ("Ulf Tangmere",)
    assert one.names_strong == two.names_strong == ()


def test_namesakes_that_nothing_sets_apart_are_refused_all_of_them() -> None:
    found = refused(draft("Ulf Tangmere"), draft("ULF TANGMERE"))
    assert len(found) == 2
    assert found[0].startswith("list.csv:2: 'Ulf Tangmere' is the name of others in this file too")


def test_who_has_a_fuller_name_is_kept_where_the_namesake_is_refused() -> None:
    both = list(records([draft("Ulf Tangmere", fuller=("Ulf Aron Tangmere",)), draft("Ulf Tangmere")]))
    names = [each.name for each in both if isinstance(each, SpeakerRecordFile)]
    assert names == ["Ulf Aron Tangmere"]


def test_another_name_that_two_have_is_weak_for_both() -> None:
    one, two = made(draft("Ulf Tangmere", "U. Tangmere"), draft("Una Tangmere", "U. Tangmere"))
    assert one.names_strong == two.names_strong == ()
    assert one.names_weak == two.names_weak == ("U. Tangmere",)


def test_a_name_that_a_record_has_is_not_given_to_another() -> None:
    (told,) = refused(draft("Ulf Tangmere"), known=(record("Ulf Bjarne Tangmere", "u-b-tangmere", "Ulf Tangmere"),))
    assert "is a strong name of u-b-tangmere already" in told
    (found,) = made(draft("Una Tangmere", "U. Tangmere"), known=(record("Ulf Tangmere", "ulf", "U. Tangmere"),))
    assert found.names_weak == ("U. Tangmere",)


def test_the_record_that_is_there_is_the_same_unless_its_ids_say_otherwise() -> None:
    known = (record("Ulf Tangmere", "ulf", wikidata="Q1"),)
    (found,) = made(draft("Ulf Tangmere", ids={"wikidata": "Q1"}), known=known)
    assert found.id == "ulf"
    (told,) = refused(draft("Ulf Tangmere", ids={"wikidata": "Q2"}), known=known)
    assert "is a strong name of ulf already" in told


def test_ids_are_never_given_twice() -> None:
    one, two = made(draft("Ulf-Tangmere", id="ulf"), draft("Marta Tangmere", id="ulf"))
    assert (one.id, two.id) == ("ulf", "ulf-2")


def test_what_a_record_cannot_hold_is_told() -> None:
    (told,) = refused(draft("Ulf Tangmere", sources=()))
    assert told.startswith("list.csv:2: sources:")


NAMES = st.sampled_from(
    "Ulf Tangmere|Una Tangmere|U. Tangmere|Ulf A. Tangmere|ULF TANGMERE|Tangmere|乌尔夫|!".split("|")
)
DRAFTS = st.lists(
    st.builds(
        lambda name, strong, weak, fuller: Draft(
            "x:1", name, fuller=tuple(fuller), strong=tuple(strong), weak=tuple(weak), sources=("x",)
        ),
        NAMES,
        st.lists(NAMES, max_size=3),
        st.lists(NAMES, max_size=3),
        st.lists(NAMES, max_size=2),
    ),
    max_size=6,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DRAFTS)
def test_whatever_comes_the_folder_has_no_problem(drafts: list[Draft]) -> None:
    with TemporaryDirectory() as folder:
        speakers = Path(folder) / "speakers"
        speakers.mkdir()
        for each in records(drafts):
            if isinstance(each, SpeakerRecordFile):
                (speakers / f"{each.id}.yml").write_text(dump_speaker(each), encoding="utf-8")
        assert load_folder(folder).problems == ()


@given(st.text(min_size=1))
def test_any_name_has_a_slug(name: str) -> None:
    assert slug(name).replace("-", "").isalnum()
