"""What counts as one utterance: parts that only the words for who speaks interrupt."""

from __future__ import annotations

from pathlib import Path

import pytest

from factory import Said, extraction
from onrecord.checking.passages import passages_of, quoted_words
from onrecord.store import Store
from onrecord.types import Article, Kind

NAME = "Ulf Tangmere"


def widest(tmp_path: Path, text: str, *said: Said) -> list[tuple[str, bool]]:
    """The passages of the first quotation, each with whether other words of the article stand in it."""
    with Store.open(tmp_path / "p.db") as store:
        store.add_extraction(extraction(Article("a", text), *said))
        stored = sorted(store.quotes(), key=lambda each: each.position)
        return [(p.text.replace("” … “", " / "), p.loose) for p in passages_of(stored[0], stored) if p.quoted]


@pytest.mark.parametrize(
    ("between", "cue"),
    [
        (" said Ulf Tangmere. ", "said"),
        (" Ulf Tangmere, the mayor, told Radio Tang on Monday. ", "told"),
        (" Mr. Tangmere, that is Ulf Tangmere, said. ", "said"),
        ("\n\n", ""),
        (" ", ""),
    ],
)
def test_a_cue_or_nothing_leaves_two_quotations_one_utterance(tmp_path: Path, between: str, cue: str) -> None:
    text = f"“We will go.”{between}“It is late.”"
    found = widest(tmp_path, text, Said("“We will go.”", NAME, cue=cue), Said("“It is late.”", NAME))
    assert found[-1] == ("We will go. / It is late.", False)


@pytest.mark.parametrize(
    ("between", "cue"),
    [
        (" said Ulf Tangmere. He folded the map. ", "said"),
        (" Nobody spoke. ", ""),
        (" and later ", ""),
    ],
)
def test_other_words_of_the_article_part_them(tmp_path: Path, between: str, cue: str) -> None:
    text = f"“We will go.”{between}“It is late.”"
    found = widest(tmp_path, text, Said("“We will go.”", NAME, cue=cue), Said("“It is late.”", NAME))
    assert found == [("We will go.", False), ("We will go. / It is late.", True)]


def test_what_he_is_reported_to_say_between_parts_them(tmp_path: Path) -> None:
    text = "“We will go,” said Ulf Tangmere, adding that it was late. “It is cold.”"
    reported = Said("that it was late", NAME, cue="adding", kind=Kind.INDIRECT)
    found = widest(tmp_path, text, Said("“We will go,”", NAME, cue="said"), reported, Said("“It is cold.”", NAME))
    assert found[-1] == ("We will go, / It is cold.", True)


def test_another_speakers_words_are_never_in_it(tmp_path: Path) -> None:
    text = "“We will go,” said Ulf Tangmere. “It is late.”"
    found = widest(tmp_path, text, Said("“We will go,”", NAME, cue="said"), Said("“It is late.”", "Marta Tangmere"))
    assert found == [("We will go,", False)]


def test_only_what_stands_in_marks_is_quoted() -> None:
    article = Article("a", "He called it “a trick” and the vote ‘a farce’, he said.")
    said = extraction(article, Said("it “a trick” and the vote ‘a farce’", NAME, kind=Kind.MIXED))
    assert quoted_words(said.quotations[0], article.text) == ("a trick", "a farce")


def test_of_reported_words_nothing_is_quoted() -> None:
    article = Article("a", "He said that it was a trick.")
    said = extraction(article, Said("that it was a trick", NAME, kind=Kind.INDIRECT))
    assert quoted_words(said.quotations[0], article.text) == ()
