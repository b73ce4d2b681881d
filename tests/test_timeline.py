"""One timeline of the registry and the articles, and where the two disagree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.tenure import Held, Period, period
from onrecord.timeline import Disagreement, conflict, disagreements, entries, on
from onrecord.types import Span
from test_tenure import Role, curated


def seen(text: str, first: str | None = None, last: str | None = None, articles: int = 1) -> Role:
    days = [None if day is None else date.fromisoformat(day) for day in (first, last or first)]
    return Role(text, first_seen=days[0], last_seen=days[1], articles=articles)


def told(roles: Sequence[Role]) -> list[tuple[str, str | None, str | None]]:
    return [(entry.what, entry.since, entry.until) for entry in entries(roles)]


# -- entries ---------------------------------------------------------------------------------------------


def test_a_timeline_is_in_the_order_of_time_the_latest_first() -> None:
    roles = [
        seen("teacher"),
        seen("harbour pilot", "2011-05-01", "2012-05-01"),
        curated("Mayor", "2015", "2019-06", "Fjordby"),
        seen("ferry board chair", "2021-02-01"),
    ]
    assert told(roles) == [
        ("ferry board chair", "2021-02-01", "2021-02-01"),
        ("Mayor, Fjordby", "2015", "2019-06"),
        ("harbour pilot", "2011-05-01", "2012-05-01"),
        ("teacher", None, None),
    ]


def test_other_words_for_one_role_are_one_entry() -> None:
    (entry,) = entries([seen("mayor of Fjordby", "2016-01-01", "2016-09-01", 3), seen("Fjordby mayor", "2017-01-01")])
    assert (entry.what, entry.since, entry.until, entry.exact) == (
        "mayor of Fjordby",
        "2016-01-01",
        "2017-01-01",
        False,
    )
    assert [role.text for role in entry.wordings] == ["mayor of Fjordby", "Fjordby mayor"]
    assert entry.articles == 4


def test_the_dates_of_the_registry_stand_and_those_of_articles_beside_them() -> None:
    (entry,) = entries([curated("Mayor", "2015", None, "Fjordby"), seen("Fjordby mayor", "2016-01-01", "2018-01-01")])
    assert (entry.what, entry.since, entry.until, entry.exact) == ("Mayor, Fjordby", "2015", None, True)
    assert entry.seen == Period(date(2016, 1, 1), date(2018, 1, 1))


def test_a_curated_role_without_dates_has_those_of_articles() -> None:
    (entry,) = entries([curated("Mayor", organization="Fjordby"), seen("Fjordby mayor", "2016-01-01", "2018-01-01")])
    assert (entry.since, entry.until, entry.exact, entry.curated is None) == ("2016-01-01", "2018-01-01", False, False)


def test_a_wording_belongs_to_the_term_in_which_it_was_seen() -> None:
    terms = [curated("Mayor", "2003", "2007", "Fjordby"), curated("Mayor", "2015", "2019", "Fjordby")]
    late, early = entries([*terms, seen("Fjordby mayor", "2016-01-01"), seen("mayor of Fjordby", "2004-01-01")])
    assert [role.text for role in late.observed] == ["Fjordby mayor"]
    assert [role.text for role in early.observed] == ["mayor of Fjordby"]


def test_what_may_be_two_posts_stays_apart() -> None:
    roles = [
        curated("Ambassador", "2010", "2012", "Norway to Kenya"),
        curated("Ambassador", "2013", "2015", "Norway to Chile"),
    ]
    assert len(entries([*roles, seen("Norwegian ambassador", "2014-01-01")])) == 3


def test_a_deputy_is_not_his_chief() -> None:
    assert (
        len(entries([seen("deputy mayor of Fjordby"), seen("mayor of Fjordby"), seen("acting mayor of Fjordby")])) == 3
    )


def test_former_means_over_before_that_day() -> None:
    (entry,) = entries(
        [seen("mayor of Fjordby", "2016-01-01", "2018-01-01"), seen("former mayor of Fjordby", "2019-05-01")]
    )
    assert (entry.what, entry.until, entry.ended_before) == ("mayor of Fjordby", "2018-01-01", date(2019, 5, 1))
    (alone,) = entries([seen("former mayor of Fjordby", "2019-05-01", "2020-01-01")])
    assert (alone.since, alone.until, alone.ended_before) == (None, None, date(2019, 5, 1))


def test_former_is_not_over_where_the_role_is_seen_held_later() -> None:
    (entry,) = entries(
        [seen("mayor of Fjordby", "2016-01-01", "2020-01-01"), seen("former mayor of Fjordby", "2019-05-01")]
    )
    assert entry.ended_before is None


def test_then_is_earlier_and_says_nothing_of_an_end() -> None:
    (entry,) = entries([seen("then-mayor of Fjordby", "2019-05-01")])
    assert (entry.observed, entry.ended_before) == ((), None)


def test_hundreds_of_wordings_make_one_timeline() -> None:
    roles = [
        seen(f"{colour} mayor of Town{n}", "2016-01-01") for n in range(60) for colour in ("", "veteran", "popular")
    ]
    assert len(entries(roles)) == 60


# -- at a time -------------------------------------------------------------------------------------------


def at(when: str, *roles: Role) -> list[tuple[str, str, int | None]]:
    return [(then.held.value, then.entry.what, then.days) for then in on(entries(roles), period(when))]


MAYOR = curated("Mayor", "2015", "2019-06-30", "Fjordby")


def test_what_somebody_was_then_by_the_registry() -> None:
    assert at("2017-03-03", MAYOR) == [("was", "Mayor, Fjordby", None)]
    assert at("2015-03-03", MAYOR) == [("may have been", "Mayor, Fjordby", None)]
    assert at("2019-07-01", MAYOR) == []


def test_what_somebody_was_by_the_articles_of_around_then() -> None:
    chair = seen("ferry board chair", "2020-01-05", "2020-02-10")
    assert at("2020-01-09", chair) == [("seen", "ferry board chair", 4)]
    assert at("2020-02-10", chair) == [("seen", "ferry board chair", 0)]
    assert at("2020-03-01", chair) == [("seen", "ferry board chair", 20)]
    assert at("2020", chair) == [("seen", "ferry board chair", 0)]
    assert at("2021-01-01", chair) == []


def test_the_nearest_days_are_told_where_they_were_looked_up() -> None:
    chair = Role("chair", first_seen=date(2010, 1, 1), last_seen=date(2020, 1, 1), seen_before=date(2014, 5, 1))
    (then,) = on(entries([chair]), period("2014-05-04"))
    assert (then.held, then.nearest, then.days) == (Held.SEEN, date(2014, 5, 1), 3)


def test_a_role_is_not_told_of_where_it_was_over() -> None:
    roles = [seen("mayor of Fjordby", "2019-01-01", "2019-02-01"), seen("former mayor of Fjordby", "2019-04-01")]
    assert at("2019-03-01", *roles) == [("seen", "mayor of Fjordby", 28)]
    assert at("2019-04-02", *roles) == []


def test_articles_make_certain_what_the_registry_leaves_open() -> None:
    open_ended = curated("Mayor", "2015", None, "Fjordby")
    assert at("2017-05-05", open_ended) == [("may have been", "Mayor, Fjordby", None)]
    assert at("2017-05-05", open_ended, seen("Fjordby mayor", "2018-05-05")) == [("was", "Mayor, Fjordby", 365)]


def test_articles_against_the_registry_make_nothing_certain() -> None:
    vague = curated("Mayor", "2015", "2019", "Fjordby")
    assert at("2019-06-01", vague, seen("Fjordby mayor", "2021-05-05")) == [("may have been", "Mayor, Fjordby", 704)]


def test_what_articles_say_against_the_registry_is_told_as_theirs() -> None:
    again = [MAYOR, seen("Fjordby mayor", "2016-01-01"), seen("mayor of Fjordby", "2021-11-20")]
    assert at("2021-12-01", *again) == [("seen", "Mayor, Fjordby", 11)]
    assert at("2019-08-01", MAYOR, seen("Fjordby mayor", "2019-05-01")) == []  # of its time


def test_a_curated_role_without_dates_is_told_only_where_it_is_seen() -> None:
    undated = curated("Mayor", organization="Fjordby")
    assert at("2017-05-05", undated) == []
    assert at("2017-05-05", undated, seen("Fjordby mayor", "2017-05-01")) == [("seen", "Mayor, Fjordby", 4)]


def test_what_is_certain_comes_first() -> None:
    roles = [seen("beekeeper", "2017-03-03"), curated("Rower", "2017"), MAYOR, seen("ferry board chair", "2017-02-01")]
    assert [held for held, _, _ in at("2017-03-03", *roles)] == ["was", "may have been", "seen", "seen"]


# -- disagreements ---------------------------------------------------------------------------------------

PRIME = curated("Prime Minister", "2010-05", "2014-09-01", "Government of Kenya")
SECOND = curated("Prime Minister", "2018-01-10", "2020-03-01", "Government of Kenya")
OPEN = curated("Mayor", "2015-02", None, "Fjordby")
UNDATED = curated("Mayor", None, None, "Fjordby")
FORMER = Disagreement.FORMER_WHILE_HELD
AFTER = Disagreement.AFTER_THE_END
BEFORE = Disagreement.BEFORE_THE_START
ELSEWHERE = Disagreement.ELSEWHERE

CONFLICTS: list[tuple[str, str, list[Role], Disagreement | None]] = [
    # "former" while the registry has it held
    ("former mayor of Fjordby", "2017-05-05", [MAYOR], FORMER),
    ("ex-mayor of Fjordby", "2017-05-05", [MAYOR], FORMER),
    ("Fjordby's former mayor", "2017-05-05", [MAYOR], FORMER),
    ("former Kenyan prime minister", "2012-01-01", [PRIME], FORMER),
    ("former prime minister", "2012-01-01", [PRIME], FORMER),
    ("teacher and former mayor of Fjordby", "2017-05-05", [MAYOR], FORMER),
    ("former Kenyan prime minister", "2012-01-01", [PRIME, SECOND], FORMER),
    # ... and near misses of it
    ("former mayor of Fjordby", "2019-07-01", [MAYOR], None),  # it is
    ("former mayor of Fjordby", "2019-06-28", [MAYOR], None),  # two days before the end
    ("former mayor of Fjordby", "2015-05-05", [MAYOR], None),  # perhaps before the start
    ("former mayor of Fjordby", "2014-05-05", [MAYOR], None),  # an earlier term?
    ("former mayor of Fjordby", "2017-05-05", [OPEN], None),  # no end on record is not "still"
    ("former mayor of Fjordby", "2017-05-05", [UNDATED], None),
    ("former mayor of Tangby", "2017-05-05", [MAYOR], None),  # another town's
    ("former deputy mayor of Fjordby", "2017-05-05", [MAYOR], None),
    ("former mayor", "2017-05-05", [MAYOR], None),  # of what?
    ("former Kenyan prime minister", "2019-01-01", [PRIME, SECOND], None),  # of the first term
    ("former aide to the mayor of Fjordby", "2017-05-05", [MAYOR], None),
    ("the former Kenyan prime minister's aide", "2012-01-01", [PRIME], None),
    ("aide to the former Kenyan prime minister", "2012-01-01", [PRIME], None),
    ("former teacher and mayor of Fjordby", "2017-05-05", [MAYOR], None),
    ("then-mayor of Fjordby", "2017-05-05", [MAYOR], None),
    ("late mayor of Fjordby", "2017-05-05", [MAYOR], None),
    ("ousted Kenyan prime minister", "2012-01-01", [PRIME], None),
    # held after the end, before the start
    ("mayor of Fjordby", "2020-01-01", [MAYOR], AFTER),
    ("Kenyan prime minister", "2015-01-01", [PRIME], AFTER),
    ("current Kenyan prime minister", "2016-01-01", [PRIME, SECOND], AFTER),
    ("mayor of Fjordby and head of the ferry board", "2020-01-01", [MAYOR], AFTER),
    ("mayor of Fjordby", "2014-12-01", [MAYOR], BEFORE),
    ("Kenyan prime minister", "2009-01-01", [PRIME, SECOND], BEFORE),
    # ... and near misses of these
    ("mayor of Fjordby", "2019-07-05", [MAYOR], None),  # five days after the end
    ("mayor of Fjordby", "2014-12-30", [MAYOR], None),  # the new one, two days before
    ("mayor of Fjordby", "2015-01-05", [MAYOR], None),
    ("mayor of Fjordby", "2030-01-01", [OPEN], None),
    ("mayor of Fjordby", "2030-01-01", [UNDATED], None),
    ("mayor of Fjordby", "2020-01-01", [MAYOR, UNDATED], None),
    ("Kenyan prime minister", "2019-01-01", [PRIME, SECOND], None),
    ("mayor", "2020-01-01", [MAYOR], None),  # perhaps of another town
    ("Mayor-elect of Fjordby", "2014-12-01", [MAYOR], None),
    ("incoming mayor of Fjordby", "2014-12-01", [MAYOR], None),
    ("acting mayor of Fjordby", "2020-01-01", [MAYOR], None),
    ("candidate for mayor of Fjordby", "2014-12-01", [MAYOR], None),
    ("daughter of the mayor of Fjordby", "2020-01-01", [MAYOR], None),
    ("Kenyan minister", "2015-01-01", [PRIME], None),
    ("former and current mayor of Fjordby", "2020-01-01", [MAYOR], None),
    # the same post elsewhere
    ("Iraqi prime minister", "2012-01-01", [PRIME], ELSEWHERE),
    ("mayor of Tangby", "2017-05-05", [MAYOR], ELSEWHERE),
    ("Tangby's mayor", "2017-05-05", [MAYOR], ELSEWHERE),
    # ... and near misses of it
    ("Iraqi prime minister", "2015-01-01", [PRIME], None),  # not at the same time
    ("Iraqi prime minister", "2010-05-15", [PRIME], None),  # perhaps not
    ("former Iraqi prime minister", "2012-01-01", [PRIME], None),
    ("Iraqi foreign minister", "2012-01-01", [PRIME], None),  # another post, perhaps held too
    ("Kenyan-born Iraqi teacher", "2012-01-01", [PRIME], None),
    ("mayor of Tangby", "2017-05-05", [OPEN], None),
    ("mayor of the capital", "2017-05-05", [MAYOR], None),
    ("mayor of Fjordby, Norway", "2017-05-05", [MAYOR], None),
    ("chair of the Tangby ferry board", "2017-05-05", [MAYOR], None),
    ("beekeeper", "2017-05-05", [MAYOR], None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "day", "roles", "kind"), CONFLICTS)
def test_where_an_article_and_the_registry_disagree(
    printed: str, day: str, roles: list[Role], kind: Disagreement | None
) -> None:
    found = conflict(printed, [date.fromisoformat(day)], roles)
    assert (None if found is None else found.kind) is kind


@pytest.mark.parametrize(
    ("printed", "said", "published", "kind"),
    [
        ("mayor of Fjordby", "2014-01-01", "2017-05-05", None),  # called by what he became
        ("mayor of Fjordby", "2017-05-05", "2022-05-05", None),  # called by what he was
        ("mayor of Fjordby", "2020-01-01", "2022-05-05", AFTER),
        ("mayor of Fjordby", "2014-01-01", "2022-05-05", None),  # neither, but who knows which is meant
        ("former mayor of Fjordby", "2017-05-05", "2022-05-05", None),
        ("former mayor of Fjordby", "2017-05-05", "2018-05-05", FORMER),
    ],
)
def test_they_disagree_only_where_no_day_that_may_be_meant_fits(
    printed: str, said: str, published: str, kind: Disagreement | None
) -> None:
    found = conflict(printed, [date.fromisoformat(said), date.fromisoformat(published)], [MAYOR])
    assert (None if found is None else found.kind) is kind


def test_without_a_day_nothing_disagrees() -> None:
    assert conflict("former mayor of Fjordby", [], [MAYOR]) is None


def test_a_disagreement_says_what_both_sides_say() -> None:
    where = (Span(3, 26),)
    found = conflict("former mayor of Fjordby", [date(2017, 5, 5)], [seen("mayor of Fjordby"), MAYOR], where)
    assert found is not None
    assert (found.recorded, found.evidence) == (MAYOR, where)
    assert found.sentence == (
        "the article calls this speaker “former mayor of Fjordby” on 2017-05-05, and the registry has “Mayor, Fjordby” "
        "from 2015 to 2019-06-30: former before the end"
    )


WORDINGS = sorted({printed for printed, _, _, _ in CONFLICTS})
TERMS = st.lists(st.sampled_from([PRIME, SECOND, MAYOR, OPEN, UNDATED]), max_size=3, unique=True)


@given(st.sampled_from(WORDINGS), st.dates(date(2008, 1, 1), date(2022, 1, 1)), TERMS)
def test_the_times_of_disagreement_are_those_of_each_day(printed: str, day: date, roles: list[Role]) -> None:
    within = [clash for when, clash in disagreements(printed, roles) if when.first <= day <= when.last]
    found = conflict(printed, [day], roles)
    assert [(each.kind, each.recorded) for each in within] == ([(found.kind, found.recorded)] if found else [])
