"""Popolo: persons with their names, ids and memberships, as a document, a list or one of them."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.formats import Problem
from onrecord.imports.draft import Draft
from onrecord.imports.popolo import read

MAYOR: dict[str, Any] = {
    "id": "p1",
    "name": "Odalys Brandtveit",
    "given_name": "Odalys",
    "additional_name": "Marit",
    "family_name": "Brandtveit",
    "other_names": [{"name": "Odalis Brandtveit"}, {"name": "Mayor"}],
    "identifiers": [{"scheme": "Wikidata", "identifier": "Q999999999"}, {"scheme": "fjord-id", "identifier": "7"}],
    "sources": [{"url": "https://fjordby.example.org/council"}],
}
DOCUMENT: dict[str, Any] = {
    "persons": [
        MAYOR,
        {"id": "p2", "name": "Ulf Tangmere", "memberships": [{"organization": {"name": "Tang Rowers"}}]},
    ],
    "organizations": [{"id": "o1", "name": "Council of Fjordby"}],
    "posts": [{"id": "post1", "label": "treasurer", "organization_id": "o1"}],
    "memberships": [
        {
            "person_id": "p1",
            "organization_id": "o1",
            "role": "mayor",
            "start_date": "2015-09",
            "end_date": "2019-10-01",
        },
        {"person_id": "p1", "post_id": "post1", "sources": [{"url": "https://fjordby.example.org/money"}]},
    ],
}


def drafts(document: object) -> list[Draft]:
    found = list(read(document, "people.json", "people.json"))
    assert not [each for each in found if isinstance(each, Problem)]
    return [each for each in found if isinstance(each, Draft)]


def test_a_person_has_names_ids_and_roles() -> None:
    mayor, rower = drafts(DOCUMENT)
    assert (mayor.name, mayor.where) == ("Odalys Brandtveit", "people.json: person 1 (Odalys Brandtveit)")
    assert mayor.strong == ("Odalys Marit Brandtveit", "Odalis Brandtveit")
    assert mayor.weak == ("Mayor", "Brandtveit")
    assert mayor.fuller == ("Odalys Marit Brandtveit",)
    assert mayor.ids == {"wikidata": "Q999999999", "fjord_id": "7"}
    first, second = mayor.roles
    assert (first.title, first.organization, first.start, first.end) == (
        "mayor",
        "Council of Fjordby",
        "2015-09",
        "2019-10-01",
    )
    assert (second.title, second.organization) == ("treasurer", "Council of Fjordby")
    assert [role.title for role in rower.roles] == ["member"]


def test_a_role_cites_its_own_source_else_the_persons_else_the_file() -> None:
    mayor, rower = drafts(DOCUMENT)
    assert [role.source for role in mayor.roles] == [
        "https://fjordby.example.org/council",
        "https://fjordby.example.org/money",
    ]
    assert (rower.sources, rower.roles[0].source) == (("people.json",), "people.json")


@pytest.mark.parametrize("document", [{"persons": [MAYOR]}, [MAYOR], MAYOR])
def test_a_document_a_list_and_one_person_are_read(document: object) -> None:
    assert [each.name for each in drafts(document)] == ["Odalys Brandtveit"]


@pytest.mark.parametrize(
    ("start", "end", "kept", "note"),
    [
        ("2015-09-01T00:00:00Z", None, ("2015-09-01", None), None),
        ("0000-00-00", "2019", (None, "2019"), "'0000-00-00' is not a date"),
        ("2019", "2015", (None, None), "is after its end 2015"),
        ("in spring", None, (None, None), "'in spring' is not a date"),
    ],
)
def test_dates_that_cannot_be_are_left_out_and_that_is_said(
    start: str, end: str | None, kept: tuple[str | None, str | None], note: str | None
) -> None:
    membership = {"organization": {"name": "Tang Rowers"}, "start_date": start, "end_date": end}
    (found,) = drafts({"name": "Ulf Tangmere", "memberships": [membership]})
    assert (found.roles[0].start, found.roles[0].end) == kept
    assert [note is not None and note in each for each in found.notes] == [True] * len(found.notes)
    assert bool(found.notes) == (note is not None)


def test_an_id_that_is_none_of_wikidatas_is_left_out() -> None:
    (found,) = drafts({"name": "Ulf Tangmere", "identifiers": [{"scheme": "wikidata", "identifier": "none"}]})
    assert (found.ids, len(found.notes)) == ({}, 1)


def test_what_is_no_person_is_told_and_the_others_are_read() -> None:
    found = list(read({"persons": [{"id": "x"}, "Ulf", MAYOR]}, "people.json", "s"))
    assert [str(each).split(";")[0] for each in found if isinstance(each, Problem)] == [
        "people.json: person 1 (x): has no name",
        "people.json: person 2: not an object",
    ]
    assert isinstance(found[-1], Draft)


@pytest.mark.parametrize("document", [{}, {"persons": 7}, "text", 7, None])
def test_a_document_without_persons_is_refused(document: object) -> None:
    with pytest.raises(InputError, match="no persons in it"):
        drafts(document)


@pytest.mark.parametrize("odd", [7, "x", None, [7], {"a": 1}])
def test_odd_values_harm_only_themselves(odd: object) -> None:
    keys = ("other_names", "identifiers", "memberships", "sources", "given_name", "family_name", "honorific_suffix")
    (found,) = drafts({"name": "Ulf Tangmere", **dict.fromkeys(keys, odd)})
    assert found.name == "Ulf Tangmere"
