"""Find the speakers that an article's people and organizations may be; `resolve` says which they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from onrecord import names
from onrecord.names import Verdict, compare
from onrecord.organizations import names_nobody, plain_organization
from onrecord.resolve import LINKED, Known, KnownRole, Link, is_full, link, named_alike
from onrecord.store.search import folded, slug
from onrecord.store.tables import (
    NameEvidenceRow,
    NameKeyRow,
    NameRow,
    QuotationRow,
    RoleEvidenceRow,
    RoleRow,
    SpeakerRow,
)
from onrecord.types import Extraction, Mention, Reason, Role, SpeakerType

Key = tuple[str, SpeakerType]
"""A speaker within one article: the folded name and the type."""


@dataclass
class Linked:
    """Who the people of one article are: speaker ids by their names there, and why."""

    ids: dict[Key, str] = field(default_factory=dict)
    reasons: dict[Key, tuple[Reason, ...]] = field(default_factory=dict)
    mentions: dict[Key, Mention] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)


def key_of(name: str, type_: SpeakerType) -> Key:
    """Return what a name of an article is known by within it."""
    return folded(name), type_


def blocking_keys(name: str, type_: SpeakerType) -> list[str]:
    """Return keys one of which spellings of a name share: of persons, all names but the given one."""
    if type_ is SpeakerType.ORGANIZATION:
        return [f"={folded(plain_organization(name))}"]
    found = names.keys(name)
    return list(found[:-1] if len(found) > 1 else found)


def is_strong(form: str, mention: Mention) -> bool:
    """Whether a form alone tells who it is: a full name of a person, the whole name of an organization."""
    if mention.type is SpeakerType.ORGANIZATION:
        return plain_organization(form) == plain_organization(mention.name)
    return is_full(form) and (form == mention.name or compare(form, mention.name).verdict is Verdict.SAME)


def link_all(session: Session, extraction: Extraction, article_id: str) -> Linked:
    """Say for each person and organization of an article which speaker it is.

    Those who are quoted and that nobody of the registry can be become new speakers (rows are added); others
    who are only mentioned do not. One that may be several speakers gets none.
    """
    linked = Linked()
    quoted = _quoted(extraction)
    before = _before(session, article_id)
    fresh: list[Known] = []
    for key, mention in sorted(_everybody(extraction).items(), key=lambda item: not is_full(item[1].name)):
        candidates = [*_candidates(session, mention, article_id), *fresh]
        found = link(mention, candidates, on=extraction.article.published)
        linked.mentions[key], linked.reasons[key] = mention, found.reasons
        id_ = found.id or _as_before(key, found, before)
        if id_ is None and key in quoted and not found.candidates and not _nobody(mention):
            id_ = _new_speaker(session, mention, fresh)
            linked.new.append(id_)
        if id_ is not None:
            linked.ids[key] = id_
    return linked


def _quoted(extraction: Extraction) -> set[Key]:
    speakers = (quotation.speaker for quotation in extraction.quotations)
    return {key_of(s.name, s.type) for s in speakers if s.name is not None and s.type in LINKED}


def _nobody(mention: Mention) -> bool:
    if mention.type is SpeakerType.ORGANIZATION:
        return names_nobody(mention.name)
    return not names.keys(mention.name)


def _everybody(extraction: Extraction) -> dict[Key, Mention]:
    """Return the people and organizations by name: those of the mentions, then those only quotations name."""
    found = {key_of(m.name, m.type): m for m in reversed(extraction.mentions) if m.type in LINKED}
    for quotation in extraction.quotations:
        speaker = quotation.speaker
        if speaker.name is None or speaker.type not in LINKED:
            continue
        roles = (Role(quotation.role),) if quotation.role else ()
        found.setdefault(key_of(speaker.name, speaker.type), Mention(speaker.name, speaker.type, roles=roles))
    return {key: mention for key, mention in found.items() if key[0]}


# -- candidates ------------------------------------------------------------------------------------------


def _candidates(session: Session, mention: Mention, article_id: str) -> list[Known]:
    heads = {
        row.merged_into or row.id for row in sharing(session, blocking_keys(mention.name, mention.type), mention.type)
    }
    alike = [known for known in _named(session, heads) if named_alike(mention, known)]
    return _with_roles(session, alike, without=article_id)


def sharing(session: Session, keys: Iterable[str], type_: SpeakerType) -> list[SpeakerRow]:
    """Return the speakers of a type with a name that has one of the keys, by id."""
    named = (
        select(NameRow.speaker_id)
        .join(NameKeyRow, col(NameKeyRow.name_id) == col(NameRow.id))
        .where(col(NameKeyRow.key).in_(keys))
    )
    found = select(SpeakerRow).where(col(SpeakerRow.id).in_(named), SpeakerRow.type == type_.value)
    return list(session.exec(found.order_by(col(SpeakerRow.id))).all())


def known(session: Session, id_: str) -> Known:
    """Return a speaker as a candidate, with all its names and roles."""
    (found,) = _with_roles(session, _named(session, [id_]), without=None)
    return found


def _named(session: Session, ids: Iterable[str]) -> list[Known]:
    """Return speakers as candidates by id, with their names and those of the speakers merged into them."""
    rows = {row.id: row for row in session.exec(select(SpeakerRow).where(col(SpeakerRow.id).in_(ids)))}
    forms: dict[str, list[NameRow]] = {id_: [] for id_ in sorted(rows)}
    of_one = (col(NameRow.speaker_id) == col(SpeakerRow.id)) & _one_of(rows)
    for head, form in session.exec(select(_HEAD, NameRow).join(SpeakerRow, of_one).order_by(col(NameRow.id))):
        forms[head].append(form)
    return [
        Known(
            id_,
            rows[id_].name,
            SpeakerType(rows[id_].type),
            tuple(form.form for form in found if form.strong),
            tuple(form.form for form in found if not form.strong),
        )
        for id_, found in forms.items()
    ]


def _with_roles(session: Session, found: Sequence[Known], *, without: str | None) -> list[Known]:
    """Return candidates with their roles, but for those that only the article `without` states."""
    if not found:
        return []
    roles: dict[str, list[KnownRole]] = {one.id: [] for one in found}
    of_one = (col(RoleRow.speaker_id) == col(SpeakerRow.id)) & _one_of(roles)
    stated = select(RoleEvidenceRow.role_id).where(
        RoleEvidenceRow.role_id == RoleRow.id, col(RoleEvidenceRow.article_id) != without
    )
    counted = col(RoleRow.curated) | stated.exists()
    rows = select(_HEAD, RoleRow).join(SpeakerRow, of_one).where(counted).order_by(col(RoleRow.id))
    for head, role in session.exec(rows):
        roles[head].append(KnownRole(role.text, role.start, role.end))
    return [replace(one, roles=tuple(roles[one.id])) for one in found]


_HEAD = func.coalesce(col(SpeakerRow.merged_into), col(SpeakerRow.id))
"""Who a speaker's row counts as."""


