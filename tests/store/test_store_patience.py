"""Who opens a store may say how long a look-up is waited for."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import text

from factory import Said, extraction
from onrecord.errors import TooSlowError
from onrecord.store import Store, database
from onrecord.types import Article

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {most}) SELECT count(*) FROM n"


def _said(name: str) -> Article:
    return Article(name, f"“It is fine weather here,” said {name}.")


@pytest.fixture
def filled(db_url: str) -> str:
    with Store.open(db_url) as store:
        for name in ("Ulf Tangmere", "Vidar Nyman"):
            store.add_extraction(extraction(_said(name), Said("“It is fine weather here,”", name)))
    return db_url


def test_what_takes_too_long_is_broken_off_and_the_next_look_up_goes_on(filled: str) -> None:
    with Store.open(filled, create=False, patience=0.3) as store:
        begun = time.monotonic()
        with pytest.raises(TooSlowError, match=r"longer than 0\.3 s"):
            _count(store, 10**9)
        assert time.monotonic() - begun < 10
        time.sleep(0.4)
        assert len(store.quotes()) == 2
        store.rename("Ulf Tangmere", "Ulf T.", who="Desk")  # a writer is not hurried by what was read before
        assert _count(store, 10) == 10


def test_nobody_is_hurried_who_did_not_ask_for_it(filled: str) -> None:
    with Store.open(filled, create=False) as store:
        assert _count(store, 200_000) == 200_000


def test_counting_everything_may_take_its_time(filled: str) -> None:
    with Store.open(filled, create=False, patience=1e-9) as store:
        assert store.stats().quotations == 2


def _count(store: Store, most: int) -> int:
    with database.reading(store._open, store.where) as session:
        return int(session.connection().execute(text(ENDLESS.format(most=most))).scalar_one())
