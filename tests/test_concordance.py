"""Keywords in context."""

from __future__ import annotations

from onrecord.concordance import InContext, in_context

TEXT = "We will rebuild the bridge.\nThe rebuilding will be dear, and Café Tang stays."


def test_each_place_of_each_word_is_found_by_its_beginning() -> None:
    assert list(in_context(TEXT, "Rebuild")) == [
        InContext("We will", "rebuild", "the bridge. The rebuilding will be…"),
        InContext("We will rebuild the bridge. The", "rebuilding", "will be dear, and Café Tang stays."),
    ]


def test_case_and_accents_do_not_count() -> None:
    assert [found.word for found in in_context(TEXT, "cafe we")] == ["We", "Café"]


def test_a_phrase_is_one_place_and_what_is_to_be_done_without_none() -> None:
    assert [found.word for found in in_context(TEXT, '"rebuild the bridge" OR bridge')] == ["rebuild the bridge"]
    assert [found.word for found in in_context(TEXT, "NEAR(tang stays, 1) -bridge")] == ["Tang", "stays"]
    assert [found.word for found in in_context(TEXT, '"the bri"*')] == ["the bridge"]


def test_no_words_are_nowhere() -> None:
    assert list(in_context(TEXT, " -")) == []
