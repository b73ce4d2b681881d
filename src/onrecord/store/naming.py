"""Keep the forms of speakers' names and their roles, each with the articles that are its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, select, update
from sqlmodel import Session, col

from onrecord.resolve import is_full
from onrecord.store import bulk, finding
from onrecord.store.forms import forms_of, is_strong, plain_role
from onrecord.store.linking import Linked, blocking_keys, key_of
from onrecord.store.rows import pairs
from onrecord.store.search import folded
from onrecord.store.tables import NameEvidenceRow, NameKeyRow, NameRow, RoleEvidenceRow, RoleRow, SpeakerRow
from onrecord.types import Extraction, Mention, Role, SpeakerType

_CHUNK = 400
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
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


@dataclass(frozen=True, slots=True)
class Told:
    """What an article, by its id, says of speakers: who they are, and what was found in it."""

    linked: Linked
    extraction: Extraction
    article_id: str

    @property
    def people(self) -> Iterator[tuple[str, Mention]]:
        """The speakers' ids with how the article mentions them."""
        return ((id_, self.linked.mentions[key]) for key, id_ in self.linked.ids.items())


def write(session: Session, told: Sequence[Told]) -> None:
    """Keep the names and roles that articles give their speakers, with where they do."""
    some = [each for each in told if each.linked.ids]
    if some:
        _fuller_names(session, some)
        _write_names(session, some)
        _write_roles(session, some)


def _fuller_names(session: Session, told: Iterable[Told]) -> None:
    """Show a speaker known by a last name so far by the full one."""
    full: dict[str, str] = {}
    for each in told:
        theirs = {id_: mention.name for id_, mention in each.people if mention.type is SpeakerType.PERSON}
        full = {id_: name for id_, name in theirs.items() if is_full(name)} | full
    for chunk in _chunks(list(full)):
        for id_, name, own_name in session.connection().execute(_SPEAKERS, {"ids": chunk}).all():
            if not is_full(own_name or name):
                fuller = {"name" if own_name is None else "own_name": full[id_]}
                session.exec(update(SpeakerRow).where(col(SpeakerRow.id) == id_).values(fuller))


def _numbers(session: Session, query: Select[str, str, int], ids: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """Go through the observed names or roles of some speakers: whose, the words, the number of the row."""
    for chunk in _chunks(list(dict.fromkeys(ids))):
        yield from ((row[0], row[1], row[2]) for row in session.connection().execute(query, {"ids": chunk}))


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


# -- names -----------------------------------------------------------------------------------------------


def _write_names(session: Session, told: Iterable[Told]) -> None:
    spans: dict[tuple[_Named, str], list[list[int]]] = {}
    of: dict[_Named, Mention] = {}
    for each in told:
        for id_, mention in each.people:
            for form, where in forms_of(mention).items():
                # Two names of the article may be one speaker's.
                place = (id_, form), each.article_id
                spans[place] = sorted([*spans.get(place, []), *pairs(where)])
                of.setdefault((id_, form), mention)
    known = {(id_, form): number for id_, form, number in _numbers(session, _NAMES, (id_ for id_, _ in of))}
    known |= _new_names(session, {named: mention for named, mention in of.items() if named not in known})
    evidence = [
        {"name_id": known[named], "article_id": article_id, "spans": where}
        for (named, article_id), where in spans.items()
    ]
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
    finding.index(session, {numbers[named]: named[1] for named in new})
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


def name_row(session: Session, id_: str, form: str, type_: SpeakerType, *, strong: bool, curated: bool) -> NameRow:
    """Add a form of a speaker's name with the keys to find it by."""
    row = NameRow(speaker_id=id_, form=form, folded=folded(form), strong=strong, curated=curated)
    session.add(row)
    session.flush()
    session.add_all(NameKeyRow(key=key, name_id=row.id) for key in blocking_keys(form, type_, strong=strong))
    session.flush()
    finding.index(session, {row.id: form})
    return row


# -- roles -----------------------------------------------------------------------------------------------


def _days(told: Told) -> dict[str, date | None]:
    """Return the day that an article states roles for, by speaker.

    That is its own day or, where it has none, the first one on which the speaker spoke.
    """
    extraction, ids = told.extraction, told.linked.ids
    published = extraction.article.published
    if published is not None:
        return dict.fromkeys(ids.values(), published)
    spoke: dict[str, date | None] = {}
    for one in extraction.quotations:
        id_ = ids.get(key_of(one.speaker.name, one.speaker.type)) if one.speaker.name else None
        if id_ is not None and one.said_on is not None:
            spoke[id_] = min(one.said_on, spoke.get(id_) or one.said_on)
    return spoke


def _stated(told: Told) -> dict[_Named, list[Role]]:
    """Return the roles that an article states, those of one wording together."""
    stated: dict[_Named, list[Role]] = {}
    for id_, mention in told.people:
        theirs: dict[_Named, list[Role]] = defaultdict(list)
        for role in mention.roles:
            if plain := plain_role(role.text):
                theirs[id_, plain].append(role)
        for named, roles in theirs.items():
            # Of two names of one speaker the first one's words count.
            stated.setdefault(named, [role for role in roles if role.text == roles[0].text])
    return stated


def _write_roles(session: Session, told: Iterable[Told]) -> None:
    stated = [(each.article_id, _days(each), _stated(each)) for each in told]
    of: dict[_Named, Role] = {}
    for _, _, roles in stated:
        for named, some in roles.items():
            of.setdefault(named, some[0])
    rows = sorted(_numbers(session, _ROLES, (id_ for id_, _ in of)), key=lambda row: -row[2])
    known = {(id_, plain_role(text)): number for id_, text, number in rows}
    known |= _new_roles(session, {named: role for named, role in of.items() if named not in known})
    evidence = [
        {
            "role_id": known[named],
            "article_id": article_id,
            "seen": seen.get(named[0]),
            "spans": pairs(sorted({span for role in some for span in role.evidence})),
        }
        for article_id, seen, roles in stated
        for named, some in roles.items()
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
