from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.model.labels import B_CONTENT, B_CUE, B_SOURCE, ROLE_CONTENT, ROLE_SOURCE
from onrecord.model.session import load_tokenizer
from onrecord.model.weights import PACKAGED, read_manifest
from onrecord.train.data import IGNORED, batches, examples, load_articles

TEXT = "Pia Lund said that snow fell.\n\nOla Brink denied it."
ROWS = [
    {"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 28]]},
    {"source": [[31, 40]], "cue": [[41, 47]], "content": [[48, 50]]},
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": ROWS}) + "\n", encoding="utf-8")
    return path


def test_labels_lie_over_the_wordpieces(gold: Path) -> None:
    (example,) = examples(load_articles(gold), load_tokenizer(PACKAGED, read_manifest(PACKAGED)))
    window = example.window
    begins = {label: [TEXT[s : s + 4] for s in window.starts[example.tags == label]] for label in range(1, 7)}
    assert begins[B_SOURCE] == ["Pia ", "Ola "]
    assert begins[B_CUE] == ["said", "deni"]
    assert begins[B_CONTENT] == ["that", "it."]
    assert example.tags[0] == IGNORED
    first, second = example.links
    assert [TEXT[s:e] for s, e in zip(window.starts[second > 0], window.ends[second > 0], strict=True)][-1] == "it"
    assert set(first) == set(second) == {0, ROLE_SOURCE, ROLE_CONTENT}


def test_batches_hold_every_window_once_whatever_the_order(gold: Path) -> None:
    made = list(examples(load_articles(gold) * 9, load_tokenizer(PACKAGED, read_manifest(PACKAGED))))
    sizes = [len(batch.examples) for batch in batches(made, 4, random.Random(3))]
    assert sorted(sizes) == [1, 4, 4]


def test_a_line_that_is_no_article_is_named(gold: Path) -> None:
    gold.write_text(gold.read_text(encoding="utf-8") + '{"text": "x"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:2"):
        load_articles(gold)
