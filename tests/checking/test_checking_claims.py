"""One claim against the record: its verdict, its alarms, its evidence."""

from __future__ import annotations

from datetime import date

import pytest

import onrecord
from checking.desk import MAYOR, RIVAL
from onrecord.checking import Verdict
from onrecord.errors import InputError
from onrecord.store import Store

SAID = "We will not sell the port before the vote"

VERDICTS = [
    ("its words", SAID, MAYOR, "verbatim", set()),
    ("other marks and white space", f'"{SAID.replace(" ", chr(160), 1)}."', MAYOR, "verbatim", set()),
    ("nobody asked for", SAID, None, "verbatim", set()),
    ("nobody named", "The papers are signed", None, "verbatim", set()),
    ("two that only a cue parts", f"{SAID}. It is ours.", MAYOR, "verbatim", set()),
    ("two parts of one", "Ask the captains, and then ask their wives", MAYOR, "verbatim", set()),
    ("a quoted part", "a costly opinion poll", RIVAL, "verbatim", set()),
    ("cut", "sell the port before the vote", MAYOR, "partial", {"negation"}),
    ("a denial cut off", "it is safe", MAYOR, "partial", {"negation"}),
    ("a condition cut off", "We will not sell the port", MAYOR, "partial", {"qualifier"}),
    ("not dropped", "We will sell the port before the vote", MAYOR, "altered", {"negation"}),
    ("joined over other words", "It is ours. Ask the captains", MAYOR, "altered", {"joined"}),
    ("disclosed", "It is ours … Ask the captains", MAYOR, "partial", set()),
    ("a question made a statement", "Is the port safe", MAYOR, "altered", {"question"}),
    ("somebody else's", SAID, RIVAL, "another speaker", set()),
    ("a clerk's", "The papers are signed", RIVAL, "another speaker", set()),
    ("reported", "he would resign if it found against him", RIVAL, "indirect only", set()),
    ("reported, turned", "I will resign if it finds against me", RIVAL, "indirect only", set()),
    ("denied", "he had sold a boat", RIVAL, "indirect only", {"negation"}),
    ("within and without the marks", "the vote a costly opinion poll", RIVAL, "altered", set()),
    ("another report", "he would resign if it found for him", RIVAL, "not on record", set()),
    ("another's report", "he would resign if it found against him", MAYOR, "not on record", set()),
    ("another's, altered", "We will sell the port before the vote", RIVAL, "not on record", set()),
    ("nobody's", "The herring are back", None, "not on record", set()),
    ("nobody of that name", SAID, "Odette Brandtveit", "another speaker", set()),
    ("an initial", SAID, "O. Brandtveit", "verbatim", set()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "by", "verdict", "alarms"), [case[1:] for case in VERDICTS], ids=[case[0] for case in VERDICTS]
)
def test_a_claim_has_its_verdict_and_alarms(
    record: Store, claim: str, by: str | None, verdict: str, alarms: set[str]
) -> None:
    found = onrecord.check(record, claim, by)
    assert found.verdict.value == verdict
    assert {alarm.kind.value for alarm in found.alarms if not alarm.kind.disclosed} == alarms
    assert found.ok is (verdict in ("verbatim", "partial") and not alarms)


def test_the_evidence_says_where_the_words_stand(record: Store) -> None:
    best = onrecord.check(record, "the port before the vote", MAYOR).evidence[0]
    assert [span.of(best.quotation.article.text) for span in best.spans] == ["the port before the vote"]
    assert (best.before, best.after) == ("We will not sell", "")


def test_parts_of_one_utterance_have_a_place_each(record: Store) -> None:
    best = onrecord.check(record, "the captains, and then ask", MAYOR).evidence[0]
    assert [span.of(best.quotation.article.text) for span in best.spans] == ["the captains,", "and then ask"]


def test_the_earliest_copy_comes_first_and_the_family_is_counted(record: Store) -> None:
    found = onrecord.check(record, SAID, MAYOR)
    assert [each.quotation.article.id for each in found.evidence] == ["port", "copy"]
    assert (found.evidence[0].family, found.evidence[0].earliest) == (2, found.evidence[0].quotation)


def test_evidence_of_the_day_that_was_asked_for_comes_first(record: Store) -> None:
    found = onrecord.check(record, SAID, MAYOR, date(2021, 3, 5))
    assert found.evidence[0].quotation.article.id == "copy"
    other = onrecord.check(record, "It is ours", MAYOR, date(2020, 1, 1))
    assert [note.text for note in other.notes] == ["on record for 2021-03-04, not for 2020-01-01"]


def test_what_is_not_on_record_comes_with_the_three_nearest(record: Store) -> None:
    found = onrecord.check(record, "We will sell the boats before the vote", RIVAL)
    assert found.verdict is Verdict.NOT_ON_RECORD
    assert 0 < len(found.evidence) <= 3
    assert not found.alarms


def test_a_name_is_taken_for_nobody_whom_it_does_not_allow(record: Store) -> None:
    found = onrecord.check(record, SAID, "Odette Brandtveit")
    assert found.speaker is None
    assert "nobody on record is called" in found.notes[0].text


def test_a_claim_without_words_is_bad_input(record: Store) -> None:
    with pytest.raises(InputError):
        onrecord.check(record, "“…”", MAYOR)
