"""What somebody types to find words: how it reads, and which words meet it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ranking import score
from onrecord.searchwords import words
from onrecord.wordquery import All, Any, Near, Phrase, meets, parse

TROOP, BRIDGE = Phrase(("troop",), begins=True), Phrase(("bridge",), begins=True)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("troop", TROOP),
        ("troop bridge", All((TROOP, BRIDGE))),
        ("troop AND bridge", All((TROOP, BRIDGE))),
        ("TROOP Bridge troop", All((TROOP, BRIDGE))),
        ("troop OR bridge", Any((TROOP, BRIDGE))),
        ('"mend the bridge"', Phrase(("mend", "the", "bridge"))),
        ("“mend the bri”*", Phrase(("mend", "the", "bri"), begins=True)),
        ("us", Phrase(("us",))),
        ("us*", Phrase(("us",), begins=True)),
        ("troop -bridge", All((TROOP,), (BRIDGE,))),
        ("troop NOT bridge", All((TROOP,), (BRIDGE,))),
        ("(troop OR bridge) -us", All((Any((TROOP, BRIDGE)),), (Phrase(("us",)),))),
        ("NEAR(troop bridge)", Near(TROOP, BRIDGE, 10)),
        ("NEAR(troop bridge, 3)", Near(TROOP, BRIDGE, 3)),
        ("troop NEAR/3 bridge", Near(TROOP, BRIDGE, 3)),
        ('"us" NEAR/2 "mend the"', Near(Phrase(("us",)), Phrase(("mend", "the")), 2)),
        ("al-Troop", All((Phrase(("al",)), TROOP))),
        ("明天", Phrase(("明", "天"))),
    ],
)
def test_a_query_reads_as_it_says(typed: str, read: object) -> None:
    assert parse(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "(troop bridge",
        "troop bridge)",
        '"troop" "bridge',
        "troop - bridge",
        "NEAR/x",
        "-troop",
        "troop OR -bridge",
        "NOT x",
    ],
)
def test_what_does_not_read_so_is_words(typed: str) -> None:
    assert parse(typed) == parse(" ".join(words(typed)))


@pytest.mark.parametrize("typed", ["", "  ", "%", "()", '""', "((((", "—"])
def test_no_words_are_no_query(typed: str) -> None:
    assert parse(typed) is None


@pytest.mark.parametrize(
    ("typed", "met"),
    [
        ("troop mend", True),
        ("troop mended", False),
        ("us", False),
        ("us*", True),
        ('"troops mend"', True),
        ('"troop mend"', False),
        ('"troops mend the old br"*', True),
        ("NEAR(troops bridge, 3)", True),
        ("bridge NEAR/2 troops", False),
        ("NEAR(the the, 0)", True),
        ("rail OR old", True),
        ("troops -rail", True),
        ("troops -old", False),
    ],
)
def test_words_meet_a_query(typed: str, met: bool) -> None:
    query = parse(typed)
    assert query is not None
    assert meets(query, words("Useful troops mend the old bridge.")) is met


@given(st.text(alphabet='ab "()*-,/12NEARORNOT“”明', max_size=40))
def test_anything_that_is_typed_is_a_query_or_no_words(typed: str) -> None:
    query = parse(typed)
    assert (query is None) <= (not words(typed) or set(words(typed)) <= {"and", "or", "not", "near"})


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("A troop and a bridge", "A troop and nothing"),
        ("the troop at the bridge", "the troops at the bridges"),
        ("a bridge troop of some kind", "a bridge of some kind for a troop"),
        ("troop bridge", "troop bridge and many more words of no interest at all"),
    ],
)
def test_the_better_a_query_is_met_the_higher_the_score(better: str, worse: str) -> None:
    query = parse("troop OR bridge")
    assert query is not None
    assert score(query, words(better)) > score(query, words(worse)) > 0
