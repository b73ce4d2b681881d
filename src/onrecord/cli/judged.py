"""Judgements as text for people: what one decided, and whether it stands. Prints nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.cli.layout import counted, cut_right, one_line, table
from onrecord.judgements import Alias, Apart, Assign, Merge, QuotationRef, Reject, Rename, SpeakerRef, Split, Undo

if TYPE_CHECKING:
    from onrecord.cli.terminal import Screen
    from onrecord.judgements import Judgement
    from onrecord.store.records import JudgementRecord

_WORDS = 60
"""Cells of a quotation's words that stand beside its id."""
_LISTED = 3
"""Quotations that are named one by one."""


def told(judgement: Judgement) -> str:
    """Return what a judgement decided, in one line."""
    return one_line(_told(judgement))


def _told(judgement: Judgement) -> str:
    match judgement.decision:
        case Merge(one, into):
            return f"merged {_who(one)} into {_who(into)}"
        case Split(one, head):
            return f"took {_who(one)} out of {_who(head)}"
        case Apart(one, other):
            return f"judged that {_who(one)} and {_who(other)} are not the same"
        case Rename(one, name):
            return f"renamed {_who(one)} to “{name}”"
        case Alias(one, name, strong):
            return f"gave {_who(one)} the {'' if strong else 'weak '}alias “{name}”"
        case Assign(quotations, one, apart):
            others = f", not the same as {' or '.join(map(_who, apart))}" if apart else ""
            return f"assigned {_which(quotations)} to {'the new speaker ' * one.new}{_who(one)}{others}"
        case Reject(quotations):
            return f"rejected {_which(quotations)}"
        case Undo(id_):
            return f"undid {id_}"


def _who(ref: SpeakerRef) -> str:
    return f"{ref.name} ({ref.id})"


def _which(quotations: Sequence[QuotationRef]) -> str:
    shown = [f"{each.id} {cut_right(one_line(each.exact), _WORDS)}" for each in quotations[:_LISTED]]
    if len(quotations) == 1:
        return shown[0]
    dots = "; …" * (len(quotations) > _LISTED)
    return f"{counted(len(quotations), 'quotation')} ({'; '.join(shown)}{dots})"


def judgements_table(records: Sequence[JudgementRecord], screen: Screen) -> str:
    """Return judgements, one a row, with whether each stands."""
    rows = [
        (
            each.judgement.id,
            each.judgement.at[:16].replace("T", " "),
            each.judgement.who,
            standing(each),
            told(each.judgement) + (f"; why: {each.judgement.why}" if each.judgement.why else ""),
        )
        for each in records
    ]
    return table(("Id", "When (UTC)", "Who", "State", "What, and why"), rows, screen.width)


def standing(record: JudgementRecord) -> str:
    """Return whether a judgement stands, in few words."""
    if record.undone_by is not None:
        return f"undone by {record.undone_by}"
    return "waits" if record.waits else "stands"
