"""Which well-known people a name with its roles can be."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.known import figures, fitting
from onrecord.rolefacts import read


def fits(name: str, day: str, *roles: str, introduced: bool = False) -> tuple[set[str], bool]:
    seen = [date.fromisoformat(day)]
    found = fitting(figures(), [name], [read(role) for role in roles], seen, introduced=introduced)
    return {figure.name for figure in found.figures}, found.sure


@pytest.mark.parametrize(
    ("name", "day", "role", "who"),
    [
        ("George Bush", "1989-06-01", "President", "George H.W. Bush"),
        ("George Bush", "2003-06-01", "President", "George W. Bush"),
        ("George W. Bush", "2003-06-01", "President", "George W. Bush"),
        ("Bernie Sanders", "2015-06-01", "Sen.", "Bernie Sanders"),
        ("Hillary Clinton", "2016-06-01", "Democratic front-runner", "Hillary Clinton"),
    ],
)
def test_a_post_of_the_day_is_sure(name: str, day: str, role: str, who: str) -> None:
    assert fits(name, day, role) == ({who}, True)


def test_who_is_introduced_as_somebody_else_is_nobody_known() -> None:
    assert fits("George Bush", "2003-06-01", "plumber") == (set(), False)
    assert fits("Mike Rogers", "2013-06-01", "Republican congressman from Alabama") == (set(), False)


def test_a_name_without_a_role_fits_while_papers_may_mean_the_person() -> None:
    assert fits("Mike Rogers", "2013-06-01") == ({"Mike Rogers"}, False)
    assert fits("Mike Rogers", "1950-06-01") == (set(), False)
    assert fits("Mike Rogers", "2013-06-01", introduced=True) == (set(), False)
