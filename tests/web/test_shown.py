"""Texts of others: what acts on a page or on other words is shown and does nothing."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.shown import article_url, cut, found_in, marked_odd, plain, quotation_url, web_address

ANY = st.text(st.characters(exclude_categories=()))
ODD = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def test_markup_is_words() -> None:
    assert marked_odd("<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_what_turns_the_direction_is_a_mark_with_its_name() -> None:
    assert marked_odd("a\u202eb") == (
        'a<span class="odd" title="U+202E right-to-left override" data-code="U+202E"></span>b'
    )
    assert plain("a\u202eb\x07\ud800") == "a�b��"


@given(ANY)
def test_nothing_that_acts_is_left_and_nothing_else_is_lost(text: str) -> None:
    html = str(marked_odd(text))
    assert not ODD.search(html)
    html.encode()
    assert unescape(re.sub("<span[^>]*></span>", "", html)) == ODD.sub("", text)
    assert ODD.sub("�", text) == plain(text)


@pytest.mark.parametrize(
    ("id_", "address"),
    [
        ("bridge", "/articles/bridge"),
        ("2020/06/bridge of Fjordby?", "/articles/2020/06/bridge%20of%20Fjordby%3F"),
        ("a/../b", "/articles?id=a%2F..%2Fb"),
        ("a//b", "/articles?id=a%2F%2Fb"),
        ("..", "/articles?id=.."),
        ("/a", "/articles?id=%2Fa"),
    ],
)
def test_any_id_has_an_address(id_: str, address: str) -> None:
    assert article_url(id_) == address
    assert article_url(id_, "q 1") == f"{address}#q-q%201"


def test_a_quotation_has_one_too() -> None:
    assert quotation_url("a/b") == "/quotes/a%2Fb"


def test_only_addresses_of_the_web_may_be_led_to() -> None:
    assert web_address("HTTPS://fjordpost.example.org/1") == "HTTPS://fjordpost.example.org/1"
    for other in ("javascript:alert(1)", "data:text/html,x", "//x.example", "https://a b", "https:x", "", None):
        assert web_address(other) is None


def test_long_words_are_cut_between_them() -> None:
    assert cut("we will mend the bridge", 12) == "we will…"
    assert cut("x" * 20, 5) == "xxxx…"
    assert cut("short", 5) == "short"


def test_what_was_looked_for_is_marked_where_it_stands() -> None:
    assert (
        found_in("We <will> mend bridges.", "mend bridge", 99)
        == "We &lt;will&gt; <mark>mend</mark> <mark>bridges</mark>."
    )
    assert found_in("No words", "", 99) == "No words"
    late = "x " * 50 + "bridge and " + "y " * 50
    shown = found_in(late, "bridge", 40)
    assert shown.startswith("… x x")
    assert "<mark>bridge</mark>" in shown
    assert shown.endswith("y…")
    assert len(shown) < 40 + len("… <mark></mark>…")


@given(ANY, st.sampled_from(["a", "we", "bridge*", '"a b"', ""]), st.integers(5, 60))
def test_marking_loses_nothing_of_a_text_that_is_short(text: str, words: str, most: int) -> None:
    shown = str(found_in(text, words, most))
    left = unescape(re.sub("<[^>]*>", "", shown))
    if len(text) <= most:
        assert left == ODD.sub("", text)
    else:
        assert left.removeprefix("… ").removesuffix("…") in ODD.sub("", text)
