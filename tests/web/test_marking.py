"""An article's text cut into pieces: nested, crossing and interrupted quotations."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from onrecord.types import Span, Spans
from onrecord.web.marking import Piece, pieces, runs


@dataclass(frozen=True)
class Told:
    content: Spans
    cue: Spans = ()
    source: Spans = ()


def spans(*pairs: tuple[int, int]) -> Spans:
    return tuple(Span(start, end) for start, end in pairs)


def cut(text: str, *told: Told) -> list[tuple[str, tuple[int, ...]]]:
    return [(piece.text, piece.inside) for piece in pieces(text, told)]


def test_a_quotation_within_another_one_is_the_nearer_answer() -> None:
    text = "He said: she said: yes; twice."
    outer, inner = Told(spans((9, 29))), Told(spans((19, 22)))
    assert cut(text, outer, inner) == [
        ("He said: ", ()),
        ("she said: ", (0,)),
        ("yes", (1, 0)),
        ("; twice", (0,)),
        (".", ()),
    ]


def test_quotations_that_cross_are_cut_where_they_do() -> None:
    assert cut("abcdef", Told(spans((0, 4))), Told(spans((2, 6)))) == [("ab", (0,)), ("cd", (0, 1)), ("ef", (1,))]


def test_it_begins_with_its_first_part_and_ends_with_its_last() -> None:
    found = list(pieces("ab said cd", [Told(spans((0, 2), (8, 10)), cue=spans((3, 7)))]))
    assert [(one.text, one.begins, one.ends, one.cue) for one in found] == [
        ("ab", (0,), (), False),
        (" ", (), (), False),
        ("said", (), (), True),
        (" ", (), (), False),
        ("cd", (), (0,), False),
    ]


def test_a_run_goes_on_over_a_cue_within_the_words() -> None:
    told = [Told(spans((0, 8)), cue=spans((2, 4)))]
    (run, rest) = runs("abcdefgh.", told)
    assert (run.quotation, [piece.text for piece in run.pieces], run.begins, run.ends) == (
        0,
        ["ab", "cd", "efgh"],
        (0,),
        (0,),
    )
    assert rest.quotation is None


def test_a_span_beyond_the_text_ends_with_it() -> None:
    assert list(pieces("ab", [Told(spans((1, 9)))])) == [Piece("a"), Piece("b", (0,), (0,), (0,))]
    assert list(pieces("", [Told(spans((1, 9)))])) == []


LENGTH = 30
SPANS = st.lists(
    st.tuples(st.integers(0, LENGTH + 3), st.integers(1, 9)).map(lambda one: Span(one[0], one[0] + one[1])), max_size=3
).map(tuple)


@given(st.lists(st.builds(Told, SPANS, SPANS, SPANS), max_size=6))
def test_pieces_are_the_text_and_say_what_covers_each_character(told: list[Told]) -> None:
    text = "".join(chr(0x61 + at % 26) for at in range(LENGTH))
    at = 0
    for piece in pieces(text, told):
        for place in range(at, at + len(piece.text)):
            around = [n for n, one in enumerate(told) if any(s.start <= place < s.end for s in one.content)]
            assert sorted(piece.inside) == around
            assert piece.cue == any(s.start <= place < s.end for one in told for s in one.cue)
            assert piece.source == any(s.start <= place < s.end for one in told for s in one.source)
        at += len(piece.text)
    assert "".join(piece.text for piece in pieces(text, told)) == text
    assert "".join(piece.text for run in runs(text, told) for piece in run.pieces) == text
    started = [n for run in runs(text, told) for n in run.begins]
    assert sorted(started) == [n for n, one in enumerate(told) if any(s.start < LENGTH for s in one.content)]
