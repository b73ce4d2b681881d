"""Stored quotations against their articles again: unchanged, moved, altered or gone."""

from __future__ import annotations

import json
import sqlite3
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from factory import Said, extraction
from onrecord.errors import InputError, OnrecordWarning
from onrecord.store import Store
from onrecord.types import Article, Kind, Span, words_of
from onrecord.verifying import By, State, Verified
from onrecord.verifying.asjson import verified_json
from onrecord.wording import Relation, compare_wordings

TEXT = (
    "“We will not sell the harbour,” said Odalys Brandtveit, the mayor.\n\nUlf Tangmere said that the town was poor. "
    "“The ferry is fine,” he added. “It always was.”"
)
MAYOR, POOR, FINE, WAS = (
    "“We will not sell the harbour,”",
    "that the town was poor",
    "“The ferry is fine,”",
    "“It always was.”",
)
ARTICLE = Article("harbour", TEXT, "Harbour stays", "https://fjordpost.example.org/harbour", "The Fjord Post")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = extraction(
        ARTICLE,
        Said(MAYOR, "Odalys Brandtveit", cue="said", source="Odalys Brandtveit, the mayor"),
        Said(POOR, "Ulf Tangmere", kind=Kind.INDIRECT, source="Ulf Tangmere"),
        Said(FINE, "Ulf Tangmere", source="he added"),
    )
    fine = found.quotations[2]
    start = TEXT.index(WAS)
    interrupted = replace(
        fine,
        text=f"{FINE} … {WAS}",
        quotation=replace(fine.quotation, content=(*fine.content, Span(start, start + len(WAS)))),
    )
    with Store.open(tmp_path / "reg.db") as store:
        store.add_extraction(replace(found, quotations=(*found.quotations[:2], interrupted)))
    return tmp_path / "reg.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, create=False) as opened:
        yield opened


def against(store: Store, text: str) -> list[Verified]:
    return list(onrecord.verify(store, [replace(ARTICLE, text=text)]))


def states(found: list[Verified]) -> list[str]:
    return [each.state.value for each in found]


def test_all_is_unchanged_in_the_articles_that_are_kept(store: Store) -> None:
    found = list(onrecord.verify(store))
    assert states(found) == ["unchanged"] * 3
    assert not any(each.drifted for each in found)
    assert [each.found for each in found] == [each.quotation.content for each in found]


def test_the_same_copy_changes_nothing(store: Store) -> None:
    found = against(store, TEXT)
    assert states(found) == ["unchanged"] * 3
    assert all(each.copy is not None and each.copy.by is By.ID for each in found)


def test_words_behind_a_new_paragraph_have_moved(store: Store) -> None:
    found = against(store, f"Correction.\n\n{TEXT}")
    assert states(found) == ["moved"] * 3
    assert found[0].found == (Span(13, 13 + len(MAYOR)),)
    assert len(found[2].found) == 2


def test_paragraphs_changed_about_have_moved(store: Store) -> None:
    first, second = TEXT.split("\n\n")
    assert states(against(store, f"{second}\n\n{first}")) == ["moved"] * 3


def test_a_dropped_not_is_altered_with_its_alarm(store: Store) -> None:
    found = against(store, TEXT.replace("will not sell", "will sell"))
    assert states(found) == ["altered", "moved", "moved"]
    assert [(alarm.kind.value, alarm.one) for alarm in found[0].alarms] == [("negation", "not")]
    assert found[0].words == "“We will sell the harbour,”"


def test_one_altered_part_of_an_interrupted_quotation_alters_it(store: Store) -> None:
    found = against(store, TEXT.replace("It always was", "It never was"))
    assert states(found) == ["unchanged", "unchanged", "altered"]
    assert found[2].words == f"{FINE} … “It never was.”"


def test_a_quotation_that_was_taken_out_is_gone(store: Store) -> None:
    found = against(store, TEXT[TEXT.index("Ulf") :])
    assert states(found) == ["gone", "moved", "moved"]
    assert (found[0].found, found[0].words) == ((), "")


def test_other_quotation_marks_are_no_other_words(store: Store) -> None:
    found = against(store, TEXT.replace("“", '"').replace("”", '"'))
    assert states(found) == ["moved", "unchanged", "moved"]
    assert found[0].notes == ("the same words in other typesetting",)


def test_words_that_lost_their_marks_are_no_longer_a_quotation(store: Store) -> None:
    found = against(store, TEXT.replace(MAYOR, "We will not sell the harbour,"))
    assert found[0].state is State.ALTERED
    assert "no longer in quotation marks" in found[0].notes


def test_the_same_words_from_somebody_else_are_altered(store: Store) -> None:
    found = against(store, TEXT.replace("Odalys Brandtveit, the mayor", "Marta Tangmere, the harbour master"))
    assert states(found) == ["altered", "moved", "moved"]
    (note,) = found[0].notes
    assert note.startswith("the source was “Odalys Brandtveit, the mayor”, and is “Marta Tangmere")


