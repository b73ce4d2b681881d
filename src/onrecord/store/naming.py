"""Keep the forms of speakers' names and their roles, each with the articles that are its evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from onrecord.names import Verdict, compare
from onrecord.resolve import is_full
from onrecord.store import bulk
from onrecord.store.linking import Linked, blocking_keys, is_strong, key_of
from onrecord.store.rows import pairs
from onrecord.store.search import folded
from onrecord.store.tables import NameEvidenceRow, NameKeyRow, NameRow, RoleEvidenceRow, RoleRow, SpeakerRow
from onrecord.types import Extraction, Mention, Role, Span, SpeakerType

_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who"})
_IDS = bindparam("ids", expanding=True)
_SPEAKERS = select(col(SpeakerRow.id), col(SpeakerRow.name), col(SpeakerRow.own_name)).where(
    col(SpeakerRow.id).in_(_IDS), col(SpeakerRow.curated).is_(False)
)
_NAMES = select(col(NameRow.speaker_id), col(NameRow.form), col(NameRow.id)).where(
    col(NameRow.speaker_id).in_(_IDS), col(NameRow.curated).is_(False)
)
_ROLES = select(col(RoleRow.speaker_id), col(RoleRow.text), col(RoleRow.id)).where(
    col(RoleRow.speaker_id).in_(_IDS), col(RoleRow.curated).is_(False)
)

_Named = tuple[str, str]
"""A speaker's id and a form of its name, or the folded text of a role."""


def write(session: Session, linked: Linked, extraction: Extraction, article_id: str) -> None:
    """Keep the names and roles that an article gives its speakers, with where it does."""
    if not linked.ids:
        return
    people = [(id_, linked.mentions[key]) for key, id_ in linked.ids.items()]
    _fuller_names(session, people)
    _write_names(session, people, article_id)
    _write_roles(session, people, article_id, _days(extraction, linked))


def _fuller_names(session: Session, people: Iterable[tuple[str, Mention]]) -> None:
    """Show a speaker known by a last name so far by the full one."""
    full = {id_: mention for id_, mention in people if mention.type is SpeakerType.PERSON and is_full(mention.name)}
    if not full:
        return
    for id_, name, own_name in session.connection().execute(_SPEAKERS, {"ids": list(full)}).all():
        if not is_full(own_name or name):
            fuller = {"name" if own_name is None else "own_name": full[id_].name}
            session.exec(update(SpeakerRow).where(col(SpeakerRow.id) == id_).values(fuller))


# -- names -----------------------------------------------------------------------------------------------


def _write_names(session: Session, people: Sequence[tuple[str, Mention]], article_id: str) -> None:
    spans: dict[_Named, list[list[int]]] = {}
    of: dict[_Named, Mention] = {}
    for id_, mention in people:
        for form, where in _forms(mention).items():
            # Two names of the article may be one speaker's.
            spans[id_, form] = sorted([*spans.get((id_, form), []), *pairs(where)])
            of.setdefault((id_, form), mention)
    found = session.connection().execute(_NAMES, {"ids": list(dict.fromkeys(id_ for id_, _ in people))})
    known = {(id_, form): number for id_, form, number in found}
    known |= _new_names(session, {named: of[named] for named in spans if named not in known})
    evidence = [{"name_id": known[named], "article_id": article_id, "spans": where} for named, where in spans.items()]
    bulk.insert(session, NameEvidenceRow, evidence)


def _new_names(session: Session, new: Mapping[_Named, Mention]) -> dict[_Named, int]:
    numbers = dict(zip(new, bulk.next_ids(session, NameRow, len(new)), strict=True)) if new else {}
    bulk.insert(session, NameRow, [_name(named, numbers[named], new[named]) for named in new])
    keys = [
        {"key": key, "name_id": numbers[named]}
        for named, mention in new.items()
        for key in blocking_keys(named[1], mention.type)
    ]
    bulk.insert(session, NameKeyRow, keys)
    return numbers


