"""A doubt of the review queue as a question to a person: both sides, with what speaks for and against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.cli.careers import roles_in_brief
from onrecord.cli.layout import counted, one_line, table, wrap
from onrecord.cli.rendering import context_text, source_line
from onrecord.cli.terminal import BOLD, FAINT, Screen

if TYPE_CHECKING:
    from onrecord.store.records import Doubt, DoubtCandidate, SpeakerRecord, SpeakerTimeline, StoredQuotation
    from onrecord.types import Reason

_ROLES, _NAMES, _SHOWN = 5, 6, 3
"""How many roles, names and quotations of a side are printed at most."""
_AROUND = 200
"""Characters of the article before and after a quotation."""


@dataclass(frozen=True, slots=True)
class Side:
    """A speaker of the registry whom a doubt may mean, or who has its quotations for now.

    `latest` are some quotations of theirs, and `quotations` how many there are, but for those in doubt.
    """

    record: SpeakerRecord
    timeline: SpeakerTimeline
    latest: Sequence[StoredQuotation]
    quotations: int


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt with what a person needs to see.

    `hanging` are the quotations in doubt, `own` is the provisional speaker if there is one, `sides` are the candidates.
    """

    doubt: Doubt
    hanging: Sequence[StoredQuotation]
    own: Side | None
    sides: Sequence[Side]


def question_text(question: Question, screen: Screen) -> str:
    """Return who is asked about, in which words, and each candidate with its reasons."""
    doubt = question.doubt
    numbered = enumerate(zip(doubt.candidates, question.sides, strict=True), 1)
    parts = [_asked(question, screen), *(_hanging(each, screen) for each in question.hanging[:_SHOWN])]
    if rest := len(question.hanging) - _SHOWN:
        parts += [f"  … and {counted(rest, 'more quotation')}"] if rest > 0 else []
    if question.own is not None:
        parts.append(_own(question.own, screen))
    return "\n\n".join([*parts, *(_candidate(number, one, side, screen) for number, (one, side) in numbered)])


def _asked(question: Question, screen: Screen) -> str:
    doubt = question.doubt
    head = f"Who is {one_line(doubt.name)} ({doubt.type.value}) in {one_line(doubt.article_id)}?"
    hangs = f"{counted(doubt.quotations, 'quotation')} hang{'s' * (doubt.quotations == 1)} on the answer"
    where = [source_line(question.hanging[0].article)] if question.hanging else []
    return "\n".join([wrap(screen.paint(head, BOLD), screen.width), *_faint([*where, hangs], screen)])


def _faint(lines: Iterable[str], screen: Screen) -> Iterator[str]:
    for line in lines:
        yield screen.paint(wrap(line, screen.width, indent="  "), FAINT)


def _hanging(quotation: StoredQuotation, screen: Screen) -> str:
    as_what = f" · {quotation.role}" if quotation.role else ""
    head = wrap(one_line(f"{quotation.id} · {quotation.kind.value}{as_what}"), screen.width, indent="  ")
    return "\n".join([screen.paint(head, FAINT), context_text(quotation.context(_AROUND), screen)])


def _own(side: Side, screen: Screen) -> str:
    """Return whom the words are given to for now, with what other articles say of it."""
    head = one_line(f"For now it is {side.record.name} (id {side.record.id})")
    if side.quotations:
        head += f", with {counted(side.quotations, 'quotation')} in other articles"
    lines = (wrap(line, screen.width, indent="   ", hanging="     ") for line in _known(side))
    return "\n".join([wrap(head, screen.width), *lines])


def _candidate(number: int, candidate: DoubtCandidate, side: Side, screen: Screen) -> str:
    record = side.record
    head = f"{number}  {screen.paint(one_line(record.name), BOLD)} ({record.type.value}; id {one_line(record.id)})"
    lines = [*_known(side), *_reasons("for", candidate.pro), *_reasons("against", candidate.contra)]
    shown = (wrap(line, screen.width, indent="   ", hanging="     ") for line in lines)
    return "\n".join([wrap(f"{head} · score {candidate.score:.2f}", screen.width), *shown])


def _known(side: Side) -> Iterator[str]:
    names = [one_line(name.form) for name in side.record.names if name.form != side.record.name]
    if names:
        yield f"names: {', '.join(names[:_NAMES])}{', …' * (len(names) > _NAMES)}"
    for role in roles_in_brief(side.timeline, _ROLES):
        yield f"role: {role}"
    for each in side.latest[:_SHOWN]:
        yield f"said: {one_line(each.text)} ({source_line(each.article)})"
    if side.latest and (rest := side.quotations - len(side.latest[:_SHOWN])) > 0:
        yield f"… and {counted(rest, 'more quotation')}"


def _reasons(what: str, reasons: Iterable[Reason]) -> Iterator[str]:
    for each in reasons:
        yield f"{what}: {one_line(each.detail or each.rule)} [{one_line(each.rule)}, {each.score:+.2f}]"


def doubts_table(doubts: Iterable[Doubt], screen: Screen) -> str:
    """Return the questions of the queue, one a row."""
    rows = [
        (
            each.article_id,
            each.name,
            each.type.value,
            str(each.quotations),
            each.speaker_id or "",
            ", ".join(f"{one.id} {one.score:.2f}" for one in each.candidates),
        )
        for each in doubts
    ]
    return table(("Article", "Name", "Type", "Quotations", "For now", "May be"), rows, screen.width)
