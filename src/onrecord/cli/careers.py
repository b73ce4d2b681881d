"""A speaker as text for people: names, what they were and when, where articles and registry disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord.cli.layout import counted, one_line, wrap
from onrecord.cli.rendering import dates, in_marks, quotation_lines, source_line, titled
from onrecord.cli.terminal import BOLD, FAINT, Screen
from onrecord.tenure import Held
from onrecord.types import words_of

if TYPE_CHECKING:
    from onrecord.store.records import (
        NameForm,
        RoleDispute,
        RoleRecord,
        SpeakerRecord,
        SpeakerTimeline,
        StoredQuotation,
    )
    from onrecord.timeline import Entry, Then

_ROLES = 20
"""Roles that are printed at most: JSON lines have all."""
_SEEN_THEN = 5
"""Roles printed that only articles give somebody around a day."""
_OTHER_WORDS = 3
"""Other wordings of one role that are printed."""


def speaker_text(
    record: SpeakerRecord, timeline: SpeakerTimeline, quotations: Sequence[StoredQuotation], screen: Screen
) -> str:
    """Return who somebody is: names, roles over time with their evidence, quotations with their sources."""
    parts = [_headline(record, screen), _names(record.names, screen), _roles(timeline, record.id, screen)]
    parts.append(_disputes(timeline.disputes, screen))
    if quotations:
        parts.append(_quotations(f"Quotations: {record.quotations}", quotations, screen))
    if record.quotations > len(quotations):
        parts.append(_more(record.quotations - len(quotations), f"onrecord quotes --by {record.id}", screen))
    return "\n\n".join(part for part in parts if part)


def speaker_on_text(
    record: SpeakerRecord,
    timeline: SpeakerTimeline,
    quotations: Sequence[StoredQuotation],
    on: str,
    limit: int,
    screen: Screen,
) -> str:
    """Return what somebody was at a time, `on`, and what they had said until then: `limit` quotations at most."""
    when = f"On {on}" if len(on) > len("2020-01") else f"In {on}"
    parts = [_headline(record, screen), titled(when, _then(timeline.then, record.id, screen), screen)]
    concerned = [then.entry.curated for then in timeline.then]
    parts.append(_disputes([each for each in timeline.disputes if each.conflict.recorded in concerned], screen))
    if quotations:
        parts.append(_quotations(f"Quotations up to {on}", quotations[:limit], screen))
    if len(quotations) > limit:
        parts.append(wrap(one_line(f"… and more: onrecord quotes --by {record.id} --until {on}"), screen.width))
    return "\n\n".join(part for part in parts if part)


def _quotations(title: str, quotations: Iterable[StoredQuotation], screen: Screen) -> str:
    return titled(title, [quotation_lines(each, screen) for each in quotations], screen, gap="\n")


def _more(number: int, how: str, screen: Screen, indent: str = "") -> str:
    return wrap(one_line(f"… and {number} more: {how}"), screen.width, indent=indent)


def _headline(record: SpeakerRecord, screen: Screen) -> str:
    known = [f"id {record.id}", *(f"{name} {value}" for name, value in record.ids.items())]
    known += [f"also {each}" for each in record.merged]
    about = f"({record.type.value}; {'; '.join(known)})"
    return wrap(f"{screen.paint(one_line(record.name), BOLD)} {one_line(about)}", screen.width)


def _names(names: Iterable[NameForm], screen: Screen) -> str:
    forms = ", ".join(one_line(name.form) for name in names)
    return wrap(f"Names: {forms}", screen.width, hanging="  ") if forms else ""


# -- roles -----------------------------------------------------------------------------------------------


def _roles(timeline: SpeakerTimeline, id_: str, screen: Screen) -> str:
    shown = [_entry(entry, screen) for entry in timeline.entries[:_ROLES]]
    if rest := len(timeline.entries) - len(shown):
        shown.append(_more(rest, f"onrecord who {id_} --format jsonl", screen, indent="  "))
    return titled("Roles", shown, screen) if shown else ""


def roles_in_brief(timeline: SpeakerTimeline, most: int) -> list[str]:
    """Return the latest roles, `most` of them at most, each on one line with when it was held or seen."""
    shown = [_in_brief(entry) for entry in timeline.entries[:most]]
    rest = len(timeline.entries) - len(shown)
    return [*map(one_line, shown), *([f"… and {rest} more"] if rest else [])]


def _in_brief(entry: Entry[RoleRecord]) -> str:
    when = _when(entry)
    return f"{entry.what} · {when}" if when else entry.what


def _entry(entry: Entry[RoleRecord], screen: Screen) -> str:
    """Return a role with when it was held or seen, what the registry cites, and the first article."""
    return _block(_in_brief(entry), [*_recorded(entry), *_stated(entry)], screen)


def _block(first: str, rest: Iterable[str], screen: Screen) -> str:
    head = wrap(one_line(first), screen.width, indent="  ", hanging="    ")
    lines = (wrap(one_line(line), screen.width, indent="    ") for line in rest)
    return "\n".join([head, *(screen.paint(line, FAINT) for line in lines)])


def _when(entry: Entry[RoleRecord]) -> str:
    over = f"over before {entry.ended_before}" if entry.ended_before else ""
    if entry.exact:
        held = dates(entry.since, entry.until)
    else:
        held = "seen " + " to ".join(dict.fromkeys((entry.since, entry.until or ""))) if entry.since else ""
    return ", ".join(part for part in (held, over) if part)


def _recorded(entry: Entry[RoleRecord]) -> list[str]:
    if entry.curated is None:
        return []
    return [f"registry: {entry.curated.source}" if entry.curated.source else "registry"]


def _stated(entry: Entry[RoleRecord]) -> list[str]:
    """Return in how many articles, in which words, and the first of them with its words."""
    first = min((role for role in entry.wordings if role.article is not None), key=_day, default=None)
    if first is None or first.article is None:
        return []
    words = words_of(first.article.text, first.evidence) if first.evidence else first.text
    where = f"{in_marks(words)}, {source_line(first.article)}"
    if entry.articles == 1:
        return [where]
    seen = f" {dates(str(entry.seen.first), str(entry.seen.last))}" if entry.seen and entry.exact else ""
    others = [role.text for role in entry.wordings if role is not first]
    also = f", also as {', '.join(map(in_marks, others[:_OTHER_WORDS]))}" if others else ""
    dots = " …" * (len(others) > _OTHER_WORDS)
    return [f"stated {entry.articles} times{seen}{also}{dots}", f"first: {where}"]


def _day(role: RoleRecord) -> tuple[bool, str, str]:
    return role.first_seen is None, str(role.first_seen), role.text


# -- at a time, and disagreements --------------------------------------------------------------------------


def _then(found: Sequence[Then[RoleRecord]], id_: str, screen: Screen) -> list[str]:
    sure = [then for then in found if then.held is not Held.SEEN]
    seen = [then for then in found if then.held is Held.SEEN]
    lines = [_block(f"{then.held.value} {then.entry.what}", _known_by(then), screen) for then in sure]
    for each in seen[:_SEEN_THEN]:
        wording = (*each.entry.observed, *each.entry.past)[0].text
        lines.append(_block(f"by articles: {wording}", _known_by(each), screen))
    if len(seen) > _SEEN_THEN:
        lines.append(_more(len(seen) - _SEEN_THEN, f"onrecord who {id_} --format jsonl", screen, indent="  "))
    return lines or ["  nothing on record"]


def _known_by(then: Then[RoleRecord]) -> list[str]:
    entry = then.entry
    lines = []
    if entry.curated is not None and entry.exact:
        cited = f", {entry.curated.source}" if entry.curated.source else ""
        lines.append(f"registry: {dates(entry.since, entry.until)}{cited}")
    if entry.seen and then.nearest is not None and then.days is not None:
        seen = " to ".join(dict.fromkeys((str(entry.seen.first), str(entry.seen.last))))
        near = counted(then.days, "day") + " away" if then.days else "at that time"
        lines.append(f"seen {seen}, the nearest {then.nearest}, {near}")
    return lines


def _disputes(disputes: Sequence[RoleDispute], screen: Screen) -> str:
    if not disputes:
        return ""
    return titled("Articles and registry disagree", [_dispute(each, screen) for each in disputes], screen)


def _dispute(dispute: RoleDispute, screen: Screen) -> str:
    more = f" (and in {counted(dispute.articles - 1, 'more article')})" if dispute.articles > 1 else ""
    return _block(dispute.conflict.sentence + more, [source_line(dispute.article)], screen)
