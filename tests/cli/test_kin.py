"""What `show` says of a family, and `quotes --one-per-family`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cli.conftest import Run
from factory import story
from onrecord.cli.kin import alarm_text, diff_text, family_text
from onrecord.cli.terminal import Screen
from onrecord.store import Store
from onrecord.wording import Alarm, AlarmKind, compare_wordings

WORDS = "“We will mend the old bridge of the town before the winter storms come,”"
MAYOR = "Odalys Brandtveit"


@pytest.fixture(scope="module")
def kin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kin") / "kin.db"
    forms = {
        "post": (MAYOR, WORDS),
        "times": (MAYOR, WORDS.replace("will", "will not")),
        "daily": (MAYOR, "“We will mend the old bridge of the town,”"),
        "herald": ("Ulf Tangmere", WORDS),
    }
    with Store.open(path) as store:
        for day, (id_, (name, words)) in enumerate(forms.items(), 1):
            article_day = date(2021, 5, day)
            store.add_extraction(
                story(name, None, words, id_, outlet=id_.title(), title=id_.title(), published=article_day)
            )
    return path


def first(path: Path) -> str:
    with Store.open(path) as store:
        return next(one.id for one in store.quotes() if one.article.id == "post")


def test_show_tells_the_family_with_the_changes_and_alarms(run: Run, kin: Path) -> None:
    out = run("show", first(kin), "--db", kin).out
    family = out[out.index("Family: ") :]
    assert family.startswith("Family: 3 articles, the earliest Post, “Post”, 2021-05-01\n")
    assert f"  {first(kin)}  earliest (shown above) · Post, “Post”, 2021-05-01" in family
    assert "  altered · Times, “Times”, 2021-05-02" in family
    assert "      negation: “not” added\n" in family
    assert "      “We will {+not+} mend the old bridge of the town before the winter storms come,” (against " in family
    assert "  shortened · Daily" in family
    assert "[-before the winter storms come,”-]" in family
    assert "The same words by another speaker\n" in family
    assert "Ulf Tangmere · Herald" in family
    assert "\x1b" not in out


def test_a_quotation_that_stands_alone_has_no_family_to_tell(run: Run, registry: Path, first_id: str) -> None:
    assert "Family" not in run("show", first_id).out


def test_one_per_family_lists_the_earliest_and_what_was_altered(run: Run, kin: Path) -> None:
    by = ("quotes", "--by", MAYOR, "--db", kin, "--format", "csv")
    assert run(*by).out.count("\n") == 4
    out = run(*by, "--one-per-family").out
    assert out.count("\n") == 3
    assert first(kin) in out
    assert "will not" in out


def test_a_narrow_terminal_wraps_it(kin: Path) -> None:
    with Store.open(kin) as store:
        text = family_text(store.family(first(kin)), first(kin), Screen(40, False))
    assert max(map(len, text.splitlines())) <= 40


@pytest.mark.parametrize(
    ("alarm", "text"),
    [
        (Alarm(AlarmKind.NEGATION, "not", ""), "negation: “not” dropped"),
        (Alarm(AlarmKind.NUMBER, "12", "20"), "number: “12” became “20”"),
        (Alarm(AlarmKind.QUALIFIER, "", "only"), "qualifier: “only” added"),
        (Alarm(AlarmKind.BRACKET, "it", "the \x1b[1mferry"), "an editor's brackets: “it” became “the �[1mferry”"),
    ],
)
def test_alarms_are_told_in_words(alarm: Alarm, text: str) -> None:
    assert alarm_text(alarm) == text


def test_a_diff_is_readable_without_colours() -> None:
    one, two = "We sold twelve old boats to them", "We sold twenty boats to them now"
    assert diff_text(compare_wordings(one, two), one, two) == "We sold [-twelve old-] {+twenty+} boats to them {+now+}"


def test_long_runs_that_both_have_are_shortened() -> None:
    one = "We sold the boats to the captains of the harbour who had asked for them in spring"
    assert diff_text(compare_wordings(one, f"{one} twice"), one, f"{one} twice") == (
        "We sold the boats to ⋯ asked for them in spring {+twice+}"
    )
