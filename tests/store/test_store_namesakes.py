"""Namesakes stay apart and one person stays one, on a table of pairs of small articles added to a real registry."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from spacy.language import Language

from factory import PERSON, Said, extraction, mention
from onrecord.pipeline import extract_all
from onrecord.store import Store
from onrecord.types import Article, Extraction

pytestmark = pytest.mark.xdist_group("namesakes")  # all are read at once, by one worker
WORDS = ("“The work will take at least another two weeks,”", "“Nobody told us about the plan before Monday,”")
QUEUED = {
    "Thaddeus Winterbourne": "a name without its III is the father's as well",
    "Odalys Brandtveit, a Democratic presidential candidate": "a senator is not said to be the candidate",
    "Tarik Saffouri": "an army has many spokesmen, and it is not said which army",
    "Professor Evander Holloway-Pryce": "it is not said of which university",
    "ministry spokeswoman Svetlana Gorbunkova": "it is not said of which ministry",
    "Gov. Honoria Blanchfield": "two years later, and who runs for an office has no role",
    "Philippa Threlkeld, the attorney general": "it is not said of which state",
    "Oyelaran Babatunji": "two months later, and neither has a role",
}
LOST = {"Bart Quist": "Bart is not among the short forms of Bartholomew"}


class Pair(NamedTuple):
    lot: str
    verdict: str
    day: str
    outlet: str
    text: str
    other_day: str
    other_outlet: str
    other_text: str
    why: str


def read_pairs() -> list[Pair]:
    lines = Path(__file__).parents[1].joinpath("namesakes.tsv").read_text(encoding="utf-8").splitlines()
    return [Pair(*line.split("\t")) for line in lines if not line.startswith("#")]


PAIRS = read_pairs()


def pairs(verdict: str) -> Any:
    return [
        pytest.param(pair, id=f"{pair.lot}: {pair.why}: {pair.text[:40]}") for pair in PAIRS if pair.verdict == verdict
    ]


def articles(pair: Pair) -> list[Article]:
    """The two articles; of well-known people without any words."""
    both = ((pair.day, pair.outlet, pair.text), (pair.other_day, pair.other_outlet, pair.other_text))
    return [
        Article(
            f"{'ab'[number]}-{PAIRS.index(pair)}",
            text.replace("@", WORDS[number]) if "@" in text else f"“…,” said {text.split(' ; ')[0]}.",
            published=date.fromisoformat(day),
            outlet=outlet,
        )
        for number, (day, outlet, text) in enumerate(both)
    ]


def by_hand(article: Article, text: str) -> Extraction:
    name, *roles = text.split(" ; ")
    who = mention(name, *roles, forms=[name], text=article.text)
    return extraction(article, Said("“…,”", name, PERSON, source=name), people=[who])


@pytest.fixture(scope="module")
def read(nlp: Language) -> dict[str, Extraction]:
    """What is found in all articles of the table, by their ids; read at once, which takes half the time."""
    found = {
        each.article.id: each
        for each in extract_all(nlp, [a for pair in PAIRS for a in articles(pair) if "…" not in a.text])
    }
    for pair in PAIRS:
        for article, text in zip(articles(pair), (pair.text, pair.other_text), strict=True):
            if "@" not in text:
                found[article.id] = by_hand(article, text)
    return found


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("namesakes") / "empty.db"
    Store.open(path).close()
    return path


def answer(empty: Path, read: dict[str, Extraction], pair: Pair, path: Path) -> str:
    """Whether the two are linked, queued for review, or two speakers without a doubt."""
    shutil.copy(empty, path)
    with Store.open(path) as store:
        for article in articles(pair):
            store.add_extraction(read[article.id])
        quoted = {quotation.article.id[0]: quotation.speaker.id for quotation in store.quotes()}
        assert quoted["a"] is not None
        if quoted["a"] == quoted["b"]:
            return "linked"
        return "queued" if store.doubts() else "apart"


def test_the_table_is_large_and_says_what_it_says_once() -> None:
    assert len(PAIRS) == len({(pair.text, pair.day, pair.other_text, pair.other_day) for pair in PAIRS})
    assert sum(pair.verdict == "apart" for pair in PAIRS) >= 100
    assert sum(pair.verdict == "same" for pair in PAIRS) >= 70


@pytest.mark.parametrize("pair", pairs("apart"))
def test_namesakes_are_not_one(empty: Path, read: dict[str, Extraction], pair: Pair, tmp_path: Path) -> None:
    assert answer(empty, read, pair, tmp_path / "pair.db") in ("apart", "queued")


@pytest.mark.parametrize("pair", pairs("same"))
def test_one_person_is_one_and_else_queued(
    empty: Path, read: dict[str, Extraction], pair: Pair, tmp_path: Path
) -> None:
    expected = next(
        (how for how, names in (("queued", QUEUED), ("apart", LOST)) for name in names if name in pair.other_text),
        "linked",
    )
    assert answer(empty, read, pair, tmp_path / "pair.db") == expected
