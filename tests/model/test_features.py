from __future__ import annotations

import numpy as np

from onrecord.model.features import BETWEEN, DISTANCES, PARAGRAPHS, pair_features


def test_distance_grows_on_either_side_and_is_nothing_inside() -> None:
    distance, _, _ = pair_features([(10, 12)], np.zeros(40, dtype=np.int64))
    assert list(distance[0, 10:12]) == [0, 0]
    assert list(distance[0, 12:15]) == [1, 2, 3]
    behind, before = distance[0, 12:], distance[0, :10]
    assert (np.diff(behind) >= 0).all()
    assert (np.diff(before) <= 0).all()
    assert not set(behind) & set(before)
    assert distance.max() < DISTANCES


def test_other_cues_between_are_counted() -> None:
    _, between, _ = pair_features([(2, 3), (6, 7), (10, 11)], np.zeros(14, dtype=np.int64))
    assert list(between[0, [0, 4, 8, 12]]) == [0, 0, 1, 2]
    assert list(between[2, [12, 8, 4, 0]]) == [0, 0, 1, 2]
    assert between.max() < BETWEEN


def test_paragraphs_between_are_signed() -> None:
    _, _, crossed = pair_features([(4, 5)], np.array([0, 0, 1, 1, 1, 2, 6]))
    assert list(crossed[0]) == [2, 2, 3, 3, 3, 4, PARAGRAPHS - 1]
