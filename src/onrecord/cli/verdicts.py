"""Checks as text for people, readable without colours. Prints nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.cli.kin import alarm_text, diff_text
from onrecord.cli.layout import counted, one_line, table, wrap
from onrecord.cli.rendering import role_then_text, source_line, who
from onrecord.cli.terminal import BOLD, FAINT, Screen
from onrecord.reportpage import headline_text

if TYPE_CHECKING:
    from onrecord.checking import Check, DraftCheck, DraftQuotation, Evidence
    from onrecord.store import Store
    from onrecord.store.records import StoredQuotation

GREEN, YELLOW, RED = "32", "33", "31"
_COLOURS = {"verbatim": GREEN, "partial": GREEN, "indirect only": YELLOW}
_SAID = {
    "verbatim": "these words are on record",
    "partial": "true to the words, cut",
    "altered": "on record with other words",
    "another speaker": "the record has these words from another speaker, or leaves open whose they are",
    "indirect only": "reported in these words, never quoted",
    "not on record": "nothing on record has these words",
}
_SHOWN = 5
"""Pieces of evidence that are shown in full."""


def verdict_colour(found: Check) -> str:
    """Return the colour (an SGR code) of a verdict: green may stand, yellow is to be looked at, red is a problem."""
    return GREEN if found.ok else _COLOURS.get(found.verdict.value, RED) if not found.alarms else RED


def check_text(found: Check, screen: Screen) -> str:
    """Return a check: the verdict, the alarms, the evidence."""
    verdict = found.verdict.value
    head = screen.paint(verdict.upper(), BOLD, verdict_colour(found)) + f": {_SAID[verdict]}"
    lines = [wrap(head, screen.width)]
    lines += [wrap(f"! {alarm_text(alarm)}", screen.width, indent="  ", hanging="    ") for alarm in found.alarms]
    lines += [wrap(one_line(note.text), screen.width, indent="  ", hanging="    ") for note in found.notes]
    if found.evidence:
        title = "Nearest" if verdict == "not on record" else "Evidence"
        lines += ["", screen.paint(title, BOLD)]
    shown = [_evidence(each, found, screen) for each in found.evidence[:_SHOWN]]
    lines.append("\n\n".join(shown))
    if len(found.evidence) > _SHOWN:
        lines.append(f"  … and {len(found.evidence) - _SHOWN} more")
    return "\n".join(lines).rstrip("\n")


def _evidence(found: Evidence, check: Check, screen: Screen) -> str:
    quotation = found.quotation
    head = f"{one_line(quotation.id)}  {_who(quotation)} · {_day(quotation)}{source_line(quotation.article)}"
    lines = [wrap(head, screen.width, indent="  ", hanging="      ")]
    lines.append(wrap(_words(found, check.claim), screen.width, indent="      "))
    lines += [
        screen.paint(wrap(line, screen.width, indent="      "), FAINT)
        for line in _facts(found, best=found is check.evidence[0])
    ]
    return "\n".join(lines)


def _who(quotation: StoredQuotation) -> str:
    return one_line(", ".join(part for part in (who(quotation), quotation.role) if part))


def _day(quotation: StoredQuotation) -> str:
    return f"said {quotation.said_on}, " if quotation.said_on is not None else ""


def _words(found: Evidence, claim: str) -> str:
    """Return the words on record, what was changed shown, between those right before and after."""
    same = all(run.op.value == "equal" for run in found.comparison.diff)
    words = one_line(found.words) if same else diff_text(found.comparison, found.words, claim)
    return " ".join(part for part in (one_line(found.before), f"⟦{words}⟧", one_line(found.after)) if part)


def _facts(found: Evidence, *, best: bool) -> Iterator[str]:
    quotation = found.quotation
    if found.verdict.value == "not on record":
        yield f"similarity {found.similarity:.2f}"
    via = f"; via {', '.join(quotation.via)}" if quotation.via else ""
    places = "+".join(f"{span.start}-{span.end}" for span in found.spans)
    where = f"; offsets {places}" if places else ""
    yield one_line(f"{quotation.kind.value}; confidence {quotation.confidence:.2f}{via}{where}")
    if best and found.earliest is not None:
        first = (
            "this"
            if found.earliest.id == quotation.id
            else f"{found.earliest.id}, {source_line(found.earliest.article)}"
        )
        yield one_line(f"in a family of {counted(found.family, 'quotation')}, the earliest {first}")
    yield from (one_line(note.text) for note in found.notes)
    if then := "; ".join(map(role_then_text, quotation.role_then)):
        yield one_line(f"registry: {then}")
    if quotation.role_conflict is not None:
        yield one_line(f"disagrees with the registry: {quotation.role_conflict.meaning}")


# -- drafts ----------------------------------------------------------------------------------------------


def draft_text(found: DraftCheck, screen: Screen) -> str:
    """Return a draft's report: one row a quotation, then what there is to be looked at."""
    head = f"{one_line(found.article.title or found.article.id)}: {counted(len(found.quotations), 'quotation')}, "
    parts = [wrap(screen.paint(f"{head}{counted(found.problems, 'problem')}", BOLD), screen.width)]
    parts.append(wrap(f"offsets are into {one_line(found.drawn)}", screen.width))
    if found.quotations:
        rows = [_row(number, each) for number, each in enumerate(found.quotations, 1)]
        parts.append(table(("", "Verdict", "Speaker", "Quotation"), rows, screen.width))
    for headline in found.headlines:
        parts.append(wrap(f"! {one_line(headline_text(headline.words, headline.elsewhere))}", screen.width))
    for number, each in enumerate(found.quotations, 1):
        if not each.ok:
            parts.append(_problem(number, each, screen))
    return "\n\n".join(parts)


def _row(number: int, one: DraftQuotation) -> tuple[str, str, str, str]:
    mark = "" if one.ok else " !"
    return f"{number}{mark}", one.verdict.value, who(one.quotation), one.quotation.text


def _problem(number: int, one: DraftQuotation, screen: Screen) -> str:
    place = one.quotation.content[0]
    title = screen.paint(f"{number}. {one_line(who(one.quotation))} ({place.start}-{place.end})", BOLD)
    lines = [wrap(title, screen.width)]
    if one.conflict is not None:
        lines.append(wrap(f"! {one_line(one.conflict.sentence)}", screen.width, indent="  ", hanging="    "))
    for check in one.checks:
        if not check.ok and one.counts:
            lines += [wrap(one_line(check.claim), screen.width, indent="  "), check_text(check, screen)]
    return "\n".join(lines)


def headline_note(store: Store, quotation: StoredQuotation) -> str:
    """Return what a stored quotation of a headline has that its article does not bear out; nothing for others."""
    from onrecord.checking.claims import headline_of

    found = headline_of(store, quotation)
    return "" if found is None else f"! {one_line(headline_text(found.words, found.elsewhere))}"
