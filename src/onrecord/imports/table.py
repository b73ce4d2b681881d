"""People in CSV: a row a person or, with the same `id` again, one more role of that person.

Columns, in any order and all but `name` optional: `id`, `name`, `type` (person or organization), `names_strong` and
`names_weak` and `sources` (several separated by ";"), `title`, `organization`, `start`, `end`, `source` (of the
role), and `ids.<register>` such as `ids.wikidata`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from onrecord.errors import InputError
from onrecord.formats import Problem
from onrecord.imports.draft import Curatable, Draft, Found, different, registers, role, tidy
from onrecord.types import SpeakerType

COLUMNS = (
    "id",
    "name",
    "type",
    "names_strong",
    "names_weak",
    "title",
    "organization",
    "start",
    "end",
    "source",
    "sources",
)
"""The columns but for those of ids, which begin with `ids.`."""

_TYPES: Mapping[str, Curatable] = {
    "": SpeakerType.PERSON,
    "person": SpeakerType.PERSON,
    "organization": SpeakerType.ORGANIZATION,
}


def read(lines: Iterable[str], name: str, source: str) -> Found:
    """Read a table. Raises InputError where its columns are not those above."""
    rows = csv.reader(lines, strict=True)
    try:
        head = [tidy(cell).lower() for cell in next(rows, [])]
    except csv.Error as error:
        raise InputError(f"{name}: not CSV ({error}); separate cells by commas") from error
    _check(head, name)
    found: dict[str, Draft] = {}
    for where, row in _rows(rows, head, name):
        if isinstance(row, Problem):
            yield row
            continue
        draft = _draft(row, where, source)
        if isinstance(draft, Problem):
            yield draft
        elif (known := found.get(draft.id or where)) is None:
            found[draft.id or where] = draft
        elif (known.name, known.type) == (draft.name, draft.type):
            found[draft.id or where] = _more(known, draft)
        else:
            what = f"the id {draft.id!r} is that of {known.name!r} ({known.where})"
            yield Problem(where, what, "give each person their own; the others were read")
    yield from found.values()


def _check(head: list[str], name: str) -> None:
    unknown = [cell for cell in head if cell not in COLUMNS and not cell.startswith("ids.")]
    if "name" not in head:
        raise InputError(f"{name}: has no column `name`; its first line names the columns")
    if unknown or len(set(head)) < len(head):
        what = f"unknown columns {', '.join(map(repr, unknown))}" if unknown else "a column is there twice"
        raise InputError(f"{name}: {what}; columns are {', '.join(COLUMNS)} and ids.<register>")


def _rows(rows: Iterator[list[str]], head: list[str], name: str) -> Iterator[tuple[str, Mapping[str, str] | Problem]]:
    last = 1
    while True:
        where = f"{name}:{last + 1}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield where, Problem(where, f"not CSV ({error})", "correct it; the lines before were read")
            return
        if row is None:
            return
        last = getattr(rows, "line_num", last)
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(head):
            what = f"{len(row)} cells where the first line has {len(head)}"
            yield where, Problem(where, what, "quote cells that hold a comma; the others were read")
            continue
        yield where, dict(zip(head, map(tidy, row), strict=True))


def _draft(row: Mapping[str, str], where: str, source: str) -> Draft | Problem:
    name, type_ = row["name"], row.get("type", "").lower()
    if not name:
        return Problem(where, "has no name", "give it one; the others were read")
    if type_ not in _TYPES:
        return Problem(where, f"{type_!r} is not a type that is curated", "write person or organization")
    notes: list[str] = []
    cited = row.get("source") or source
    found = role(row.get("title"), row.get("organization"), row.get("start"), row.get("end"), cited, notes)
    if found is None and any(row.get(each) for each in ("organization", "start", "end")):
        notes.append("a role without a title: left out")
    return Draft(
        where,
        name,
        fuller=(),
        strong=different(_several(row.get("names_strong")), name),
        weak=different(_several(row.get("names_weak")), name),
        roles=() if found is None else (found,),
        ids=registers(((key.partition(".")[2], value) for key, value in row.items() if "." in key), notes),
        sources=different(_several(row.get("sources"))) or (cited,),
        id=row.get("id") or None,
        type=_TYPES[type_],
        notes=tuple(notes),
    )


def _several(cell: str | None) -> list[str]:
    return [tidy(each) for each in (cell or "").split(";")]


def _more(known: Draft, row: Draft) -> Draft:
    """Return a person with what one more row says of them."""
    return replace(
        known,
        strong=different([*known.strong, *row.strong]),
        weak=different([*known.weak, *row.weak]),
        roles=tuple(dict.fromkeys((*known.roles, *row.roles))),
        ids=row.ids | known.ids,
        sources=different([*known.sources, *row.sources]),
        notes=(*known.notes, *row.notes),
    )
