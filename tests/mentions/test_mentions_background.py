"""Well-known people: a bare family name gets its full name where one person can be meant, and what that person was.

The people of these tables are as invented as all others here.
"""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from mentions import marked as notation
from onrecord.known import Figures
from onrecord.known.figures import read_table
from onrecord.types import Attribution, Mention

TABLE = """
Oona Varra|f||1|2015-03-01/2019-03-01 president of Lakeland; 2009/2015-02 mayor of Quay
Hugo Brandel|m||1|1970/1975 governor of Lakeland
Jun Lindqvar|f||1|2010/ head of the Lake Bank
Emil Tarnow|m||1|2001/ coach of Quay United
Lotte Karsten|f||1|2014/ Norwegian finance minister
Rufus Haldane|m||1|2001/ governor of Norrland
Magnus Haldane|m||1|2005/ mayor of Norrland City
Benito Ocaranza|m||0|2011/ U.S. senator from Vermont
Ramiro Ocaranza|m||0|2000/2009 U.S. senator from Vermont
Greta Ocaranza|f||0|2010/ Quayside News anchor
Pell Gorst|m||0|2012/ director of the Quay Institute
Lotte Gorst|f||0|2012/ novelist
Ortwin Falk|m||0|2012/ U.S. representative from Ohio
Astrid Falk|f||0|2012/ U.S. representative from Vermont
"""
IN_2018, IN_2020 = date(2018, 5, 1), date(2020, 5, 1)


CONTEXT = "\n\nThe election was held in May, the bank said nothing of it."
"""A bare family name is taken for a well-known one only in an article of that one's world."""


def attributed(nlp: Language, marked: str, day: date | None) -> tuple[tuple[Attribution, ...], tuple[Mention, ...]]:
    return notation.attributed(nlp, marked + CONTEXT, day)


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Figures(read_table(TABLE.replace("|", "\t"), "lake.tsv"))
    monkeypatch.setattr("onrecord.mentions.attribution.figures", lambda: table)


def said(nlp: Language, marked: str, day: date | None = IN_2018) -> Attribution:
    """Return the last attribution of a marked article."""
    return attributed(nlp, marked, day)[0][-1]


def mentioned(nlp: Language, marked: str, day: date | None = IN_2018) -> dict[str, Mention]:
    return {mention.name: mention for mention in attributed(nlp, marked, day)[1]}


COMPLETED: dict[str, tuple[str, str]] = {
    "by fame": ('{"It leaks,"} [Varra] <said>.', "Oona Varra"),
    "by fame, with Mrs.": ('{"It leaks,"} [Mrs. Varra] <said>.', "Oona Varra"),
    "by the office before it": ("[President Varra] <said> {that it leaked}.", "Oona Varra"),
    "by an office in short": ("[Gov. Haldane] <said> {that it leaked}.", "Rufus Haldane"),
    "by an office of one of two famous": ("[Mayor Haldane] <said> {that it leaked}.", "Magnus Haldane"),
    "by an office that a namesake no longer has": ("[Sen. Ocaranza] <said> {that it leaked}.", "Benito Ocaranza"),
    "by what the article states after it": (
        "[Falk, a representative from Ohio,] <said> {that it leaked}.",
        "Ortwin Falk",
    ),
    "by what the article states before it": ("[Norwegian minister Karsten] <said> {that it leaked}.", "Lotte Karsten"),
    "by a house that the article names": (
        'The Quay Institute met on Monday. {"It leaks,"} [Gorst] <said>.',
        "Pell Gorst",
    ),
    "by an outlet that the article names": (
        'The talk on Quayside News was long. {"It leaks,"} [Ocaranza] <said>.',
        "Greta Ocaranza",
    ),
}


@pytest.mark.parametrize(("marked", "name"), COMPLETED.values(), ids=COMPLETED)
def test_a_bare_family_name_is_completed(nlp: Language, marked: str, name: str) -> None:
    assert said(nlp, marked).speaker.name == name


LEFT_BARE: dict[str, tuple[str, str]] = {
    "two are famous": ('{"It leaks,"} [Haldane] <said>.', "Haldane"),
    "several are known and none is famous": ('{"It leaks,"} [Gorst] <said>.', "Gorst"),
    "two hold the office": ("[Rep. Falk] <said> {that it leaked}.", "Falk"),
    "nobody of that name held the office": ("[Governor Varra] <said> {that it leaked}.", "Varra"),
    "another walk of life, after the name": ('{"It leaks,"} <said> [Tarnow, a dairy farmer].', "Tarnow"),
    "another walk of life, before the name": ('{"It leaks,"} <said> [farmer Tarnow].', "Tarnow"),
    "another country": ('{"It leaks,"} <said> [Karsten, a Finnish lawmaker].', "Karsten"),
    "another country, stated later": (
        '{"It leaks,"} [Karsten] <said>. Karsten, the Finnish minister, left.',
        "Karsten",
    ),
    "Mr. before a woman's name": ('{"It leaks,"} [Mr. Varra] <said>.', "Varra"),
    "known for nothing in 2018 any more": ('{"It leaks,"} [Brandel] <said>.', "Brandel"),
}


@pytest.mark.parametrize(("marked", "name"), LEFT_BARE.values(), ids=LEFT_BARE)
def test_a_bare_family_name_stays_so_where_it_may_mean_another(nlp: Language, marked: str, name: str) -> None:
    found = said(nlp, marked)
    assert found.speaker.name == name
    assert "known figure" not in [reason.rule for reason in found.reasons]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2005, 5, 1), "Varra"),
        (date(2006, 1, 1), "Oona Varra"),
        (date(2039, 12, 31), "Oona Varra"),
        (date(2040, 1, 1), "Varra"),
        (None, "Oona Varra"),
    ],
)
def test_fame_lasts_from_shortly_before_the_first_post_until_long_after_the_last(
    nlp: Language, day: date | None, name: str
) -> None:
    assert said(nlp, '{"It leaks,"} [Varra] <said>.', day).speaker.name == name


