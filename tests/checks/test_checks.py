"""The checks themselves: the record holds what they say, and the checker is right about them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from checkset import HALVES, Check, checks, record
from onrecord.store import Store
from onrecord.types import Extraction, Kind

VERDICTS = {"verbatim", "altered", "partial", "another speaker", "indirect only", "not on record"}


def plain(text: str) -> str:
    """The words alone, in small letters."""
    return " ".join(re.findall(r"[^\W_]+", text.replace("[J]", "J").replace("’", "").replace("'", "").casefold()))


@pytest.fixture(scope="module")
def articles() -> list[Extraction]:
    return list(record())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, articles: list[Extraction]) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("record") / "record.db"
    with Store.open(path) as opened:
        for each in articles:
            opened.add_extraction(each)
        yield opened


# -- the set ---------------------------------------------------------------------------------------------


def test_there_are_checks_of_every_verdict_in_both_halves() -> None:
    for half in HALVES:
        counted = Counter(each.verdict for each in checks(half))
        assert set(counted) == VERDICTS
        assert min(counted.values()) >= 20
    both = [(each.claim, each.by) for half in HALVES for each in checks(half)]
    assert len(both) == len(set(both)) >= 260


def test_the_quotations_of_the_record_stand_in_its_articles(articles: list[Extraction]) -> None:
    for each in articles:
        for quotation in each.quotations:
            assert quotation.text == " … ".join(span.of(each.article.text) for span in quotation.content)
            assert bool(re.search("[“‘]", quotation.text)) is (quotation.kind is not Kind.INDIRECT)


def test_each_person_of_the_record_is_one_speaker_of_the_registry(store: Store, articles: list[Extraction]) -> None:
    names = {person.name for each in articles for person in each.mentions}
    assert store.stats().speakers == len(names)


@pytest.mark.parametrize("half", HALVES)
def test_what_is_verbatim_stands_in_the_article_word_for_word(half: str, articles: list[Extraction]) -> None:
    quoted = [plain("".join(q.text)) for each in articles for q in each.quotations if q.kind is not Kind.INDIRECT]
    apart = [each for each in checks(half) if each.verdict == "verbatim" and not stands(each, quoted)]
    assert all("two stored quotations" in each.why for each in apart)


def stands(check: Check, quoted: list[str]) -> bool:
    return any(plain(check.claim) in words for words in quoted)
