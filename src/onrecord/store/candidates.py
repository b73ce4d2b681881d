"""Fetch the speakers that the people of one article may be, with all about them: a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from onrecord.resolve import Known, KnownRole
from onrecord.store import standing
from onrecord.store.search import outlet_key
from onrecord.store.tables import (
    ArticleRow,
    NameEvidenceRow,
    NameKeyRow,
    NameRow,
    QuotationRow,
    RoleEvidenceRow,
    RoleRow,
    SpeakerRow,
    TraitRow,
)
from onrecord.traits import Trait, TraitKind
from onrecord.types import SpeakerType

HEAD = standing.UNIT
"""Who a speaker's row counts as: not by judgements, so that what is linked stays right when they are undone."""

Form = tuple[str, str, SpeakerType]
"""Whose a form of a name is, the form, and what that is."""


@dataclass(frozen=True, slots=True)
class News:
    """A quotation as news of its speaker: its place in the order newest first, whose, and where it stands."""

    place: int
    head: str
    article_id: str
    outlet: str | None


_NEWS = 20
"""Of so many of its quotations, the newest, an undecided candidate's outlets and company are looked up."""


def _one_of(ids: Iterable[str] | BindParameter[str]) -> ColumnElement[bool]:
    wanted = ids if isinstance(ids, BindParameter) else list(ids)
    return (col(SpeakerRow.id).in_(wanted) | col(SpeakerRow.curated_into).in_(wanted)) & HEAD.in_(wanted)


# Made once: to make a statement anew takes longer than to run it.
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_WITHOUT: BindParameter[str] = bindparam("without")
_ALIKE = (
    select(NameKeyRow.key, HEAD, NameRow.form, SpeakerRow.type)
    .join(NameRow, col(NameKeyRow.name_id) == col(NameRow.id))
    .join(SpeakerRow, col(NameRow.speaker_id) == col(SpeakerRow.id))
    .where(col(NameKeyRow.key).in_(bindparam("keys", expanding=True)))
)
_COLUMNS: list[Any] = [
    *(HEAD, SpeakerRow.id, SpeakerRow.name, SpeakerRow.type),
    *(NameRow.form, NameRow.strong, NameRow.curated),
]
_NAMED = (
    select(*_COLUMNS)
    .join(NameRow, col(NameRow.speaker_id) == col(SpeakerRow.id), isouter=True)
    .where(_one_of(_IDS))
    .order_by(col(NameRow.id))
)
_STATED = select(RoleEvidenceRow.role_id).where(
    RoleEvidenceRow.role_id == RoleRow.id, col(RoleEvidenceRow.article_id) != _WITHOUT
)
_ROLES = (
    select(HEAD, RoleRow.text, RoleRow.start, RoleRow.end)
    .join(SpeakerRow, (col(RoleRow.speaker_id) == col(SpeakerRow.id)) & _one_of(_IDS))
    .where(col(RoleRow.curated) | _STATED.exists())
    .order_by(col(RoleRow.id))
)
_TRAITS = (
    select(HEAD, TraitRow.kind, TraitRow.value)
    .join(SpeakerRow, (col(TraitRow.speaker_id) == col(SpeakerRow.id)) & _one_of(_IDS))
    .where(col(TraitRow.article_id) != _WITHOUT)
    .distinct()
)
_OF_ONE = (col(QuotationRow.speaker_id) == col(SpeakerRow.id)) & (col(QuotationRow.article_id) != _WITHOUT)
_EDGES: list[Any] = [
    select(edge(col(QuotationRow.dated))).where(_OF_ONE).correlate(SpeakerRow).scalar_subquery()
    for edge in (func.min, func.max)
]
_SEEN = select(HEAD, *_EDGES).where(_one_of(_IDS))

_OBSERVED = select(NameRow.speaker_id, NameRow.form).where(
    col(NameRow.speaker_id).in_(_IDS), col(NameRow.curated).is_(False)
)
_WITH_IDS = select(col(SpeakerRow.id)).where(col(SpeakerRow.id).in_(_IDS))
_CURATED = select(SpeakerRow.curated).where(SpeakerRow.id == bindparam("id"))
_NEWER = aliased(QuotationRow)
_OF_EACH = (
    select(_NEWER.place)
    .where(col(_NEWER.speaker_id) == col(SpeakerRow.id), col(_NEWER.article_id) != _WITHOUT)
    .order_by(col(_NEWER.place))
    .limit(_NEWS)
    .correlate(SpeakerRow)
)
_NEWEST = (
    select(QuotationRow.place, HEAD, QuotationRow.article_id, ArticleRow.outlet)
    .join_from(SpeakerRow, QuotationRow, col(QuotationRow.place).in_(_OF_EACH))
    .join(ArticleRow, col(ArticleRow.id) == col(QuotationRow.article_id))
    .where(_one_of(_IDS))
)
_BESIDE = (
    select(NameEvidenceRow.article_id, HEAD)
    .join(NameRow, col(NameRow.id) == col(NameEvidenceRow.name_id))
    .join(SpeakerRow, col(SpeakerRow.id) == col(NameRow.speaker_id))
    .where(col(NameEvidenceRow.article_id).in_(bindparam("articles", expanding=True)), _one_of(_IDS))
)


