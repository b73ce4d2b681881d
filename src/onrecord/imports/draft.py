"""A person as a file of others describes them, before it is decided which names are theirs alone. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from onrecord.curated import CuratedRole, PartialDate
from onrecord.formats import Problem
from onrecord.types import SpeakerType

Curatable = Literal[SpeakerType.PERSON, SpeakerType.ORGANIZATION]

_DATE: TypeAdapter[str] = TypeAdapter(PartialDate)


@dataclass(frozen=True, slots=True)
class Draft:
    """One person (or organization): `fuller` are names that may set them apart from a namesake, the best first.

    `where` is the place in the file, `notes` what was left out of the record and why.
    """

    where: str
    name: str
    fuller: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    roles: tuple[CuratedRole, ...] = ()
    ids: dict[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    id: str | None = None
    type: Curatable = SpeakerType.PERSON
    notes: tuple[str, ...] = ()


Found = Iterator[Draft | Problem]


def tidy(value: object) -> str:
    """Return a text on one line without control characters; a number as text, nothing for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return ""
    kept = (" " if unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} else char for char in value)
    return " ".join("".join(kept).split())


def joined(*parts: str) -> str:
    """Return the parts that are there, one space between them."""
    return " ".join(part for part in parts if part)


def different(names: Iterable[str], *others: str) -> tuple[str, ...]:
    """Return each name once, without those that are empty or among the others."""
    return tuple(name for name in dict.fromkeys(names) if name and name not in others)


def day(value: object, what: str, notes: list[str]) -> str | None:
    """Return a date as curated records have it (a year, a month or a day), or None and a note for anything else."""
    text = tidy(value)
    if not text:
        return None
    found = re.match(r"\d{4}(-\d\d(-\d\d)?)?(?=$|[T ])", text)
    try:
        return _DATE.validate_python(found[0] if found else text)
    except ValidationError:
        notes.append(f"{what} {text!r} is not a date such as 2020, 2020-05 or 2020-05-07: left out")
        return None


def role(
    title: object, organization: object, start: object, end: object, source: str, notes: list[str]
) -> CuratedRole | None:
    """Return a role, without dates that cannot be; None where it has no title."""
    named = tidy(title)
    if not named:
        return None
    since, until = day(start, "the start", notes), day(end, "the end", notes)
    where = tidy(organization) or None
    try:
        return CuratedRole(title=named, organization=where, start=since, end=until, source=source)
    except ValidationError:
        notes.append(f"the start {since} of {named!r} is after its end {until}: both left out")
        return CuratedRole(title=named, organization=where, source=source)


def registers(ids: Iterable[tuple[object, object]], notes: list[str]) -> dict[str, str]:
    """Return ids elsewhere by the register's name as curated records write it, the first of each register."""
    found: dict[str, str] = {}
    for scheme, value in ids:
        name, text = re.sub(r"[^a-z0-9]+", "_", tidy(scheme).lower()).strip("_"), tidy(value)
        if not text or not re.match("[a-z]", name):
            continue
        if name == "wikidata" and not re.fullmatch(r"Q[1-9][0-9]*", text):
            notes.append(f"the Wikidata id {text!r} is not a Q and a number: left out")
            continue
        found.setdefault(name, text)
    return found
