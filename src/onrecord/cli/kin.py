"""Families of quotations as text for people: the variants, word for word, readable without colours. Prints nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.checking.alarmtext import alarm_text as in_words
from onrecord.cli.layout import counted, one_line, wrap
from onrecord.cli.rendering import source_line, who
from onrecord.cli.terminal import BOLD, FAINT, Screen

if TYPE_CHECKING:
    from onrecord.store.records import FamilyMember, FamilyRecord, StoredQuotation
    from onrecord.wording import Alarm, Comparison

_SHOWN = 20
"""Members that are listed one by one."""
_KEPT = 5
"""Words that are shown at either end of a long run that both wordings have."""


def family_text(family: FamilyRecord, asked: str, screen: Screen) -> str:
    """Return the other articles that have an utterance, and how; nothing for one that stands alone.

    `asked` is the id of the quotation that is shown already.
    """
    parts = []
    if len(family.members) > 1:
        head = f"Family: {counted(family.articles, 'article')}, the earliest {_where(family.earliest)}"
        texts = {each.quotation.id: each.quotation.text for each in family.members}
        lines = [line for each in family.members[:_SHOWN] for line in _member(each, texts, asked, screen)]
        if len(family.members) > _SHOWN:
            lines.append(f"  … and {len(family.members) - _SHOWN} more")
        parts.append("\n".join([wrap(screen.paint(one_line(head), BOLD), screen.width), *lines]))
    if family.elsewhere:
        title = screen.paint("The same words by another speaker", BOLD)
        lines = [f"{one_line(each.id)}  {one_line(who(each))} · {_where(each)}" for each in family.elsewhere]
        parts.append("\n".join([title, *(wrap(line, screen.width, indent="  ", hanging="      ") for line in lines)]))
    return "\n\n".join(parts)


def _where(quotation: StoredQuotation) -> str:
    said = f"said {quotation.said_on}, " if quotation.said_on is not None else ""
    return said + source_line(quotation.article)


def _member(member: FamilyMember, texts: Mapping[str, str], asked: str, screen: Screen) -> Iterator[str]:
    quotation = member.quotation
    mark = member.mark.value + (" (shown above)" if quotation.id == asked else "")
    yield wrap(f"{one_line(quotation.id)}  {mark} · {_where(quotation)}", screen.width, indent="  ", hanging="      ")
    notes = [f"speaker: {one_line(who(quotation))}"] if quotation.speaker.name is None else []
    if member.taken_from is not None:
        notes.append(f"taken from {one_line(member.taken_from)}")
    if member.comparison is not None and member.comparison.alarms:
        notes.append("; ".join(map(alarm_text, member.comparison.alarms)))
    for note in notes:
        yield screen.paint(wrap(note, screen.width, indent="      "), FAINT)
    if member.comparison is not None and member.against is not None and member.mark.value != "copy":
        words = diff_text(member.comparison, texts[member.against], quotation.text)
        yield wrap(f"{words} (against {one_line(member.against)})", screen.width, indent="      ")


def alarm_text(alarm: Alarm) -> str:
    """Return an alarm in words: what it is about, and what became of which words."""
    return one_line(in_words(alarm))


def diff_text(comparison: Comparison, one: str, two: str) -> str:
    """Return both wordings in one line: [-words of the first only-] {+words of the second only+}."""
    found = []
    for run in comparison.diff:
        old, new = (one_line(text[start:end]) for text, (start, end) in ((one, run.one), (two, run.two)))
        if run.op.value == "equal":
            found.append(_shortened(new.split()))
        else:
            found += [f"[-{old}-]"] * bool(old) + [f"{{+{new}+}}"] * bool(new)
    return " ".join(found)


def _shortened(words: Sequence[str]) -> str:
    if len(words) <= 2 * _KEPT + 2:
        return " ".join(words)
    return " ".join([*words[:_KEPT], "⋯", *words[-_KEPT:]])
