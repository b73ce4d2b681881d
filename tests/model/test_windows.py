from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.model import windows as w
from onrecord.model.session import load_tokenizer
from onrecord.model.weights import PACKAGED, read_manifest
from onrecord.quotemarks import pair

TEXT = '"We cut the hedge," said Ola Brink.\n\nNobody asked why.'


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(PACKAGED, read_manifest(PACKAGED))


def cut(text: str, tokenizer: Tokenizer, most: int = w.MOST_PIECES) -> list[w.Window]:
    return w.windows(text, pair(text), tokenizer, most)


def words(text: str, window: w.Window) -> list[str]:
    return [text[s:e] for s, e in zip(window.starts, window.ends, strict=True) if s >= 0]


def test_a_short_text_is_one_window_with_its_paragraphs_parted(tokenizer: Tokenizer) -> None:
    (window,) = cut(TEXT, tokenizer)
    assert window.ids[0] == w.CLS
    assert list(window.ids).count(w.SEP) == 2
    assert words(TEXT, window)[:6] == ['"', "We", "cut", "the", "hedge", ","]
    assert window.paragraphs[1] == 0
    assert window.paragraphs[-1] == 1


def test_marks_and_letter_case_are_told_of_each_piece(tokenizer: Tokenizer) -> None:
    (window,) = cut(TEXT, tokenizer)
    real = window.starts >= 0
    states = zip(window.marks[real], window.cases[real], strict=True)
    told = dict(zip(words(TEXT, window), states, strict=True))
    assert told["hedge"] == (w.INSIDE, w.LOWER)
    assert told["said"] == (w.OUTSIDE, w.LOWER)
    assert told["Nobody"] == (w.OUTSIDE, w.TITLE)
    assert window.marks[1] == w.OPENS


def test_paragraphs_are_not_cut_where_they_fit(tokenizer: Tokenizer) -> None:
    text = "\n\n".join(f"Paragraph {n} says little about anything at all." for n in range(20))
    made = cut(text, tokenizer, 40)
    assert len(made) > 3
    assert all(len(window) <= 42 for window in made)
    firsts = [int(window.starts[1]) for window in made]
    assert all(text[s:].startswith("Paragraph") for s in firsts)


def test_a_quotation_left_open_goes_with_its_next_paragraph(tokenizer: Tokenizer) -> None:
    text = 'One two three four five six.\n\n"Seven eight nine ten.\n\n"Eleven twelve thirteen," she said.'
    first, second = cut(text, tokenizer, 20)
    assert words(text, first)[0] == "One"
    assert words(text, second)[1] == "Seven"


@settings(deadline=None)
@given(text=st.text(alphabet="ab \n\"“”'.,é😀", max_size=300))
def test_every_letter_is_in_exactly_one_window(tokenizer: Tokenizer, text: str) -> None:
    made = cut(text, tokenizer, 30)
    assert all(len(window) <= 32 for window in made)
    held = [i for m in made for s, e in zip(m.starts, m.ends, strict=True) if s >= 0 for i in range(s, e)]
    letters = [i for i, c in enumerate(text) if c in "abé"]
    assert sorted(i for i in held if text[i] in "abé") == letters
