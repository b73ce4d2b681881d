from __future__ import annotations

import numpy as np
import pytest

from onrecord.model.decode import Choices, Cue, find_cues, log_softmax, relations, runs, viterbi
from onrecord.model.labels import B_CUE, I_CUE, OUT, TAGS
from onrecord.model.windows import Window

OUTSIDE, SOURCE, CONTENT = range(3)


def window_of(words: list[str]) -> Window:
    """A window in which each word is one piece; `##` marks one that goes on in the word before it."""
    starts, ends, at = [-1], [-1], 0
    for word in words:
        at += not word.startswith("##")
        starts.append(at)
        at += len(word.removeprefix("##"))
        ends.append(at)
    size = len(words) + 2
    zeros = np.zeros(size, dtype=np.int64)
    inner = [False, *(word.startswith("##") for word in words), False]
    wordy = [False, *(word.strip("#").isalnum() for word in words), False]
    return Window(
        zeros, zeros, zeros, np.array([*starts, -1]), np.array([*ends, -1]), zeros, np.array(inner), np.array(wordy)
    )


def tags_of(labels: list[int], sure: float = 0.9) -> np.ndarray:
    likely = np.full((len(labels) + 2, TAGS), (1 - sure) / (TAGS - 1), dtype=np.float32)
    for i, label in enumerate([OUT, *labels, OUT]):
        likely[i, label] = sure
    return np.log(likely)


def links_of(rows: list[list[int]], sure: float = 0.9) -> np.ndarray:
    likely = np.full((len(rows), len(rows[0]) + 2, 3), (1 - sure) / 2, dtype=np.float32)
    for n, row in enumerate(rows):
        for i, label in enumerate([OUTSIDE, *row, OUTSIDE]):
            likely[n, i, label] = sure
    return np.log(likely)


def test_a_cue_is_a_run_of_whole_words() -> None:
    window = window_of(["she", "re", "##iter", "##ated", "it"])
    (cue,) = find_cues(tags_of([OUT, B_CUE, I_CUE, OUT, OUT]), window, Choices())
    assert (cue.start, cue.end) == (2, 5)
    assert cue.probability == pytest.approx(0.917, abs=0.01)


def test_two_cues_side_by_side_are_two() -> None:
    window = window_of(["said", "asked"])
    assert [(c.start, c.end) for c in find_cues(tags_of([B_CUE, B_CUE]), window, Choices())] == [(1, 2), (2, 3)]


def test_a_bias_finds_cues_that_are_less_sure() -> None:
    window = window_of(["she", "hinted", "it"])
    tags = tags_of([OUT, OUT, OUT])
    tags[2, [OUT, B_CUE]] = np.log([0.55, 0.35])
    assert not find_cues(tags, window, Choices())
    assert len(find_cues(tags, window, Choices(cue_bias=1.0))) == 1


def test_changes_cost_so_that_a_lone_doubt_does_not_cut_a_content() -> None:
    scores = links_of([[CONTENT, CONTENT, OUTSIDE, CONTENT]])
    scores[0, 3] = np.log([0.4, 0.25, 0.35])
    assert list(viterbi(scores, 0.0)[0]) == [0, 2, 2, 0, 2, 0]
    assert list(viterbi(scores, 0.5)[0]) == [0, 2, 2, 2, 2, 0]


def test_a_content_claimed_twice_goes_to_the_surer_cue() -> None:
    window = window_of(["rain", "came", "said", "asked"])
    cues = [Cue(3, 4, 0.9), Cue(4, 5, 0.9)]
    labels = np.array([[0, 2, 2, 0, 0, 0], [0, 2, 2, 0, 0, 0]])
    link = links_of([[2, 2, 0, 0], [2, 2, 0, 0]])
    link[1] = links_of([[2, 2, 0, 0]], 0.6)[0]
    (found,) = relations(window, cues, labels, link, Choices())
    assert found.cue == (3, 4)
    assert found.content == ((1, 3),)


def test_only_the_surest_of_several_sources_is_kept() -> None:
    window = window_of(["Ola", "saw", "Pia", "say", "no"])
    labels = np.array([[0, 1, 0, 1, 0, 2, 0]])
    link = links_of([[1, 0, 1, 0, 2]])
    link[0, 1] = np.log([0.4, 0.5, 0.1])
    (found,) = relations(window, [Cue(4, 5, 0.9)], labels, link, Choices())
    assert found.source == ((3, 4),)


def test_a_relation_without_words_is_none() -> None:
    window = window_of(["said", "."])
    labels, link = np.array([[0, 0, 2, 0]]), links_of([[0, 2]])
    assert relations(window, [Cue(1, 2, 0.9)], labels, link, Choices()) == []


def test_calibration_keeps_the_order_of_scores() -> None:
    choices = Choices(slope=2.0, offset=-1.0)
    scores = [choices.calibrated(s) for s in (0.0, 0.2, 0.5, 0.9, 1.0)]
    assert scores == sorted(scores)
    assert 0 < scores[0] < scores[-1] < 1
    assert Choices().calibrated(0.3) == pytest.approx(0.3)


def test_runs() -> None:
    assert runs(np.array([True, True, False, True])) == [(0, 2), (3, 4)]


def test_log_softmax_is_a_distribution() -> None:
    assert np.exp(log_softmax(np.array([[1.0, 2.0, 900.0]], dtype=np.float32))).sum() == pytest.approx(1.0)
