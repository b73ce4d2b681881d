"""Judging: what is stored stays as it is, what is judged shows everywhere, and an undo leaves nothing behind."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from factory import Said, extraction, story
from onrecord.errors import StoreError
from onrecord.judgements import Judgement
from onrecord.store import Store
from onrecord.types import Article, Extraction

Tables = dict[str, list[tuple[str, ...]]]

GROWING = {"judgement", "judgement_subject", "word_key"}
"""The log, and words that names once had: these only lead to names that are there."""
STORED = {"quotation", "article", "outlet", "role", "role_evidence", "name_evidence", "trait", "doubt", "fingerprint"}


def tables(store: Store) -> Tables:
    """Return all rows but of what only grows; names and their keys without the numbers that they happen to have."""
    with store._open.connect() as connection:
        forms = {row.id: (row.speaker_id, row.form, row.curated) for row in rows(connection, "name")}
        found = {name: [dict(row._mapping) for row in rows(connection, name)] for name in SQLModel.metadata.tables}
    for row in found["name"]:
        del row["id"]
    for row in (row for some in found.values() for row in some if "name_id" in row):
        row["name_id"] = forms[row["name_id"]]
    return {name: sorted(tuple(map(repr, row.values())) for row in found[name]) for name in found.keys() - GROWING}


def rows(connection: sqlalchemy.Connection, table: str) -> list[Any]:
    return list(connection.execute(sqlalchemy.select(SQLModel.metadata.tables[table])))


# -- at random -------------------------------------------------------------------------------------------

PEOPLE = [
    "Odalys Brandtveit",
    "Ulf Tangmere",
    "Marta Tangmere",
    "Zoë Quandt",
    "Tangmere",
    "Odalis Brandtveit",
    "Edda Ubbing",
]
ROLES = ["baker", "mayor of Fjordby", "nurse", "harbour master"]
SAID = [
    "We will mend the old bridge before the winter storms come",
    "Nobody has ever asked the fishermen of this town about it",
    "The ferry is late again and the council does not care",
]


def articles(chance: random.Random, number: int) -> list[Extraction]:
    """Make up articles: several people say a few things, some of them the same in other articles."""
    found = []
    for count in range(number):
        text, quoted = "", []
        for name, said in zip(chance.sample(PEOPLE, 3), chance.sample(SAID, chance.randint(1, 3)), strict=False):
            words, role = f"“{said}{chance.choice(['', ', friends'])},”", chance.choice(ROLES)
            text += f"{words} said {name}, {role}. "
            quoted.append(Said(words, name, role=role, cue="said", source=name))
        day = date(2021, 5, 1) + timedelta(days=chance.randint(0, 3))
        about = Article(f"a{count}", text, outlet=chance.choice(["Tang Times", "Fjord Post"]), published=day)
        found.append(extraction(about, *quoted))
    return found


def judge(store: Store, chance: random.Random) -> Judgement | None:
    """Judge something at random; None where that is refused."""
    with store._open.connect() as connection:
        speakers = sorted(row.id for row in rows(connection, "speaker"))
        quotations = sorted(row.id for row in rows(connection, "quotation"))
    one, other, quotation = chance.choice(speakers), chance.choice(speakers), chance.choice(quotations)
    log = [each.judgement.id for each in store.judgements()]
    verbs: list[Callable[[], Judgement]] = [
        lambda: store.merge(one, other, who="desk"),
        lambda: store.merge(other, one, who="desk", why="the same boat"),
        lambda: store.split(one, who="desk"),
        lambda: store.split(one, quotations=[quotation], to=chance.choice([None, other]), who="desk"),
        lambda: store.judge_apart(one, other, who="desk"),
        lambda: store.rename(one, chance.choice(["The Eagle", "Ulf Tangmere"]), who="desk"),
        lambda: store.alias(one, chance.choice(["Grey Wolf", *PEOPLE]), strong=chance.random() < 0.5, who="desk"),
        lambda: store.assign(quotation, one, who="desk"),
        lambda: store.assign(quotation, "Nobody Knownbefore", new=True, who="desk"),
        lambda: store.reject(quotation, who="desk"),
        lambda: store.undo(chance.choice(log), who="desk"),
    ]
    try:
        return chance.choice(verbs[:-1] if not log else verbs)()
    except StoreError:
        return None


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("empty") / "registry.db"
    Store.open(made).close()
    return made


@contextmanager
def judged(empty: Path, chance: random.Random, times: int) -> Iterator[Store]:
    """Make a registry of a few articles that is judged at random."""
    file = empty.with_name("judged.db")
    for left in empty.parent.glob("judged.db*"):
        left.unlink()
    shutil.copy(empty, file)
    with Store.open(file) as store:
        list(store.add_all(articles(chance, 5)))
        for _ in range(times):
            judge(store, chance)
        yield store


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**32))
def test_a_judgement_that_is_undone_leaves_every_row_as_it_was(empty: Path, seed: int) -> None:
    chance = random.Random(seed)
    with judged(empty, chance, times=6) as store:
        for _ in range(4):
            before, doubts = tables(store), store.doubts()
            made = judge(store, chance)
            if made is not None:
                store.undo(made.id, who="desk")
            assert tables(store) == before
            assert store.doubts() == doubts
            judge(store, chance)


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**32))
def test_no_judgement_changes_what_articles_say_or_makes_a_cycle(empty: Path, seed: int) -> None:
    chance = random.Random(seed)
    with judged(empty, chance, times=0) as store:
        stored = {name: rows for name, rows in tables(store).items() if name in STORED}
        for _ in range(10):
            judge(store, chance)
            check_merges(store)
        after = tables(store)
        assert {name: after[name] for name in stored} == stored
        store.replay()
        assert tables(store) == after


def check_merges(store: Store) -> None:
    """Whoever counts as another counts as one who counts as nobody else; none that are apart are one."""
    with store._open.connect() as connection:
        merged = {row.id: row.merged_into for row in rows(connection, "speaker")}
        apart = [(row.speaker_id, row.other_id) for row in rows(connection, "judged_apart")]
    assert all(merged[into] is None for into in merged.values() if into is not None)
    assert all((merged[one] or one) != (merged[other] or other) for one, other in apart)


# -- the log ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["UPDATE judgement SET who = 'nobody'", "DELETE FROM judgement"])
def test_the_log_refuses_to_be_edited(store: Store, change: str) -> None:
    store.add_extraction(story("Ulf Tangmere", "baker"))
    store.rename("ulf-tangmere", "Ulf the Baker", who="desk")
    with (
        pytest.raises(sqlalchemy.exc.DBAPIError, match="judgements are never changed"),
        store._open.begin() as connection,
    ):
        connection.execute(sqlalchemy.text(change))
    assert [each.judgement.who for each in store.judgements()] == ["desk"]


@pytest.mark.parametrize("why", ["a\x07b", "a\u2028b", "a\ud800b", "\ufeffa\n\tb ", "a\0b", "🌊"])
def test_any_reason_can_be_given_and_read_again(store: Store, why: str) -> None:
    store.add_extraction(story("Ulf Tangmere", "baker"))
    store.rename("ulf-tangmere", "Ulf the Baker", who=f"desk {why}", why=why)
    store.reject(store.quotes()[0].id, who="desk")
    assert len(store.judgements()) == 2


@pytest.mark.parametrize("name", ["a\x07b", "a\ud800b", "a\0b", "🌊", "\ufeffa"])
def test_any_name_on_one_line_can_be_given(store: Store, name: str) -> None:
    store.add_extraction(story("Ulf Tangmere", "baker"))
    made = store.rename("ulf-tangmere", name, who="desk")
    assert store.speaker("ulf-tangmere").name == name
    store.undo(made.id, who="desk")
    assert store.speaker("ulf-tangmere").name == "Ulf Tangmere"


# -- what is judged shows everywhere ---------------------------------------------------------------------

BRIDGE = "“We will mend the old bridge before the winter storms come,”"


def two_of_one_wording(store: Store) -> tuple[str, str]:
    """Add an agency's copy of one quotation in two articles, and somebody else; return the ids of the two."""
    for id_, day in (("a1", date(2021, 5, 1)), ("a2", date(2021, 5, 4))):
        store.add_extraction(story("Odalys Brandtveit", "mayor", BRIDGE, article_id=id_, published=day))
    store.add_extraction(story("Ulf Tangmere", "baker", "“Nobody has ever asked us about it,”", article_id="a3"))
    first, second = sorted(store.quotes(by="odalys-brandtveit"), key=lambda each: each.article.id)
    return first.id, second.id


