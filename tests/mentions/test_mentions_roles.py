"""The role stated for a speaker, as printed less its article; none where none is."""

from __future__ import annotations

import pytest
from spacy.language import Language

from mentions.marked import attributed
from onrecord.types import Role

STATED: list[tuple[str, str | None]] = [
    ('{"It leaks,"} <said> [lock keeper Oona Varra].', "lock keeper"),
    ('{"It leaks,"} <said> [Oona Varra, keeper of the west lock].', "keeper of the west lock"),
    ('{"It leaks,"} <said> [Oona Varra, 61, a keeper whose house stands below the dam].', "keeper"),
    ("[The lock's keeper, Oona Varra,] <said> {that it leaked}.", "lock's keeper"),
    ("[Former Fisheries Minister Oona Varra] <said> {that it leaked}.", "Former Fisheries Minister"),
    ("[Oona Varra, then the deputy harbour master,] <said> {that it leaked}.", "deputy harbour master"),
    ("[Oona Varra, a former diver who is now head of the lake board,] <said> {it leaked}.", "head of the lake board"),
    ("[Oona Varra, who heads the lake board,] <said> {that it leaked}.", "heads the lake board"),
    (
        "[Oona Varra, director-general of the Lake Board,] <said> {that it leaked}.",
        "director-general of the Lake Board",
    ),
    ("[Oona Varra, who was harbour minister until last month,] <said> {so}.", "harbour minister until last month"),
    ("[Oona Varra, who was mayor of Fjordby before she left,] <said> {that it leaked}.", "mayor of Fjordby"),
    ("[Oona Varra, who replaced Pell Simms as lock keeper in May,] <said> {that it leaked}.", "lock keeper"),
    (
        "Oona Varra is rich now. As a young diver on the west quay, [she] <said> {she would leave}.",
        "young diver on the west quay",
    ),
    ("[Captain Oona Varra] <said> {that it leaked}.", "Captain"),
    ("[Senator Oona Varra, the minority leader,] <said> {that it leaked}.", "Senator, minority leader"),
    ('{"It leaks,"} <said> [Oona Varra, who keeps goats].', None),
    ('{"It leaks,"} <said> [Oona Varra, 61].', None),
    ("[His aunt, Oona Varra,] <said> {that it leaked}.", None),
    ("[Mrs. Oona Varra] <said> {that it leaked}.", None),
]


@pytest.mark.parametrize(("marked", "role"), STATED)
def test_the_role_beside_the_name(nlp: Language, marked: str, role: str | None) -> None:
    assert attributed(nlp, marked)[0][0].role == role


def test_a_role_holds_for_all_quotations_of_a_speaker(nlp: Language) -> None:
    marked = '{"It leaks,"} <said> [lock keeper Oona Varra]. {"It will break,"} [she] <added>.'
    assert [one.role for one in attributed(nlp, marked)[0]] == ["lock keeper", "lock keeper"]


def test_the_person_is_mentioned_with_title_and_organization_apart(nlp: Language) -> None:
    marked = '{"It leaks,"} <said> [Oona Varra, head of the Lake Board]. [Varra] <said> {it would break}.'
    _, mentions = attributed(nlp, marked)
    person = next(mention for mention in mentions if mention.name == "Oona Varra")
    assert [words for words, _ in person.forms] == ["Oona Varra", "Varra"]
    (role,) = person.roles
    assert role == Role("head of the Lake Board", "head", "Lake Board", role.evidence)
