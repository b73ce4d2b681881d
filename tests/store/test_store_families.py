"""Families in the registry: found as articles come, in order after one is replaced, made for an older database."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import event

from factory import Said, extraction
from onrecord.errors import StoreError
from onrecord.families import Mark
from onrecord.store import FamilyRecord, Store
from onrecord.types import Article, Extraction, SpeakerType
from onrecord.wording import AlarmKind

WORDS = "“We will mend the old bridge of the town before the winter storms come,”"
NOT = WORDS.replace("will", "will not")


def told(
    id_: str,
    words: str = WORDS,
    by: str | None = "Odalys Brandtveit",
    day: int = 4,
    outlet: str | None = None,
    via: tuple[str, ...] = (),
) -> Extraction:
    """Return an article in which somebody, or nobody who is named, says something."""
    text = f"{words} said {by or 'one of them'}. Nothing else was said in {id_}."
    article = Article(id_, text, outlet=outlet, published=date(2021, 5, day))
    type_ = SpeakerType.PERSON if by else SpeakerType.ANONYMOUS
    return extraction(article, Said(words, by, type_, cue="said", via=via))


def articles(family: FamilyRecord) -> list[str]:
    return [member.quotation.article.id for member in family.members]


def partition(store: Store) -> set[frozenset[str]]:
    """Return all families as the articles that they are in (each article has one quotation)."""
    return {frozenset(articles(store.family(quotation.id))) for quotation in store.quotes()}


def of_article(store: Store, id_: str) -> FamilyRecord:
    (quotation,) = (one for one in store.quotes() if one.article.id == id_)
    return store.family(quotation.id)


def test_articles_with_one_utterance_are_a_family_and_say_what_each_is(store: Store) -> None:
    store.add_extraction(told("d", NOT, day=7))
    store.add_extraction(told("b", day=5, via=("The Fjord Post",)))
    store.add_extraction(told("a", outlet="Fjord Post"))
    store.add_extraction(told("c", "“We will mend the old bridge of the town,”", day=6))
    store.add_extraction(told("x", "“The captains want their money before they strike again,”"))

    family = of_article(store, "c")
    assert articles(family) == ["a", "b", "c", "d"]
    assert (family.articles, family.earliest.article.id) == (4, "a")
    assert [member.mark for member in family.members] == [Mark.EARLIEST, Mark.COPY, Mark.SHORTENED, Mark.ALTERED]
    assert family.members[1].taken_from == family.earliest.id
    altered = family.members[3].comparison
    assert altered is not None
    assert [alarm.kind for alarm in altered.alarms] == [AlarmKind.NEGATION]
    assert articles(of_article(store, "x")) == ["x"]


def test_a_family_is_asked_for_by_the_beginning_of_an_id(store: Store) -> None:
    store.add_extraction(told("a"))
    (one,) = store.quotes()
    assert store.family(one.id[:6]).earliest == one
    with pytest.raises(StoreError, match="no quotation has the id 'nothing'"):
        store.family("nothing")


def test_another_named_speaker_is_told_apart_and_not_merged(store: Store) -> None:
    store.add_extraction(told("a"))
    store.add_extraction(told("b", by="Ulf Tangmere"))
    family = of_article(store, "a")
    assert articles(family) == ["a"]
    assert [one.article.id for one in family.elsewhere] == ["b"]


FORMS = [
    told("a"),
    told("b", NOT, day=5),
    told("c", by=None),
    told("d", by="Ulf Tangmere", words="“The captains want their money before they strike again,”"),
    told("e", by=None, words="“The captains want their money before they strike,”", day=9),
]


def test_the_order_of_adding_makes_no_difference(tmp_path: Path) -> None:
    found = set()
    for number, order in enumerate(itertools.islice(itertools.permutations(FORMS), 0, None, 13)):
        with Store.open(tmp_path / f"{number}.db") as store:
            for each in order:
                store.add_extraction(each)
            found.add(frozenset(partition(store)))
    assert found == {frozenset({frozenset("abc"), frozenset("de")})}


def test_an_article_that_is_replaced_leaves_its_family_in_order(store: Store) -> None:
    for each in FORMS[:3]:
        store.add_extraction(each)
    store.add_extraction(told("a", "“Nobody asked me about fish in the harbour on that day,”"))
    assert partition(store) == {frozenset("a"), frozenset("bc")}
    store.add_extraction(FORMS[0])
    assert partition(store) == {frozenset("abc")}


def test_who_could_belong_to_two_speakers_belongs_again_when_one_is_gone(store: Store) -> None:
    store.add_extraction(told("a"))
    store.add_extraction(told("b", by=None))
    assert partition(store) == {frozenset("ab")}
    store.add_extraction(told("c", by="Ulf Tangmere"))
    assert partition(store) == {frozenset("a"), frozenset("b"), frozenset("c")}
    store.add_extraction(told("c", "“Nobody asked me about fish in the harbour on that day,”", by="Ulf Tangmere"))
    assert partition(store) == {frozenset("ab"), frozenset("c")}


def test_many_copies_are_one_family(store: Store) -> None:
    for number in range(40):
        store.add_extraction(told(f"n{39 - number:02}"))
    family = store.family(store.quotes(limit=1)[0].id)
    assert family.articles == 40
    assert family.id == min(member.quotation.id for member in family.members)


def test_one_per_family_is_the_earliest_that_fits_and_each_altered_form(store: Store) -> None:
    for each in FORMS[:3]:
        store.add_extraction(each)
    store.add_extraction(told("x", "“The captains want their money before they strike again,”"))
    assert {one.article.id for one in store.quotes(one_per_family=True)} == {"a", "b", "x"}
    store.add_extraction(told("late", words=NOT, day=6))
    assert "late" not in {one.article.id for one in store.quotes(one_per_family=True)}
    assert {one.article.id for one in store.quotes(one_per_family=True, since="2021-05-05")} == {"b"}
    assert [one.article.id for one in store.quotes(one_per_family=True, about="bridge", until="2021-05-04")] == ["a"]


def test_speakers_that_turn_out_to_be_one_bring_their_families_together(store: Store) -> None:
    store.add_extraction(told("a", by="Odalys Brandtveit"))
    store.add_extraction(told("b", by="Odalyssa Brandtveit-Holm", day=5))
    assert partition(store) == {frozenset("a"), frozenset("b")}
    curated = SimpleNamespace(
        id="brandtveit",
        name="Odalys Brandtveit",
        type=SpeakerType.PERSON,
        names_strong=["Odalyssa Brandtveit-Holm"],
        names_weak=[],
        roles=[],
        ids={},
        sources=[],
    )
    loaded = store.load_registry([curated], [])
    assert loaded.changed
    assert partition(store) == {frozenset("ab")}


def statements(store: Store, extraction_: Extraction) -> int:
    """Return how often the database was asked while an article was added."""
    engine = store._engine
    assert engine is not None
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    store.add_extraction(extraction_)
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_adding_asks_no_more_of_a_large_registry_than_of_a_small_one(store: Store) -> None:
    store.add_extraction(told("first", "“A first thing that somebody had to say about the harbour,”"))
    small = statements(store, told("second", "“Our money is gone and so are the boats of my father,”"))
    for number in range(30):
        store.add_extraction(told(f"n{number}", f"“Case {number} of {number * 7} lies on desk {number * 3} of us,”"))
    large = statements(store, told("last", "“They never came to see us in the long summer of that year,”"))
    assert large <= small
