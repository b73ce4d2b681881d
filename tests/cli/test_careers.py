"""What `who` and `show` print of roles over time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cli.conftest import Run
from factory import Said, extraction, mention, story
from onrecord.curated import CuratedRole, SpeakerRecordFile
from onrecord.store import Store
from onrecord.types import Article

ODALYS = "Odalys Brandtveit"
ROLES = (
    CuratedRole(title="Mayor", organization="Fjordby", start="2015", end="2019-06-30", source="yearbook of Fjordby"),
    CuratedRole(
        title="Harbour master", organization="Tangby", start="2003-01", end="2006", source="yearbook of Fjordby"
    ),
    CuratedRole(title="Rower", start="2017-05", source="the club"),
)
STORIES = [
    ("bridge", "2016-02-01", "mayor of Fjordby", "“We will mend the bridge,”"),
    ("ferry", "2018-03-01", "Fjordby mayor", "“The ferry sails,”"),
    ("budget", "2018-04-01", "former mayor of Fjordby", "“I saw the budget,”"),
    ("lamp", "2018-06-01", None, "“The lamp is lit,”"),
]


@pytest.fixture
def career(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A registry with somebody's posts, and what articles call her."""
    path = tmp_path / "career.db"
    record: dict[str, object] = {
        "id": "odalys-brandtveit",
        "name": ODALYS,
        "type": "person",
        "roles": ROLES,
        "sources": ["x"],
    }
    curated = SpeakerRecordFile.model_validate(record)
    with Store.open(path) as store:
        store.load_registry([curated], [])
        for id_, day, role, words in STORIES:
            about: dict[str, object] = {
                "outlet": "The Fjord Post",
                "title": f"On the {id_}",
                "published": date.fromisoformat(day),
            }
            told = story(ODALYS, role or "mayor of Fjordby", words, article_id=id_, **about)
            store.add_extraction(replace(told, quotations=(replace(told.quotations[0], role=role),)))
    monkeypatch.setenv("ONRECORD_DB", str(path))


@pytest.mark.usefixtures("career")
def test_who_shows_the_timeline_with_its_sources(run: Run) -> None:
    out = run("who", ODALYS).out
    assert out.split("\nRoles\n")[1].split("\n\n")[0] == (
        "  Rower · since 2017-05\n"
        "    registry: the club\n"
        "  Mayor, Fjordby · 2015 to 2019-06-30\n"
        "    registry: yearbook of Fjordby\n"
        "    stated 4 times 2016-02-01 to 2018-06-01, also as “Fjordby mayor”, “former mayor of Fjordby”\n"
        "    first: “mayor of Fjordby”, The Fjord Post, “On the bridge”, 2016-02-01\n"
        "  Harbour master, Tangby · 2003-01 to 2006\n"
        "    registry: yearbook of Fjordby"
    )


@pytest.mark.usefixtures("career")
def test_who_tells_where_articles_and_registry_disagree(run: Run) -> None:
    told = run("who", ODALYS).out.split("\nArticles and registry disagree\n")[1].split("\n\n")[0]
    assert told == (
        "  the article calls this speaker “former mayor of Fjordby” on 2018-04-01, "
        "and the registry has “Mayor, Fjordby” from 2015 to 2019-06-30: former before the end\n"
        "    The Fjord Post, “On the budget”, 2018-04-01"
    )


@pytest.mark.usefixtures("career")
def test_who_on_a_day_tells_what_the_speaker_was_and_had_said(run: Run) -> None:
    ran = run("who", ODALYS, "--on", "2018-03-11", "--limit", 1)
    assert ran.status == 0
    assert ran.out.startswith(
        "Odalys Brandtveit (person; id odalys-brandtveit)\n\n"
        "On 2018-03-11\n"
        "  was Mayor, Fjordby\n"
        "    registry: 2015 to 2019-06-30, yearbook of Fjordby\n"
        "    seen 2016-02-01 to 2018-06-01, the nearest 2018-03-01, 10 days away\n"
        "  may have been Rower\n"
        "    registry: since 2017-05, the club\n"
    )
    assert "Quotations up to 2018-03-11\n  published 2018-03-01" in ran.out
    assert "… and more: onrecord quotes --by odalys-brandtveit --until 2018-03-11" in ran.out


