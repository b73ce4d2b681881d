"""Whether a role was held at a time: dates are taken for no more than they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.tenure import Held, Period, curated_then, held, period


@dataclass(frozen=True)
class Role:
    """A role as the registry or articles have it."""

    text: str
    title: str | None = None
    organization: str | None = None
    curated: bool = False
    start: str | None = None
    end: str | None = None
    source: str | None = None
    first_seen: date | None = None
    last_seen: date | None = None
    seen_before: date | None = None
    seen_after: date | None = None
    articles: int = 0


def curated(title: str, start: str | None = None, end: str | None = None, organization: str | None = None) -> Role:
    text = f"{title}, {organization}" if organization else title
    return Role(text, title, organization, curated=True, start=start, end=end, source="the yearbook")


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-05-07", "2020-05-07", "2020-05-07"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_a_date_is_all_the_days_that_it_may_be(when: str, first: str, last: str) -> None:
    assert period(when) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("when", ["", "20", "2020-5", "2020-13", "2020-02-30", "0000", "yesterday", "2020-01-01-01"])
def test_what_is_no_date_is_refused(when: str) -> None:
    with pytest.raises(ValueError):
        period(when)


@pytest.mark.parametrize(
    ("start", "end", "at", "answer"),
    [
        ("2015-03-01", "2019-06-30", "2017-05-05", Held.WAS),
        ("2015-03-01", "2019-06-30", "2015-03-01", Held.WAS),
        ("2015-03-01", "2019-06-30", "2019-06-30", Held.WAS),
        ("2015-03-01", "2019-06-30", "2015-02-28", Held.NO),
        ("2015-03-01", "2019-06-30", "2019-07-01", Held.NO),
        ("2015", "2019", "2015-06-01", Held.MAY),  # some day of 2015, but which?
        ("2015", "2019", "2016-01-01", Held.WAS),
        ("2015", "2019", "2019-06-01", Held.MAY),
        ("2015", "2019", "2020-01-01", Held.NO),
        ("2015-06", "2019", "2015-06-30", Held.WAS),
        ("2015", "2019", "2015", Held.WAS),  # on some day of that year for certain
        ("2015-06", "2019", "2015", Held.WAS),
        ("2015", "2015", "2015", Held.WAS),
        ("2015", "2015", "2015-06", Held.MAY),
        ("2015", None, "2016", Held.MAY),  # no end on record is not "still"
        ("2015", None, "2015", Held.WAS),
        ("2015", None, "2014", Held.NO),
        (None, "2019-05-01", "2019-05-01", Held.WAS),
        (None, "2019-05-01", "2019-04-30", Held.MAY),
        (None, "2019-05-01", "2019-05-02", Held.NO),
        (None, None, "2020", Held.MAY),
    ],
)
def test_what_the_dates_of_a_role_say_of_a_time(start: str | None, end: str | None, at: str, answer: Held) -> None:
    assert held(curated("Mayor", start, end), period(at)) is answer


def test_articles_show_that_a_role_without_an_end_was_held_on() -> None:
    role = curated("Mayor", "2015")
    seen = Period(date(2016, 1, 1), date(2018, 3, 1))
    assert held(role, period("2017-09-09"), seen) is Held.WAS
    assert held(role, period("2018-03-02"), seen) is Held.MAY


DATES = st.dates(date(1990, 1, 1), date(2030, 12, 31))
CUTS = st.sampled_from([4, 7, 10])


@given(DATES, DATES, DATES, CUTS, CUTS)
def test_a_vaguer_date_never_says_more(one: date, two: date, at: date, first: int, second: int) -> None:
    start, end = sorted((one, two))
    exact = held(curated("Mayor", str(start), str(end)), Period(at, at))
    vague = held(curated("Mayor", str(start)[:first], str(end)[:second]), Period(at, at))
    assert vague in {exact, Held.MAY}


def test_the_curated_roles_of_a_day_are_those_that_began() -> None:
    roles = [curated("Pilot", "2018"), curated("Mayor", "2015", "2019"), curated("Clerk"), curated("Judge", "2020")]
    found = curated_then(roles, date(2018, 5, 5))
    assert [(then.role.text, then.held) for then in found] == [("Mayor", Held.WAS), ("Pilot", Held.MAY)]
