"""Annotated articles (JSON lines, as PolNeAR's converted form) to windows with labels, in batches."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.errors import InputError
from onrecord.model.labels import B_CONTENT, B_CUE, B_SOURCE, ROLE_CONTENT, ROLE_SOURCE
from onrecord.model.windows import MOST_PIECES, Window, windows
from onrecord.quotemarks import pair
from onrecord.train.edits import Annotated, Attributed, Range, renamed, restyled, shortened
from onrecord.train.turns import turned

Ints = NDArray[np.int64]
IGNORED = -100
_LEAST_PIECES = 180


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its labels: `tags` [wordpieces]; for each cue its range and its own labels
    [wordpieces].
    """

    window: Window
    tags: Ints
    cues: tuple[tuple[int, int], ...]
    links: tuple[Ints, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples of about one length, padded: int64 [windows, wordpieces], `tags` IGNORED where there is no
    word.
    """

    ids: Tensor
    marks: Tensor
    cases: Tensor
    tags: Tensor
    examples: tuple[Example, ...]


def load_articles(path: Path) -> list[Annotated]:
    """Read annotated articles: a JSON object a line with `text` and `attributions` (source, cue, content).

    Raises InputError where a line has not that form.
    """
    articles = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            fields = json.loads(line)
            relations = tuple(
                Attributed(*(_ranges(a[k]) for k in ("source", "cue", "content"))) for a in fields["attributions"]
            )
            articles.append(Annotated(fields["text"], relations))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: not an annotated article: {error}") from error
    return articles


def _ranges(value: Any) -> tuple[Range, ...]:
    return tuple((int(s), int(e)) for s, e in value)


def examples(
    articles: Sequence[Annotated], tokenizer: Tokenizer, chance: random.Random | None = None
) -> Iterator[Example]:
    """Yield the windows of all articles. With `chance`: variants of the articles, and windows cut
    elsewhere.
    """
    for article in articles:
        most, first = MOST_PIECES, None
        if chance is not None:
            article = varied(article, chance)
            most = chance.randint(_LEAST_PIECES, MOST_PIECES)
            first = chance.randint(40, most)
        for window in windows(article.text, pair(article.text), tokenizer, most, first):
            yield labelled(window, article.relations)


def varied(article: Annotated, chance: random.Random) -> Annotated:
    """Return the article, or (about every second time) a variant of it: see `edits` and `turns`."""
    for change, share in ((renamed, 0.25), (turned, 0.2), (restyled, 0.3), (shortened, 0.06)):
        if chance.random() < share:
            article = change(article, chance)
    return article


def labelled(window: Window, relations: Sequence[Attributed]) -> Example:
    """Lay the relations over the wordpieces of a window; those whose cue is not in it have no link labels."""
    tags = np.zeros(len(window), dtype=np.int64)
    cues: list[tuple[int, int]] = []
    links: list[Ints] = []
    for relation in relations:
        content = _lay(window, tags, relation.content, B_CONTENT)
        source = _lay(window, tags, relation.source, B_SOURCE)
        cue = np.flatnonzero(_lay(window, tags, relation.cue, B_CUE))
        if len(cue):
            label = np.where(content, ROLE_CONTENT, 0)
            links.append(np.where(source, ROLE_SOURCE, label).astype(np.int64))
            cues.append((int(cue[0]), int(cue[-1]) + 1))
    tags[window.starts < 0] = IGNORED
    return Example(window, tags, tuple(cues), tuple(links))


def _lay(window: Window, tags: Ints, spans: Sequence[Range], begin: int) -> NDArray[np.bool_]:
    held = np.zeros(len(window), dtype=bool)
    for s, e in spans:
        part = (window.starts >= 0) & (window.starts < e) & (s < window.ends)
        held |= part
        tags[part] = begin + 1
        if part.any():
            tags[int(np.argmax(part))] = begin
    return held


def batches(made: Sequence[Example], size: int, chance: random.Random | None = None) -> list[Batch]:
    """Put windows of about one length together, `size` at a time; with `chance` in a random order."""
    order = list(range(len(made)))
    if chance is not None:
        chance.shuffle(order)
        pool = size * 50
        chunks = [order[i : i + pool] for i in range(0, len(order), pool)]
    else:
        chunks = [order]
    groups = []
    for chunk in chunks:
        chunk.sort(key=lambda i: len(made[i].window))
        groups += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    if chance is not None:
        chance.shuffle(groups)
    return [_batch([made[i] for i in group]) for group in groups]


def _batch(group: Sequence[Example]) -> Batch:
    longest = max(len(e.window) for e in group)

    def padded(arrays: Sequence[Ints], value: int) -> Tensor:
        full = np.full((len(arrays), longest), value, dtype=np.int64)
        for row, array in zip(full, arrays, strict=True):
            row[: len(array)] = array
        return torch.from_numpy(full)

    return Batch(
        padded([e.window.ids for e in group], 0),
        padded([e.window.marks for e in group], 0),
        padded([e.window.cases for e in group], 0),
        padded([e.tags for e in group], IGNORED),
        tuple(group),
    )
