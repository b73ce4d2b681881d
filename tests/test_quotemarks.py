"""What stands between quotation marks, in the ways that news breaks them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotemarks import pair, paragraphs


def outer(text: str) -> list[str]:
    return [q.span.of(text) for q in pair(text) if q.level == 0]


def inner(text: str) -> list[str]:
    return [q.span.of(text) for q in pair(text) if q.level == 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"It leaks," said Mo Test.', ['"It leaks,"'], id="straight"),
        pytest.param("“It leaks,” said Mo Test.", ["“It leaks,”"], id="curly"),
        pytest.param("« Il pleut, » said Mo Test.", ["« Il pleut, »"], id="guillemets"),
        pytest.param("»Es regnet«, said Mo Test.", ["»Es regnet«"], id="guillemets turned round"),
        pytest.param("„Es regnet,“ said Mo Test.", ["„Es regnet,“"], id="low and high"),
        pytest.param("``It leaks,'' said Mo Test.", ["``It leaks,''"], id="typed for TeX"),
        pytest.param("'It leaks,' said Mo Test.", ["'It leaks,'"], id="single, straight"),
        pytest.param("‘It leaks,’ said Mo Test.", ["‘It leaks,’"], id="single, curly"),
        pytest.param('"It leaks," said Mo. "It always did."', ['"It leaks,"', '"It always did."'], id="two"),
        pytest.param('“It leaks," said Mo.', ['“It leaks,"'], id="opened curly, closed straight"),
    ],
)
def test_styles_of_marks(text: str, expected: list[str]) -> None:
    assert outer(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The ferrymen's hut isn't far from the drovers' road.", id="apostrophes"),
        pytest.param("Rock 'em in the '90s.", id="apostrophes that open words"),
        pytest.param('A plank 9" wide and 6\' 2" long.', id="feet and inches"),
        pytest.param("Nothing at all.", id="none"),
        pytest.param("", id="empty"),
    ],
)
def test_what_only_looks_like_a_mark(text: str) -> None:
    assert outer(text) == []


def test_apostrophes_and_inches_within_marks() -> None:
    text = '"The lads\' boots aren\'t 9" long," said Mo Test.'
    assert outer(text) == ['"The lads\' boots aren\'t 9" long,"']


def test_a_plural_does_not_close_single_marks() -> None:
    assert outer("‘The boys’ boats are gone’, said Mo Test.") == ["‘The boys’ boats are gone’"]


def test_single_within_double_and_double_within_single() -> None:
    assert inner("“They said ‘never,’ and left,” said Mo.") == ["‘never,’"]
    assert inner("'They said \"never,\" and left,' said Mo.") == ['"never,"']


def test_paragraphs_that_each_open_a_mark() -> None:
    text = "Mo said: “The roof went.\n\n“Then the wall went.”"
    assert [(q.span.of(text), q.closed) for q in pair(text)] == [
        ("“The roof went.", False),
        ("“Then the wall went.”", True),
    ]


def test_a_missing_mark_harms_its_own_paragraph_only() -> None:
    text = "Mo said: “The roof went.\n\nThe town is small.\n\n“We rebuilt it,” she said."
    assert outer(text) == ["“The roof went.", "“We rebuilt it,”"]


def test_a_mark_opened_twice_lost_its_first_partner() -> None:
    assert outer("The show “Tin, runs on. “It took years,” said Mo.") == ["“It took years,”"]


def test_a_closing_mark_that_opens_a_paragraph() -> None:
    assert outer("”It leaks,” said Mo Test.") == ["”It leaks,”"]


def test_paragraphs_by_blank_lines_and_by_lines() -> None:
    text = "One.\n\nTwo.\nThree.\r\n"
    assert [p.of(text) for p in paragraphs(text)] == ["One.", "Two.", "Three."]


def test_a_hard_wrapped_paragraph_is_one() -> None:
    text = (
        "The reservoir above the town has not been full since the\n"
        "spring before last, and the keeper says that nobody has\n"
        "asked him why."
    )
    assert [p.of(text) for p in paragraphs(text)] == [text]


MARKED = st.text(alphabet=st.sampled_from(list("ab s.,!? \n\"'“”‘’«»„`-3")), max_size=120)


@given(MARKED | st.text(max_size=120))
def test_marks_lie_within_the_text_and_never_cross(text: str) -> None:
    found = pair(text)
    for q in found:
        assert 0 <= q.span.start < q.span.end <= len(text)
        assert any(p.covers(q.span) for p in paragraphs(text))
    for a in found:
        for b in found:
            assert not a.span.overlaps(b.span) or a.span.covers(b.span) or b.span.covers(a.span)


@given(MARKED)
def test_another_paragraph_changes_nothing_in_this_one(text: str) -> None:
    alone = [q.span.of(text) for q in pair(text)]
    both = text + "\n\nAnother one, with a “mark."
    assert [q.span.of(both) for q in pair(both)][: len(alone)] == alone


@pytest.mark.parametrize(
    "text",
    [
        'He said "no" and "yes". ' * 20_000,
        "'a " * 20_000,
        '"' * 20_000,
        "‘a’ " * 20_000,
        "(‘a " * 20_000 + "b’ " * 20_000,  # that deep within each other
        '"the 5" board ' * 20_000,
        "‘a " + "s' b " * 20_000,
    ],
    ids=lambda text: text[:8],
)
def test_a_paragraph_of_many_marks_takes_no_time(text: str) -> None:
    start = time.perf_counter()
    pair(text)
    assert time.perf_counter() - start < 5
