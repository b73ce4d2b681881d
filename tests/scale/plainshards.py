"""Extraction without a language model, for articles as `crowd` makes them; and shards of such articles."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import crowd
from factory import Said, extraction, mention
from onrecord.extracting import Extract, Found
from onrecord.formats import Problem
from onrecord.types import Article

SURE = 0.9
"""The confidence of all that is found."""

_SAID = re.compile("(“[^”]*,”) said ([^,]+), ([^.]+)\\.")


def load() -> Extract:
    """Return what finds all that is said in a made-up article; one that says so cannot be extracted."""

    def extract(articles: Sequence[Article]) -> list[Found]:
        return [_found(article) for article in articles]

    return extract


def slowly() -> Extract:
    """Return the same, which takes as long as a language model does."""
    extract = load()

    def slow(articles: Sequence[Article]) -> list[Found]:
        time.sleep(0.05 * len(articles))
        return extract(articles)

    return slow


def _found(article: Article) -> Found:
    if article.text.startswith("Refuse me"):
        return Problem(str(article.origin), "cannot be extracted", "the other articles were read")
    told = _SAID.findall(article.text)
    people = {name: mention(name, role, forms=[name], text=article.text) for _, name, role in told}
    quoted = [Said(words, name, role=role, cue="said", source=name) for words, name, role in told]
    made = extraction(article, *quoted, people=list(people.values()))
    return replace(made, quotations=tuple(replace(one, confidence=SURE) for one in made.quotations))


def never() -> Extract:
    """Stand for the models where nothing may be extracted."""
    raise AssertionError("the models were loaded")


def line(article: Article) -> str:
    published = article.published.isoformat() if article.published else None
    told = {"id": article.id, "text": article.text, "title": article.title, "outlet": article.outlet}
    return json.dumps(told | {"published": published}) + "\n"


def shards(folder: Path, number: int, each: int, seed: int = 1) -> list[Path]:
    """Write files of so many made-up articles each."""
    folder.mkdir(exist_ok=True)
    lines = [line(one.article) for one in crowd.articles(number * each, seed)]
    paths = [folder / f"news-{at}.jsonl" for at in range(number)]
    for at, path in enumerate(paths):
        path.write_text("".join(lines[at * each : (at + 1) * each]))
    return paths
