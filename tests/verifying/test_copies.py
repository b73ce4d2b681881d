"""Which fresh article is the copy of a stored one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from factory import story
from onrecord.store import Store, StoredArticle
from onrecord.types import Article
from onrecord.verifying.copies import By, held_copies

TEXT = story("Odalys Brandtveit", "mayor").article.text
OTHER = "A ferry sank on Monday, and nobody on the quay would say why it had sailed at all."
STORED = Article(
    "bridge", TEXT, "Bridge to be mended", "https://fjordpost.example.org/bridge", "The Fjord Post",
    origin="/news/bridge.txt",
)  # fmt: skip


@pytest.fixture
def stored(tmp_path: Path) -> StoredArticle:
    with Store.open(tmp_path / "reg.db") as store:
        store.add_extraction(replace(story("Odalys Brandtveit", "mayor"), article=STORED))
        found = store.quotes()[0].article
        assert found.text == TEXT
        return found


def known_by(stored: StoredArticle, copies: Sequence[Article]) -> tuple[str, By] | None:
    with held_copies(copies) as held:
        found = held.copy_of(stored)
        return None if found is None else (found.article.id, found.by)


def test_a_copy_is_known_by_its_id_before_all_else(stored: StoredArticle) -> None:
    elsewhere = Article("x", TEXT, STORED.title, STORED.url)
    assert known_by(stored, [elsewhere, Article("bridge", OTHER)]) == ("bridge", By.ID)


def test_a_copy_is_known_by_its_address_or_its_file(stored: StoredArticle) -> None:
    assert known_by(stored, [Article("x", OTHER, url=STORED.url)]) == ("x", By.URL)
    assert known_by(stored, [Article("x", OTHER, origin=STORED.origin)]) == ("x", By.ORIGIN)


def test_a_copy_is_known_by_a_title_like_its_own_that_has_some_of_the_text(stored: StoredArticle) -> None:
    titled = Article("x", TEXT + " It was updated.", "Bridge to be mended soon")
    assert known_by(stored, [Article("y", OTHER, "A ferry sank"), titled]) == ("x", By.TITLE)
    assert known_by(stored, [replace(titled, text=OTHER)]) is None
    assert known_by(stored, [replace(titled, title="Town council meets")]) is None


def test_two_titles_as_like_are_no_copy(stored: StoredArticle) -> None:
    one = Article("x", TEXT, "Bridge to be mended soon")
    assert known_by(stored, [one, replace(one, id="y", title="Bridge to be mended later")]) is None


def test_an_id_made_up_from_a_files_name_needs_some_of_the_text(stored: StoredArticle) -> None:
    made_up = Article("bridge", OTHER, origin="/other/bridge.txt", id_given=False)
    assert known_by(stored, [made_up]) is None
    assert known_by(stored, [replace(made_up, text=TEXT)]) == ("bridge", By.ID)


def test_texts_of_any_characters_are_given_back_as_they_were(stored: StoredArticle) -> None:
    odd = Article("bridge", "\ud800 \0 \U0001f6a2\r\n“We”")
    with held_copies([odd]) as held:
        found = held.copy_of(stored)
        assert found is not None
        assert found.article.text == odd.text
        assert len(held) == 1