def _one_of(ids: Iterable[str]) -> ColumnElement[bool]:
    wanted = list(ids)
    return col(SpeakerRow.id).in_(wanted) | col(SpeakerRow.merged_into).in_(wanted)


def _before(session: Session, article_id: str) -> dict[Key, tuple[str, bool]]:
    """Return who the article's people were so far, and whether no other article nor curator knows them."""
    rows = session.exec(
        select(SpeakerRow, NameRow.folded)
        .join(NameRow, col(NameRow.speaker_id) == col(SpeakerRow.id))
        .join(NameEvidenceRow, col(NameEvidenceRow.name_id) == col(NameRow.id))
        .where(col(NameEvidenceRow.article_id) == article_id)
    ).all()
    return {
        (plain, SpeakerType(row.type)): (
            row.id,
            not row.curated and not _elsewhere(session, row, article_id),
        )
        for row, plain in rows
    }


def _elsewhere(session: Session, speaker: SpeakerRow, article_id: str) -> bool:
    other = col(NameEvidenceRow.article_id) != article_id
    named = (
        select(NameRow.id)
        .join(NameEvidenceRow, col(NameEvidenceRow.name_id) == col(NameRow.id))
        .where(NameRow.speaker_id == speaker.id, other)
    )
    quoted = select(QuotationRow.id).where(QuotationRow.speaker_id == speaker.id, QuotationRow.article_id != article_id)
    return session.exec(named).first() is not None or session.exec(quoted).first() is not None


def _as_before(key: Key, found: Link, before: dict[Key, tuple[str, bool]]) -> str | None:
    """Return who the article's former text had under this name, where that is still possible."""
    id_, only_here = before.get(key, (None, False))
    return id_ if only_here or id_ in found.candidates else None


# -- new speakers ----------------------------------------------------------------------------------------


def _new_speaker(session: Session, mention: Mention, fresh: list[Known]) -> str:
    # A number from the start keeps a last name free for looking up all who bear it.
    alone = mention.type is SpeakerType.PERSON and not is_full(mention.name)
    id_ = free_id(session, slug(mention.name), first=1 if alone else None)
    session.add(SpeakerRow(id=id_, type=mention.type.value, name=mention.name))
    session.flush()
    strong = (mention.name,) if is_strong(mention.name, mention) else ()
    roles = tuple(KnownRole(role.text) for role in mention.roles)
    fresh.append(Known(id_, mention.name, mention.type, strong, () if strong else (mention.name,), roles))
    return id_


def free_id(session: Session, base: str, *, first: int | None = None) -> str:
    """Return an id that no speaker has: the base (with the number `first`), or with the next free number."""
    id_, number = (base, 1) if first is None else (f"{base}-{first}", first)
    while session.get(SpeakerRow, id_) is not None:
        number += 1
        id_ = f"{base}-{number}"
    return id_
