"""What a claim may be a form or a part of is found, whatever was done to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engines import opened
from factory import story
from onrecord.store import Store

pytestmark = pytest.mark.xdist_group("nearest")
SAID = "“We will not sell the old harbour to Tangmere Lines before the council has voted on the third of May,”"
FORMS = {
    "all": SAID,
    "a part": "sell the old harbour to Tangmere Lines",
    "altered": "We will not sell the new harbour to Tangmere Lines before the council has voted on the first of May",
    "longer": f"Let me be plain about it. {SAID} And that is all I have to say to you.",
    "a denial lost": "We will sell the old harbour to Tangmere Lines before the council has voted",
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A registry that is only asked: filled once, by one worker."""
    with opened(request.param, request, tmp_path_factory.mktemp("filled")) as store:
        store.add_extraction(story("Odalys Brandtveit", "mayor", SAID, "a"))
        for number in range(30):
            words = f"“We will not do the thing of the year {number} to the people of town {number} of the land,”"
            store.add_extraction(story("Ulf Tangmere", None, words, f"other{number}"))
        yield store


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_it_is_found_first(filled: Store, form: str) -> None:
    found = filled.near(FORMS[form])
    assert found[0].quotation.text == SAID
    assert found[0].likeness > 0.5


def test_a_few_words_altered_are_found_among_the_speakers_own(filled: Store) -> None:
    (one,) = filled.quotes(by="Odalys Brandtveit")
    assert one.speaker.id is not None
    assert filled.near("Tangmere must buy this harbour", by=[one.speaker.id])[0].quotation.id == one.id


def test_what_it_stands_among_comes_with_it(filled: Store) -> None:
    near = filled.near(SAID)[0]
    assert [each.id for each in near.around] == [near.quotation.id]


def test_of_copies_only_the_first_few_come(store: Store) -> None:
    for number in range(12):
        store.add_extraction(story("Odalys Brandtveit", "mayor", SAID, f"a{number}"))
    found = store.near(SAID)
    assert len(found) == 2
    assert {each.family for each in found} == {12}


@pytest.mark.parametrize("nothing", ["", "“…”", "herring herring herring"])
def test_what_is_like_nothing_has_nothing_near(filled: Store, nothing: str) -> None:
    assert filled.near(nothing) == ()
