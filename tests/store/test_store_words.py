"""Words are found alike on both engines: the same quotations in the same order, whatever is typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factory import ORGANIZATION, Said, extraction, mention, story
from onrecord.errors import StoreError
from onrecord.searchwords import words
from onrecord.store import Store
from onrecord.store.asking import Asked
from onrecord.types import Article, Extraction, SpeakerType
from onrecord.wordquery import meets, parse
from postgres import Server

SAID = (
    "“We will mend the old bridge,”",
    "“Troops mend bridges; the bridge stays,”",
    "“No bridge, no troops, no money,”",
    "“The U.S. didn’t fix O’Neill’s café bridge,”",
    "“桥梁明天重新开放,”",
    "“The the the bridge of the café,”",
    "“So \0 and 100% sure, \U0010fffe,”",
    "“Us and them: useful things,”",
    "“สะพานเปิดพรุ่งนี้,”",
    "“" + "so " * 300 + "much,”",
)


def _articles() -> Iterator[Extraction]:
    for number, said in enumerate(SAID):
        day = date(2020, 1, 1) + timedelta(days=number // 2)
        yield story("Ulf Tangmere", "mayor of Fjordby", said, article_id=f"a{number}", published=day)


@pytest.fixture(scope="module")
def engines(postgresql: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """The same quotations on both engines."""
    name = postgresql.create()
    urls = tmp_path_factory.mktemp("words") / "registry.db", postgresql.url(name)
    with Store.open(urls[0]) as sqlite, Store.open(urls[1]) as other:
        for store in (sqlite, other):
            for each in _articles():
                store.add_extraction(each)
        yield sqlite, other
    postgresql.drop(name)


WORDS = "bridge mend the old troops us cafe 桥 明天 so of br usef fix สะพาน 100".split()
_ATOMS = st.sampled_from(WORDS) | st.sampled_from(WORDS).map(lambda word: f"{word}*")
_PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda some: f'"{" ".join(some)}"')
_NEAR = st.tuples(_ATOMS | _PHRASES, _ATOMS | _PHRASES, st.integers(0, 4)).map(
    lambda one: "NEAR({} {}, {})".format(*one)
)
QUERIES = st.recursive(
    _ATOMS | _PHRASES | _NEAR,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(" ".join)
        | st.lists(inner, min_size=2, max_size=2).map(lambda some: f"({' OR '.join(some)})")
        | st.lists(inner, min_size=2, max_size=2).map(lambda some: f"({' NOT '.join(some)})")
    ),
    max_leaves=5,
)


def ids(store: Store, about: str) -> list[str]:
    return [each.article.id for each in store.quotes(about=about)]


def expected(about: str) -> set[str]:
    query = parse(about)
    return {f"a{n}" for n, said in enumerate(SAID) if query is not None and meets(query, words(said))}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES)
def test_both_engines_find_what_meets_a_query_in_one_order(engines: tuple[Store, Store], about: str) -> None:
    sqlite, other = (ids(store, about) for store in engines)
    assert sqlite == other
    assert set(sqlite) == expected(about)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30) | st.text(alphabet="bridge \"()*-/,1NEARORNOT\0\udcff\\':&|!<>{}^+", max_size=30))
def test_any_text_may_be_asked_for(engines: tuple[Store, Store], about: str) -> None:
    sqlite, other = (ids(store, about) for store in engines)
    assert sqlite == other
    if words(about):
        assert set(sqlite) == expected(about)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES)
def test_few_quotations_of_a_speaker_are_read_for_the_same(engines: tuple[Store, Store], about: str) -> None:
    for store in engines:
        by_reading = [each.article.id for each in store.quotes(by="ulf-tangmere", about=about)]
        assert by_reading == ids(store, about)


def test_the_best_are_the_same_on_both(engines: tuple[Store, Store]) -> None:
    best = [[each.article.id for each in store.quotes(about="bridge OR troops", sort="best")] for store in engines]
    assert best[0] == best[1]
    assert best[0][:2] == ["a2", "a1"]


def test_what_is_taken_back_is_found_no_more(store: Store) -> None:
    store.add_extraction(story("Ulf Tangmere", "mayor", "“The bridge is old,”"))
    store.add_extraction(story("Ulf Tangmere", "pilot", "“The ferry is new,”"))
    assert store.quotes(about="bridge") == []
    assert store.quotes(role="mayor") == []
    assert len(store.quotes(about="ferry", role="pilot")) == 1


@pytest.fixture
def offices(store: Store) -> Store:
    text = "“It sails,” said Ulf Tangmere, a minister of Zendle, on Radio Tang. Zendle Port Authority said it was so."
    ulf = mention("Ulf Tangmere", "minister of Zendle", text=text)
    said = Said("“It sails,”", "Ulf Tangmere", role="minister of Zendle", via=("Radio Tang", "Tang Times"))
    port = Said("it was so", "Zendle Port Authority", ORGANIZATION)
    store.add_extraction(extraction(Article("a1", text), said, port, people=[ulf]))
    store.add_extraction(story("Marta Hansen", "baker", article_id="a2"))
    return store


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"role": "minister"}, ["“It sails,”"]),
        ({"role": "MINISTER zendle"}, ["“It sails,”"]),
        ({"role": '"zendle minister"'}, []),
        ({"role": "minister", "about": "sails"}, ["“It sails,”"]),
        ({"role": "minister", "about": "bridge"}, []),
        ({"org": "Zendle"}, ["“It sails,”", "it was so"]),
        ({"org": '"port authority"'}, ["it was so"]),
        ({"via": "radio tang"}, ["“It sails,”"]),
        ({"via": "tang tang"}, []),
        ({"via": "—"}, []),
    ],
)
def test_quotations_by_role_organization_and_who_passed_them_on(offices: Store, asked: Asked, found: list[str]) -> None:
    assert [each.text for each in offices.quotes(**asked)] == found


def test_quotations_that_nobody_said_under_a_name_are_found_by_words(store: Store) -> None:
    text = "“No bridge,” a source said."
    source = Said("“No bridge,”", "source", SpeakerType.ANONYMOUS)
    store.add_extraction(extraction(Article("a1", text), source))
    assert len(store.quotes(by="source", about="bridge")) == 1
    with pytest.raises(StoreError, match="not where a page ended"):
        store.quotes(after="x")
