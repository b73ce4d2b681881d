"""What stands beside a name: titles, party and state, appositions, houses, work and towns, and what of it is shown."""

from __future__ import annotations

import pytest
from spacy.language import Language

from mentions.marked import attributed


def role(nlp: Language, source: str) -> str | None:
    """Return the role of whoever is named in a source phrase after the words said."""
    return attributed(nlp, f'{{"It leaks,"}} <said> [{source}]. The wind had dropped.')[0][0].role


def roles(nlp: Language, marked: str) -> list[str]:
    """Return all roles that the mention of Oona Varra keeps."""
    mentions = attributed(nlp, marked)[1]
    return [kept.text for mention in mentions if mention.name == "Oona Varra" for kept in mention.roles]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Oona Varra (R-Tex.)", "Republican of Texas"),
        ("Oona Varra (R-TX)", "Republican of Texas"),
        ("Oona Varra (R–Ohio)", "Republican of Ohio"),
        ("Oona Varra (D, N.J.)", "Democrat of New Jersey"),
        ("Oona Varra (I-Maine)", "independent of Maine"),
        ("Oona Varra (D)", "Democrat"),
        ("Rep. Oona Varra (R-Tex.)", "Rep., Republican of Texas"),
        ("Sen. Oona Varra (Vt.)", "Sen., of Vermont"),
        ("Sen. Oona Varra (N.Y.)", "Sen., of New York"),
        ("Oona Varra (R-Ohio), the minority leader", "Republican of Ohio, minority leader"),
    ],
)
def test_brackets_tell_party_and_state(nlp: Language, source: str, shown: str) -> None:
    assert role(nlp, source) == shown


@pytest.mark.parametrize("brackets", ["(61)", "(left)", "(Gullwing)", "(X-Tex.)", "(R-tex)"])
def test_other_brackets_tell_no_party(nlp: Language, brackets: str) -> None:
    assert role(nlp, f"Oona Varra {brackets}") is None


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Senator Oona Varra, the minority leader", "Senator, minority leader"),
        ("Lawyer Oona Varra, a diver from Quay", "Lawyer, diver from Quay"),
        ("board head Oona Varra, the head of the lake board", "head of the lake board"),
        ("lawyer Oona Varra, a former lawyer for the lake board", "former lawyer for the lake board"),
    ],
)
def test_two_statements_beside_a_name_are_shown_as_one_unless_one_says_it_all(
    nlp: Language, source: str, shown: str
) -> None:
    assert role(nlp, source) == shown


def test_what_is_joined_is_kept_apart(nlp: Language) -> None:
    marked = '{"It leaks,"} <said> [Senator Oona Varra, the minority leader].'
    assert roles(nlp, marked) == ["Senator", "minority leader"]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("filmmaker and best-selling author Oona Varra", "filmmaker and best-selling author"),
        ("Oona Varra, one of the most famous divers of the lake", "one of the most famous divers of the lake"),
        ("Oona Varra, one of the lake's best divers", "one of the lake's best divers"),
        ("Oona Varra, the No. 2 in the lake board", "No. 2 in the lake board"),
        ("Oona Varra, the No. 2 official on the lake board", "No. 2 official on the lake board"),
        ("Oona Varra, Mrs. Gorst's chief of staff", "Mrs. Gorst's chief of staff"),
        ("Oona Varra, Lotte Gorst's chief of staff", "Lotte Gorst's chief of staff"),
    ],
)
def test_a_role_is_shown_whole(nlp: Language, source: str, shown: str) -> None:
    assert role(nlp, source) == shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Oona Varra, a former diver who runs Gullwing Freight", "former diver who runs Gullwing Freight"),
        ("Oona Varra, a diver who now works for the lake board", "diver who now works for the lake board"),
        ("Oona Varra, a diver who has been involved in the talks", "diver who has been involved in the talks"),
        ("Oona Varra, a diver who lost a boot", "diver"),
        ("Oona Varra, a diver who is tired", "diver"),
        ("Oona Varra, a diver whose boot was lost", "diver"),
        ("Oona Varra, a diver who, on Monday, runs late", "diver"),
    ],
)
def test_of_a_clause_after_a_role_only_work_is_kept(nlp: Language, source: str, shown: str) -> None:
    assert role(nlp, source) == shown


