"""The parts of the measures: the same words, the pairing of contents, kinds, verbs of speech, names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.kinds import is_speech, kind_of
from onrecord.evaluate.speakers import same_name
from onrecord.evaluate.words import Words, dice, pair_up, same_source, stretches
from onrecord.types import Kind, Span

WORD_SETS = st.lists(st.frozensets(st.integers(0, 12), max_size=6), max_size=6)


def span_of(text: str, part: str) -> tuple[Span]:
    start = text.index(part)
    return (Span(start, start + len(part)),)


def test_marks_and_stops_are_no_words() -> None:
    text = "“Don’t stop,” Aud said."
    assert Words(text).within(span_of(text, "“Don’t stop,”")) == {0, 1}
    assert Words(text).within(span_of(text, "Don’t stop")) == {0, 1}


def test_a_word_cut_by_a_span_is_in_it() -> None:
    assert Words("one two three").within([Span(5, 9)]) == {1, 2}


def test_an_interrupted_span_has_two_stretches() -> None:
    assert stretches(frozenset({1, 2, 5})) == {(1, 2), (5, 5)}


def test_two_empty_sources_are_the_same() -> None:
    nobody, somebody = frozenset[int](), frozenset({1})
    assert same_source(nobody, nobody)
    assert not same_source(somebody, nobody)


def test_a_source_may_lie_within_the_other() -> None:
    assert same_source(frozenset(range(10)), frozenset({9}))
    assert not same_source(frozenset(range(10)), frozenset({9, 10}))


def test_contents_are_paired_best_overlap_first() -> None:
    gold = [frozenset({1, 2, 3, 4}), frozenset({5, 6})]
    predicted = [frozenset({3, 4, 5, 6}), frozenset({1, 2, 3, 4})]
    assert pair_up(gold, predicted) == {0: 1, 1: 0}


@given(WORD_SETS, WORD_SETS)
def test_a_pair_shares_half_its_words_and_nothing_is_paired_twice(
    gold: list[frozenset[int]], predicted: list[frozenset[int]]
) -> None:
    pairs = pair_up(gold, predicted)
    assert len(set(pairs.values())) == len(pairs)
    assert all(gold[i] & predicted[j] and dice(gold[i], predicted[j]) >= 0.5 for i, j in pairs.items())


@given(WORD_SETS)
def test_a_list_pairs_with_itself_whole(contents: list[frozenset[int]]) -> None:
    assert len(pair_up(contents, contents)) == sum(map(bool, contents))


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“We leave at dawn,” she said.", "“We leave at dawn,”", Kind.DIRECT),
        ("«We leave at dawn,» she said.", "«We leave at dawn,»", Kind.DIRECT),
        ('She said "we leave at dawn".', '"we leave at dawn"', Kind.DIRECT),
        ('"We leave at dawn," she said.', "We leave at dawn,", Kind.DIRECT),
        ('She said that "we leave at dawn".', 'that "we leave at dawn"', Kind.MIXED),
        ("She said that they leave at dawn.", "that they leave at dawn", Kind.INDIRECT),
        ("“We leave at dawn and sail", "“We leave at dawn and sail", Kind.DIRECT),
    ],
)
def test_the_kind_is_read_off_the_text(text: str, content: str, kind: Kind) -> None:
    assert kind_of(text, span_of(text, content)) is kind


@pytest.mark.parametrize(
    "cue",
    [
        "says",
        "had denied",
        "denying",
        "according to",
        "was quoted as saying",
        "argued",
        "describing",
        "their proposal",
        "wrote",
    ],
)
def test_these_cues_are_of_speech(cue: str) -> None:
    assert is_speech(cue, (Span(0, len(cue)),))


@pytest.mark.parametrize("cue", ["believes", "planned", "fears"])
def test_these_cues_are_not_of_speech(cue: str) -> None:
    assert not is_speech(cue, (Span(0, len(cue)),))


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        ("Bako Lindqvist", "Minister Bako Lindqvist", True),
        ("Sen. Bako Lindqvist Jr.", "Bako Lindqvist", True),
        ("Sunniva Kjær-Holt", "Sunniva Kjr Holt", True),
        ("Zoë Brânză", "Zoe Branza", True),
        ("Aud K. Tarr", "Aud Tarr", True),
        ("Aud K. Tarr", "Aud M. Tarr", True),
        ("Oduya Abdul Ferrant", "Oduya Abdulferrant", True),
        ("Lindqvist", "Anna Lindqvist", True),
        ("Bako Lindqvist", "Lindqvist", False),
        ("Bako Lindqvist", "Anna Lindqvist", False),
        ("Bako Lindqvist", "Bako Tarr", False),
        (None, "Bako Tarr", False),
        ("Bako Tarr", None, False),
    ],
)
def test_a_name_is_right_if_it_names_one_person_and_contradicts_nothing(
    gold: str | None, predicted: str | None, same: bool
) -> None:
    assert same_name(gold, predicted) is same
