from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from onrecord.model.trees import trees


def scored(*rows: list[float]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.array(rows, dtype=np.float32)


def test_each_word_takes_its_best_head_and_one_is_the_root() -> None:
    # "snow fell fast": fell is the root, the others hang on it
    arcs = scored([0, 9, 1], [1, 9, 1], [1, 9, 0])
    assert trees(arcs, [0]).tolist() == [1, 1, 1]


def test_only_one_word_is_the_root_of_a_sentence() -> None:
    arcs = scored([9, 8], [1, 9])
    assert trees(arcs, [0]).tolist() == [1, 1]


def test_words_hang_on_none_of_another_sentence() -> None:
    arcs = scored([5, 0, 9], [4, 0, 9], [9, 0, 5])
    assert trees(arcs, [0, 2]).tolist() == [0, 0, 2]


def test_a_circle_is_led_out_of_where_that_costs_least() -> None:
    # the first two prefer each other; the second loses less by taking the root
    arcs = scored([0, 9, 1, 0], [9, 0, 7, 0], [0, 0, 9, 0], [0, 0, 9, 0])
    assert trees(arcs, [0]).tolist() == [1, 2, 2, 2]


def test_one_word_is_its_own_root() -> None:
    assert trees(scored([-3.0]), [0]).tolist() == [0]


@settings(deadline=None, max_examples=200)
@given(
    arrays.arrays(np.float32, st.integers(1, 12).map(lambda n: (n, n)), elements=st.integers(-9, 9).map(float)),
    st.data(),
)
def test_whatever_the_scores_each_sentence_is_a_tree(
    arcs: np.ndarray[tuple[int, int], np.dtype[np.float32]], data: st.DataObject
) -> None:
    count = len(arcs)
    starts = [0, *(n for n in range(1, count) if data.draw(st.booleans()))]
    heads = trees(arcs, starts).tolist()
    roots = set()
    for word in range(count):
        seen, at = {word}, word
        while heads[at] != at:
            at = heads[at]
            assert at not in seen
            seen.add(at)
        roots.add(at)
        assert sum(start <= word for start in starts) == sum(start <= at for start in starts)
    assert len(roots) == len(starts)
