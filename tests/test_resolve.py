"""Who of the registry somebody is: one candidate or nobody."""

from __future__ import annotations

from datetime import date

import pytest

from factory import ORGANIZATION, PERSON, mention
from onrecord.resolve import Known, KnownRole, Link, link
from onrecord.types import Mention, SpeakerType


def known(
    speaker_id: str,
    name: str,
    *roles: str | KnownRole,
    strong: tuple[str, ...] = (),
    weak: tuple[str, ...] = (),
    is_a: SpeakerType = PERSON,
) -> Known:
    held = tuple(KnownRole(role) if isinstance(role, str) else role for role in roles)
    return Known(speaker_id, name, is_a, strong, weak, held)


def rules(found: Link) -> list[str]:
    return [reason.rule for reason in found.reasons]


@pytest.mark.parametrize(
    ("printed", "on_record"),
    [
        ("Adel Abdul Mahdi", "Adel Abdul-Mahdi"),
        ("Qassem Soleimani", "Qasem Soleimani"),
        ("Ólafur Brandtveit", "Olafur Brandtveit"),
        ("General Abdul Karim Khalaf", "Abdul Karim Khalaf"),
        ("Odalys M. Brandtveit", "Odalys Brandtveit"),
    ],
)
def test_spellings_of_a_full_name_are_one_person(printed: str, on_record: str) -> None:
    assert link(mention(printed), [known("one", on_record)]).id == "one"


@pytest.mark.parametrize(
    ("role", "other"),
    [
        ("Scottish goalkeeper", "Kenyan senator"),
        ("goalkeeper", "senator"),
        ("Kenyan senator", "US senator"),
        ("student", "foreign minister"),
    ],
)
def test_the_same_name_in_another_country_or_walk_of_life_is_another_person(role: str, other: str) -> None:
    found = link(mention("John Smith", role), [known("other", "John Smith", other)])
    assert found.id is None
    assert rules(found) == ["roles apart"]
    assert not found.candidates


@pytest.mark.parametrize(
    ("role", "other"),
    [
        ("oil minister", "prime minister"),
        ("Iraqi lawmaker", "Iraq's defence minister"),
        ("top Iranian general", "commander of the Quds Force"),
        ("Scottish lawmaker", "British lawmaker"),
        ("spokesman for the army", "Major General"),
    ],
)
def test_another_office_does_not_make_another_person(role: str, other: str) -> None:
    assert link(mention("Rurik Tangmere", role), [known("same", "Rurik Tangmere", other)]).id == "same"


def test_roles_choose_between_two_of_one_name() -> None:
    both = [
        known("goalie", "John Smith", "Scottish goalkeeper"),
        known("senator", "John Smith", "Kenyan senator"),
    ]
    assert link(mention("John Smith", "the Kenyan senator"), both).id == "senator"
    neither = link(mention("John Smith"), both)
    assert neither.id is None
    assert neither.candidates == ("goalie", "senator")
    assert rules(neither) == ["several candidates"]


def test_a_last_name_alone_is_nobody() -> None:
    found = link(mention("Kadhimi"), [known("mk", "Mustafa al-Kadhimi", "Prime Minister of Iraq")])
    assert found.id is None
    assert rules(found) == ["not enough"]


def test_a_last_name_with_an_agreeing_role_is_the_one_who_holds_it() -> None:
    held = [known("mk", "Mustafa al-Kadhimi", "Prime Minister of Iraq")]
    found = link(mention("Kadhimi", "Iraqi prime minister"), held)
    assert found.id == "mk"
    assert rules(found) == ["last name", "roles agree"]
    assert link(mention("Kadhimi", "Iraqi football coach"), held).id is None


def test_a_last_name_with_a_role_that_two_hold_is_nobody() -> None:
    two = [
        known("marta", "Marta Tangmere", "mayor of Fjordby"),
        known("ulf", "Ulf Tangmere", "mayor of Fjordby"),
    ]
    found = link(mention("Tangmere", "mayor of Fjordby"), two)
    assert (found.id, found.candidates) == (None, ("marta", "ulf"))


def test_a_curated_role_counts_only_while_it_was_held() -> None:
    role = KnownRole("prime minister of Zendland", start="2018-10", end="2020-05-07")
    held = [known("ot", "Ottilie Tangmere", role)]
    asked = mention("Tangmere", "prime minister of Zendland")
    assert link(asked, held, on=date(2020, 5, 7)).id == "ot"
    assert link(asked, held, on=date(2020, 5, 8)).id is None
    assert link(asked, held, on=date(2017, 1, 1)).id is None
    former = mention("Tangmere", "former prime minister of Zendland")
    assert link(former, held, on=date(2021, 1, 1)).id == "ot"


def test_a_strong_form_decides_alone_and_a_weak_one_does_not() -> None:
    star = known("edson", "Edson Plumeiro", strong=("Plumo",), weak=("Edinho",))
    assert link(mention("Plumo"), [star]).id == "edson"
    assert link(mention("Edinho"), [star]).id is None


def test_initials_need_an_agreeing_role() -> None:
    jane = [known("jane", "Jane Quillfeather", "harbour master of Zendle")]
    assert link(mention("J. Quillfeather"), jane).id is None
    assert link(mention("J. Quillfeather", "Zendle harbour master"), jane).id == "jane"


def test_a_full_name_takes_over_a_last_name_with_the_same_role() -> None:
    bare = [known("brandtveit-1", "Brandtveit", "mayor of Fjordby")]
    assert link(mention("Odalys Brandtveit", "Fjordby mayor"), bare).id == "brandtveit-1"
    assert link(mention("Odalys Brandtveit"), bare).id is None


def test_organizations_are_one_by_their_name_and_by_an_acronym_only_if_curated() -> None:
    observed = known("zrc", "Zendle River Council", is_a=ORGANIZATION)
    assert link(mention("The Zendle River Council", is_a=ORGANIZATION), [observed]).id == "zrc"
    assert link(mention("ZRC", is_a=ORGANIZATION), [observed]).id is None
    curated = known("zrc", "Zendle River Council", strong=("ZRC",), is_a=ORGANIZATION)
    assert link(mention("ZRC", is_a=ORGANIZATION), [curated]).id == "zrc"


@pytest.mark.parametrize("name", ["the police", "Parliament", "the city council", "Foreign Ministry", "his office"])
def test_an_organization_called_by_a_common_noun_is_nobody(name: str) -> None:
    same = known("same", name, is_a=ORGANIZATION)
    assert link(mention(name, is_a=ORGANIZATION), [same]).id is None


def test_a_country_is_one_however_it_is_abbreviated() -> None:
    states = known("us", "United States", is_a=ORGANIZATION)
    for name in ("the U.S.", "US", "The United States"):
        assert link(mention(name, is_a=ORGANIZATION), [states]).id == "us"
    assert link(mention("US Navy", is_a=ORGANIZATION), [states]).id is None
    department = known("dos", "State Department", is_a=ORGANIZATION)
    assert link(mention("the State Department", is_a=ORGANIZATION), [department]).id == "dos"


@pytest.mark.parametrize("kind", sorted(set(SpeakerType) - {PERSON, ORGANIZATION}))
def test_other_sources_are_never_anybody(kind: SpeakerType) -> None:
    source = Mention("a security source", kind)
    assert link(source, [known("x", "a security source", is_a=kind)]).id is None


def test_a_person_is_no_organization() -> None:
    assert link(mention("Ann Taylor"), [known("shop", "Ann Taylor", is_a=ORGANIZATION)]).id is None
