"""A name that may mean several speakers means the one as whom they count, for as long as they do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factory import story
from onrecord.store import Store

_BREAD = story("Ulf Tangmere", None, "“Bread is dear,”", "a3")
BREAD = replace(_BREAD, quotations=(replace(_BREAD.quotations[0], role="member of the guild"),))


@pytest.fixture
def namesakes(store: Store) -> Store:
    """Two speakers of one name, and an article that may mean either."""
    store.add_extraction(story("Ulf Tangmere", "baker", article_id="a1"))
    store.add_extraction(story("Ulf Tangmere", "Kenyan goalkeeper", article_id="a2"))
    return store


def whose(store: Store) -> str | None:
    (bread,) = store.quotes(about="bread")
    return bread.speaker.id


def test_a_merge_settles_whose_it_is_and_its_undo_opens_that_again(namesakes: Store) -> None:
    namesakes.add_extraction(BREAD)
    assert whose(namesakes) is None
    merged = namesakes.merge("ulf-tangmere-2", "ulf-tangmere", who="desk")
    assert whose(namesakes) == "ulf-tangmere"
    assert namesakes.speaker("ulf-tangmere-2").quotations == 3
    assert [doubt.article_id for doubt in namesakes.doubts()] == []
    namesakes.undo(merged.id, who="desk")
    assert whose(namesakes) is None
    assert "a3" in [doubt.article_id for doubt in namesakes.doubts()]


def test_an_article_that_comes_later_is_settled_too_and_opened_with_the_others(namesakes: Store) -> None:
    merged = namesakes.merge("ulf-tangmere-2", "ulf-tangmere", who="desk")
    namesakes.add_extraction(BREAD)
    assert whose(namesakes) == "ulf-tangmere"
    namesakes.undo(merged.id, who="desk")
    assert whose(namesakes) is None


def test_it_says_who_settled_it_and_keeps_the_role_that_its_article_states(namesakes: Store) -> None:
    namesakes.add_extraction(BREAD)
    merged = namesakes.merge("ulf-tangmere-2", "ulf-tangmere", who="desk")
    (bread,) = namesakes.quotes(about="bread")
    assert bread.reasons[-1].rule == "judgement"
    assert merged.id in bread.reasons[-1].detail
    assert bread.role == "member of the guild"


def test_what_a_person_said_of_the_quotation_itself_counts_more(namesakes: Store) -> None:
    namesakes.add_extraction(BREAD)
    (bread,) = namesakes.quotes(about="bread")
    namesakes.add_extraction(story("Marta Hansdal", "nurse", "“We wait,”", "a4"))
    namesakes.assign(bread.id, "marta-hansdal", who="desk")
    namesakes.merge("ulf-tangmere-2", "ulf-tangmere", who="desk")
    assert whose(namesakes) == "marta-hansdal"
