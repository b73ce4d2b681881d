"""The day on which something was said. The article of these tests came out on Wednesday, 10 June 2020."""

from __future__ import annotations

import time
from datetime import date

import pytest
from spacy.language import Language

from mentions.marked import attributed
from onrecord.mentions.days import said_on
from onrecord.types import Span

PUBLISHED = date(2020, 6, 10)


@pytest.mark.parametrize(
    ("marked", "day"),
    [
        ("[Oona Varra] <said> on Monday {that the lock leaked}.", date(2020, 6, 8)),
        ("[Oona Varra] <said> Wednesday {that the lock leaked}.", date(2020, 6, 10)),
        ("[Oona Varra] <said> on Thursday {that the lock leaked}.", date(2020, 6, 4)),
        ("On 9 January, [Oona Varra] <said> {that the lock leaked}.", date(2020, 1, 9)),
        ("On December 24, [Oona Varra] <said> {that the lock leaked}.", date(2019, 12, 24)),
        ("[Oona Varra] <said> on 3 March 2018 {that the lock leaked}.", date(2018, 3, 3)),
        ("[Oona Varra] <said> {that the lock leaked on Monday}.", None),
        ("[Oona Varra] <said> {that the lock leaked}.", None),
        ("[Oona Varra] <said> on 31 February {that the lock leaked}.", None),
    ],
)
def test_the_day_beside_the_cue(nlp: Language, marked: str, day: date | None) -> None:
    assert attributed(nlp, marked, PUBLISHED)[0][0].said_on == day


def test_without_the_article_s_date_no_day_is_known(nlp: Language) -> None:
    assert attributed(nlp, "[Oona Varra] <said> on Monday {that the lock leaked}.")[0][0].said_on is None


@pytest.mark.parametrize("when", ["yesterday", "on Sunday", "on 9 January"])
def test_there_is_no_day_before_the_first(when: str) -> None:
    first = date(1, 1, 1)  # a Monday
    assert said_on([(0, f"She said {when}.")], (Span(4, 8),), first) is None
    assert said_on([(0, "She said today.")], (Span(4, 8),), first) == (first, Span(9, 14))


def test_many_days_take_no_time() -> None:
    text = "on Monday " * 20_000
    start = time.perf_counter()
    found = said_on([(0, text)], (Span(100_000, 100_005),), PUBLISHED)
    assert time.perf_counter() - start < 5
    assert found is not None