def test_the_same_name_elsewhere_is_no_source(store: Store) -> None:
    new = TEXT.replace("said Odalys Brandtveit, the mayor.", "said Marta Tangmere, the harbour master.")
    found = against(store, new + " Later that day Odalys Brandtveit, the mayor, left the hall.")
    assert found[0].state is State.ALTERED
    assert "Marta Tangmere" in found[0].notes[0]


def test_a_sentence_that_goes_on_says_something_else(store: Store) -> None:
    found = against(store, TEXT.replace("the town was poor.", "the town was poor no longer."))
    assert states(found) == ["unchanged", "altered", "moved"]
    assert found[1].notes == ("the sentence goes on: “no longer. “The ferry is fine,” …”",)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, len(TEXT)), st.integers(0, 12), st.sampled_from(["", " not", "“", "Yes. ", "\n\n"]))
    )
)
def test_what_has_not_changed_or_only_moved_has_the_same_words(store: Store, edits: list[tuple[int, int, str]]) -> None:
    text = TEXT
    for at, cut, put in edits:
        text = text[:at] + put + text[at + cut :]
    for each in against(store, text or "x"):
        assert each.words == words_of(text, each.found)
        if each.state is State.UNCHANGED:
            assert (each.found, each.words) == (each.quotation.content, each.quotation.text)
        if each.state is State.MOVED:
            assert compare_wordings(each.quotation.text, each.words).relation is Relation.SAME


def test_an_article_without_a_copy_is_held_against_itself(store: Store) -> None:
    found = list(onrecord.verify(store, [Article("ferry", "A ferry sank.")]))
    assert states(found) == ["unchanged"] * 3
    assert all(each.copy is None for each in found)


def tampered(path: Path, was: str, now: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE article SET text = replace(text, ?, ?)", (was, now))
    connection.close()


def test_a_stored_text_that_somebody_changed_is_told_by_its_digest(store: Store, path: Path) -> None:
    tampered(path, "the mayor", "a mayor")
    found = list(onrecord.verify(store))
    assert states(found) == ["unchanged", "moved", "moved"]
    assert all(each.drifted and not each.digest_agrees for each in found)


def test_changed_words_in_the_stored_text_are_altered(store: Store, path: Path) -> None:
    tampered(path, "will not sell the harbour", "will gladly sell the harbour")
    first = next(onrecord.verify(store))
    assert first.state is State.ALTERED
    assert "gladly sell the harbour" in first.words


def test_a_stored_text_that_is_cut_off_has_lost_its_words(store: Store, path: Path) -> None:
    tampered(path, TEXT, "Nothing.")
    assert states(list(onrecord.verify(store))) == ["gone"] * 3


def test_a_folder_of_fresh_copies_is_read(store: Store, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    lines = [{"id": "harbour", "text": f"Updated. {TEXT}"}, {"id": "other", "text": "A ferry sank."}]
    (fresh / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert states(list(onrecord.verify(store, fresh))) == ["moved"] * 3


def test_a_source_that_holds_nothing_is_an_error(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no article"), pytest.warns(OnrecordWarning):
        list(onrecord.verify(store, tmp_path / "gone.txt"))


def test_a_line_of_json_has_what_another_tool_needs(store: Store) -> None:
    found = verified_json(against(store, TEXT.replace("will not sell", "will sell"))[0])
    start = TEXT.index(MAYOR)
    assert found["state"] == "altered"
    assert found["content"] == [[start, start + len(MAYOR)]]
    (selectors,) = json.loads(json.dumps(found["selectors"]))
    assert selectors[0]["exact"] == MAYOR
    assert selectors[1] == {"type": "TextPositionSelector", "start": start, "end": start + len(MAYOR)}
    assert found["alarms"] == [{"kind": "negation", "was": "not", "is": ""}]
    assert json.loads(json.dumps(found)) == found


def test_little_is_held_in_memory(tmp_path: Path) -> None:
    texts = [
        f"{'Filler of the page. ' * 1000}“We will mend bridge {number},” said Odalys Brandtveit."
        for number in range(300)
    ]
    with Store.open(tmp_path / "many.db") as store:
        for number, text in enumerate(texts):
            said = Said(f"“We will mend bridge {number},”", "Odalys Brandtveit")
            store.add_extraction(extraction(Article(f"a{number}", text), said))
        size = sum(map(len, texts))
        fresh = (Article(f"a{number}", text) for number, text in enumerate(texts))
        tracemalloc.start()
        counted = sum(each.state is State.UNCHANGED for each in onrecord.verify(store, fresh))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert counted == 300
    assert peak < size
