"""Lists of quotations after judgements: whose they are now, and none that was rejected."""

from __future__ import annotations

from factory import Said, extraction, story
from onrecord.store import Store
from onrecord.store.records import Totals
from onrecord.types import Article, SpeakerType

TEXT = "“We will mend it,” said Odalys Brandtveit. “We will not,” said Ulf Tangmere. “Both lie,” said a clerk."


def add(store: Store) -> dict[str, str]:
    """Add three quotations and return their ids by speaker."""
    said = [Said("“We will mend it,”", "Odalys Brandtveit"), Said("“We will not,”", "Ulf Tangmere")]
    said.append(Said("“Both lie,”", "clerk", SpeakerType.ANONYMOUS))
    store.add_extraction(extraction(Article("a", TEXT), *said))
    return {each.speaker.name or "": each.id for each in store.quotes()}


def words(store: Store, by: str | None = None) -> set[str]:
    listed = {each.text for each in store.quotes(by=by)}
    assert listed == {each.text for each in store.each_quote(by=by)}
    return listed


def test_a_quotation_is_listed_with_whom_it_was_given_to(store: Store) -> None:
    ids = add(store)
    judged = store.assign(ids["Ulf Tangmere"], "odalys-brandtveit", who="desk")
    assert words(store, "odalys-brandtveit") == {"“We will mend it,”", "“We will not,”"}
    assert words(store, "ulf-tangmere") == set()
    store.undo(judged.id, who="desk")
    assert words(store, "ulf-tangmere") == {"“We will not,”"}


def test_a_rejected_quotation_is_in_no_list(store: Store) -> None:
    ids = add(store)
    store.reject(ids["Ulf Tangmere"], who="desk")
    assert words(store) == {"“We will mend it,”", "“Both lie,”"}
    assert words(store, "ulf-tangmere") == set()


def test_an_unnamed_source_is_found_until_its_words_are_given_to_somebody(store: Store) -> None:
    ids = add(store)
    assert words(store, "clerk") == {"“Both lie,”"}
    store.assign(ids["clerk"], "ulf-tangmere", who="desk")
    assert words(store, "ulf-tangmere") == {"“We will not,”", "“Both lie,”"}
    assert words(store, "clerk") == set()


def test_totals_are_those_of_all_counts(store: Store) -> None:
    store.add_extraction(story("Ulf Tangmere", "mayor of Fjordby"))
    store.add_extraction(story("Marta Hansen", "baker", article_id="a2"))
    one, two = (store.quotes(by=name)[0] for name in ("Ulf Tangmere", "Marta Hansen"))
    store.reject(one.id, who="tester")
    store.merge(str(two.speaker.id), str(one.speaker.id), who="tester")
    found, counted = store.totals(), store.stats()
    assert found == Totals(counted.articles, counted.quotations, counted.speakers, counted.outlets)
    assert (found.quotations, found.speakers) == (1, 1)
