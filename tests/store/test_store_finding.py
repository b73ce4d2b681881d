"""Names are found as by comparing the query with every name, from indexed rows alone."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from sqlmodel import Session, select

from factory import Said, extraction, mention, story
from onrecord.names import search_score
from onrecord.store import Store, finding, wordkeys
from onrecord.store.tables import NameRow, NameWordRow, SpeakerRow, WordKeyRow
from onrecord.types import Article
from postgres import Server

NAMES = (
    "Karima al-Brandtveiti",
    "Adel Abdul-Mahdi",
    "Mohammed Tangmere",
    "Muhammad Tangmare",
    "Mary Ann Ostergaard",
    "Maryann Ostergard",
    "Jacob Rees-Ostergaard",
    "Ludwig van Fjordhoven",
    "Konstantinos Papathanasopoulos",
    "Ana de la Torrevieja",
    "Zoë Brandtveit",
    "J.K. Tangmere",
    "Ulf Bo",
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def named(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A registry of these names on each engine, which no test changes."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('names') / 'registry.db'}"
    else:
        server: Server = request.getfixturevalue("postgresql")
        url = server.url(server.create())
    with Store.open(url) as store:
        for number, name in enumerate(NAMES):
            store.add_extraction(story(name, f"baker {number}", article_id=f"a{number}"))
        yield store


def found(store: Store, query: str) -> set[str]:
    return {match.id for match in store.speakers(query, limit=None)}


def compared(store: Store, query: str) -> set[str]:
    """Return whom comparing the query with all names finds."""
    with Session(store._open) as session:
        names = session.exec(select(NameRow.speaker_id, NameRow.form)).all()
    return {id_ for id_, form in names if search_score(query, form) >= finding.FOUND}


@pytest.mark.parametrize(
    "query",
    [
        *NAMES,
        *"brandtveiti brandveit Brandtveitis brandtveit karima karim tangmere tangmeres tangmer mohamed".split(),
        *"abdulmahdi maryann rees ostergaard fjordhoven papathanasopulos papatanasopoulos torrevieja zoe".split(),
        *("abdul mahdi", "adel mahdi", "mary ann", "konstantinos papa", "de la torrevieja", "jk", "bo"),
        *("x", "", "?", "ulf bo bo", "senator karima brandtveiti"),
    ],
)
def test_a_query_finds_what_comparing_it_with_all_names_finds(named: Store, query: str) -> None:
    assert found(named, query) == compared(named, query)


def test_slips_of_the_keyboard_find_the_name(named: Store) -> None:
    chance = random.Random(1)
    for name in NAMES[:10]:
        last = name.split()[-1].lower()
        for _ in range(10):
            at = chance.randrange(1, len(last))
            slip = chance.choice((last[:at] + last[at + 1 :], last[:at] + chance.choice("aeiou") + last[at:]))
            assert found(named, slip) == compared(named, slip), slip


def test_of_many_of_one_name_those_with_most_quotations_come_first(store: Store) -> None:
    for number in range(30):
        text = " ".join(f"“Word {number} {at},”" for at in range(1 + number % 4))
        name = f"{chr(65 + number % 26)}{'abcdefgh'[number % 8]}rik Tangmere"
        said = [Said(f"“Word {number} {at},”", name) for at in range(1 + number % 4)]
        store.add_extraction(extraction(Article(f"a{number}", text), *said, people=[mention(name, f"baker {number}")]))
    matches = store.speakers("tangmere", limit=5).matches
    assert [match.quotations for match in matches] == sorted((m.quotations for m in matches), reverse=True)
    everybody = store.speakers("tangmere", limit=None).matches
    assert [match.id for match in everybody][:5] == [match.id for match in matches]


def test_the_words_of_names_go_with_them(store: Store) -> None:
    store.add_extraction(story("Marta Ostergaard", None))
    store.add_extraction(story("Ulf Tangmere", None))
    with Session(store._open) as session:
        assert set(session.exec(select(NameWordRow.word))) == {"ulf", "tangmere", "=ulftangmere"}
        assert set(session.exec(select(WordKeyRow.word))) == {"ulf", "tangmere"}


def test_made_anew_it_is_the_same(named: Store) -> None:
    def rows(session: Session) -> tuple[list[str], list[str]]:
        return sorted(map(repr, session.exec(select(NameWordRow)))), sorted(map(repr, session.exec(select(WordKeyRow))))

    with Session(named._open) as session:
        before = rows(session)
        finding.rebuild(session)
        assert rows(session) == before
        assert len(session.exec(select(NameRow)).all()) >= len(session.exec(select(SpeakerRow)).all())


def test_a_slip_leaves_a_key_in_common() -> None:
    for word in ("brandt", "tangmere", "ostergaard", "papathanasopoulos"):
        for at in range(len(word)):
            assert set(wordkeys.keys(word)) & set(wordkeys.keys(word[:at] + word[at + 1 :])), (word, at)
            assert set(wordkeys.keys(word)) & set(wordkeys.keys(word[:at] + "q" + word[at + 1 :])), (word, at)