# -- whom the article itself introduces -------------------------------------------------------------------------


def test_whom_the_article_named_in_full_before_goes_before_whoever_is_famous(nlp: Language) -> None:
    found = said(nlp, 'Ida Varra, a nurse, came late. {"It leaks,"} [Varra] <said>.')
    assert (found.speaker.name, found.role) == ("Ida Varra", "nurse")


def test_a_relative_named_in_full_later_does_not_take_a_famous_name(nlp: Language) -> None:
    marked = '[Varra] <said> {that it leaked}. Her son, Pell Varra, stood by. {"It drips,"} [Varra] <added>.'
    attributions, _ = attributed(nlp, marked, IN_2018)
    assert [one.speaker.name for one in attributions] == ["Oona Varra", "Oona Varra"]
    assert [form for form, _ in mentioned(nlp, marked)["Pell Varra"].forms] == ["Pell Varra"]


@pytest.mark.parametrize("family", ["Ocaranza", "Brandel", "Haldane"])
def test_a_relative_named_in_full_later_takes_a_name_that_is_not_famous_now(nlp: Language, family: str) -> None:
    found = said(nlp, f"[{family}] <said> {{that it leaked}}. Ida {family}, a nurse, was heard first.")
    assert (found.speaker.name, found.role) == (f"Ida {family}", "nurse")


def test_the_famous_one_named_in_full_later_is_the_same_person(nlp: Language) -> None:
    found = mentioned(nlp, "[Varra] <said> {that it leaked}. Oona Varra then left with Pell Simms.")
    assert [form for form, _ in found["Oona Varra"].forms] == ["Varra", "Oona Varra"]


def test_a_full_name_is_known_whether_famous_or_not(nlp: Language) -> None:
    assert said(nlp, "[Lotte Gorst] <said> {that it leaked}.").role == "novelist"


def test_a_full_name_with_the_other_honorific_is_somebody_else(nlp: Language) -> None:
    assert said(nlp, "[Mr. Lotte Gorst] <said> {that it leaked}.").role is None


@pytest.mark.parametrize(
    ("stated", "name"), [("of Norway", "Lotte Karsten"), ("a goalkeeper", None), ("a Finnish diver", None)]
)
def test_a_full_name_introduced_otherwise_is_somebody_else(nlp: Language, stated: str, name: str | None) -> None:
    marked = f"Lotte Karsten, {stated}, met Pell Simms. [The finance minister] <said> {{that it leaked}}."
    assert said(nlp, marked).speaker.name == name


# -- what somebody was ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "role"),
    [
        (date(2015, 2, 28), "mayor of Quay"),
        (date(2015, 3, 1), "president of Lakeland"),
        (date(2019, 3, 1), "president of Lakeland"),
        (date(2019, 3, 2), "former president of Lakeland"),
        (date(2008, 5, 1), None),
        (None, None),
    ],
)
def test_the_role_is_the_post_of_the_day_or_the_last_one_as_former(
    nlp: Language, day: date | None, role: str | None
) -> None:
    assert said(nlp, '{"It leaks,"} [Varra] <said>.', day).role == role


def test_what_the_article_states_is_the_role_and_not_what_is_known(nlp: Language) -> None:
    assert said(nlp, "[Oona Varra, a diver,] <said> {that it leaked}.").role == "diver"


def test_a_bare_office_is_explained_by_what_is_known(nlp: Language) -> None:
    assert said(nlp, "[Sen. Ocaranza] <said> {that it leaked}.").role == "Sen. (U.S. senator from Vermont)"


def test_a_description_finds_whoever_is_known_to_fit_it(nlp: Language) -> None:
    assert said(nlp, "Varra met Pell Simms. [The president] <said> {that it leaked}.").speaker.name == "Oona Varra"


@pytest.mark.parametrize(("pronoun", "name"), [("she", "Jun Lindqvar"), ("he", None)])
def test_a_pronoun_has_its_gender_from_what_is_known(nlp: Language, pronoun: str, name: str | None) -> None:
    marked = f'[Lindqvar] <said> {{that it leaked}}. {{"It drips,"}} [{pronoun}] <added>.'
    assert said(nlp, marked).speaker.name == name


# -- reasons, and what is kept ----------------------------------------------------------------------------------


def test_the_reason_says_that_name_and_role_are_not_in_the_article(nlp: Language) -> None:
    name, role = said(nlp, '{"It leaks,"} [Varra] <said>.').reasons
    assert name.rule == "known figure"
    assert name.detail == "'Varra' is short for 'Oona Varra', who is well known: the article has no full name"
    assert [span.of('"It leaks," Varra said.') for span in name.evidence] == ["Varra"]
    assert (role.rule, role.evidence) == ("known role", ())
    assert role.detail == "not in the article: 'president of Lakeland' on 2018-05-01"


@pytest.mark.parametrize("day", [IN_2018, IN_2020, None])
@pytest.mark.parametrize(
    ("marked", "roles"),
    [
        ('{"It leaks,"} [Varra] <said>.', []),
        ("[Oona Varra] <said> {that it leaked}.", []),
        ("[President Varra] <said> {that it leaked}.", ["President"]),
        ("[Oona Varra, the head of Lakeland,] <said> {that it leaked}.", ["head of Lakeland"]),
    ],
)
def test_nothing_that_is_only_known_gets_into_the_mentions(
    nlp: Language, marked: str, roles: list[str], day: date | None
) -> None:
    assert [role.text for role in mentioned(nlp, marked, day)["Oona Varra"].roles] == roles