# -- houses, work and towns -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Oona Varra of the Lake Board", "of the Lake Board"),
        ("Oona Varra, of the Lake Board", "of the Lake Board"),
        ("Oona Varra, with the Lake Board", "with the Lake Board"),
        ("Oona Varra of the nonpartisan Lake Board", "of the nonpartisan Lake Board"),
        ("Oona Varra, from the Norrland Institute for Water", "from the Norrland Institute for Water"),
        ("Oona Varra, who runs Gullwing Freight", "runs Gullwing Freight"),
        ("Oona Varra, who now advises Gullwing Freight", "now advises Gullwing Freight"),
        ("Oona Varra, who teaches chemistry at Quay College", "teaches chemistry at Quay College"),
        ("Oona Varra of Quay", "of Quay"),
        ("Oona Varra, of Quay, Ohio", "of Quay, Ohio"),
        ("Oona Varra, 61, from Quay", "from Quay"),
        ("Oona Varra, aged 61, of East Quay, New Mexico", "of East Quay, New Mexico"),
    ],
)
def test_where_nothing_else_is_stated_a_house_work_or_town_is_the_role(nlp: Language, source: str, shown: str) -> None:
    assert role(nlp, source) == shown


@pytest.mark.parametrize("source", ["Oona Varra, who keeps goats", "Oona Varra, who saw the wave", "Oona Varra of it"])
def test_what_somebody_merely_did_is_no_role(nlp: Language, source: str) -> None:
    assert role(nlp, source) is None


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("[Oona Varra of the Lake Board] <said> {it leaked}.", "of the Lake Board"),
        ("Oona Varra of the Lake Board went home. [She] <said> {it leaked}.", "of the Lake Board"),
        ("Oona Varra of the Lake Board is ill. [She] <said> {it leaked}.", "of the Lake Board"),
        ("[Oona Varra of Quay, Mich.,] <said> {it leaked}.", "of Quay, Mich."),
        ("[Oona Varra, 61, of Quay,] <said> {it leaked}.", "of Quay"),
        ("Oona Varra from Quay met Pell Simms, a diver. [Varra] <said> {it leaked}.", None),
    ],
)
def test_a_house_or_a_town_ends_before_the_verb(nlp: Language, marked: str, shown: str | None) -> None:
    assert attributed(nlp, marked)[0][0].role == shown


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("of Quay, Ohio", "of the Lake Board", "of the Lake Board"),
        ("of Quay, Ohio", "who runs Gullwing Freight", "runs Gullwing Freight"),
        ("of the Lake Board", "of Quay, Ohio", "of the Lake Board"),
        ("of Quay, Ohio", "a diver", "diver"),
        ("of the Lake Board", "a diver", "diver"),
    ],
)
def test_a_town_is_shown_last_and_a_function_first(nlp: Language, first: str, second: str, shown: str) -> None:
    marked = f"Oona Varra, {first}, rowed home. Oona Varra, {second}, was wet. [She] <said> {{it leaked}}."
    assert attributed(nlp, marked)[0][0].role == shown


def test_a_stated_function_needs_no_house(nlp: Language) -> None:
    assert roles(nlp, "[Nurse Oona Varra of the Lake Board] <said> {it leaked}.") == ["Nurse"]


# -- names and titles ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("That is one reason President", "President"),
        ("There is a reason Senator", "Senator"),
        ("For that reason Mayor", "Mayor"),
        ("The state Senator", "state Senator"),
        ("The Lakeland President", "Lakeland President"),
    ],
)
def test_a_noun_of_another_phrase_is_no_part_of_a_title(nlp: Language, before: str, title: str) -> None:
    assert roles(nlp, f"{before} Oona Varra left. [Varra] <said> {{it leaked}}.") == [title]


@pytest.mark.parametrize(
    "marked",
    [
        'The house was full. {"Mr. President, it leaks,"} <said> [Oona Varra].',
        'Oona Varra rose. {"It leaks, Mr. President,"} [she] <said>.',
        'Oona Varra rose. "Mr. President," she began. {"Madam Speaker, it leaks,"} [she] <said>.',
    ],
)
def test_somebody_addressed_by_office_is_nobody_by_name(nlp: Language, marked: str) -> None:
    attributions, mentions = attributed(nlp, marked)
    assert [one.speaker.name for one in attributions] == ["Oona Varra"]
    assert [(mention.name, mention.roles) for mention in mentions] == [("Oona Varra", ())]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Nicole A. Varra", "Varra"),
        ("Nicole A. Varra", "Nicole Varra"),
        ("N.A. Varra", "Varra"),
        ('C.L. "Butch" Varra', "Varra"),
        ('C. L. "Butch" Varra', "Varra"),
        ("C.L. “Butch” Varra", "Butch Varra"),
        ("Nicole “Nic” Varra", "Nic Varra"),
    ],
)
def test_initials_and_nicknames_are_part_of_a_name(nlp: Language, full: str, short: str) -> None:
    marked = f'{{"It leaks,"}} <said> [{full}, a diver]. {{"It drips,"}} [{short}] <said>.'
    assert [(one.speaker.name, one.role) for one in attributed(nlp, marked)[0]] == [(full, "diver")] * 2