def forms(session: Session, wanted: Sequence[str]) -> dict[str, set[Form]]:
    """Return the names that have some keys, by key."""
    found: dict[str, set[Form]] = {}
    for key, head, form, type_ in session.connection().execute(_ALIKE, {"keys": wanted}):
        found.setdefault(key, set()).add((head, form, SpeakerType(type_)))
    return found


def observed(session: Session, ids: Sequence[str]) -> set[tuple[str, str]]:
    """Return the forms of names that articles give some speakers, each with the speaker's id."""
    return {(id_, form) for id_, form in session.connection().execute(_OBSERVED, {"ids": ids})}


def taken(session: Session, ids: Sequence[str]) -> set[str]:
    """Return which of some ids speakers have."""
    return set(session.connection().execute(_WITH_IDS, {"ids": ids}).scalars())


def is_curated(session: Session, id_: str) -> bool:
    """Whether a speaker is in the curated records."""
    return bool(session.connection().execute(_CURATED, {"id": id_}).scalar())


def load(session: Session, ids: Iterable[str], *, without: str | None) -> dict[str, Known]:
    """Return speakers as candidates by id, with all that is known of those merged into them too.

    What only the article `without` says of roles, traits and days is left out.
    """
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = _named(session, wanted)
    roles, traits = _roles(session, wanted, without), _traits(session, wanted, without)
    seen = _seen(session, wanted, without)
    return {
        id_: replace(
            known,
            roles=tuple(roles.get(id_, ())),
            traits=frozenset(traits.get(id_, ())),
            seen=tuple(sorted(seen.get(id_, ()))),
        )
        for id_, known in found.items()
    }


def newest(session: Session, ids: Sequence[str], *, without: str | None) -> dict[str, list[News]]:
    """Return the newest quotations of each of some speakers, the newest first."""
    found: dict[str, list[News]] = {id_: [] for id_ in ids}
    rows = session.connection().execute(_NEWEST, {"ids": ids, "without": without or ""})
    for place, head, article_id, outlet in rows:
        found[head].append(News(place, head, article_id, outlet))
    return {head: first_of(news) for head, news in found.items()}


def first_of(news: Iterable[News]) -> list[News]:
    """Return the newest ones, as many as are looked at."""
    return sorted(news, key=lambda each: each.place)[:_NEWS]


def beside(session: Session, article_ids: Iterable[str], ids: Iterable[str]) -> dict[str, set[str]]:
    """Return which of some speakers some articles name, by article."""
    found: dict[str, set[str]] = {}
    asked = {"articles": sorted(article_ids), "ids": sorted(ids)}
    for article_id, head in session.connection().execute(_BESIDE, asked):
        found.setdefault(article_id, set()).add(head)
    return found


def with_news(known: Mapping[str, Known], news: Iterable[News], beside: Mapping[str, set[str]]) -> dict[str, Known]:
    """Return candidates with the outlets that have them and the speakers whom the same articles name."""
    outlets: dict[str, set[str]] = {}
    company: dict[str, set[str]] = {}
    for each in news:
        company.setdefault(each.head, set()).update(beside.get(each.article_id, ()))
        if each.outlet is not None:
            outlets.setdefault(each.head, set()).add(outlet_key(each.outlet))
    return {
        id_: replace(one, outlets=frozenset(outlets.get(id_, ())), company=frozenset(company.get(id_, set()) - {id_}))
        for id_, one in known.items()
    }


def _named(session: Session, ids: Sequence[str]) -> dict[str, Known]:
    """Return speakers with their names, strong and weak ones, and those of the speakers merged into them."""
    shown: dict[str, tuple[str, str]] = {}
    forms: dict[str, list[tuple[str, bool, bool]]] = {id_: [] for id_ in ids}
    for head, id_, name, type_, form, strong, curated in session.connection().execute(_NAMED, {"ids": ids}):
        if head == id_:
            shown[id_] = name, type_
        if form is not None:
            forms[head].append((form, strong, curated))
    return {
        id_: Known(
            id_,
            shown[id_][0],
            SpeakerType(shown[id_][1]),
            tuple(form for form, strong, _ in forms[id_] if strong),
            tuple(form for form, strong, _ in forms[id_] if not strong),
            decisive=frozenset(form for form, strong, curated in forms[id_] if strong and curated),
        )
        for id_ in ids
        if id_ in shown
    }


def _roles(session: Session, ids: Sequence[str], without: str | None) -> dict[str, list[KnownRole]]:
    rows = session.connection().execute(_ROLES, {"ids": ids, "without": without or ""})
    found: dict[str, list[KnownRole]] = {}
    for head, text, start, end in rows:
        found.setdefault(head, []).append(KnownRole(text, start, end))
    return found


def _traits(session: Session, ids: Sequence[str], without: str | None) -> dict[str, list[Trait]]:
    rows = session.connection().execute(_TRAITS, {"ids": ids, "without": without or ""})
    found: dict[str, list[Trait]] = {}
    for head, kind, value in rows:
        found.setdefault(head, []).append(Trait(TraitKind(kind), value))
    return found


def _seen(session: Session, ids: Sequence[str], without: str | None) -> dict[str, list[date]]:
    """Return the first and the last day of what each of them said."""
    found: dict[str, list[date]] = {}
    for head, *days in session.connection().execute(_SEEN, {"ids": ids, "without": without or ""}):
        found.setdefault(head, []).extend(day for day in days if day is not None)
    return {head: [min(days), max(days)] for head, days in found.items() if days}
