"""Several processes that add overlapping articles at once leave what one writer would have left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import crowd


def test_four_writers_at_once_lose_nothing_and_double_nothing(
    db_url: str, tmp_path: Path, empty_database: Callable[[str], str]
) -> None:
    made = crowd.articles(24)
    crowd.together(db_url, made, tmp_path, seed=1, batch=2)
    crowd.check(db_url, empty_database("sqlite"), made)
