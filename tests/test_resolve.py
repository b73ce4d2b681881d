"""Who of the registry somebody is: one candidate or nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from factory import ORGANIZATION, PERSON, mention
from onrecord.resolve import Known, KnownRole, Link, Scene, link, scores
from onrecord.traits import Trait, TraitKind
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
        ("General Rurik Tangmere", "Rurik Tangmere"),
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
        ("Iraqi lawmaker", "Iraq's defence minister"),
        ("top Iranian general", "commander of the Iranian navy"),
        ("Scottish lawmaker", "British lawmaker"),
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
    assert link(mention("J.J. Quillfeather", "editor"), [known("jane", "Jane Quillfeather", "columnist")]).id is None
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


@pytest.mark.parametrize(
    "name",
    [
        "the police",
        "Parliament",
        "the city council",
        "Foreign Ministry",
        "his office",
        "the Herald",
        "the Red Crescent",
    ],
)
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


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Omani Interior Ministry", "Oman's Interior Ministry"),
        ("Ministry of Health of Oman", "the Omani Health Ministry"),
        ("South Korean navy", "South Korea's Navy"),
        ("Supreme Court of Oman", "Omani Supreme Court"),
        ("Omani police", "Oman’s police"),
        ("Zendle River Council (ZRC)", "Zendle River Council"),
        ("U.S", "United States"),
    ],
)
def test_an_institution_of_a_country_is_one_however_the_country_is_worded(one: str, two: str) -> None:
    assert link(mention(one, is_a=ORGANIZATION), [known("it", two, is_a=ORGANIZATION)]).id == "it"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("the Pentagon", "United States"),
        ("the Kremlin", "Russia"),
        ("American", "United States"),
        ("American Football League", "U.S. Football League"),
        ("Lebanon Police", "Lebanese police"),
        ("South Korean navy", "North Korean navy"),
        ("Omani Health Ministry", "Omani Labor Ministry"),
    ],
)
def test_a_seat_of_government_a_league_and_a_town_are_no_country(one: str, two: str) -> None:
    assert link(mention(one, is_a=ORGANIZATION), [known("it", two, is_a=ORGANIZATION)]).id is None


@pytest.mark.parametrize("kind", sorted(set(SpeakerType) - {PERSON, ORGANIZATION}))
def test_other_sources_are_never_anybody(kind: SpeakerType) -> None:
    source = Mention("a security source", kind)
    assert link(source, [known("x", "a security source", is_a=kind)]).id is None


def test_a_person_is_no_organization() -> None:
    assert link(mention("Ann Taylor"), [known("shop", "Ann Taylor", is_a=ORGANIZATION)]).id is None


# -- scores ----------------------------------------------------------------------------------------------


def answer(found: Link) -> tuple[str | None, list[tuple[str, list[str]]]]:
    """Who it is, and who a person should look at, with the rules against them."""
    return found.id, [(one.id, [reason.rule for reason in one.contra]) for one in found.doubts]


def test_a_rare_name_is_enough_and_a_common_one_is_not() -> None:
    assert link(mention("Odalys Brandtveit"), [known("ob", "Odalys Brandtveit", "mayor of Fjordby")]).id == "ob"
    assert answer(link(mention("John Smith"), [known("js", "John Smith", "mayor of Fjordby")])) == (None, [("js", [])])


def test_a_common_name_needs_an_office_with_its_place() -> None:
    mayor = [known("js", "John Smith", "mayor of Fjordby")]
    assert link(mention("John Smith", "Fjordby mayor"), mayor).id == "js"
    assert link(mention("John Smith", "mayor"), mayor).id is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mayor of Fjordby", "mayor of Hesk"),
        ("lawmaker from Fjordby", "lawmaker from Hesk"),
        ("Democrat of Ohio", "Republican of Texas"),
        ("health minister of Zendland", "health minister of Varland"),
        ("Croatia's ambassador to Austria", "Slovakia's ambassador to Austria"),
        ("bishop of Fjordby", "baker"),
    ],
)
def test_what_one_person_cannot_be_undoes_even_a_rare_name(one: str, other: str) -> None:
    found = link(mention("Rurik Tangmere", one), [known("rt", "Rurik Tangmere", other)])
    assert answer(found) == (None, [])
    assert rules(found) == ["roles apart"]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("baker in Fjordby", "baker in Hesk", "another place"),
        ("analyst at Norvex", "analyst at Hallbank", "another house"),
        ("former goalkeeper", "senator", "another calling"),
        ("collector of stamps", "chess master", "roles tell nothing"),
        ("oil minister", "prime minister", "same calling"),
        ("oil minister", "health minister", "another field"),
        ("spokesman for the army", "Major General", "same calling"),
        ("Democrat of Ohio", "Republican of Ohio", "another party"),
    ],
)
def test_what_one_person_hardly_is_goes_to_review(one: str, other: str, why: str) -> None:
    found = link(mention("Rurik Tangmere", one), [known("rt", "Rurik Tangmere", other)])
    assert answer(found) == (None, [("rt", [why])])


def test_two_who_remain_near_each_other_are_never_chosen_between() -> None:
    both = [known("a", "Rurik Tangmere", "mayor of Fjordby"), known("b", "Rurik Tangmere", "Fjordby mayor")]
    found = link(mention("Rurik Tangmere", "mayor of Fjordby"), both)
    assert (found.id, found.candidates) == (None, ("a", "b"))
    assert {one.id for one in found.doubts} == {"a", "b"}


def test_the_order_of_candidates_changes_nothing() -> None:
    several = [known(f"s{n}", "John Smith", role) for n, role in enumerate(("mayor of Fjordby", "baker", "senator"))]
    asked = mention("John Smith", "mayor of Fjordby")
    assert link(asked, several) == link(asked, several[::-1])


def test_thirty_years_make_another_person() -> None:
    once = replace(known("rh", "Rurik Tangmere", "mayor of Fjordby"), seen=(date(1984, 1, 1), date(1986, 1, 1)))
    asked = mention("Rurik Tangmere", "mayor of Fjordby")
    assert link(asked, [once], on=date(1990, 1, 1)).id == "rh"
    assert answer(link(asked, [once], on=date(2015, 1, 1))) == (None, [("rh", ["another time"])])


@pytest.mark.parametrize(
    ("kind", "one", "other", "rule"),
    [
        (TraitKind.BORN, "1944", "1982", "ages apart"),
        (TraitKind.KIN, "jr", "sr", "father and child"),
        (TraitKind.SEX, "m", "f", "man and woman"),
    ],
)
def test_age_sex_and_kin_tell_namesakes_apart(kind: TraitKind, one: str, other: str, rule: str) -> None:
    candidate = replace(known("rt", "Robin Tangmere", "nurse in Fjordby"), traits=frozenset({Trait(kind, one)}))
    scene = Scene(traits=frozenset({Trait(kind, other)}))
    (scored,) = scores(mention("Robin Tangmere"), [candidate], on=None, scene=scene)
    assert rule in [reason.rule for reason in scored.contra]
    assert link(mention("Robin Tangmere"), [candidate], scene=scene).id is None


def test_another_initial_in_any_form_of_the_name_is_another_person() -> None:
    two_forms = known("gw", "Rurik W. Tangmere", strong=("Rurik W. Tangmere", "Rurik Tangmere"))
    assert link(mention("Rurik Tangmere"), [two_forms]).id == "gw"
    assert rules(link(mention("Rurik H. Tangmere"), [two_forms])) == ["names apart"]


def test_outlet_and_company_help_a_current_name_and_never_suffice_for_a_common_one() -> None:
    candidate = known("js", "John Tangmere", "harbour master")
    near = replace(candidate, outlets=frozenset({"fjordpost"}), company=frozenset({"ann", "bo", "cy"}))
    scene = Scene(outlets=frozenset({"fjordpost"}), company=frozenset({"ann", "bo", "cy"}))
    assert link(mention("John Tangmere"), [candidate], scene=scene).id is None
    assert link(mention("John Tangmere"), [near], scene=scene).id == "js"
    common = replace(near, name="John Smith")
    assert answer(link(mention("John Smith"), [common], scene=scene)) == (None, [("js", [])])


def test_a_known_figure_is_one_person_in_all_offices() -> None:
    senator = [known("js", "John Kerry", "Democrat of Massachusetts")]
    found = link(mention("John Kerry", "Secretary of State"), senator, on=date(2014, 1, 1))
    assert (found.id, rules(found)) == ("js", ["full name, common", "one known figure"])


def test_two_known_figures_are_two_people() -> None:
    father = replace(known("gb", "George Bush", "President"), seen=(date(1989, 5, 1), date(1992, 5, 1)))
    assert rules(link(mention("George Bush", "President"), [father], on=date(2003, 5, 1))) == ["two known figures"]


def test_what_was_judged_apart_stays_apart() -> None:
    scene = Scene(apart=frozenset({"rt"}))
    found = link(mention("Rurik Tangmere"), [known("rt", "Rurik Tangmere")], scene=scene)
    assert (found.id, rules(found)) == (None, ["judged apart"])


def test_who_twice_is_one_known_figure_is_taken_for_one() -> None:
    twice = [
        known("one", "John Kerry", "Secretary of State"),
        known("two", "John F. Kerry", "Democrat of Massachusetts"),
    ]
    assert link(mention("John Kerry", "Secretary of State"), twice, on=date(2014, 1, 1)).id in ("one", "two")


def test_an_office_that_was_over_before_is_held_by_another_later() -> None:
    former = replace(known("rt", "Rurik Tangmere", "former trade minister"), seen=(date(2005, 1, 1), date(2005, 1, 1)))
    found = link(mention("Rurik Tangmere", "trade minister"), [former], on=date(2006, 1, 1))
    assert answer(found) == (None, [("rt", ["over before"])])


def test_a_rare_name_without_a_role_is_enough_for_a_year_only() -> None:
    before = replace(known("rt", "Rurik Tangmere", "trade minister"), seen=(date(2016, 1, 1), date(2016, 1, 1)))
    assert link(mention("Rurik Tangmere"), [before], on=date(2016, 9, 1)).id == "rt"
    assert answer(link(mention("Rurik Tangmere"), [before], on=date(2017, 9, 1))) == (None, [("rt", ["nothing told"])])


def test_two_without_roles_are_one_for_as_long_as_one_event_is_news() -> None:
    before = replace(known("rt", "Rurik Tangmere"), seen=(date(2016, 1, 1), date(2016, 1, 1)))
    assert link(mention("Rurik Tangmere"), [before], on=date(2016, 1, 3)).id == "rt"
    assert answer(link(mention("Rurik Tangmere"), [before], on=date(2016, 1, 8))) == (None, [("rt", ["nothing told"])])


@pytest.mark.parametrize(
    ("name", "role", "other"),
    [
        ("John Smith", "a teacher in Fjordby", "a teacher in Fjordby"),
        ("John Tangmere", "professor of law at Hesk University", "professor of botany at Hesk University"),
        ("John Tangmere", "mayor of Springfield", "Springfield mayor"),
        ("John Tangmere", "nurse", "a nurse"),
        ("John Smith", "a lawyer in Fjordby", "Fjordby lawyer"),
        ("John Smith", "a surgeon at Lotus Hospital", "surgeon at the Lotus Hospital"),
        ("John Smith", "a spokesman for the Greens", "spokesman for the Greens"),
        ("Rurik Tangmere", "a nurse in Fjordby", "a driver in Fjordby"),
    ],
)
def test_what_many_are_does_not_tell_two_of_a_name_apart(name: str, role: str, other: str) -> None:
    scene = Scene(outlets=frozenset({"fjordpost"})) if role == "nurse" else Scene()
    before = replace(known("one", name, role), outlets=scene.outlets, seen=(date(2012, 1, 1), date(2012, 1, 1)))
    found = link(mention(name, other), [before], on=date(2016, 1, 1), scene=scene)
    assert (found.id, [one.id for one in found.doubts]) == (None, ["one"])


def test_a_student_is_none_for_ever() -> None:
    before = replace(
        known("one", "John Tangmere", "student at Hesk University"), seen=(date(2012, 1, 1), date(2012, 1, 1))
    )
    student = mention("John Tangmere", "a Hesk University student")
    assert link(student, [before], on=date(2014, 1, 1)).id == "one"
    assert link(student, [before], on=date(2019, 1, 1)).id is None


def test_a_town_s_trade_is_enough_for_a_name_that_few_bear_while_it_is_news() -> None:
    before = replace(known("one", "John Tangmere", "baker in Fjordby"), seen=(date(2016, 1, 1), date(2016, 1, 1)))
    assert link(mention("John Tangmere", "a Fjordby baker"), [before], on=date(2016, 1, 20)).id == "one"
    assert link(mention("John Tangmere", "a Fjordby baker"), [before], on=date(2018, 1, 20)).id is None


@pytest.mark.parametrize("name", ["Greenville Police Department", "Washington County Sheriff’s Office"])
def test_what_is_local_to_a_town_of_a_name_that_many_bear_is_nobody(name: str) -> None:
    assert link(mention(name, is_a=ORGANIZATION), [known("it", name, is_a=ORGANIZATION)]).id is None
    stated = f"{name} of Ohio"
    assert link(mention(stated, is_a=ORGANIZATION), [known("it", stated, is_a=ORGANIZATION)]).id == "it"


def test_who_is_called_no_relation_is_another() -> None:
    senator = [known("rt", "Rurik Tangmere", "senator")]
    scene = Scene(traits=frozenset({Trait(TraitKind.KIN, "namesake")}))
    found = link(mention("Rurik Tangmere"), senator, scene=scene)
    assert answer(found) == (None, [("rt", ["has a namesake"])])