@pytest.mark.usefixtures("career")
def test_who_on_a_year_says_in(run: Run) -> None:
    assert "\nIn 2004\n  was Harbour master, Tangby\n" in run("who", ODALYS, "--on", "2004").out


@pytest.mark.usefixtures("career")
def test_who_says_nothing_of_a_day_of_which_nothing_is_known(run: Run) -> None:
    ran = run("who", ODALYS, "--on", "1999-01-01")
    assert (ran.status, ran.out.split("\n\n")[1]) == (0, "On 1999-01-01\n  nothing on record\n")
    assert run("who", ODALYS, "--on", "once").status == 2


def test_who_on_a_day_tells_what_only_articles_say_in_their_words(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rower.db"
    with Store.open(path) as store:
        store.add_extraction(story(ODALYS, "chair of the rowing club", published=date(2020, 1, 5)))
    assert run("who", ODALYS, "--on", "2020-01-09", "--db", path).out.split("\n\n")[1] == (
        "On 2020-01-09\n"
        "  by articles: chair of the rowing club\n"
        "    seen 2020-01-05, the nearest 2020-01-05, 4 days away"
    )


@pytest.mark.usefixtures("career")
def test_who_as_json_has_the_timeline_the_day_and_the_disagreements(run: Run) -> None:
    told = json.loads(run("who", ODALYS, "--on", "2018-03-11", "--format", "jsonl").out)
    assert [entry["what"] for entry in told["timeline"]] == ["Rower", "Mayor, Fjordby", "Harbour master, Tangby"]
    assert (told["timeline"][1]["since"], told["timeline"][1]["dates"], told["timeline"][1]["source"]) == (
        "2015",
        "registry",
        "registry",
    )
    assert (told["on"], [(then["held"], then["what"], then["days"]) for then in told["then"]]) == (
        "2018-03-11",
        [("was", "Mayor, Fjordby", 10), ("may have been", "Rower", None)],
    )
    (conflict,) = told["role_conflicts"]
    assert (conflict["kind"], conflict["registry"]["end"], conflict["article"]["id"]) == (
        "former while held",
        "2019-06-30",
        "budget",
    )
    assert "“former mayor of Fjordby”" in conflict["says"]


@pytest.mark.usefixtures("career")
def test_a_quotation_as_json_has_the_role_of_its_day_and_the_disagreement(run: Run) -> None:
    lamp, budget, ferry, _ = map(json.loads, run("quotes", "--format", "jsonl").out.splitlines())
    assert (lamp["role"], [(then["text"], then["held"]) for then in lamp["role_then"]]) == (
        None,
        [("Mayor, Fjordby", "was"), ("Rower", "may have been")],
    )
    assert (budget["role_then"], budget["role_conflict"]["kind"]) == ([], "former while held")
    assert ferry["role_conflict"] is None


@pytest.mark.usefixtures("career")
def test_show_tells_the_registrys_role_as_the_registrys(run: Run) -> None:
    lamp, budget, *_ = (json.loads(line)["id"] for line in run("quotes", "--format", "jsonl").out.splitlines())
    assert "registry: Mayor, Fjordby (2015 to 2019-06-30); perhaps Rower (since 2017-05)\n" in run("show", lamp).out
    assert "disagreement: the article calls this speaker “former mayor of Fjordby”" in run("show", budget).out


def test_a_long_career_is_cut_off_with_a_word_how_to_see_all(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "long.db"
    with Store.open(path) as store:
        locks = [f"keeper of the lock at Quensel{number}x" for number in range(25)]
        text = f"“Locks,” said {ODALYS}, {', '.join(locks)}."
        people = [mention(ODALYS, *locks, forms=[ODALYS], text=text)]
        store.add_extraction(extraction(Article("locks", text), Said("“Locks,”", ODALYS), people=people))
    out = run("who", ODALYS, "--db", path).out
    assert out.count("  keeper of the lock") == 20
    assert "  … and 5 more: onrecord who odalys-brandtveit --format jsonl\n" in out
