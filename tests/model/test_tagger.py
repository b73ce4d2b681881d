from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.tagger import ModelTagger
from onrecord.quotemarks import pair
from onrecord.tagger import Relation
from onrecord.types import words_of

TAGGER = ModelTagger(threads=1)


def read(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each relation."""
    return [
        (words_of(text, r.source), words_of(text, r.cue), words_of(text, r.content))
        for r in TAGGER.tag(text, pair(text))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            '"We cut the hedge on Monday," said Pia Lund, the gardener.',
            ("Pia Lund, the gardener", "said", '"We cut the hedge on Monday,"'),
        ),
        (
            "Pia Lund said that the hedge had grown too high.",
            ("Pia Lund", "said", "that the hedge had grown too high"),
        ),
        (
            "The hedge was cut on Monday, according to the gardener Pia Lund.",
            ("the gardener Pia Lund", "according to", "The hedge was cut on Monday"),
        ),
        (
            "“It grows,” Pia Lund said. “It always has.”",
            ("Pia Lund", "said", "“It grows,” … “It always has.”"),
        ),
        (
            "« The hedge is gone for good », said Chidi Okoro.",
            ("Chidi Okoro", "said", "« The hedge is gone for good »"),
        ),
    ],
)
def test_who_said_what(text: str, found: tuple[str, str, str]) -> None:
    assert found in read(text)


def test_narration_has_no_relations() -> None:
    assert read("Snow fell on Monday. The hedge was high and the road was empty.") == []


def test_scores_are_probabilities_and_the_answer_is_the_same_again() -> None:
    text = '"We cut the hedge," said Pia Lund. Ola Brink denied that he had known of it.'
    found = TAGGER.tag(text, pair(text))
    assert len(found) == 2
    assert all(0 < r.score < 1 for r in found)
    assert TAGGER.tag(text, pair(text)) == found


def test_a_tagger_can_be_sent_to_another_process() -> None:
    text = "Pia Lund said that snow fell."
    assert pickle.loads(pickle.dumps(TAGGER)).tag(text, ()) == TAGGER.tag(text, ())


def parts(relation: Relation) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in (*relation.content, *relation.cue, *relation.source)]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(['"', "“", "”", "'", "said", "Pia Lund", "hedge", ",", ".", "\n", "that", "😀", "-"])))
def test_no_text_breaks_it_and_spans_lie_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for relation in TAGGER.tag(text, pair(text)):
        assert relation.content
        assert relation.cue
        assert all(0 <= s < e <= len(text) for s, e in parts(relation))
        assert list(relation.content) == sorted(relation.content)


@pytest.mark.parametrize("sign", ["•", "*", "🔥🔥", "⚠️", "👩‍🚒"])
def test_a_bullet_or_pictograph_before_the_marks_is_nobodys_words(sign: str) -> None:
    assert read(f"{sign} “We cut the hedge,” Pia Lund said.")[0][2] == "“We cut the hedge,”"
    assert read(f"“{sign} We cut the hedge,” Pia Lund said.")[0][2] == f"“{sign} We cut the hedge,”"


def test_threads_that_begin_at_once_load_the_weights_once_and_find_the_same() -> None:
    text = '"We cut the hedge," said Pia Lund.'
    tagger, together = ModelTagger(threads=3), Barrier(4)  # weights that no other test has loaded

    def find(_: int) -> tuple[int, list[Relation]]:
        together.wait()
        return id(tagger._loaded()), tagger.tag(text, pair(text))

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(find, range(4)))
    assert len({loaded for loaded, _ in found}) == 1
    assert all(relations == TAGGER.tag(text, pair(text)) != [] for _, relations in found)
