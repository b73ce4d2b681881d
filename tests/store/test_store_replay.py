"""Whatever people judge and take back: the registry answers as one that was made anew from the articles and the log.

Each example makes up articles, judges at random, undoes at random, and compares every answer of several registries.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factory import Said, extraction
from onrecord.errors import StoreError
from onrecord.judgements import Judgement
from onrecord.store import Store
from onrecord.store.search import slug
from onrecord.types import Article, Extraction

PEOPLE = (
    "Odalys Brandtveit;Ulf Tangmere;Marta Hansdal;Zoë Quandt;Edda Ubbing;Fenja Rosvang;Ivor Stormley;Lioba Fjellheimer"
).split(";")
SAID = (
    "We will mend the old bridge before the winter storms come",
    "Nobody has ever asked the fishermen of this town about it",
    "The ferry is late again and the council does not care",
    "Not one of us has seen the money that was promised",
)
INFORMING = ("namesake", "alias")
"""What tells linking of names that articles have: from then on it answers otherwise."""
VERBS = (
    *["merge"] * 3,
    "split",
    "divide",
    "apart",
    "rename",
    "nickname",
    "assign",
    "assign new",
    "reject",
    "undo",
    "undo",
)


def articles(chance: random.Random, number: int) -> list[Extraction]:
    """Make up articles: several people say a few things, some of them the same in other articles."""
    found = []
    for count in range(number):
        quoted = []
        text = ""
        for name in chance.sample(PEOPLE, chance.randint(1, 3)):
            words = f"“{chance.choice(SAID)}, {chance.choice(['today', 'then', 'I say', 'friends'])},”"
            if words not in text:
                text += f"{words} said {name}. "
                quoted.append(Said(words, name, cue="said", source=name))
        day = date(2021, 5, 1) + timedelta(days=chance.randint(0, 3))
        about = Article(f"a{count}", text, outlet=chance.choice(["Tang Times", "Fjord Post"]), published=day)
        found.append(extraction(about, *quoted))
    return found


def judge(store: Store, chance: random.Random, *more: str) -> Judgement | None:
    """Judge something at random; what is refused leaves nothing behind."""
    found = store.quotes()
    quotations = sorted(each.id for each in found)
    ids = {each.speaker.id for each in found} | {slug(each.speaker.name or "") for each in found}
    speakers = sorted(id_ for id_ in ids if id_ is not None)
    if not quotations:
        return None
    one, other = chance.choice(speakers), chance.choice(speakers)
    try:
        match chance.choice((*VERBS, *more)):
            case "merge":
                return store.merge(one, other, who="desk")
            case "split":
                return store.split(one, who="desk")
            case "divide":
                return (
                    store.split(one, quotations=[store.quotes(by=one)[0].id], to=other, who="desk")
                    if one != other
                    else None
                )
            case "namesake":
                return store.split(one, quotations=_first(store, one), who="desk")
            case "apart":
                return store.judge_apart(one, other, who="desk")
            case "rename":
                return store.rename(one, chance.choice(["The Eagle", "Captain Nemeris"]), who="desk")
            case "nickname":
                return store.alias(one, "Grey Wolf", strong=chance.random() < 0.5, who="desk")
            case "alias":
                return store.alias(one, chance.choice(PEOPLE), who="desk")
            case "assign":
                return store.assign(chance.choice(quotations), one, who="desk")
            case "assign new":
                return store.assign(chance.choice(quotations), "Nobody Knownbefore", new=True, who="desk")
            case "reject":
                return store.reject(chance.choice(quotations), who="desk")
            case _:
                log = [each.judgement.id for each in store.judgements()]
                return store.undo(chance.choice(log), who="desk") if log else None
    except (StoreError, IndexError):
        return None


def _first(store: Store, speaker: str) -> list[str]:
    return [store.quotes(by=speaker, limit=1)[0].id]


def _ids(store: Store, id_: str) -> list[str]:
    record = store.speaker(id_)
    return [record.id, *record.merged]


def answers(store: Store) -> dict[str, Any]:
    """Return all that the registry says, less when its articles were added."""
    quotes = [_plain(each) for each in store.quotes()]
    ids = sorted({id_ for each in store.quotes() if each.speaker.id for id_ in _ids(store, each.speaker.id)})
    everything: dict[str, Any] = {"quotes": quotes, "stats": store.stats()}
    everything["who"] = {id_: _record(store.speaker(id_)) for id_ in ids}
    everything["by"] = {id_: [each.id for each in store.quotes(by=id_)] for id_ in ids}
    names = (*PEOPLE, "The Eagle", "Captain Nemeris", "Grey Wolf", "Nobody Knownbefore")
    everything["names"] = {name: [(each.id, each.form, each.exact) for each in store.speakers(name)] for name in names}
    everything["families"] = {
        each.id: sorted(member.quotation.id for member in store.family(each.id).members) for each in store.quotes()
    }
    return everything


def _plain(quotation: Any) -> Any:
    # Why an article's person is one on record differs where that was not on record yet.
    reasons = tuple(reason for reason in quotation.reasons if reason.rule in ("by hand", "judgement"))
    return replace(quotation, article=replace(quotation.article, added_at=None), reasons=reasons)


def _record(record: Any) -> Any:
    return replace(record, roles=[role.text for role in record.roles])


@cache
def template() -> bytes:
    """Return an empty registry: to make the schema takes longer than to judge."""
    with tempfile.TemporaryDirectory() as folder:
        Store.open(path := Path(folder) / "registry.db").close()
        return path.read_bytes()


@contextmanager
def registry() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registry.db"
        path.write_bytes(template())
        with Store.open(path) as store:
            yield store


def log(store: Store) -> list[Judgement]:
    return [each.judgement for each in reversed(store.judgements())]


EXAMPLES = settings(
    max_examples=int(os.environ.get("ONRECORD_TEST_EXAMPLES", "3")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
"""Each takes a second; `ONRECORD_TEST_EXAMPLES=200` tries as many."""


@EXAMPLES
@given(st.integers(0, 2**32))
def test_a_registry_answers_as_one_that_is_made_anew(seed: int) -> None:
    chance = random.Random(seed)
    added = articles(chance, 6)
    with registry() as store, registry() as again:
        for each in added:
            store.add_extraction(each)
            again.add_extraction(each)
        for _ in range(12):
            judge(store, chance, *INFORMING)
        said = answers(store)
        store.replay()
        assert answers(store) == said
        again.take_up(log(store))
        assert answers(again) == said


@EXAMPLES
@given(st.integers(0, 2**32))
def test_judgements_may_come_before_their_articles_and_in_between(seed: int) -> None:
    chance = random.Random(seed)
    added = articles(chance, 6)
    with registry() as store, registry() as again, registry() as afterwards:
        for each in added[:4]:
            store.add_extraction(each)
        for _ in range(4):
            judge(store, chance)
        for each in added[4:]:
            store.add_extraction(each)
        for _ in range(6):
            judge(store, chance)
        said = answers(store)
        for each in added:
            again.add_extraction(each)
        again.take_up(log(store))
        assert answers(again) == said
        afterwards.take_up(log(store))
        for each in added:
            afterwards.add_extraction(each)
        assert answers(afterwards) == said


@EXAMPLES
@given(st.integers(0, 2**32))
def test_an_article_that_goes_and_comes_back_finds_its_judgements(seed: int) -> None:
    chance = random.Random(seed)
    added = articles(chance, 5)
    with registry() as store:
        for each in added:
            store.add_extraction(each)
        for _ in range(8):
            judge(store, chance)
        said = answers(store)
        gone = chance.choice(added)
        store.add_extraction(replace(gone, article=replace(gone.article, text="Nothing."), quotations=(), mentions=()))
        store.add_extraction(gone)
        assert answers(store) == said


@EXAMPLES
@given(st.integers(0, 2**32))
def test_what_is_undone_leaves_nothing(seed: int) -> None:
    chance = random.Random(seed)
    added = articles(chance, 6)
    with registry() as store, registry() as plain:
        for each in added[:5]:
            store.add_extraction(each)
            plain.add_extraction(each)
        for _ in range(8):
            judge(store, chance, *INFORMING)
        while standing := [each for each in store.judgements() if not each.undone_by and not each.judgement.undoes]:
            store.undo(chance.choice(standing).judgement.id, who="desk")
        assert answers(store) == answers(plain)
        for registry_ in (store, plain):
            registry_.add_extraction(added[5])
        assert answers(store) == answers(plain)


@EXAMPLES
@given(st.integers(0, 2**32))
def test_what_was_added_under_a_merge_is_as_without_it_once_that_is_undone(seed: int) -> None:
    chance = random.Random(seed)
    added = articles(chance, 6)
    with registry() as store, registry() as plain:
        for each in added[:3]:
            store.add_extraction(each)
        merged = [judge(store, chance) for _ in range(5)]
        for each in added[3:]:
            store.add_extraction(each)
        for each in added:
            plain.add_extraction(each)
        for one in reversed([each for each in merged if each is not None]):
            if not any(each.judgement.id == one.id and each.undone_by for each in store.judgements()):
                store.undo(one.id, who="desk")
        if all(each.undone_by or each.judgement.undoes for each in store.judgements()):
            assert answers(store) == answers(plain)
