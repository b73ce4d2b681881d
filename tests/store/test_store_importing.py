"""What others found is kept beside what onrecord found, and told apart from it."""

from __future__ import annotations

from dataclasses import replace

from factory import story
from onrecord.store import Store
from onrecord.version import ENGINE


def test_an_imported_quotation_says_whose_it_is(store: Store) -> None:
    store.add_extraction(story("Ulf Tangmere", None, article_id="ours"))
    added = store.add_imported(story("Odalys Brandtveit", None, article_id="theirs"), "Other Bank")
    assert (added.outcome, added.new) == ("new", ("odalys-brandtveit",))
    assert {each.article.id: each.engine for each in store.quotes()} == {"ours": ENGINE, "theirs": "Other Bank"}


def test_importing_again_changes_nothing(store: Store) -> None:
    theirs = story("Odalys Brandtveit", None, article_id="theirs")
    assert not store.has_imported(theirs.article, "Other Bank")
    store.add_imported(theirs, "Other Bank")
    assert store.has_imported(theirs.article, "Other Bank")
    before = store.quotes()
    again = store.add_imported(theirs, "Other Bank")
    assert (again.outcome, again.quotations) == ("unchanged", 1)
    assert [each.id for each in store.quotes()] == [each.id for each in before]


def test_a_correction_replaces_what_was_imported(store: Store) -> None:
    theirs = story("Odalys Brandtveit", None, article_id="theirs")
    store.add_imported(theirs, "Other Bank")
    (quotation,) = theirs.quotations
    corrected = replace(quotation, speaker=replace(quotation.speaker, name="Ulf Tangmere"))
    changed = store.add_imported(replace(theirs, quotations=(corrected,)), "Other Bank")
    assert changed.outcome == "changed"
    (kept,) = store.quotes()
    assert (kept.speaker.name, kept.engine) == ("Ulf Tangmere", "Other Bank")


def test_the_same_article_from_another_bank_is_not_the_same(store: Store) -> None:
    theirs = story("Odalys Brandtveit", None, article_id="theirs")
    store.add_imported(theirs, "Other Bank")
    assert not store.has_imported(theirs.article, "Third Bank")
    assert not store.is_current(theirs.article)
