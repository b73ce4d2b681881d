"""Well-known people: the form of the packaged tables, and how a table is asked by name and by day."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from onrecord import known
from onrecord.errors import InputError
from onrecord.known import Figure, Figures, Post
from onrecord.known.figures import TABLES, read_table
from onrecord.names import fold


def packaged(table: str) -> list[Figure]:
    return list(read_table((files("onrecord.known") / table).read_text(encoding="utf-8"), table))


def people(*lines: str) -> Figures:
    """Make figures of lines whose columns are parted by a stroke."""
    return Figures(read_table("\n".join(line.replace("|", "\t") for line in lines), "people.tsv"))


def names(figures: tuple[Figure, ...]) -> list[str]:
    return [figure.name for figure in figures]


# -- the packaged tables ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_a_packaged_table_has_the_form_that_its_readme_states(table: str) -> None:
    printed = re.compile(r"[^\W\d_][\w .,’\x22\x27\-]*")
    for figure in packaged(table):
        for name in (figure.name, *figure.others):
            assert printed.fullmatch(name), name
            assert name == " ".join(name.split())
        assert figure.name not in figure.others, figure.name
        assert len(set(figure.others)) == len(figure.others), figure.name


@pytest.mark.parametrize("table", TABLES)
def test_everybody_stands_once_in_a_packaged_table(table: str) -> None:
    count = Counter(fold(figure.name) for figure in packaged(table))
    assert [name for name, times in count.items() if times > 1] == []


@pytest.mark.parametrize("table", TABLES)
def test_the_dates_of_a_packaged_table_are_days_of_the_calendar_that_have_passed(table: str) -> None:
    for figure in packaged(table):
        for post in figure.posts:
            for day in filter(None, (post.start, post.end)):
                whole = date.fromisoformat(day + "-01-01"[: 10 - len(day)])
                assert date(1900, 1, 1) < whole < date(2027, 1, 1), (figure.name, post)


@pytest.mark.parametrize("table", TABLES)
def test_the_posts_of_a_packaged_table_have_the_latest_first(table: str) -> None:
    for figure in packaged(table):
        for later, earlier in pairwise(figure.posts):
            ended_first = bool(later.end) and later.end < (earlier.end or "9999")
            assert not (ended_first and later.start < earlier.start), (figure.name, later, earlier)


@pytest.mark.parametrize("table", TABLES)
def test_the_posts_of_a_packaged_table_are_titles_as_printed(table: str) -> None:
    for figure in packaged(table):
        for post in figure.posts:
            assert post.title == " ".join(post.title.split()), figure.name
            assert post.title[-1] not in ",;/", (figure.name, post)
            assert not re.match(r"(?:the|an?) ", post.title), (figure.name, post)


def test_whoever_is_famous_is_found_by_the_family_name_alone() -> None:
    famous = [figure for figure in known.figures().all if figure.famous]
    assert len(famous) > 500
    assert all(figure in known.figures().of_family(family(figure)) for figure in famous)


def family(figure: Figure) -> str:
    return re.sub(r",? (?:Jr|Sr)\.$| (?:II|III)$", "", figure.name).split()[-1]


def test_somebody_in_two_packaged_tables_is_one_person() -> None:
    lines = [fold(figure.name) for table in TABLES for figure in packaged(table)]
    assert len(lines) > len(set(lines)), "there are such people"
    twice = Counter((fold(figure.name), figure.gender) for figure in known.figures().all)
    assert [name for name, times in twice.items() if times > 1] == []


def test_the_packaged_tables_are_read_in_a_moment() -> None:
    script = (
        "import time; import onrecord.known as known; start = time.perf_counter(); known.figures();"
        "print(time.perf_counter() - start)"
    )
    seconds = min(float(subprocess.check_output([sys.executable, "-c", script])) for _ in range(3))
    assert seconds < 0.3


def test_the_packaged_tables_are_read_once() -> None:
    assert known.figures() is known.figures()


# -- a line -----------------------------------------------------------------------------------------------------


def test_a_line_is_name_gender_other_names_fame_and_posts() -> None:
    text = (
        "# rulers of the lake\n\n"
        "Oona Varra\tf\tOona B. Varra, Una Varra\t1\t2015-03-01/ governor of Lakeland; 2009/2015-02 mayor of Quay"
    )
    (varra,) = read_table(text, "lake.tsv")
    assert (varra.name, varra.gender, varra.famous) == ("Oona Varra", "f", True)
    assert varra.others == ("Oona B. Varra", "Una Varra")
    assert varra.posts == (Post("governor of Lakeland", "2015-03-01", ""), Post("mayor of Quay", "2009", "2015-02"))


def test_other_names_and_posts_may_be_missing() -> None:
    (varra,) = read_table("Oona Varra\tf\t\t0\t", "lake.tsv")
    assert (varra.others, varra.famous, varra.posts) == ((), False, ())


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("Oona Varra\tf\t\t1", "4 columns instead of 5"),
        ("Oona Varra\tf\t\t1\t\t", "6 columns instead of 5"),
        ("Oona Varra f  1 2015/ mayor", "1 columns instead of 5"),
        ("Oona Varra\tw\t\t1\t", "the columns are name, m or f"),
        ("Oona Varra\tf\t\tyes\t", "the columns are name, m or f"),
        ("\tf\t\t1\t", "the columns are name, m or f"),
        ("Oona Varra\tf\t\t1\tmayor of Quay", "'mayor of Quay' is not FROM/TO TITLE"),
        ("Oona Varra\tf\t\t1\t2015/2014 mayor", "'2015/2014 mayor' is not FROM/TO TITLE"),
        ("Oona Varra\tf\t\t1\t2015-06/2015-05 mayor", "is not FROM/TO TITLE"),
        ("Oona Varra\tf\t\t1\t15/16 mayor", "is not FROM/TO TITLE"),
        ("Oona Varra\tf\t\t1\t2015/ ", "is not FROM/TO TITLE"),
    ],
)
def test_a_line_of_another_form_is_refused_with_its_file_and_line(line: str, complaint: str) -> None:
    with pytest.raises(InputError) as refused:
        list(read_table(f"# rulers of the lake\n{line}\n", "lake.tsv"))
    assert str(refused.value).startswith("lake.tsv:2: ")
    assert complaint in str(refused.value)


# -- days -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2015", "2017", date(2015, 1, 1), date(2017, 12, 31)),
        ("2015-03", "2017-02", date(2015, 3, 1), date(2017, 2, 28)),
        ("2015-03-04", "2017-02-10", date(2015, 3, 4), date(2017, 2, 10)),
        ("2015", "2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2015-03-04", "2015-03", date(2015, 3, 4), date(2015, 3, 31)),
    ],
)
def test_a_post_is_held_from_its_first_day_to_its_last(start: str, end: str, first: date, last: date) -> None:
    (figure,) = read_table(f"Oona Varra\tf\t\t0\t{start}/{end} mayor of Quay", "lake.tsv")
    (post,) = figure.posts
    assert [post.held(first), post.held(last)] == [True, True]
    assert not post.held(date.fromordinal(first.toordinal() - 1))
    assert not post.held(date.fromordinal(last.toordinal() + 1))


def test_a_post_without_an_end_goes_on() -> None:
    post = Post("mayor of Quay", "2015-03", "")
    assert post.held(date(2099, 1, 1))
    assert not post.held(date(2015, 2, 28))


VARRA = "Oona Varra|f||0|2015-03-01/2019-03-01 governor of Lakeland; 2009/2015-02 mayor of Quay"


@pytest.mark.parametrize(
    ("day", "held", "over"),
    [
        (date(2008, 12, 31), [], []),
        (date(2012, 5, 1), ["mayor of Quay"], []),
        (date(2015, 3, 1), ["governor of Lakeland"], ["mayor of Quay"]),
        (date(2019, 3, 2), [], ["governor of Lakeland", "mayor of Quay"]),
        (None, ["governor of Lakeland", "mayor of Quay"], []),
    ],
)
def test_what_somebody_was_on_a_day_and_had_been_before(day: date | None, held: list[str], over: list[str]) -> None:
    varra = people(VARRA).all[0]
    assert [post.title for post in varra.posts_on(day)] == held
    assert [post.title for post in varra.posts_before(day)] == over


def test_somebody_is_prominent_from_shortly_before_the_first_post_until_long_after_the_last() -> None:
    varra = people(VARRA).all[0]
    prominent = [year for year in range(1990, 2060) if varra.prominent(date(year, 6, 1))]
    assert (prominent[0], prominent[-1]) == (2006, 2039)
    assert varra.prominent(None)


def test_somebody_with_a_post_that_goes_on_or_with_none_stays_prominent() -> None:
    assert people("Oona Varra|f||0|2015/ poet").all[0].prominent(date(2400, 1, 1))
    assert people("Oona Varra|f||0|").all[0].prominent(date(1700, 1, 1))


# -- full names -------------------------------------------------------------------------------------------------

LAKE = people(
    "Oona Varra|f|Una Varra|0|",
    "C.L. Gorst|m||0|",
    "Pell Simms|m||0|1970/1975 governor of Lakeland",
    "Pell Simms Jr.|m|Pell T. Simms Jr.|0|2015/ governor of Lakeland",
    "Ortwin Falk III|m||0|",
    "Benito Ocaranza Jr.|m|Benito Ocaranza|0|",
)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Oona Varra", "Oona Varra"),
        ("OONA VARRA", "Oona Varra"),
        ("Oona B. Varra", "Oona Varra"),
        ("Oona B. C. Varra", "Oona Varra"),
        ("Una Varra", "Oona Varra"),
        ("C.L. Gorst", "C.L. Gorst"),
        ("Pell Simms", "Pell Simms"),
        ("Pell R. Simms", "Pell Simms"),
        ("Pell Simms Jr.", "Pell Simms Jr."),
        ("Pell Simms, Jr.", "Pell Simms Jr."),
        ("Pell T. Simms, Jr.", "Pell Simms Jr."),
        ("Pell V. Simms Jr", "Pell Simms Jr."),
        ("Pell Simms III", None),
        ("Ortwin Falk", "Ortwin Falk III"),
        ("Ortwin Q. Falk III", "Ortwin Falk III"),
        ("Benito Ocaranza", "Benito Ocaranza Jr."),
        ("Oona", None),
        ("Varra", None),
        ("Varra Oona", None),
        ("Oona Britt Varra", None),
        ("", None),
    ],
)
def test_whose_full_name_it_is(printed: str, name: str | None) -> None:
    found = LAKE.named(printed)
    assert (found and found.name) == name


def test_of_two_with_one_name_the_first_name_of_one_goes_before_the_other_name_of_another() -> None:
    found = people("Pell R. Simms|m||0|1900/1910 poet", "Pell Simms|m||0|2010/ diver").named("Pell Simms")
    assert found is not None
    assert found.posts[0].title == "diver"


def test_two_with_one_name_are_told_apart_by_the_day_if_at_all() -> None:
    both = people("Pell R. Simms|m||0|1900/1910 poet", "Pell T. Simms|m||0|2010/ diver")
    diver = both.named("Pell Simms", date(2015, 1, 1))
    assert diver is not None
    assert diver.name == "Pell T. Simms"
    assert both.named("Pell Simms") is None
    assert both.named("Pell Simms", date(1950, 1, 1)) is None


# -- family names -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "short"),
    [
        ("Oona Varra|f||0|", ["Varra", "VARRA"]),
        ("Pell Simms Jr.|m||0|", ["Simms", "Simms Jr."]),
        ("Munir al-Qasabi|m||0|", ["al-Qasabi", "Qasabi", "Al-Qasabi"]),
        ("Munir el-Qasabi|m||0|", ["el-Qasabi", "Qasabi"]),
        ("Hedda van der Linth|f||0|", ["van der Linth", "der Linth", "Linth", "Van der Linth"]),
        ("Hedda Varra-Linth|f||0|", ["Varra-Linth"]),
        ("Marisol de la Quay|f||0|", ["de la Quay", "la Quay", "Quay"]),
        ("Ségolène Orvaux|f||0|", ["Orvaux"]),
        ("Benito Orváx|m||0|", ["Orváx", "Orvax"]),
        ("Qasabo|m||0|", ["Qasabo"]),
        ("Oona Varra|f|Oona Linth|0|", ["Varra", "Linth"]),
    ],
)
def test_what_a_paper_may_shorten_a_full_name_to(line: str, short: list[str]) -> None:
    figures = people(line)
    assert [figures.of_family(name) for name in short] == [figures.all] * len(short)


@pytest.mark.parametrize("other", ["Hedda", "Hedda Varra", "Linth", "Var", "der", "Jr.", ""])
def test_what_is_no_family_name(other: str) -> None:
    assert people("Hedda Varra-Linth|f||0|", "Hedda van der Orvax Jr.|f||0|").of_family(other) == ()


def test_all_who_share_a_family_name_are_told_in_the_order_of_the_table() -> None:
    figures = people("Oona Varra|f||0|", "Pell Simms|m||0|", "Benito Varra|m||1|")
    assert names(figures.of_family("Varra")) == ["Oona Varra", "Benito Varra"]


# -- one person on several lines --------------------------------------------------------------------------------


def test_one_person_on_two_lines_is_told_of_once() -> None:
    figures = people(
        "Oona Varra|f|Una Varra|0|2015-03/ governor of Lakeland; 1999/2004 diver on the lake",
        "Oona Varra|f|Oona B. Varra|1|2015/ governor of Lakeland; 2009/2015 mayor of Quay",
    )
    (varra,) = figures.of_family("Varra")
    assert (varra.others, varra.famous) == (("Una Varra", "Oona B. Varra"), True)
    assert [(post.start, post.title) for post in varra.posts] == [
        ("2015-03", "governor of Lakeland"),
        ("2009", "mayor of Quay"),
        ("1999", "diver on the lake"),
    ]
    assert figures.named("Una Varra") is figures.named("Oona B. Varra") is varra


def test_a_post_that_somebody_held_twice_stays_twice() -> None:
    figures = people(
        "Oona Varra|f||0|2019/ mayor of Quay",
        "Oona Varra|f||0|2009/2015 mayor of Quay",
    )
    assert [post.start for post in figures.all[0].posts] == ["2019", "2009"]


def test_two_lines_under_two_names_are_one_person_where_the_posts_agree() -> None:
    figures = people(
        "Ben Simms|m||0|2008/2013 head of the Lake Board",
        "Benjamin Simms|m|Ben Simms|0|2008-09/2013 head of the Lake Board",
    )
    assert names(figures.all) == ["Ben Simms"]
    assert figures.all[0].others == ("Benjamin Simms",)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Dell Simms|m||0|2001/ head of the Lake Board", "Dell Simms|f||0|2017/2018 spokeswoman for the Lake Board"),
        ("Pell Simms|m||0|2007/ senator from Lakeland", "Pell Simms|m||0|2001/ goalkeeper of Quay United"),
        ("Pell Simms|m||0|2007/ Finnish minister", "Pell Simms|m||0|2001/ Norwegian minister"),
        ("Steve Simms|m||0|2007/ senator from Lakeland", "Steven Simms|m|Steve Simms|0|1992/ hedge fund manager"),
        ("Pell Simms|m||0|1970/ governor of Lakeland", "Pell Simms Jr.|m||0|1990/ governor of Lakeland"),
    ],
)
def test_two_people_of_one_name_stay_two(one: str, two: str) -> None:
    assert len(people(one, two).of_family("Simms")) == 2
