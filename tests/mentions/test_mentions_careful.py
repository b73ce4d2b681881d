"""Names that must not be given: what a fact-checker would not forgive."""

from __future__ import annotations

import pytest
from spacy.language import Language

from mentions.marked import attributed
from onrecord import Article, extract
from onrecord.types import SpeakerType

NAMES: dict[str, tuple[str, list[str | None]]] = {
    "a lawyer is not the client": (
        "[A lawyer for Pell Gorst] <said> {he slept}. [The lawyer] <said> {it was late}.",
        ["lawyer for Pell Gorst", "lawyer for Pell Gorst"],
    ),
    "an aide is not the senator": (
        "[An aide to Senator Oona Varra] <said> {it was late}. [The aide] <said> {it was over}.",
        ["aide to Senator Oona Varra", "aide to Senator Oona Varra"],
    ),
    "a namesake named last leaves a family name open": (
        "Pell Gorst fell. His sister, Lotte Gorst, ran. [Gorst] <said> {it was late}.",
        [None],
    ),
    "a family name that is the first name of another is open": (
        "Tam James fell. James Holtvik ran. [James] <said> {it was late}.",
        [None],
    ),
    "a family name before two who bear it is nobody's": (
        "[Gorst] <said> {it was late}. Pell Gorst ran. Lotte Gorst fell.",
        [None],
    ),
    "one of several is nobody named": (
        "Oona Varra, a Democrat, left. [One Democrat] <said> {it was late}.",
        ["one Democrat"],
    ),
    "a company's name before a title is no verb": (
        "[Gullwing Shipping CEO Oona Varra] <said> {it was late}.",
        ["Oona Varra"],
    ),
    "a given name stands before an Irish particle": (
        "[Orlaith Ní Varra] <said> {it was late}.",
        ["Orlaith Ní Varra"],
    ),
}


@pytest.mark.parametrize(("marked", "names"), NAMES.values(), ids=NAMES)
def test_no_name_is_given_where_another_may_be_meant(nlp: Language, marked: str, names: list[str | None]) -> None:
    assert [one.speaker.name for one in attributed(nlp, marked)[0]] == names


@pytest.mark.parametrize("name", ["Ford", "Morgan Stanley", "Gullwing Holdings"])
def test_a_company_is_no_person(nlp: Language, name: str) -> None:
    (found,), _ = attributed(nlp, f"[{name}] <said> {{trucks were late}}.")
    assert (found.speaker.name, found.speaker.type) == (name, SpeakerType.ORGANIZATION)


@pytest.mark.parametrize("post", ["Harbour Master", "Fire Chief", "Park Ranger", "Deputy Harbour Master"])
def test_a_post_printed_without_an_article_is_no_person_s_name(nlp: Language, post: str) -> None:
    (found,), mentioned = attributed(nlp, f"{{The pool is shut,}} [{post}] <said>.")
    assert found.speaker.type is SpeakerType.ANONYMOUS
    assert mentioned == ()


@pytest.mark.parametrize("name", ["Hunter Baker", "Oona Judge", "Oona Baker"])
def test_a_family_name_that_is_a_trade_is_a_name(nlp: Language, name: str) -> None:
    (found,), _ = attributed(nlp, f"{{The pool is shut,}} [{name}] <said>.")
    assert (found.speaker.name, found.speaker.type) == (name, SpeakerType.PERSON)


def test_a_man_with_a_company_s_name_is_a_person(nlp: Language) -> None:
    (found,), _ = attributed(nlp, "[Mr. Ford] <said> {trucks were late}.")
    assert found.speaker.type is SpeakerType.PERSON


def test_nobody_describes_himself_in_his_own_words(nlp: Language) -> None:
    text = "“My mother told me, ‘Never lie,’” Oona Varra said. “And the priest said, ‘Pray.’”"
    found = extract(nlp, Article(id="a", text=text)).quotations
    assert [one.speaker.name for one in found if "Pray" in one.text and "mother" not in one.text] == [None]
