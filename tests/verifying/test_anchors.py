"""Words found again in a text that has changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.types import Span
from onrecord.verifying.anchors import Aligned, anchor, find_alike, find_exact

OLD = (
    "The bridge fell in March. “We will mend it before the winter,” said Odalys Brandtveit. "
    "“Yes,” said Ulf Tangmere. “Yes,” said Marta Tangmere. Nobody else was asked."
)


def place(text: str, words: str, number: int = 0) -> Span:
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def again(new: str, words: str, number: int = 0) -> str | None:
    """What `words` of the old text have become in a new one, by their anchor or else by the words around."""
    span = place(OLD, words, number)
    found = find_exact(new, anchor(OLD, span)) or Aligned(OLD, new).place_of(span)
    return None if found is None else found.of(new)


def test_exact_words_are_found_wherever_they_are_now() -> None:
    sought = anchor(OLD, place(OLD, "“We will mend it before the winter,”"))
    new = "Correction: a name was wrong.\n\n" + OLD
    found = find_exact(new, sought)
    assert found is not None
    assert found.start == sought.start + 31
    assert found.of(new) == sought.exact


def test_of_the_same_words_in_several_places_those_count_that_have_the_same_around_them() -> None:
    new = "“Yes,” said the mayor. " + OLD
    for number, name in enumerate(("Ulf", "Marta")):
        found = find_exact(new, anchor(OLD, place(OLD, "“Yes,”", number)))
        assert found is not None
        assert new[found.end :].startswith(f" said {name}")


def test_short_words_among_others_are_not_those_that_are_sought() -> None:
    sought = anchor(OLD, place(OLD, "“Yes,”"))
    assert find_exact("Asked whether ferries float, the captain cried “Yes,” and left.", sought) is None


def test_words_within_longer_ones_are_not_found() -> None:
    text = "They said that the ferry is old and the harbour master agreed with that"
    assert find_exact("He said that the ferry is oldest of all", anchor(text, place(text, "the ferry is old"))) is None


@pytest.mark.parametrize(
    ("changed", "into", "found"),
    [
        ("will mend", "will not mend", "“We will not mend it before the winter,”"),
        ("We will mend", "They can mend", "“They can mend it before the winter,”"),
        ("before the winter", "before the summer", "“We will mend it before the summer,”"),
        (
            "“We will mend it before the winter,”",
            "We will mend it before the winter,",
            "We will mend it before the winter,",
        ),
        (" it before the winter", " it soon, before the winter", "“We will mend it soon, before the winter,”"),
    ],
)
def test_altered_words_are_what_now_stands_in_their_place(changed: str, into: str, found: str) -> None:
    assert again(OLD.replace(changed, into), "“We will mend it before the winter,”") == found


def test_altered_words_are_found_in_another_place_too() -> None:
    new = "Nobody else was asked. Ulf Tangmere agreed.\n\n“We will mend it before the summer,” she said at last."
    assert again(new, "“We will mend it before the winter,”") == "“We will mend it before the summer,”"


def test_words_that_were_taken_out_are_nowhere() -> None:
    new = OLD.replace("“We will mend it before the winter,” said Odalys Brandtveit. ", "")
    assert again(new, "“We will mend it before the winter,”") is None


def test_a_stretch_that_has_too_few_of_the_words_is_none_of_theirs() -> None:
    assert find_alike("The winter came and the ferry was late.", "We will mend it before the winter") is None
    assert find_alike("", "We will mend it") is None
    assert find_alike("We will mend it", "…") is None


def test_texts_too_long_to_be_aligned_are_searched_all_the_same() -> None:
    long = "one two three four five six seven eight nine ten " * 1200
    old, new = f"{long}We will mend it before the winter.", f"{long}We will mend it before the summer."
    found = Aligned(old, new).place_of(place(old, "We will mend it before the winter"))
    assert found is not None
    assert found.of(new) == "We will mend it before the summer"


TEXTS = st.text(alphabet="ab “”.,\n\U0001f6a2", max_size=40)


@given(TEXTS, st.integers(0, 39), st.integers(1, 40))
def test_words_are_found_in_their_own_text_where_they_are(text: str, start: int, length: int) -> None:
    if start < len(text):
        span = Span(start, min(start + length, len(text)))
        assert find_exact(text, anchor(text, span)) == span


@given(TEXTS, TEXTS, st.integers(0, 39), st.integers(1, 40))
def test_what_is_found_lies_in_the_new_text(old: str, new: str, start: int, length: int) -> None:
    if start < len(old):
        found = Aligned(old, new).place_of(Span(start, min(start + length, len(old))))
        assert found is None or found.end <= len(new)
