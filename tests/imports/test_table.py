"""People in CSV: a row a person, more rows with the same id more roles."""

from __future__ import annotations

import pytest

from onrecord.errors import InputError
from onrecord.formats import Problem
from onrecord.imports.draft import Draft
from onrecord.imports.table import read
from onrecord.types import SpeakerType

HEAD = "id,name,type,names_strong,names_weak,title,organization,start,end,source,sources,ids.wikidata\n"


def found(*rows: str, head: str = HEAD) -> list[Draft | Problem]:
    return list(read([head, *(f"{row}\n" for row in rows)], "people.csv", "people.csv"))


def drafts(*rows: str, head: str = HEAD) -> list[Draft]:
    both = found(*rows, head=head)
    assert not [each for each in both if isinstance(each, Problem)]
    return [each for each in both if isinstance(each, Draft)]


def test_rows_with_one_id_are_one_person_with_several_roles() -> None:
    (mayor,) = drafts(
        "ob,Odalys Brandtveit,person,Odalis Brandtveit; Odalys M. Brandtveit,Brandtveit,mayor,Fjordby,2015,2019,s1,,Q9",
        "ob,Odalys Brandtveit,,,,treasurer,Fjordby,2010-02,,s2,s3; s4,",
    )
    assert mayor.strong == ("Odalis Brandtveit", "Odalys M. Brandtveit")
    assert (mayor.weak, mayor.id, mayor.ids) == (("Brandtveit",), "ob", {"wikidata": "Q9"})
    assert [(role.title, role.start, role.source) for role in mayor.roles] == [
        ("mayor", "2015", "s1"),
        ("treasurer", "2010-02", "s2"),
    ]
    assert mayor.sources == ("s1", "s3", "s4")


def test_without_ids_each_row_is_a_person_of_its_own() -> None:
    both = drafts("Ulf Tangmere,pilot", "Ulf Tangmere,cook", head="name,title\n")
    assert [each.where for each in both] == ["people.csv:2", "people.csv:3"]


def test_organizations_may_be_among_them() -> None:
    (council,) = drafts("Harbour Council,Organization", head="name,type\n")
    assert (council.type, council.sources) == (SpeakerType.ORGANIZATION, ("people.csv",))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("x,,person,,,,,,,,,", "people.csv:2: has no name"),
        ("x,Ulf Tangmere,ship,,,,,,,,,", "people.csv:2: 'ship' is not a type that is curated"),
        ("x,Ulf Tangmere", "people.csv:2: 2 cells where the first line has 12"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_rest_is_read(row: str, told: str) -> None:
    problem, draft = found(row, "y,Marta Tangmere,person,,,,,,,,,")
    assert str(problem).startswith(told)
    assert isinstance(draft, Draft)


def test_an_id_of_two_people_is_told() -> None:
    problem, _ = found("x,Ulf Tangmere,,,,,,,,,,", "x,Marta Tangmere,,,,,,,,,,")
    assert str(problem).startswith("people.csv:3: the id 'x' is that of 'Ulf Tangmere' (people.csv:2)")


def test_lines_are_counted_as_the_file_has_them() -> None:
    rows = ['"Ulf', 'Tangmere"', "", ",pilot"]
    draft, problem = sorted(found(*rows, head="name,title\n"), key=lambda each: isinstance(each, Problem))[-2:]
    assert isinstance(draft, Problem)
    assert str(draft).startswith("people.csv:2: 1 cells")
    assert str(problem).startswith("people.csv:5: has no name")


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("id,title\n", "has no column `name`"),
        ("name,colour\n", "unknown columns 'colour'"),
        ("name,name\n", "a column is there twice"),
        ("", "has no column `name`"),
    ],
)
def test_columns_must_be_known(head: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        found("x", head=head)