def view(store: Store, name: str) -> list[dict[str, Any]]:
    with store._open.connect() as connection:
        return [dict(row) for row in connection.execute(sqlalchemy.text(f"SELECT * FROM {name}")).mappings()]


def test_a_rejected_quotation_is_nowhere_but_by_its_id(store: Store) -> None:
    first, second = two_of_one_wording(store)
    before = store.stats()
    judged = store.reject(first, who="desk", why="a headline")
    assert first not in {each.id for each in (*store.quotes(), *store.each_quote(), *store.quotes(about="bridge"))}
    record = store.speaker("odalys-brandtveit")
    assert (record.quotations, record.first_said, record.last_said) == (1, date(2021, 5, 4), date(2021, 5, 4))
    assert [each.quotations for each in store.speakers("Odalys Brandtveit")] == [1]
    assert store.stats().quotations == before.quotations - 1
    assert [each.quotation.id for each in store.family(second).members] == [second]
    assert [each.quotation.id for each in store.near(BRIDGE)] == [second]
    assert {row["id"] for row in view(store, "quotes")} == {each.id for each in store.quotes()}
    assert {row["id"]: row["quotations"] for row in view(store, "speakers")} == {
        "odalys-brandtveit": 1,
        "ulf-tangmere": 1,
    }
    shown = store.quote(first)
    assert shown.rejected
    assert judged.id in shown.reasons[-1].detail
    assert "a headline" in shown.reasons[-1].detail


