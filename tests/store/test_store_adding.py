"""Adding articles: new, unchanged, changed, and never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from spacy.language import Language

from factory import ORGANIZATION, Said, extraction, mention, spot, story
from onrecord.store import Store
from onrecord.types import Article, Extraction, Kind, SpeakerType

MAYOR = "mayor of Fjordby"


def ids(store: Store) -> list[str]:
    return [quotation.id for quotation in store.quotes()]


def test_a_new_article_is_kept_with_all_that_was_found(store: Store) -> None:
    found = story(
        "Odalys Brandtveit",
        MAYOR,
        title="Bridge to be mended",
        url="https://fjord.example/bridge",
        outlet="The Fjord Post",
        published=date(2020, 6, 2),
    )
    added = store.add_extraction(found)
    assert (added.article_id, added.outcome, added.quotations) == ("a1", "new", 1)
    assert added.new == ("odalys-brandtveit",)

    (kept,) = store.quotes()
    (given,) = found.quotations
    assert (kept.id, kept.text, kept.kind) == (given.id, given.text, Kind.DIRECT)
    assert (kept.content, kept.cue, kept.source) == (given.content, given.cue, given.source)
    assert (kept.cue_text, kept.source_text) == ("said", "Odalys Brandtveit")
    assert (kept.speaker.name, kept.speaker.id) == ("Odalys Brandtveit", "odalys-brandtveit")
    assert kept.role == MAYOR
    assert kept.reasons == given.reasons
    assert kept.article.text == found.article.text
    assert (kept.article.title, kept.article.outlet) == ("Bridge to be mended", "The Fjord Post")
    assert kept.article.published == date(2020, 6, 2)


def test_adding_again_changes_nothing(store: Store) -> None:
    found = story("Odalys Brandtveit", MAYOR)
    first = store.add_extraction(found)
    before = (store.stats(), store.quotes(), store.speaker("odalys-brandtveit"))
    second = store.add_extraction(found)
    assert (second.outcome, second.article_id, second.quotations) == ("unchanged", first.article_id, 1)
    assert (store.stats(), store.quotes(), store.speaker("odalys-brandtveit")) == before


def test_a_changed_article_replaces_its_own_quotations_and_says_so(store: Store) -> None:
    other = story("Ulf Tangmere", "baker", article_id="other")
    store.add_extraction(other)
    store.add_extraction(story("Odalys Brandtveit", MAYOR, "“The bridge stays,”"))
    added = store.add_extraction(story("Odalys Brandtveit", MAYOR, "“The bridge goes,”"))
    assert (added.outcome, added.note) == ("changed", "text changed: 0 of 1 former quotations kept")
    assert added.linked == ("odalys-brandtveit",)
    assert [q.text for q in store.quotes(by="Brandtveit")] == ["“The bridge goes,”"]
    assert [q.text for q in store.quotes(by="Tangmere")] == ["“We will mend the bridge,”"]


def test_unchanged_quotations_of_a_changed_article_keep_their_ids(store: Store) -> None:
    found = story("Odalys Brandtveit", MAYOR)
    store.add_extraction(found)
    before = ids(store)
    longer = replace(found, article=replace(found.article, text=found.article.text + " A correction."))
    added = store.add_extraction(longer)
    assert added.note == "text changed: 1 of 1 former quotations kept"
    assert ids(store) == before


@pytest.mark.parametrize(
    "change",
    [{"title": "Another"}, {"published": date(2022, 1, 1)}, {"byline": "By a reporter"}, {"url": "https://x.example"}],
)
def test_other_metadata_is_another_version_of_the_article(store: Store, change: dict[str, Any]) -> None:
    found = story("Odalys Brandtveit", MAYOR)
    store.add_extraction(found)
    changed = replace(found.article, **change)
    assert not store.is_current(changed)
    added = store.add_extraction(replace(found, article=changed))
    (name,) = change
    assert (added.outcome, added.note) == ("changed", f"{name} changed: 1 of 1 former quotations kept")
    assert getattr(store.quotes()[0].article, name) == change[name]


def test_another_engine_reads_a_kept_article_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    found = story("Odalys Brandtveit", MAYOR)
    store.add_extraction(found)
    assert store.is_current(found.article)
    monkeypatch.setattr("onrecord.store.identity.ENGINE", "onrecord 99")
    assert not store.is_current(found.article)
    assert store.add_extraction(found).note == "engine changed: 1 of 1 former quotations kept"


def test_speakers_that_nothing_names_any_more_are_removed(store: Store) -> None:
    store.add_extraction(story("Odalys Brandtveit", MAYOR))
    added = store.add_extraction(story("Ulf Tangmere", "baker"))
    assert (added.new, added.removed) == (("ulf-tangmere",), ("odalys-brandtveit",))
    assert not store.speakers("Brandtveit")
    assert store.stats().speakers == 1


def test_a_speaker_of_another_article_stays_with_what_that_one_says(store: Store) -> None:
    store.add_extraction(story("Odalys Brandtveit", MAYOR))
    store.add_extraction(story("Odalys Brandtveit", "painter and mayor", article_id="a2"))
    store.add_extraction(story("Ulf Tangmere", "baker"))
    record = store.speaker("odalys-brandtveit")
    assert [role.text for role in record.roles] == ["painter and mayor"]
    assert record.quotations == 1


def test_an_article_left_without_quotations_leaves_none(store: Store) -> None:
    found = story("Odalys Brandtveit", MAYOR, outlet="Fjord Post")
    store.add_extraction(found)
    added = store.add_extraction(Extraction(replace(found.article, text="Nothing was said.", outlet=None)))
    assert (added.outcome, added.quotations) == ("changed", 0)
    stats = store.stats()
    assert (stats.articles, stats.quotations, stats.speakers, stats.outlets) == (1, 0, 0, 0)


def test_people_across_articles_are_one_where_names_and_roles_agree(store: Store) -> None:
    store.add_extraction(story("Adel Abdul-Mahdi", "former Iraqi Prime Minister", article_id="a1"))
    added = store.add_extraction(story("Adel Abdul Mahdi", "Iraqi Prime Minister", article_id="a2"))
    assert added.linked == ("adel-abdul-mahdi",)
    assert {q.speaker.id for q in store.quotes()} == {"adel-abdul-mahdi"}
    rules = [reason.rule for reason in store.quotes(by="adel-abdul-mahdi")[1].reasons]
    assert rules == ["by hand", "full name, current", "one known figure"]


def test_people_of_one_name_are_two_where_roles_forbid_it(store: Store) -> None:
    store.add_extraction(story("John Smith", "Scottish goalkeeper", article_id="a1"))
    added = store.add_extraction(story("John Smith", "Kenyan senator", article_id="a2"))
    assert added.new == ("john-smith-2",)
    again = store.add_extraction(story("John Smith", "senator from Kenya", article_id="a3"))
    assert again.linked == ("john-smith-2",)


def test_one_who_may_be_either_is_neither(store: Store) -> None:
    store.add_extraction(story("John Smith", "Scottish goalkeeper", article_id="a1"))
    store.add_extraction(story("John Smith", "Kenyan senator", article_id="a2"))
    store.add_extraction(story("John Smith", None, article_id="a3"))
    (quotation,) = [q for q in store.quotes() if q.article.id == "a3"]
    assert (quotation.speaker.name, quotation.speaker.id) == ("John Smith", None)
    assert quotation.reasons[-1].detail == "'John Smith' may be john-smith, john-smith-2"
    assert store.stats().speakers == 2


def test_a_last_name_is_another_speaker_in_each_article_and_the_same_when_added_again(store: Store) -> None:
    first = story("Tangmere", None, article_id="a1")
    store.add_extraction(first)
    store.add_extraction(story("Tangmere", None, article_id="a2"))
    assert {q.speaker.id for q in store.quotes()} == {"tangmere-1", "tangmere-2"}
    changed = replace(first, article=replace(first.article, title="A correction"))
    assert store.add_extraction(changed).linked == ("tangmere-1",)


def test_a_full_name_becomes_the_name_of_who_was_known_by_the_last(store: Store) -> None:
    store.add_extraction(story("Brandtveit", MAYOR, article_id="a1"))
    store.add_extraction(story("Odalys Brandtveit", MAYOR, article_id="a2"))
    assert store.speaker("brandtveit-1").name == "Odalys Brandtveit"
    assert store.speaker("brandtveit-1").quotations == 2


@pytest.mark.parametrize("kind", [SpeakerType.ANONYMOUS, SpeakerType.DOCUMENT, SpeakerType.GROUP, SpeakerType.AUTHOR])
def test_sources_that_are_nobody_are_never_speakers(store: Store, kind: SpeakerType) -> None:
    text = "“It leaks,” the notice said."
    said = Said("“It leaks,”", "notice", type=kind, cue="said", source="the notice")
    for number in (1, 2):
        added = store.add_extraction(extraction(Article(f"a{number}", text), said))
        assert added.new == ()
    assert {(q.speaker.name, q.speaker.type, q.speaker.id) for q in store.quotes()} == {("notice", kind, None)}
    assert store.stats().speakers == 0


def test_organizations_become_speakers_unless_a_common_noun_names_them(store: Store) -> None:
    text = "“It leaks,” the Zendle River Council said. “It does not,” police said."
    council = Said("“It leaks,”", "Zendle River Council", ORGANIZATION)
    police = Said("“It does not,”", "police", ORGANIZATION)
    added = store.add_extraction(extraction(Article("a1", text), council, police))
    assert added.new == ("zendle-river-council",)
    assert [q.speaker.id for q in store.quotes()] == ["zendle-river-council", None]


def test_those_only_mentioned_are_speakers_only_if_they_spoke_elsewhere(store: Store) -> None:
    store.add_extraction(story("Odalys Brandtveit", MAYOR, article_id="a1", published=date(2020, 1, 1)))
    text = "Odalys Brandtveit, the bridge's owner, met Ulf Tangmere."
    people = [
        mention("Odalys Brandtveit", "bridge's owner", MAYOR, forms=["Odalys Brandtveit"], text=text),
        mention("Ulf Tangmere", forms=["Ulf Tangmere"], text=text),
    ]
    article = Article("a2", text, published=date(2021, 3, 4))
    added = store.add_extraction(extraction(article, people=people))
    assert (added.linked, added.new) == (("odalys-brandtveit",), ())
    roles = store.speaker("odalys-brandtveit").roles
    latest = next(role for role in roles if role.text == "bridge's owner")
    assert latest.first_seen == date(2021, 3, 4)
    assert latest.article is not None
    assert latest.evidence == spot(latest.article.text, "bridge's owner")


def test_a_failing_article_leaves_nothing_behind(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add_extraction(story("Ulf Tangmere", "baker", article_id="a1"))
    before = store.stats()

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("onrecord.store.naming.write", fail)
    with pytest.raises(MemoryError):
        store.add_extraction(story("Odalys Brandtveit", MAYOR, article_id="a2"))
    assert store.stats() == before


# -- which article is which ------------------------------------------------------------------------------


def from_file(path: str, words: str, **about: object) -> Extraction:
    return story("Ulf Tangmere", "baker", words, article_id="report", origin=path, id_given=False, **about)


def test_two_files_of_one_name_are_two_articles(store: Store) -> None:
    store.add_extraction(from_file("/north/report.txt", "“It snows,”"))
    second = store.add_extraction(from_file("/south/report.txt", "“It rains,”"))
    assert second.outcome == "new"
    assert second.article_id.startswith("report-")
    assert second.note == f"another article is kept as 'report', so this one is '{second.article_id}'"
    assert {q.text for q in store.quotes()} == {"“It snows,”", "“It rains,”"}

    again = store.add_extraction(from_file("/south/report.txt", "“It rains,”"))
    assert (again.article_id, again.outcome) == (second.article_id, "unchanged")
    edited = store.add_extraction(from_file("/south/report.txt", "“It pours,”"))
    assert (edited.article_id, edited.outcome) == (second.article_id, "changed")
    assert {q.text for q in store.quotes()} == {"“It snows,”", "“It pours,”"}


def test_the_same_words_of_two_files_have_two_quotation_ids(store: Store) -> None:
    store.add_extraction(from_file("/north/report.txt", "“It snows,”"))
    south = from_file("/south/report.txt", "“It snows,”")
    longer = replace(south.article, text=south.article.text + " More snow came.")
    store.add_extraction(replace(south, article=longer))
    assert [q.text for q in store.quotes()] == ["“It snows,”"] * 2
    assert len(set(ids(store))) == 2


def test_a_file_that_moved_or_whose_text_is_the_same_is_the_same_article(store: Store) -> None:
    store.add_extraction(from_file("/north/report.txt", "“It snows,”"))
    assert store.add_extraction(from_file("/south/report.txt", "“It snows,”")).outcome == "unchanged"


def test_one_url_is_one_article_wherever_its_file_lies(store: Store) -> None:
    url = "https://fjord.example/snow"
    store.add_extraction(from_file("/north/report.txt", "“It snows,”", url=url))
    added = store.add_extraction(from_file("/south/report.txt", "“It rains,”", url=url))
    assert (added.article_id, added.outcome) == ("report", "changed")


def test_a_stated_id_is_the_article(store: Store) -> None:
    store.add_extraction(story("Ulf Tangmere", "baker", "“It snows,”", origin="/north/x.jsonl:1"))
    added = store.add_extraction(story("Ulf Tangmere", "baker", "“It rains,”", origin="/south/y.jsonl:7"))
    assert (added.article_id, added.outcome) == ("a1", "changed")


def test_a_file_that_happens_to_bear_a_stated_id_replaces_nothing(store: Store) -> None:
    store.add_extraction(story("Ulf Tangmere", "baker", "“It snows,”", article_id="report", origin="/x.jsonl:1"))
    added = store.add_extraction(from_file("/south/report.txt", "“It rains,”"))
    assert (added.outcome, store.stats().articles) == ("new", 2)


# -- with the language model -----------------------------------------------------------------------------


def test_add_extracts_once(store: Store, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "“We will mend the bridge,” said Odalys Brandtveit, the mayor of Fjordby.\n"
    article = Article("bridge", text)
    assert store.add(article, nlp).outcome == "new"
    (quotation,) = store.quotes(by="Brandtveit")
    assert quotation.text == "“We will mend the bridge,”"

    def fail(*_: object) -> None:
        raise AssertionError("extracted again")

    monkeypatch.setattr("onrecord.pipeline.extract", fail)
    again = store.add(article, nlp)
    assert (again.outcome, again.quotations) == ("unchanged", 1)
