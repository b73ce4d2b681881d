"""What follows from a log of judgements: a function of it, undone exactly, in any order of what is independent."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import JudgementError
from onrecord.judgements import (
    Alias,
    Apart,
    Assign,
    Decision,
    Judgement,
    Merge,
    QuotationRef,
    Reject,
    Rename,
    SpeakerRef,
    Split,
    Undo,
    effective,
    judgement_id,
    standing_undos,
)
from onrecord.rulings import Rulings, check, state

EXAMPLES = settings(max_examples=300, deadline=None)


def who(id_: str, *, new: bool = False) -> SpeakerRef:
    return SpeakerRef(id_, id_.upper(), new=new)


def said(id_: str) -> QuotationRef:
    return QuotationRef(id_, "article", f"words of {id_}", ((0, 9),))


def made(second: int, decision: Decision) -> Judgement:
    at = f"2026-01-01T00:{second // 60:02}:{second % 60:02}.000000Z"
    return Judgement(judgement_id(at, "desk", decision, None), at, "desk", decision)


def log_of(*decisions: Decision) -> list[Judgement]:
    return [made(second, decision) for second, decision in enumerate(decisions)]


SPEAKERS = st.sampled_from("abcdefg").map(who)
QUOTATIONS = st.sampled_from("pqrs").map(said)
DECISIONS: st.SearchStrategy[Decision] = st.one_of(
    st.builds(Merge, SPEAKERS, SPEAKERS),
    st.builds(Merge, SPEAKERS, SPEAKERS),
    st.builds(Split, SPEAKERS, SPEAKERS),
    st.builds(Apart, SPEAKERS, SPEAKERS),
    st.builds(Rename, SPEAKERS, st.sampled_from(["One", "Two"])),
    st.builds(Alias, SPEAKERS, st.sampled_from(["One", "Two"]), st.booleans()),
    st.builds(Assign, QUOTATIONS.map(lambda ref: (ref,)), SPEAKERS),
    st.builds(
        Assign,
        QUOTATIONS.map(lambda ref: (ref,)),
        st.sampled_from("xy").map(lambda id_: who(id_, new=True)),
        SPEAKERS.map(lambda ref: (ref,)),
    ),
    st.builds(Reject, QUOTATIONS.map(lambda ref: (ref,))),
)
CURATED = st.dictionaries(st.sampled_from("abcd"), st.sampled_from("fg"), max_size=4)


@st.composite
def logs(draw: st.DrawFn) -> list[Judgement]:
    """Draw judgements, some of which undo earlier ones, also undos."""
    log: list[Judgement] = []
    for second, decision in enumerate(draw(st.lists(DECISIONS, max_size=14))):
        if log and draw(st.integers(0, 3)) == 0:
            decision = Undo(draw(st.sampled_from(log)).id)
        log.append(made(second, decision))
    return log


@EXAMPLES
@given(logs(), CURATED, st.randoms(use_true_random=False))
def test_it_is_a_function_of_the_log_however_that_was_put_together(
    log: list[Judgement], curated: dict[str, str], chance: random.Random
) -> None:
    mixed = list(log)
    chance.shuffle(mixed)
    assert state(mixed, curated=curated) == state(log, curated=dict(reversed(curated.items())))


@EXAMPLES
@given(logs(), CURATED, st.data())
def test_a_judgement_and_its_undo_leave_nothing(
    log: list[Judgement], curated: dict[str, str], data: st.DataObject
) -> None:
    decision = data.draw(DECISIONS)
    at = data.draw(st.integers(0, len(log)))
    late = [replace(each, at=each.at.replace("T00", "T01")) for each in log[at:]]
    new = made(3000, decision)
    undo = replace(made(3001, Undo(new.id)), at="2026-01-01T02:00:00.000000Z")
    without = state([*log[:at], *late], curated=curated)
    assert state([*log[:at], new, *late, undo], curated=curated) == without


@EXAMPLES
@given(logs(), CURATED, st.data())
def test_undoing_an_undo_brings_back(log: list[Judgement], curated: dict[str, str], data: st.DataObject) -> None:
    if not log:
        return
    undo = made(3000, Undo(data.draw(st.sampled_from(log)).id))
    assert state([*log, undo, made(3001, Undo(undo.id))], curated=curated) == state(log, curated=curated)


@EXAMPLES
@given(logs(), CURATED)
def test_whoever_counts_as_another_counts_as_one_who_counts_as_nobody_else(
    log: list[Judgement], curated: dict[str, str]
) -> None:
    found = state(log, curated=curated)
    assert not set(found.merged) & set(found.merged.values())


@EXAMPLES
@given(logs(), CURATED)
def test_none_that_are_judged_apart_are_ever_one(log: list[Judgement], curated: dict[str, str]) -> None:
    found = state(log, curated=curated)
    assert all(found.head(one) != found.head(other) for one, other in found.apart)


@EXAMPLES
@given(logs(), logs(), CURATED)
def test_the_order_of_independent_judgements_makes_no_difference(
    one: list[Judgement], other: list[Judgement], curated: dict[str, str]
) -> None:
    elsewhere = [_of_others(each) for each in other]
    meanwhile = [replace(each, at=each.at.replace("T01", "T00")) for each in elsewhere]
    assert state([*one, *elsewhere], curated=curated) == state([*one, *meanwhile], curated=curated)


def _of_others(judgement: Judgement) -> Judgement:
    """Return the same judgement about others, made an hour later; an undo of one of theirs."""

    def new(ref: SpeakerRef) -> SpeakerRef:
        return replace(ref, id=f"{ref.id}2", name=f"{ref.name}2")

    def words(refs: Sequence[QuotationRef]) -> tuple[QuotationRef, ...]:
        return tuple(replace(ref, id=f"{ref.id}2") for ref in refs)

    match judgement.decision:
        case Assign(quotations, speaker, apart):
            decision: Decision = Assign(words(quotations), new(speaker), tuple(map(new, apart)))
        case Reject(quotations):
            decision = Reject(words(quotations))
        case Undo():
            decision = Undo(f"{judgement.undoes}2")
        case Rename(speaker) | Alias(speaker):
            decision = replace(judgement.decision, speaker=new(speaker))
        case Merge(one, other):
            decision = Merge(new(one), new(other))
        case Split(one, other):
            decision = Split(new(one), new(other))
        case Apart(one, other):
            decision = Apart(new(one), new(other))
    return replace(judgement, decision=decision, id=f"{judgement.id}2", at=judgement.at.replace("T00", "T01"))


@EXAMPLES
@given(logs())
def test_what_stands_is_what_nothing_that_stands_undoes(log: list[Judgement]) -> None:
    undone = {each.undoes for each in standing_undos(log)}
    assert [each for each in log if each.undoes is None and each.id not in undone] == effective(log)


# -- by example ------------------------------------------------------------------------------------------

A, B, C, D = map(who, "abcd")


@pytest.mark.parametrize(
    ("decisions", "merged"),
    [
        ([Merge(A, B)], {"a": "b"}),
        ([Merge(A, B), Merge(B, C)], {"a": "c", "b": "c"}),
        ([Merge(B, C), Merge(A, B)], {"a": "c", "b": "c"}),
        ([Merge(A, B), Merge(A, C)], {"a": "c", "b": "c"}),
        ([Merge(A, B), Merge(B, A)], {"a": "b"}),
        ([Merge(A, B), Split(A, B)], {}),
        ([Merge(A, B), Split(A, B), Merge(A, B)], {}),
        ([Merge(A, B), Merge(B, C), Split(B, C)], {"a": "b"}),
        ([Merge(A, B), Merge(C, D), Apart(A, C), Merge(B, D)], {"a": "b", "c": "d"}),
    ],
)
def test_who_counts_as_whom(decisions: list[Decision], merged: Mapping[str, str]) -> None:
    assert state(log_of(*decisions)).merged == merged


def test_undoing_the_first_of_two_merges_takes_out_the_one_alone() -> None:
    log = log_of(Merge(A, B), Merge(B, C))
    assert state([*log, made(9, Undo(log[0].id))]).merged == {"b": "c"}
    assert state([*log, made(9, Undo(log[1].id))]).merged == {"a": "b"}


def test_curated_records_merge_what_is_not_judged_apart() -> None:
    curated = {"a": "d", "b": "d"}
    assert state([], curated=curated).merged == {"a": "d", "b": "d"}
    assert state(log_of(Apart(A, D)), curated=curated).merged == {"b": "d"}
    # Two that are not the same cannot both be of one record, and it cannot be told which is.
    assert state(log_of(Apart(A, B)), curated=curated).merged == {}
    assert state(log_of(Merge(D, C)), curated=curated).merged == {"a": "c", "b": "c", "d": "c"}


def test_somebody_new_is_there_while_a_quotation_is_theirs() -> None:
    new = who("x", new=True)
    log = log_of(Assign((said("q"),), new, (A,)), Merge(B, new))
    found = state(log)
    assert (found.given["q"][0], found.merged, list(found.made)) == ("x", {"b": "x"}, ["x"])
    assert state([*log, made(9, Undo(log[0].id))]) == state(log_of(Merge(B, new)), find=_Nobody())


class _Nobody:
    def speaker(self, ref: SpeakerRef) -> str | None:
        return None

    def quotation(self, ref: QuotationRef) -> str | None:
        return ref.id


def test_what_is_not_found_waits() -> None:
    log = log_of(Merge(A, B), Assign((said("q"),), A), Rename(A, "One"), Reject((said("r"),)))
    assert state(log, find=_Nobody()) == Rulings(rejected={"r": log[3].id})


@pytest.mark.parametrize(
    ("before", "decision", "message"),
    [
        ([Merge(A, B)], Merge(B, A), "b and a count as one already .b.: .* undo that merge first"),
        ([Merge(A, B), Merge(B, C)], Merge(C, A), "count as one already"),
        ([Apart(A, B)], Merge(A, B), "judged not to be the same: `onrecord undo [0-9a-f]{12}`"),
        ([Merge(A, C), Apart(A, B)], Merge(C, B), "judged not to be the same"),
        ([Merge(A, B)], Apart(A, B), "count as one: `onrecord split a` takes them apart"),
        ([Apart(B, A)], Apart(A, B), "judged apart already"),
        ([], Apart(A, A), "a is one speaker: .* split --quotes"),
        ([], Rename(A, " One "), "is no name: give it in one line"),
        ([], Alias(A, ""), "is no name"),
        ([Reject((said("q"),))], Reject((said("q"),)), "judged to be rejected already"),
        ([Assign((said("q"),), A)], Assign((said("q"),), A), "judged to be of a already"),
        ([], Undo("0" * 12), "no judgement has the id '000000000000': `onrecord judgements`"),
    ],
)
def test_what_would_change_nothing_is_refused_with_what_to_do(
    before: list[Decision], decision: Decision, message: str
) -> None:
    log = log_of(*before)
    with pytest.raises(JudgementError, match=message):
        check(decision, log, state(log))


def test_a_judgement_is_undone_once() -> None:
    log = log_of(Merge(A, B))
    undo = made(8, Undo(log[0].id))
    with pytest.raises(
        JudgementError, match=f"{log[0].id} is undone already .by {undo.id}.: `onrecord undo {undo.id}`"
    ):
        check(Undo(log[0].id), [*log, undo], state([*log, undo]))