def _name(named: _Named, number: int, mention: Mention) -> dict[str, Any]:
    id_, form = named
    return {
        "id": number,
        "speaker_id": id_,
        "form": form,
        "folded": folded(form),
        "strong": is_strong(form, mention),
        "curated": False,
    }


def _forms(mention: Mention) -> dict[str, list[Span]]:
    """Return the forms of a name with where they stand; words that are no form of it are left out."""
    forms: dict[str, list[Span]] = {mention.name: []}
    for words, span in mention.forms:
        form = _form(words)
        if _is_form(form, mention.name, mention.type):
            forms.setdefault(form, []).append(span)
    return forms


def _form(words: str) -> str:
    return re.sub(r"['’]s$|(?<=s)['’]$", "", " ".join(words.split()))


@lru_cache(maxsize=4096)
def _is_form(form: str, name: str, type_: SpeakerType) -> bool:
    if form == name:
        return True
    plain = folded(form)
    if not plain or plain in _PRONOUNS:
        return False
    return type_ is SpeakerType.ORGANIZATION or compare(form, name).verdict in {Verdict.SAME, Verdict.SHORT}


def name_row(session: Session, id_: str, form: str, type_: SpeakerType, *, strong: bool, curated: bool) -> NameRow:
    """Add a form of a speaker's name with the keys to find it by."""
    row = NameRow(speaker_id=id_, form=form, folded=folded(form), strong=strong, curated=curated)
    session.add(row)
    session.flush()
    session.add_all(NameKeyRow(key=key, name_id=row.id) for key in blocking_keys(form, type_, strong=strong))
    session.flush()
    return row


# -- roles -----------------------------------------------------------------------------------------------


def _days(extraction: Extraction, linked: Linked) -> dict[str, date | None]:
    """Return the day that an article states roles for, by speaker.

    That is its own day or, where it has none, the first one on which the speaker spoke.
    """
    published = extraction.article.published
    if published is not None:
        return dict.fromkeys(linked.ids.values(), published)
    spoke: dict[str, date | None] = {}
    for one in extraction.quotations:
        id_ = linked.ids.get(key_of(one.speaker.name, one.speaker.type)) if one.speaker.name else None
        if id_ is not None and one.said_on is not None:
            spoke[id_] = min(one.said_on, spoke.get(id_) or one.said_on)
    return spoke


def _write_roles(
    session: Session, people: Iterable[tuple[str, Mention]], article_id: str, seen: Mapping[str, date | None]
) -> None:
    stated: dict[_Named, list[Role]] = defaultdict(list)
    for id_, mention in people:
        theirs: dict[_Named, list[Role]] = defaultdict(list)
        for role in mention.roles:
            if plain := _plain(role.text):
                theirs[id_, plain].append(role)
        for named, roles in theirs.items():
            # Of two names of one speaker the first one's words count.
            stated.setdefault(named, [role for role in roles if role.text == roles[0].text])
    if not stated:
        return
    found = session.connection().execute(_ROLES, {"ids": list(dict.fromkeys(id_ for id_, _ in stated))})
    known = {(id_, _plain(text)): number for id_, text, number in sorted(found, key=lambda row: -row[2])}
    known |= _new_roles(session, {named: roles[0] for named, roles in stated.items() if named not in known})
    evidence = [
        {
            "role_id": known[named],
            "article_id": article_id,
            "seen": seen.get(named[0]),
            "spans": pairs(sorted({span for role in roles for span in role.evidence})),
        }
        for named, roles in stated.items()
    ]
    bulk.insert(session, RoleEvidenceRow, evidence)


def _new_roles(session: Session, new: Mapping[_Named, Role]) -> dict[_Named, int]:
    numbers = dict(zip(new, bulk.next_ids(session, RoleRow, len(new)), strict=True)) if new else {}
    rows = [
        {
            "id": numbers[named],
            "speaker_id": named[0],
            "text": role.text,
            "title": role.title,
            "organization": role.organization,
            "curated": False,
        }
        for named, role in new.items()
    ]
    bulk.insert(session, RoleRow, rows)
    return numbers


@lru_cache(maxsize=16384)
def _plain(role: str) -> str:
    return folded(role)