def test_an_assigned_quotation_has_its_new_speaker_everywhere(store: Store) -> None:
    first, second = two_of_one_wording(store)
    store.assign(first, "ulf-tangmere", who="desk")
    assert {each.id for each in store.quotes(by="ulf-tangmere")} >= {first}
    assert [each.id for each in store.quotes(by="odalys-brandtveit")] == [second]
    shown = store.quote(first)
    assert (shown.speaker.id, shown.speaker.name, shown.confidence, shown.role) == (
        "ulf-tangmere",
        "Ulf Tangmere",
        1,
        None,
    )
    assert {each.id: each.quotations for each in store.speakers("Ulf Tangmere")} == {"ulf-tangmere": 2}
    assert store.speaker("ulf-tangmere").first_said == date(2021, 5, 1)
    assert [each.quotation.id for each in store.family(second).members] == [second]
    assert [each.id for each in store.family(second).elsewhere] == [first]
    assert {each.quotation.speaker.id for each in store.near(BRIDGE, by=["ulf-tangmere"])} == {
        "ulf-tangmere",
        "odalys-brandtveit",
    }
    quotes = {row["id"]: row for row in view(store, "quotes")}
    assert (quotes[first]["speaker_id"], quotes[first]["speaker"]) == ("ulf-tangmere", "Ulf Tangmere")
    assert {row["id"]: row["quotations"] for row in view(store, "speakers")} == {
        "odalys-brandtveit": 1,
        "ulf-tangmere": 2,
    }


# -- articles that come back -----------------------------------------------------------------------------


def test_a_changed_article_keeps_what_was_judged_of_the_quotations_that_are_still_there(store: Store) -> None:
    text = "“We will mend it,” said Odalys Brandtveit. “Not in winter,” said Ulf Tangmere. “No,” said Edda Ubbing."
    said = [Said("“We will mend it,”", "Odalys Brandtveit"), Said("“Not in winter,”", "Ulf Tangmere")]
    both = [*said, Said("“No,”", "Edda Ubbing")]
    store.add_extraction(story("Edda Ubbing", "nurse", article_id="elsewhere"))
    store.add_extraction(extraction(Article("a", text), *both))
    ids = {each.text: each.id for each in store.quotes()}
    store.reject(ids["“We will mend it,”"], who="desk")
    store.assign(ids["“Not in winter,”"], "edda-ubbing", who="desk")
    store.assign(ids["“No,”"], "ulf-tangmere", who="desk")
    everything = whose(store)
    assert everything == {"“Not in winter,”": "edda-ubbing", "“No,”": "ulf-tangmere"}
    store.add_extraction(extraction(Article("a", f"At noon. {text}", title="Mended"), *said))
    assert whose(store) == {"“Not in winter,”": "edda-ubbing"}
    store.add_extraction(extraction(Article("a", text), *both))
    assert whose(store) == everything


def test_what_was_judged_of_somebody_who_is_gone_waits_for_them(store: Store) -> None:
    text = "“Not in winter,” said Ulf Tangmere. “No,” said Edda Ubbing."
    said = [Said("“Not in winter,”", "Ulf Tangmere"), Said("“No,”", "Edda Ubbing")]
    store.add_extraction(extraction(Article("a", text), *said))
    (first,) = store.quotes(by="ulf-tangmere")
    judged = store.assign(first.id, "edda-ubbing", who="desk")
    store.add_extraction(extraction(Article("a", text, title="Shortened"), said[0]))
    assert [(each.judgement.id, each.waits) for each in store.judgements()] == [(judged.id, True)]
    store.add_extraction(extraction(Article("a", text), *said))
    assert store.quote(first.id).speaker.id == "edda-ubbing"


def whose(store: Store) -> dict[str, str | None]:
    return {each.text: each.speaker.id for each in store.quotes() if each.article.id == "a"}
