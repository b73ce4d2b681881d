"""Spans by place: what shares a character with one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.spans import Spread
from onrecord.types import Span

SPANS = st.tuples(st.integers(0, 1500), st.integers(1, 700)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(spans=st.lists(SPANS, max_size=12), asked=SPANS)
def test_what_overlaps_is_found_once(spans: list[Span], asked: Span) -> None:
    spread = Spread((span, span) for span in spans)
    assert sorted(spread.overlapping(asked)) == sorted(span for span in spans if span.overlaps(asked))
