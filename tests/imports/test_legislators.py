"""Legislators as congress-legislators writes them; the people here are invented."""

from __future__ import annotations

import json

import pytest
import yaml

from onrecord.errors import InputError
from onrecord.formats import Problem
from onrecord.imports.draft import Draft
from onrecord.imports.legislators import read, read_json

PEOPLE = """# legislators of a country that is not
- id:
    bioguide: X000001
    govtrack: 499999
    fec:
      - H0XX00001
    wikidata: Q999999998
  name:
    first: Thaddeus
    middle: Orrin
    last: Vanterpool
    nickname: Tad
    official_full: Thaddeus O. Vanterpool
  other_names:
    - last: Poole
  bio:
    birthday: '1950-01-02'
  terms:
    - type: rep
      start: '2011-01-05'
      end: '2013-01-03'
      state: VT
      district: 0
      phone:
    - type: rep
      start: '2013-01-03'
      end: '2015-01-03'
      state: VT
    - type: sen
      start: '2019-01-03'
      end: '2025-01-03'
      state: VT
  leadership_roles:
    - title: Minority Whip
      chamber: senate
      start: '2021-01-03'
- id:
    bioguide: X000002
  name:
    first: Orla
    last: Quensel
    suffix: Jr.
  terms:
    - type: sen
      start: '1901-03-04'
      end: '1907-03-03'
      state: PR
"""


def drafts(text: str) -> list[Draft]:
    found = list(read(text, "people.yaml", "https://legislators.example.org"))
    assert not [each for each in found if isinstance(each, Problem)]
    return [each for each in found if isinstance(each, Draft)]


def test_a_legislator_has_the_forms_of_the_name() -> None:
    one, junior = drafts(PEOPLE)
    assert one.name == "Thaddeus O. Vanterpool"
    assert one.strong == ("Thaddeus Vanterpool", "Thaddeus Orrin Vanterpool", "Tad Vanterpool", "Thaddeus Poole")
    assert one.weak == ("Vanterpool",)
    assert one.fuller == ("Thaddeus Orrin Vanterpool",)
    assert (one.where, junior.where) == ("people.yaml:2", "people.yaml:37")


def test_without_the_suffix_a_name_is_the_fathers_too() -> None:
    _, junior = drafts(PEOPLE)
    assert (junior.name, junior.strong) == ("Orla Quensel, Jr.", ())
    assert junior.weak == ("Quensel", "Orla Quensel")


def test_terms_that_follow_on_each_other_in_one_seat_are_one_role() -> None:
    one, junior = drafts(PEOPLE)
    assert [(role.title, role.organization, role.start, role.end) for role in one.roles] == [
        ("representative from Vermont", "United States House of Representatives", "2011-01-05", "2015-01-03"),
        ("senator from Vermont", "United States Senate", "2019-01-03", "2025-01-03"),
        ("Minority Whip", "United States Senate", "2021-01-03", None),
    ]
    assert junior.roles[0].title == "senator from Puerto Rico"
    assert {role.source for role in one.roles} == {"https://legislators.example.org"}


def test_ids_of_one_value_are_kept() -> None:
    assert drafts(PEOPLE)[0].ids == {"bioguide": "X000001", "govtrack": "499999", "wikidata": "Q999999998"}


def test_a_broken_person_is_told_with_its_line_and_the_others_are_read() -> None:
    broken = "- name: &anchor\n    last: Poole\n- name:\n    first: Ulf\n- name: {first: Ulf, last: Tangmere}\n"
    first, second, third = read(broken, "people.yaml", "s")
    assert isinstance(first, Problem)
    assert str(first).startswith("people.yaml:1: an anchor (&) or alias (*)")
    assert isinstance(second, Problem)
    assert str(second).startswith("people.yaml:3: has no last name")
    assert isinstance(third, Draft)
    assert third.name == "Ulf Tangmere"


def test_a_line_within_a_person_is_told() -> None:
    (problem,) = read("- name:\n    first: Ulf\n    last: 'Tangmere\n", "people.yaml", "s")
    assert str(problem).startswith("people.yaml:4: not valid YAML") or str(problem).startswith("people.yaml:3: not")


def test_the_json_of_the_same_people_gives_the_same() -> None:
    people = json.loads(json.dumps(yaml.safe_load(PEOPLE)))
    found = [each for each in read_json(people, "people.json", "s") if isinstance(each, Draft)]
    assert [(each.name, each.strong, each.ids) for each in found] == [
        (each.name, each.strong, each.ids) for each in drafts(PEOPLE)
    ]


@pytest.mark.parametrize("text", ["", "name: Ulf\n", "  - name: Ulf\n"])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no list of people"):
        drafts(text)
