"""Who the people of an article are in a real registry: linked, new, provisional with a doubt, or one of several."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlmodel import Session

from factory import Said, extraction, mention, story
from onrecord.store import Doubt, Store, candidates, keys
from onrecord.store.linking import link_all
from onrecord.types import Article, Extraction, SpeakerType

MAYOR = "mayor of Fjordby"


def ids(store: Store) -> dict[str, str | None]:
    return {quotation.article.id: quotation.speaker.id for quotation in store.quotes()}


def told(doubt: Doubt) -> tuple[str, str | None, list[str]]:
    return doubt.name, doubt.speaker_id, [one.id for one in doubt.candidates]


def test_a_full_name_without_a_role_is_a_provisional_speaker_where_many_bear_it(store: Store) -> None:
    store.add_extraction(story("John Smith", MAYOR, article_id="a1"))
    added = store.add_extraction(story("John Smith", None, "“It leaks,”", article_id="a2", outlet="The Post"))
    assert added.new == ("john-smith-2",)
    (doubt,) = store.doubts()
    assert told(doubt) == ("John Smith", "john-smith-2", ["john-smith"])
    assert (doubt.article_id, doubt.type, doubt.quotations) == ("a2", SpeakerType.PERSON, 1)
    assert [reason.rule for reason in doubt.candidates[0].pro] == ["full name, common"]
    (quotation,) = store.quotes(by="john-smith-2")
    assert quotation.reasons[-1].rule == "not enough"


def test_one_who_may_be_either_of_two_is_neither_and_in_doubt(store: Store) -> None:
    store.add_extraction(story("John Smith", "Scottish goalkeeper", article_id="a1"))
    store.add_extraction(story("John Smith", "Kenyan senator", article_id="a2"))
    store.add_extraction(story("John Smith", None, "“It leaks,”", article_id="a3"))
    assert ids(store)["a3"] is None
    assert [told(doubt) for doubt in store.doubts()] == [("John Smith", None, ["john-smith", "john-smith-2"])]


def test_a_doubt_is_taken_back_with_its_article_and_not_made_twice(store: Store) -> None:
    store.add_extraction(story("John Smith", MAYOR, article_id="a1"))
    found = story("John Smith", None, "“It leaks,”", article_id="a2")
    store.add_extraction(found)
    store.add_extraction(replace(found, article=replace(found.article, title="A correction")))
    assert [told(doubt) for doubt in store.doubts()] == [("John Smith", "john-smith-2", ["john-smith"])]
    assert ids(store)["a2"] == "john-smith-2"
    store.add_extraction(story("John Smith", "Fjordby mayor", "“It leaks,”", article_id="a2"))
    assert store.doubts() == []
    assert ids(store) == {"a1": "john-smith", "a2": "john-smith"}


def test_the_doubts_with_the_best_candidates_come_first(store: Store) -> None:
    store.add_extraction(story("John Smith", MAYOR, article_id="a1"))
    store.add_extraction(story("Rurik Tangmere", "baker in Fjordby", article_id="a2"))
    store.add_extraction(story("John Smith", None, "“It leaks,”", article_id="b1"))
    store.add_extraction(story("Rurik Tangmere", "baker in Hesk", "“It leaks,”", article_id="b2"))
    assert [doubt.name for doubt in store.doubts()] == ["Rurik Tangmere", "John Smith"]
    assert [doubt.name for doubt in store.doubts(limit=1)] == ["Rurik Tangmere"]


def test_those_who_are_only_mentioned_are_never_in_doubt(store: Store) -> None:
    store.add_extraction(story("John Smith", MAYOR, article_id="a1"))
    text = "John Smith was there."
    store.add_extraction(
        extraction(Article("a2", text), people=[mention("John Smith", forms=["John Smith"], text=text)])
    )
    assert store.doubts() == []


def test_shared_company_decides_where_a_name_alone_does_not(store: Store) -> None:
    text = "“Yes,” said John Tangmere. “No,” said Ann Orvolk. “Maybe,” said Ulf Quandt. “Never,” said Cy Tolvan."
    words = (
        ("“Yes,”", "John Tangmere"),
        ("“No,”", "Ann Orvolk"),
        ("“Maybe,”", "Ulf Quandt"),
        ("“Never,”", "Cy Tolvan"),
    )
    said = [Said(each, name, source=name) for each, name in words]
    for number in (1, 2):
        store.add_extraction(
            extraction(Article(f"a{number}", text, outlet="The Post", published=date(2020, 1, 1)), *said)
        )
    assert {q.speaker.id for q in store.quotes() if q.speaker.name == "John Tangmere"} == {"john-tangmere"}


def test_ages_and_towns_beside_a_name_are_kept_and_tell_namesakes_apart(store: Store) -> None:
    def said(article_id: str, text: str, year: int) -> Extraction:
        who = mention("Ana Tangmere", "nurse", forms=["Ana Tangmere"], text=text)
        article = Article(article_id, text, published=date(year, 1, 1))
        return extraction(article, Said("“Yes,”", "Ana Tangmere", source="Ana Tangmere"), people=[who])

    store.add_extraction(said("a1", "“Yes,” said Ana Tangmere, 24, a nurse.", 2020))
    store.add_extraction(said("a2", "“Yes,” said Ana Tangmere, 61, a nurse.", 2020))
    store.add_extraction(said("a3", "“Yes,” said Ana Tangmere, 25, a nurse.", 2021))
    found = ids(store)
    assert found["a1"] == found["a3"] != found["a2"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_same_articles_in_the_same_order_give_the_same_ids(tmp_path: Path, order: tuple[int, ...]) -> None:
    stories = [story("John Smith", role, article_id=f"a{n}") for n, role in enumerate((MAYOR, "Kenyan senator", None))]
    both = []
    for name in ("one.db", "two.db"):
        with Store.open(tmp_path / name) as store:
            for number in order:
                store.add_extraction(stories[number])
            both.append((ids(store), [told(doubt) for doubt in store.doubts()]))
    assert both[0] == both[1]


# -- finding candidates ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("William Tangmere", "Bill Tangmere"),
        ("Qasem Soleimani", "Kassem Suleimani"),
        ("Isolde Fennimore-Tarrant", "Isolde Tarrant"),
        ("Xi Jinping", "Jinping Xi"),
        ("J. Quillfeather", "Jane Quillfeather"),
        ("Abdul Karim Khalaf", "Abd al-Karim Khalaf"),
    ],
)
def test_spellings_of_one_name_share_a_key(stored: str, asked: str) -> None:
    person = SpeakerType.PERSON
    for one, two in ((stored, asked), (asked, stored)):
        assert set(keys.stored(one, person)) & set(keys.asked(two, person, with_role=False))


def test_a_last_name_is_looked_up_only_with_a_role() -> None:
    person = SpeakerType.PERSON
    stored = set(keys.stored("Odalys Brandtveit", person))
    assert stored & set(keys.asked("Brandtveit", person, with_role=True))
    assert not stored & set(keys.asked("Brandtveit", person, with_role=False))
    assert set(keys.stored("Plumo", person, strong=True)) & set(keys.asked("Plumo", person, with_role=False))


@contextmanager
def counting(session: Session) -> Iterator[list[str]]:
    """Collect what is asked of the database."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    yield asked
    event.remove(connection, "before_cursor_execute", note)


