"""Popolo JSON (popoloproject.com): persons with other names, identifiers and memberships in organizations.

A document has `persons`, `organizations`, `memberships` and `posts`; or it is a list of persons, or one. A membership
becomes a role: its role, else its post's, else "member"; its organization. Whom it is held for
(`on_behalf_of_id`) and its legislative period are not taken: neither says what somebody was and since when.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.curated import CuratedRole
from onrecord.errors import InputError
from onrecord.formats import Problem
from onrecord.imports.draft import Draft, Found, different, joined, registers, role, tidy
from onrecord.resolve import is_full

Record = Mapping[str, Any]


def read(document: object, name: str, source: str) -> Found:
    """Read the persons of a document; `name` is the file's, `source` what the records cite for want of their own.

    Raises InputError where it holds no persons at all.
    """
    whole = document if isinstance(document, dict) else {}
    persons = _persons(document)
    if persons is None:
        raise InputError(f'{name}: no persons in it; a Popolo document has a list of them under "persons"')
    organizations = _by_id(_records(whole.get("organizations")))
    posts = _by_id(_records(whole.get("posts")))
    held = _held(_records(whole.get("memberships")))
    for number, person in enumerate(persons, 1):
        where = f"{name}: person {number}"
        if not isinstance(person, dict):
            yield Problem(where, "not an object", "write it as { … }; the others were read")
            continue
        shown = tidy(person.get("name")) or joined(tidy(person.get("given_name")), tidy(person.get("family_name")))
        where = f"{where} ({shown or tidy(person.get('id')) or 'no name'})"
        if not shown:
            yield Problem(where, "has no name", "give it one; the others were read")
            continue
        memberships = [*_records(person.get("memberships")), *held.get(tidy(person.get("id")), ())]
        yield _draft(person, shown, where, memberships, organizations, posts, source)


def _persons(document: object) -> list[object] | None:
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return None
    if isinstance(document.get("persons"), list):
        return list(document["persons"])
    return [document] if tidy(document.get("name")) and "persons" not in document else None


def _records(value: object) -> list[Record]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _by_id(records: Iterable[Record]) -> dict[str, Record]:
    return {tidy(each.get("id")): each for each in records}


def _held(memberships: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for each in memberships:
        if person := tidy(each.get("person_id")):
            found.setdefault(person, []).append(each)
    return found


def _draft(
    person: Record,
    shown: str,
    where: str,
    memberships: Iterable[Record],
    organizations: Mapping[str, Record],
    posts: Mapping[str, Record],
    source: str,
) -> Draft:
    notes: list[str] = []
    given, family = tidy(person.get("given_name")), tidy(person.get("family_name"))
    whole = joined(given, tidy(person.get("additional_name")), family)
    suffix = tidy(person.get("honorific_suffix"))
    others = [tidy(each.get("name")) for each in _records(person.get("other_names"))]
    names = [joined(given, family) if given and family else "", whole if given and family else "", *others]
    cited = _addresses(person) or (source,)
    found = [
        _role(each, organizations, posts, "; ".join(_addresses(each)) or "; ".join(cited), notes)
        for each in memberships
    ]
    identifiers = [(each.get("scheme"), each.get("identifier")) for each in _records(person.get("identifiers"))]
    return Draft(
        where,
        shown,
        fuller=different([f"{shown}, {suffix}" if suffix else "", *(n for n in names if _longer(n, shown))], shown),
        strong=different((name for name in names if is_full(name)), shown),
        weak=different([*(name for name in names if not is_full(name)), family], shown),
        roles=tuple(dict.fromkeys(each for each in found if each is not None)),
        ids=registers(identifiers, notes),
        sources=cited,
        notes=tuple(notes),
    )


def _longer(name: str, than: str) -> bool:
    return len(name.split()) > len(than.split())


def _addresses(record: Record) -> tuple[str, ...]:
    return different(tidy(each.get("url")) for each in _records(record.get("sources")))


def _role(
    membership: Record, organizations: Mapping[str, Record], posts: Mapping[str, Record], source: str, notes: list[str]
) -> CuratedRole | None:
    post = _nested(membership, "post", posts)
    organization = _nested(membership, "organization", organizations) or _nested(post, "organization", organizations)
    title = tidy(membership.get("role")) or tidy(post.get("role")) or tidy(post.get("label")) or "member"
    if title == "member" and not organization:
        return None
    start, end = membership.get("start_date"), membership.get("end_date")
    return role(title, organization.get("name"), start, end, source, notes)


def _nested(record: Record, what: str, known: Mapping[str, Record]) -> Record:
    """Return what a record refers to by id or holds itself; an empty one where there is none."""
    held = record.get(what)
    return held if isinstance(held, dict) else known.get(tidy(record.get(f"{what}_id")), {})
