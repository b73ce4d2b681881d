"""Legislators as the project congress-legislators writes them (YAML or JSON): names, ids, terms in Congress.

The YAML is a list of people, which is read one by one: what is broken in one does not keep the others from being
read. Terms that follow on each other in one seat are one role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from onrecord import plainyaml
from onrecord.curated import CuratedRole
from onrecord.errors import InputError
from onrecord.formats import Problem
from onrecord.imports.draft import Draft, Found, different, joined, registers, role, tidy
from onrecord.imports.states import STATES

Record = Mapping[str, Any]

_CHAMBERS = {
    "sen": ("senator", "United States Senate"),
    "rep": ("representative", "United States House of Representatives"),
    "senate": ("", "United States Senate"),
    "house": ("", "United States House of Representatives"),
}
_SAME_SEAT = timedelta(days=7)
"""Between one term and the next: a Congress ends on the third of January, and the next may meet some days later."""


def read(text: str, name: str, source: str) -> Found:
    """Read a list of legislators in YAML. Raises InputError where it is no list."""
    found = False
    for line, entry in _entries(text):
        found = True
        try:
            value = plainyaml.parse(entry, nulls=True).value
        except plainyaml.PlainYamlError as error:
            at = line + (error.line or 1) - 1
            yield Problem(f"{name}:{at}", error.what, f"{error.fix}; the other people were read")
            continue
        yield _person(value[0] if isinstance(value, list) else value, f"{name}:{line}", source)
    if not found:
        raise InputError(f"{name}: no list of people; each begins with '- ' at the beginning of a line")


def read_json(people: Iterable[object], name: str, source: str) -> Found:
    """Read the same from JSON."""
    for number, each in enumerate(people, 1):
        yield _person(each, f"{name}: person {number}", source)


def _entries(text: str) -> Iterator[tuple[int, str]]:
    """Return each item of a list at the beginning of lines, with the line (from 1) that it begins on."""
    first, lines = 0, list[str]()
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        if re.match(r"-(\s|$)", line):
            if first:
                yield first, "".join(lines)
            first, lines = number, []
        if first and not line.startswith(("---", "...", "%")):
            lines.append(line)
    if first:
        yield first, "".join(lines)


def _person(value: object, where: str, source: str) -> Draft | Problem:
    names = value.get("name") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(names, dict):
        return Problem(where, "has no name", "give it a `name` with `first` and `last`; the others were read")
    first, last, middle = (tidy(names.get(each)) for each in ("first", "last", "middle"))
    if not last:
        return Problem(where, "has no last name", "give it one; the others were read")
    suffix = tidy(names.get("suffix"))
    ended = f", {suffix}" if suffix else ""
    full, called = tidy(names.get("official_full")), tidy(names.get("nickname"))
    shown = full or joined(first, last) + ended
    forms = [joined(first, last), joined(first, middle, last), joined(called, last) if called else ""]
    whole = [f"{form}{ended}" for form in forms if form and form != last]
    notes: list[str] = []
    return Draft(
        where,
        shown,
        fuller=different([joined(first, middle, last) + ended if middle else ""], shown),
        strong=different([*whole, *_earlier(value, first)], shown),
        # without the suffix a name is the father's as well
        weak=different([last, *(forms if suffix else ())], shown),
        roles=_roles(value, source, notes),
        ids=registers(_ids(value), notes),
        sources=(source,),
        notes=tuple(notes),
    )


def _records(value: object) -> list[Record]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _earlier(person: Record, first: str) -> Iterator[str]:
    for each in _records(person.get("other_names")):
        if last := tidy(each.get("last")):
            yield joined(tidy(each.get("first")) or first, tidy(each.get("middle")), last)


def _ids(person: Record) -> Iterator[tuple[object, object]]:
    """Return the ids of one value; lists of them (a number for each campaign) name no register entry."""
    ids = person.get("id")
    yield from ids.items() if isinstance(ids, dict) else ()


def _roles(person: Record, source: str, notes: list[str]) -> tuple[CuratedRole, ...]:
    terms = [_term(each, source, notes) for each in _records(person.get("terms"))]
    led = [_led(each, source, notes) for each in _records(person.get("leadership_roles"))]
    return (*_joined(each for each in terms if each is not None), *(each for each in led if each is not None))


def _term(term: Record, source: str, notes: list[str]) -> CuratedRole | None:
    title, organization = _CHAMBERS.get(tidy(term.get("type")), ("", ""))
    state = STATES.get(tidy(term.get("state")))
    shown = f"{title} from {state}" if title and state else title
    return role(shown, organization, term.get("start"), term.get("end"), source, notes)


def _led(post: Record, source: str, notes: list[str]) -> CuratedRole | None:
    _, organization = _CHAMBERS.get(tidy(post.get("chamber")), ("", ""))
    return role(post.get("title"), organization, post.get("start"), post.get("end"), source, notes)


def _joined(terms: Iterable[CuratedRole]) -> list[CuratedRole]:
    """Make one role of terms that follow on each other in the same seat."""
    found: list[CuratedRole] = []
    for term in terms:
        before = found[-1] if found else None
        if before is not None and _follows(before, term):
            found[-1] = before.model_copy(update={"end": term.end})
        else:
            found.append(term)
    return found


def _follows(before: CuratedRole, term: CuratedRole) -> bool:
    if (before.title, before.organization) != (term.title, term.organization):
        return False
    try:
        gap = date.fromisoformat(term.start or "") - date.fromisoformat(before.end or "")
    except ValueError:
        return False
    return timedelta(0) <= gap <= _SAME_SEAT
