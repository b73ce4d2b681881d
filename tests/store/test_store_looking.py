"""Looking up: speakers by approximate names, quotations by all that can be asked."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from factory import ORGANIZATION, Said, extraction, mention, story
from onrecord.errors import StoreError
from onrecord.store import AmbiguousSpeakerError, Store
from onrecord.types import Article, Kind, Span, SpeakerType


@pytest.fixture
def filled(store: Store) -> Store:
    """Three articles: two of the mayor, whose name is spelled in two ways, and one with several sources."""
    text = "“The bridge is sound,” said Karima al-Brandtveiti, the mayor. Brandtveiti spoke in May."
    people = [mention("Karima al-Brandtveiti", "mayor", forms=["Karima al-Brandtveiti", "Brandtveiti"], text=text)]
    said = Said("“The bridge is sound,”", "Karima al-Brandtveiti", role="mayor", cue="said")
    article = Article("may", text, outlet="The Fjord Post", published=date(2020, 5, 7))
    store.add_extraction(extraction(article, said, people=people))

    text = "Karima Al Brandtveiti, a former mayor, said that the café was “très beau”."
    said = Said(
        "that the café was “très beau”", "Karima Al Brandtveiti", role="former mayor", cue="said", kind=Kind.MIXED
    )
    article = Article("june", text, outlet="Tang Times", published=date(2021, 6, 1))
    store.add_extraction(extraction(article, said))

    text = "“No 100% sure_thing,” a harbour source said. The Zendle River Council said it had no money left."
    source = Said("“No 100% sure_thing,”", "harbour source", SpeakerType.ANONYMOUS)
    council = Said("it had no money left", "Zendle River Council", ORGANIZATION, kind=Kind.INDIRECT)
    store.add_extraction(extraction(Article("undated", text, url="https://www.tang.example/1"), source, council))
    return store


@pytest.mark.parametrize(
    ("typed", "exact"),
    [
        ("Brandtveiti", True),
        ("karima al-brandtveiti", True),
        ("KARIMA AL BRANDTVEITI", True),
        ("karima-al-brandtveiti", True),
        ("brandveiti", False),
        ("Brandtveitis", False),
        ("Karim Brandtveiti", False),
        ("al-Brandtveiti", False),
    ],
)
def test_a_name_typed_approximately_finds_its_speaker(filled: Store, typed: str, exact: bool) -> None:
    found = filled.speakers(typed)
    assert (found.query, found.exact) == (typed, exact)
    assert found.best is not None
    assert found.best.id == "karima-al-brandtveiti"
    assert (found.best.quotations, found.best.role) == (2, "former mayor")


def test_a_name_of_nobody_finds_nobody(filled: Store) -> None:
    found = filled.speakers("Wilhelmina Ostergaard")
    assert (len(found), found.best, found.exact) == (0, None, False)
    assert filled.quotes(by="Wilhelmina Ostergaard") == []


@pytest.mark.parametrize("typed", ["", "   ", "?", "%", "'; DROP TABLE speaker; --", "\udcff"])
def test_what_is_no_name_finds_nobody(filled: Store, typed: str) -> None:
    assert not filled.speakers(typed)
    assert filled.quotes(by=typed) == []


def test_a_speaker_has_names_roles_with_evidence_and_dates(filled: Store) -> None:
    record = filled.speaker("karima-al-brandtveiti")
    assert [(form.form, form.strong) for form in record.names] == [
        ("Karima Al Brandtveiti", True),
        ("Karima al-Brandtveiti", True),
        ("Brandtveiti", False),
    ]
    later, earlier = record.roles
    assert (later.text, later.first_seen, later.last_seen) == ("former mayor", date(2021, 6, 1), date(2021, 6, 1))
    assert later.article is not None
    assert [span.of(later.article.text) for span in later.evidence] == ["former mayor"]
    assert earlier.article is not None
    assert (earlier.text, earlier.article.id) == ("mayor", "may")
    assert (record.quotations, record.first_said, record.last_said) == (2, date(2020, 5, 7), date(2021, 6, 1))


def test_several_speakers_of_one_name_are_listed_and_never_mixed(store: Store) -> None:
    store.add_extraction(story("John Tangmere", "Scottish goalkeeper", article_id="a1"))
    store.add_extraction(story("John Tangmere", "Kenyan senator", article_id="a2"))
    found = store.speakers("John Tangmere")
    assert [match.id for match in found] == ["john-tangmere", "john-tangmere-2"]
    assert found.best is None
    with pytest.raises(AmbiguousSpeakerError, match="john-tangmere-2") as caught:
        store.quotes(by="tangmere")
    assert len(caught.value.matches) == 2
    assert [q.article.id for q in store.quotes(by="john-tangmere")] == ["a1"]
    assert store.speakers("john-tangmere-2").matches[0].id in {match.id for match in found}
    best = store.speakers("john-tangmere-2").best
    assert best is not None
    assert best.id == "john-tangmere-2"


def test_an_exact_name_comes_before_names_like_it(store: Store) -> None:
    store.add_extraction(story("Marta Hansen", None, article_id="a1"))
    store.add_extraction(story("Marta Hanssen", "baker", article_id="a2"))
    store.add_extraction(story("Marta Jansen", None, article_id="a3"))
    found = store.speakers("Marta Jansen")
    assert found.exact
    assert [match.exact for match in found][:2] == [True, False]
    assert found.matches[0].name == "Marta Jansen"
    assert [q.article.id for q in store.quotes(by="Marta Jansen")] == ["a3"]


def test_quotations_come_newest_first_and_undated_last(filled: Store) -> None:
    order = [(q.article.id, q.position) for q in filled.quotes()]
    assert order == [("june", 0), ("may", 0), ("undated", 0), ("undated", 1)]
    assert [(q.article.id, q.position) for q in filled.quotes(limit=2, offset=1)] == order[1:3]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2020", "2020", ["may"]),
        ("2020-05", None, ["june", "may"]),
        ("2020-05-08", None, ["june"]),
        (None, "2020-05-07", ["may"]),
        (None, "2020-05-06", []),
        (date(2021, 6, 1), date(2021, 6, 1), ["june"]),
        (None, "2021-06", ["june", "may"]),
    ],
)
def test_since_and_until_are_inclusive(
    filled: Store, since: str | date | None, until: str | date | None, found: list[str]
) -> None:
    assert [q.article.id for q in filled.quotes(since=since, until=until)] == found


def test_when_it_was_said_counts_before_when_it_was_published(store: Store) -> None:
    text = "“It snows,” Ulf Tangmere said on 1 March."
    said = Said("“It snows,”", "Ulf Tangmere", said_on=date(2020, 3, 1))
    store.add_extraction(extraction(Article("a1", text, published=date(2020, 4, 1)), said))
    assert [q.said_on for q in store.quotes(until="2020-03")] == [date(2020, 3, 1)]
    assert store.quotes(since="2020-03-02") == []


@pytest.mark.parametrize("wrong", ["yesterday", "2020-13", "2020-02-30", "20", ""])
def test_a_date_that_is_none_is_an_error(store: Store, wrong: str) -> None:
    with pytest.raises(StoreError, match="is not a date such as 2020, 2020-05 or 2020-05-07"):
        store.quotes(since=wrong)


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ("bridge", ["may"]),
        ("SOUND Bridge", ["may"]),
        ("cafe TRES", ["june"]),
        ("Café très beau", ["june"]),
        ("bri", ["may"]),
        ("ridge", []),
        ("bridge money", []),
        ("100%", ["undated"]),
        ("1_0%", []),
        ("%", []),
        ("", ["june", "may", "undated", "undated"]),
    ],
)
def test_about_asks_for_words_by_their_beginnings(filled: Store, about: str, found: list[str]) -> None:
    assert [q.article.id for q in filled.quotes(about=about)] == found


def test_about_does_not_mind_the_points_of_abbreviations(store: Store) -> None:
    store.add_extraction(story("Ulf Tangmere", None, "“The U.S. didn’t fix O’Neill’s bridge,”"))
    for about in ("US", "u.s. didn't", "didnt", "O'Neill", "oneill bridge"):
        assert len(store.quotes(about=about)) == 1


def test_about_finds_words_within_a_script_without_spaces(store: Store) -> None:
    store.add_extraction(story("Ulf Tangmere", None, "“桥梁明天重新开放,”"))
    assert len(store.quotes(about="明天")) == 1
    assert store.quotes(about="昨天") == []


@pytest.mark.parametrize("outlet", ["The Fjord Post", "fjord post", "FjordPost", "the-fjord-post"])
def test_an_outlet_is_found_by_its_name_or_id(filled: Store, outlet: str) -> None:
    assert [q.article.id for q in filled.quotes(outlet=outlet)] == ["may"]
    assert filled.quotes(outlet="Fjord") == []


def test_quotations_by_kind(filled: Store) -> None:
    assert [q.article.id for q in filled.quotes(kind="mixed")] == ["june"]
    assert {q.article.id for q in filled.quotes(kind=Kind.DIRECT)} == {"may", "undated"}
    with pytest.raises(StoreError, match="direct, mixed, indirect"):
        filled.quotes(kind="shouted")


def test_a_source_that_is_nobody_is_found_by_what_the_article_calls_it(filled: Store) -> None:
    (quotation,) = filled.quotes(by="Harbour source")
    assert (quotation.speaker.type, quotation.speaker.id) == (SpeakerType.ANONYMOUS, None)


def test_a_limit_beyond_what_a_database_counts_is_none(filled: Store) -> None:
    assert len(filled.quotes(limit=10**20)) == 4
    assert filled.quotes(limit=1, offset=10**20) == []


def test_all_conditions_hold_together(filled: Store) -> None:
    asked = filled.quotes(by="Brandtveiti", about="bridge", since="2020", outlet="Fjord Post", kind="direct")
    assert [q.article.id for q in asked] == ["may"]
    assert filled.quotes(by="Brandtveiti", about="bridge", since="2021") == []


def test_a_quotation_by_its_id_or_the_beginning_of_it(filled: Store) -> None:
    for quotation in filled.quotes():
        assert filled.quote(quotation.id) == quotation
        assert filled.quote(quotation.id[:6]).id == quotation.id
    with pytest.raises(StoreError, match="no quotation has the id 'zzz'"):
        filled.quote("zzz")
    with pytest.raises(StoreError, match="no quotation has the id ''"):
        filled.quote("")


def test_a_beginning_of_several_ids_lists_them(store: Store) -> None:
    for number in range(20):
        store.add_extraction(story("Ulf Tangmere", "baker", article_id=f"a{number}"))
    ids = sorted(q.id for q in store.quotes())
    first = next(one[0] for one, two in pairwise(ids) if one[0] == two[0])
    with pytest.raises(StoreError, match=f"begins with '{first}': {first}"):
        store.quote(first)


def test_context_is_whole_words_around_the_quotation(filled: Store) -> None:
    quotation = filled.quotes(by="Brandtveiti", kind="direct")[0]
    near = quotation.context(chars=9)
    assert near.text == "“The bridge is sound,” said Karima"
    assert (near.cut_before, near.cut_after) == (False, True)
    assert [span.of(near.text) for span in near.cue] == ["said"]
    money = filled.quotes(kind="indirect")[0]
    near = money.context(chars=14)
    assert near.text == "Council said it had no money left."
    assert [span.of(near.text) for span in near.content] == ["it had no money left"]
    assert near.content == (Span(13, 33),)
    assert quotation.context(10_000).text == quotation.article.text


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.db") as opened:
        opened.add_extraction(story("Ulf Tangmere", "baker"))
        quotation = opened.quotes()[0]
    with pytest.raises(StoreError, match="is closed"):
        opened.quotes()
    with pytest.raises(StoreError, match="is closed"):
        _ = quotation.article.text


def test_unknown_speaker_id(store: Store) -> None:
    with pytest.raises(StoreError, match="no speaker has the id 'nobody'"):
        store.speaker("nobody")


def test_an_outlet_that_is_not_there_is_spelled_like_one_that_is(store: Store) -> None:
    store.add_extraction(story("Odalys Brandtveit", None, outlet="The Fjord Post"))
    assert store.outlets_like("Fyord Post") == ["The Fjord Post"]
    assert store.outlets_like("Fjord Post") == []
    assert store.outlets_like("Nonesuch") == []


@pytest.mark.parametrize("day", ["2018-W10", "20180304", "2018-3-4"])
def test_a_date_is_written_in_one_way(store: Store, day: str) -> None:
    with pytest.raises(StoreError, match="is not a date such as"):
        store.quotes(since=day)


def test_white_space_asks_for_nothing(store: Store) -> None:
    store.add_extraction(story("Odalys Brandtveit", None))
    assert len(store.quotes(about="  ", role=" ", outlet=" ")) == 1
