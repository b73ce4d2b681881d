"""A writer that is killed leaves a sound registry of whole articles, and adding them again completes it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import crowd


def test_a_killed_writer_leaves_whole_articles_and_a_second_one_completes_them(
    engine_name: str, tmp_path: Path, empty_database: Callable[[str], str]
) -> None:
    made, chance = crowd.articles(12), random.Random(1)
    for batch in (1, 2, 4):
        url = empty_database(engine_name)
        said = crowd.killed(url, made, tmp_path, batch, after=chance.uniform(0.05, 0.4))
        assert crowd.check_killed(url, empty_database("sqlite"), made, said) in range(13)
