"""Charts as inline SVG: nothing that a page's policy forbids, and the numbers where they belong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from onrecord.web.charts import Bar, Career, Counted, career, counted, over_time

MAY, JULY = date(2020, 5, 1), date(2020, 7, 1)


def test_months_without_quotations_are_there_too() -> None:
    found = counted(((MAY, 3), (JULY, 1)))
    assert found.stretch == "month"
    assert [name for name, _ in found.times] == [f"2020-{month:02}" for month in range(1, 13)]
    assert [number for _, number in found.times] == [0, 0, 0, 0, 3, 0, 1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("until", "stretch", "last"),
    [
        (date(2024, 1, 1), "month", "2024-12"),
        (date(2030, 9, 1), "quarter", "2030-Q4"),
        (date(2050, 2, 1), "year", "2050"),
    ],
)
def test_longer_times_are_counted_in_longer_stretches(until: date, stretch: str, last: str) -> None:
    found = counted(((MAY, 3), (until, 4)))
    assert (found.stretch, found.times[-1][0]) == (stretch, last)
    assert sum(number for _, number in found.times) == 7


@given(st.dictionaries(st.dates().map(lambda day: day.replace(day=1)), st.integers(1, 10**6), max_size=20))
def test_every_quotation_is_counted_once_and_bars_are_few(months: dict[date, int]) -> None:
    found = counted(tuple(sorted(months.items())))
    assert sum(number for _, number in found.times) == sum(months.values())
    assert len(found.times) <= 1000
    assert len({name for name, _ in found.times}) == len(found.times)


def test_a_chart_has_a_bar_with_its_number_for_each_time_and_no_style_or_script() -> None:
    svg = over_time(counted(((MAY, 3), (JULY, 1))), 'Quotations <b> by "month"')
    root = etree.fromstring(svg)
    assert root.get("aria-label") == 'Quotations <b> by "month"'
    assert [each.text for each in root.iter("title")] == ["2020-05: 3", "2020-07: 1"]
    heights = [float(bar.getparent().get("height")) for bar in root.iter("title")]
    assert heights[0] == pytest.approx(3 * heights[1], rel=0.02)
    assert {each.tag for each in root.iter()} == {"svg", "g", "path", "text", "rect", "title"}
    attributes = {name for each in root.iter() for name in each.attrib}
    assert attributes <= {"class", "role", "aria-label", "viewBox", "transform", "x", "y", "width", "height", "d"}
    assert "http" not in svg


def test_a_chart_names_some_of_its_times() -> None:
    root = etree.fromstring(over_time(counted(((date(2016, 1, 1), 1), (date(2019, 1, 1), 1200))), "x"))
    texts = [each.text for each in root.iter("text")]
    assert texts == ["0", "500", "1000", "1500", "2016-01", "2017-01", "2018-01", "2019-01"]


def test_no_numbers_are_no_times() -> None:
    assert counted(()) == Counted("month", ())


@dataclass(frozen=True)
class Held:
    since: str | None
    until: str | None


def test_bars_of_a_career_stand_between_its_first_and_its_last_year() -> None:
    found = career([Held("2010", "2014"), Held("2015-01-01", None), Held(None, None), Held(None, "2019-12-31")])
    assert found == Career(2010, 2019, (Bar(0.0, 50.0), Bar(50.0, 50.0, open=True), None, Bar(99.0, 1.0)))


def test_roles_without_dates_have_no_career() -> None:
    assert career([Held(None, None)]) is None
    assert career([]) is None