def test_the_number_of_queries_does_not_grow_with_the_people(store: Store) -> None:
    names = [f"{given} Brandtveit" for given in ("Odalys", "Rurik", "Marta", "Sven", "Ulf", "Ines", "Jonas", "Klara")]
    for number, name in enumerate(names):
        store.add_extraction(story(name, MAYOR, article_id=f"a{number}"))
    counts = []
    for several in (names[:1], names):
        text = " ".join(f"“Yes {name},” said {name}." for name in several)
        said = [Said(f"“Yes {name},”", name, role=MAYOR, source=name) for name in several]
        with Session(store._open) as session, counting(session) as asked:
            linked = link_all(session, extraction(Article("new", text), *said), "new", stored=False)
        assert len(set(linked.ids.values())) == len(several)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_speaker_counts_with_all_that_is_merged_into_it(store: Store) -> None:
    store.add_extraction(story("Odalys Brandtveit", MAYOR, article_id="a1"))
    with Session(store._open) as session:
        known = candidates.load(session, ["odalys-brandtveit"], without=None)["odalys-brandtveit"]
    assert (known.name, known.names_strong) == ("Odalys Brandtveit", ("Odalys Brandtveit",))
    assert [role.text for role in known.roles] == [MAYOR]
    assert known.seen == (date(2021, 5, 4), date(2021, 5, 4))
