"""The checks themselves: the record holds what they say, and the checker is right about them."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from checkset import DISCLOSED, HALVES, VERDICTS, Check, checks, exactly_right, fill, record
from onrecord.checking import Check as Answer
from onrecord.checking import check
from onrecord.store import Store
from onrecord.types import Extraction, Kind

pytestmark = pytest.mark.xdist_group("checks")  # all are answered once, by one worker
RIGHT = {"dev": 1.0, "held": 0.98}
"""The share of each half that is answered exactly right, as measured (`benchmarks/checks.py`): never less."""

Answers = dict[str, list[tuple[Check, Answer]]]


def plain(text: str) -> str:
    """The words alone, in small letters."""
    return " ".join(re.findall(r"[^\W_]+", text.replace("[J]", "J").replace("’", "").replace("'", "").casefold()))


@pytest.fixture(scope="module")
def articles() -> list[Extraction]:
    return list(record())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("record") / "record.db"
    with Store.open(path) as opened:
        fill(opened)
        yield opened


# -- the set ---------------------------------------------------------------------------------------------


def test_there_are_checks_of_every_verdict_in_both_halves() -> None:
    for half in HALVES:
        counted = Counter(each.verdict for each in checks(half))
        assert set(counted) == set(VERDICTS)
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


# -- the checker -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def answers(store: Store) -> Answers:
    return {half: [(each, check(store, each.claim, each.by)) for each in checks(half)] for half in HALVES}


@pytest.mark.parametrize("half", HALVES)
def test_nothing_altered_misattributed_or_unknown_is_ever_called_verbatim(answers: Answers, half: str) -> None:
    verbatim = [each for each, answer in answers[half] if answer.verdict.value == "verbatim"]
    assert [str(each) for each in verbatim if each.verdict != "verbatim"] == []


@pytest.mark.parametrize("half", HALVES)
def test_nothing_wrong_may_stand(answers: Answers, half: str) -> None:
    """Exit status 0 is for words that are verbatim, or cut without an alarm that must ring."""
    standing = [each for each, answer in answers[half] if answer.ok]
    wrong = [
        each for each in standing if each.verdict not in ("verbatim", "partial") or (each.alarms or set()) - DISCLOSED
    ]
    assert [str(each) for each in wrong] == []


@pytest.mark.parametrize("half", HALVES)
def test_as_many_are_exactly_right_as_were_measured(answers: Answers, store: Store, half: str) -> None:
    wrong = [str(each) for each, answer in answers[half] if not exactly_right(each, answer, store)]
    assert 1 - len(wrong) / len(answers[half]) >= RIGHT[half], "\n".join(wrong)


def changed(words: list[str], rng: random.Random) -> Iterator[str]:
    """Yield a wording with a word lost, with one put in, with two changed about, with other digits."""
    at, to = rng.sample(range(1, len(words) - 1), 2)
    yield " ".join(words[:at] + words[at + 1 :])
    yield " ".join([*words[:at], rng.choice(("not", "never", "only", "seven")), *words[at:]])
    yield " ".join(words[to] if n == at else words[at] if n == to else word for n, word in enumerate(words))
    yield re.sub(r"\d", lambda digit: str(9 - int(digit[0])), " ".join(words))


def test_no_quotation_of_the_record_is_verbatim_with_a_word_changed(store: Store, articles: list[Extraction]) -> None:
    rng = random.Random(20240506)
    direct = [q for each in articles for q in each.quotations if q.kind is Kind.DIRECT and len(q.text.split()) > 7]
    for quotation in rng.sample(direct, 16):
        for claim in changed(quotation.text.split(), rng):
            if plain(claim) != plain(quotation.text):
                assert check(store, claim, quotation.speaker.name).verdict.value != "verbatim", claim
