"""What a speaker was over time and on a day, the role of a quotation's day, and disagreements, in a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from factory import Said, extraction, mention, story
from onrecord.curated import CuratedRole, SpeakerRecordFile
from onrecord.errors import StoreError
from onrecord.store import Store, StoredQuotation
from onrecord.timeline import Disagreement
from onrecord.types import Article, Reason, Span

ODALYS = "Odalys Brandtveit"
MAYOR = CuratedRole(title="Mayor", organization="Fjordby", start="2015", end="2019-06-30", source="the yearbook")
ROWER = CuratedRole(title="Rower", start="2017", source="the club")


def load(store: Store, *roles: CuratedRole, id_: str = "odalys-brandtveit") -> None:
    about = {"id": id_, "name": ODALYS, "type": "person", "roles": roles, "sources": ["x"]}
    store.load_registry([SpeakerRecordFile.model_validate(about)], [])


def add(store: Store, day: str | None, *roles: str, said_on: str | None = None) -> str:
    """Keep an article in which Odalys is the mayor of Fjordby and what else it calls her; return its id."""
    words = f"“We met {len(roles)} times before {day or said_on},”"
    known = [*roles, "mayor of Fjordby"][: max(len(roles), 1)]
    text = f"{words} said {ODALYS}, {' and '.join(known)}."
    article = Article(f"a {day} {said_on} {roles}", text, published=None if day is None else date.fromisoformat(day))
    said = Said(
        words, ODALYS, role=known[0], source=ODALYS, said_on=None if said_on is None else date.fromisoformat(said_on)
    )
    store.add_extraction(extraction(article, said, people=[mention(ODALYS, *known, forms=[ODALYS], text=text)]))
    return article.id


def quoted(store: Store, article_id: str) -> StoredQuotation:
    (found,) = [each for each in store.quotes() if each.article.id == article_id]
    return found


def test_a_role_has_the_first_and_the_last_day_on_which_it_was_seen(store: Store) -> None:
    for day in ("2018-05-05", "2016-02-01", None, "2017-03-03"):
        add(store, day)
    (role,) = store.speaker("odalys-brandtveit").roles
    assert (role.first_seen, role.last_seen, role.articles) == (date(2016, 2, 1), date(2018, 5, 5), 4)
    assert role.article is not None
    assert role.article.published == role.first_seen
    assert [span.of(role.article.text) for span in role.evidence] == ["mayor of Fjordby"]


def test_an_undated_article_counts_on_the_day_of_what_is_said_in_it(store: Store) -> None:
    add(store, None, said_on="2014-04-04")
    (role,) = store.speaker("odalys-brandtveit").roles
    assert (role.first_seen, role.last_seen) == (date(2014, 4, 4), date(2014, 4, 4))


def test_a_changed_article_takes_its_day_back(store: Store) -> None:
    told = story(ODALYS, "mayor of Fjordby", published=date(2016, 2, 1))
    store.add_extraction(told)
    store.add_extraction(replace(told, article=replace(told.article, published=date(2017, 2, 1))))
    (role,) = store.speaker("odalys-brandtveit").roles
    assert (role.first_seen, role.articles) == (date(2017, 2, 1), 1)


def test_a_timeline_joins_the_registry_and_the_articles(store: Store) -> None:
    load(store, MAYOR, ROWER)
    add(store, "2016-02-01")
    add(store, "2017-02-01", "Fjordby mayor")
    add(store, "2020-02-01", "mayor of Fjordby", "ferry board chair")
    found = [
        (entry.what, entry.since, entry.until, entry.exact) for entry in store.timeline("odalys-brandtveit").entries
    ]
    assert found == [
        ("Rower", "2017", None, True),
        ("ferry board chair", "2020-02-01", "2020-02-01", False),
        ("Mayor, Fjordby", "2015", "2019-06-30", True),
    ]


def test_what_somebody_was_on_a_day(store: Store) -> None:
    load(store, MAYOR, ROWER)
    add(store, "2016-02-01")
    add(store, "2018-02-01", "mayor of Fjordby", "ferry board chair")
    add(store, "2018-04-01", "mayor of Fjordby", "ferry board chair")
    found = [
        (then.held.value, then.entry.what, then.days) for then in store.roles_on("odalys-brandtveit", "2018-02-11")
    ]
    assert found == [
        ("was", "Mayor, Fjordby", 10),
        ("may have been", "Rower", None),
        ("seen", "ferry board chair", 10),
    ]
    assert store.roles_on("odalys-brandtveit", date(2008, 1, 1)) == ()
    assert [then.held.value for then in store.roles_on("odalys-brandtveit", "2018")] == ["was", "may have been", "seen"]


def test_the_days_nearest_to_the_one_asked_for_are_found_among_many(store: Store) -> None:
    for day in ("2016-02-01", "2016-06-20", "2016-07-04", "2018-05-05"):
        add(store, day)
    (then,) = store.roles_on("odalys-brandtveit", "2016-07-01")
    assert (then.nearest, then.days) == (date(2016, 7, 4), 3)


def test_what_is_no_day_and_who_is_nobody_are_errors(store: Store) -> None:
    add(store, "2016-02-01")
    for when in ("yesterday", "2016-W05", "20160201", "2016-02-30", ""):
        with pytest.raises(StoreError, match=f"'{when}' is not a date"):
            store.timeline("odalys-brandtveit", on=when)
    with pytest.raises(StoreError, match="no speaker has the id"):
        store.roles_on("nobody", "2016")


def test_a_quotation_has_the_role_that_its_article_prints(store: Store) -> None:
    load(store, MAYOR)
    found = quoted(store, add(store, "2016-02-01"))
    assert (found.role, found.role_then, found.role_conflict) == ("mayor of Fjordby", (), None)


def test_a_quotation_without_a_role_has_the_registrys_of_its_day(store: Store) -> None:
    load(store, MAYOR, ROWER, CuratedRole(title="Swimmer"))
    for day, then in [("2014-01-01", []), ("2016-01-01", ["was"]), ("2018-01-01", ["was", "may have been"])]:
        told = story(ODALYS, "mayor of Fjordby", article_id=day, published=date.fromisoformat(day))
        store.add_extraction(replace(told, quotations=(replace(told.quotations[0], role=None),)))
        found = quoted(store, day)
        assert found.role is None
        assert [each.held.value for each in found.role_then] == then
    assert [each.role.source for each in found.role_then] == ["the yearbook", "the club"]
    assert store.each_quote().__next__().role_then == found.role_then
    assert store.quote(found.id).role_then == found.role_then


def test_a_role_that_is_known_of_the_day_is_not_the_articles(store: Store) -> None:
    load(store, MAYOR)
    told = story(ODALYS, "former mayor of Fjordby", published=date(2016, 2, 1))
    known = replace(told.quotations[0], reasons=(Reason("known role", "not in the article: 'former mayor'"),))
    store.add_extraction(replace(told, quotations=(known,)))
    found = quoted(store, "a1")
    assert found.role_conflict is None
    assert [then.role.text for then in found.role_then] == ["Mayor, Fjordby"]


def test_an_unsure_or_unknown_speaker_has_no_role_of_the_day(store: Store) -> None:
    load(store, MAYOR)
    told = story(ODALYS, "mayor of Fjordby", published=date(2016, 2, 1))
    doubtful = replace(told.quotations[0], role=None, confidence=0.4)
    store.add_extraction(replace(told, quotations=(doubtful,)))
    (found,) = store.quotes(min_confidence=0.9)
    assert (found.speaker.name, found.role_then) == (None, ())


def test_a_disagreement_is_flagged_with_the_quotation(store: Store) -> None:
    load(store, MAYOR)
    told = story(ODALYS, "former mayor of Fjordby", published=date(2016, 2, 1))
    start = told.article.text.index("former mayor")
    stated = Reason("role", "stated", (Span(start, start + 23),))
    store.add_extraction(replace(told, quotations=(replace(told.quotations[0], reasons=(stated,)),)))
    found = quoted(store, "a1").role_conflict
    assert found is not None
    assert (found.kind, found.recorded.source) == (Disagreement.FORMER_WHILE_HELD, "the yearbook")
    assert [span.of(told.article.text) for span in found.evidence] == ["former mayor of Fjordby"]


def test_disagreements_of_a_speaker_are_told_once_a_wording(store: Store) -> None:
    load(store, MAYOR)
    for day in ("2016-02-01", "2020-02-01", "2021-02-01", "2022-02-01"):
        add(store, day)
    (found,) = store.timeline("odalys-brandtveit").disputes
    assert (found.conflict.kind, found.articles) == (Disagreement.AFTER_THE_END, 3)
    assert (found.conflict.day, found.article.published) == (date(2020, 2, 1), date(2020, 2, 1))
    assert [span.of(found.article.text) for span in found.conflict.evidence] == ["mayor of Fjordby"]


def test_what_was_said_long_ago_need_not_disagree(store: Store) -> None:
    load(store, MAYOR)
    add(store, "2022-02-01", said_on="2017-07-07")
    assert store.timeline("odalys-brandtveit").disputes == ()
    assert [each.role_conflict for each in store.quotes()] == [None]


def test_without_curated_dates_nothing_disagrees(store: Store) -> None:
    load(store, CuratedRole(title="Mayor", organization="Fjordby"))
    add(store, "2016-02-01", "former mayor of Fjordby")
    assert store.timeline("odalys-brandtveit").disputes == ()


def test_the_roles_of_who_turned_out_to_be_one_are_one_timeline(store: Store) -> None:
    add(store, "2016-02-01")
    load(store, MAYOR, id_="o-brandtveit")
    assert store.speaker("o-brandtveit").merged == ("odalys-brandtveit",)
    (entry,) = store.timeline("odalys-brandtveit").entries
    assert (entry.what, [role.text for role in entry.wordings]) == ("Mayor, Fjordby", ["mayor of Fjordby"])
    assert store.timeline("o-brandtveit") == store.timeline("odalys-brandtveit")


def roles(store: Store, id_: str) -> list[tuple[str, int, date | None]]:
    return [(role.text, role.articles, role.first_seen) for role in store.speaker(id_).roles]


def test_a_quotation_assigned_to_another_leaves_the_articles_role_where_it_is(store: Store) -> None:
    first, second = add(store, "2016-02-01"), add(store, "2018-02-01")
    store.add_extraction(story("Ulf Tangmere", "ferry pilot", "“I sail,”", article_id="sail"))
    store.assign(quoted(store, second).id, "ulf-tangmere", who="test")
    assert roles(store, "odalys-brandtveit") == [("mayor of Fjordby", 2, date(2016, 2, 1))]
    assert [role for role, _, _ in roles(store, "ulf-tangmere")] == ["ferry pilot"]
    assert quoted(store, first).role == "mayor of Fjordby"


def test_roles_go_with_quotations_split_off_as_a_namesakes_and_come_back(store: Store) -> None:
    add(store, "2016-02-01")
    second = add(store, "2018-02-01")
    store.split("odalys-brandtveit", quotations=[quoted(store, second).id], who="test")
    (other,) = {each.speaker.id for each in store.quotes()} - {"odalys-brandtveit", None}
    assert other is not None
    assert roles(store, "odalys-brandtveit") == [("mayor of Fjordby", 1, date(2016, 2, 1))]
    assert roles(store, other) == [("mayor of Fjordby", 1, date(2018, 2, 1))]
    assert [entry.since for entry in store.timeline(other).entries] == ["2018-02-01"]
    store.undo(store.judgements()[0].judgement.id, who="test")
    assert roles(store, "odalys-brandtveit") == [("mayor of Fjordby", 2, date(2016, 2, 1))]


def test_roles_stay_where_a_quotation_of_the_article_does(store: Store) -> None:
    text = f"“One,” said {ODALYS}, mayor of Fjordby. “Two,” said {ODALYS}."
    said = [Said("“One,”", ODALYS, source=ODALYS), Said("“Two,”", ODALYS, source=ODALYS)]
    people = [mention(ODALYS, "mayor of Fjordby", forms=[ODALYS], text=text)]
    store.add_extraction(extraction(Article("two", text), *said, people=people))
    store.split("odalys-brandtveit", quotations=[store.quotes(about="two")[0].id], who="test")
    assert [role for role, _, _ in roles(store, "odalys-brandtveit")] == ["mayor of Fjordby"]


def test_the_roles_of_merged_speakers_are_one_timeline(store: Store) -> None:
    add(store, "2016-02-01")
    store.add_extraction(
        story("Olga Quensel", "mayor of Fjordby", "“I write,”", article_id="w", published=date(2017, 1, 1))
    )
    store.merge("olga-quensel", "odalys-brandtveit", who="test")
    (entry,) = store.timeline("odalys-brandtveit").entries
    assert (entry.since, entry.until, entry.articles) == ("2016-02-01", "2017-01-01", 2)
