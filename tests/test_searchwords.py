"""The words of a text as they are looked up, and where they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.searchwords import FILLER, MOST, placed, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The U.S. didn’t mend O’Neill’s café.", "the us didnt mend oneill cafe"),
        ("al-Brandtveiti's 12 bridges", "al brandtveiti 12 bridges"),
        ("桥梁 opens 明天", "桥 梁 opens 明 天"),
        ("covid疫情", "covid 疫 情"),
        ("Straße, Ørsted", "strasse orsted"),
        ("— … “”", ""),
        ("nul\0 and \udcff", "nul and"),
    ],
)
def test_words_are_told_apart_alike_everywhere(text: str, found: str) -> None:
    assert words(text) == found.split()


def test_what_no_index_takes_is_left_out_alike() -> None:
    assert words("a" * 100) == ["a" * 60]
    assert len(words("so " * 20_000)) == MOST
    many = words("so " * 300)
    assert (many[254], many[255], len(many)) == ("so", FILLER, 300)


def test_places_are_those_of_the_printed_words() -> None:
    text = "“We didn’t see al-Brandtveiti's café,” 桥梁."
    assert [(each.word, text[each.start : each.end]) for each in placed(text)] == [
        ("we", "We"),
        ("didnt", "didn’t"),
        ("see", "see"),
        ("al", "al-Brandtveiti's"),
        ("brandtveiti", "al-Brandtveiti's"),
        ("cafe", "café"),
        ("桥", "桥"),
        ("梁", "梁"),
    ]


@given(st.text(max_size=40))
def test_any_text_has_its_words_in_their_order_within_it(text: str) -> None:
    found = list(placed(text))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)
