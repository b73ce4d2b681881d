"""Lines and columns: nothing is lost, nothing acts on a terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.layout import cells, cut_left, cut_right, line_ranges, one_line, safe, table, wrap

WIDTHS = st.integers(1, 60)


def test_wide_and_combining_characters_take_their_cells() -> None:
    assert [cells(text) for text in ("abc", "国", "e\u0301", "“a”")] == [3, 2, 1, 3]


def test_a_text_is_cut_to_its_cells() -> None:
    assert (cut_right("a lock", 6), cut_right("a lock", 4), cut_right("国国国", 4)) == ("a lock", "a l…", "国…")
    assert (cut_left("a lock", 6), cut_left("a lock", 4), cut_left("国国国", 4)) == ("a lock", "…ock", "…国")


@given(st.text(), st.integers(0, 20))
def test_what_is_cut_is_never_wider(text: str, width: int) -> None:
    assert cells(cut_left(text, width)) <= width
    assert cells(cut_right(text, width)) <= width


def test_lines_break_between_words_and_long_words_within() -> None:
    assert wrap("one two three", 8) == "one two\nthree"
    assert wrap("abcdefgh", 3, hanging="") == "abc\ndef\ngh"
    assert wrap("one two", None) == "one two"
    assert wrap("one two three", 9, indent="  ", hanging="    ") == "  one\n    two\n    three"


def test_a_table_without_a_terminal_is_a_line_a_row() -> None:
    assert table(("A", "B"), [("1", "long " * 50), ("22", "\x1b[1mx\ny")], None).splitlines()[2] == "22  �[1mx y"


def test_a_table_wraps_its_last_column_and_becomes_blocks_where_it_is_narrow() -> None:
    row = ("one", "word " * 10)
    assert table(("A", "B"), [row], 40).splitlines()[2].startswith("     word")
    assert table(("A", "B"), [row, row], 30).splitlines()[:2] == ["A: one", "B: word word word word word"]


@given(st.text(), WIDTHS)
def test_wrapping_loses_nothing_but_space(text: str, width: int) -> None:
    kept = "".join(text[start:end] for start, end in line_ranges(text, width))
    assert "".join(kept.replace("\t", "").split(" ")) == "".join(text.replace("\t", "").replace("\n", "").split(" "))


@given(st.text(), WIDTHS)
def test_no_line_is_wider_than_the_terminal(text: str, width: int) -> None:
    flat = one_line(text)
    assert all(cells(line) <= max(width, 2) for line in wrap(flat, width).split("\n"))


@given(st.text())
def test_what_is_safe_is_as_long_and_commands_nothing(text: str) -> None:
    shown = safe(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in shown if char not in "\t\n")
