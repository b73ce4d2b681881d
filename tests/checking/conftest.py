"""The record of `desk`, opened once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checking.desk import copy, port
from onrecord.store import Store


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("record") / "record.db") as store:
        store.add_extraction(port())
        store.add_extraction(copy())
        yield store
