"""Fetch the speakers that the people of one article may be, with all about them: a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam
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
    """Where a quotation stands."""

    article_id: str
    outlet: str | None


NEWS = 20
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
_ROWS = select(SpeakerRow.id, HEAD).where(_one_of(_IDS))
# One speaker's at a time: of several at once PostgreSQL would go through all quotations.
_NEWEST = (
    select(QuotationRow.place)
    .where(col(QuotationRow.speaker_id) == bindparam("id"))
    .order_by(col(QuotationRow.place))
    .limit(bindparam("most"))
)
_OF_ARTICLE = select(QuotationRow.place).where(col(QuotationRow.article_id) == _WITHOUT)
_PUBLISHED = (
    select(QuotationRow.place, QuotationRow.article_id, ArticleRow.outlet)
    .join(ArticleRow, col(ArticleRow.id) == col(QuotationRow.article_id))
    .where(col(QuotationRow.place).in_(bindparam("places", expanding=True)))
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


def newest(session: Session, ids: Sequence[str], *, without: str | None) -> dict[str, list[int]]:
    """Return the places of the newest quotations of each of some speakers, the newest first."""
    connection = session.connection()
    left_out = set(connection.execute(_OF_ARTICLE, {"without": without}).scalars()) if without else set()
    found: dict[str, list[int]] = {id_: [] for id_ in ids}
    for id_, head in connection.execute(_ROWS, {"ids": ids}).all():
        places = connection.execute(_NEWEST, {"id": id_, "most": NEWS + len(left_out)}).scalars()
        found[head] += [place for place in places if place not in left_out]
    return {head: sorted(places)[:NEWS] for head, places in found.items()}


def published(session: Session, places: Iterable[int]) -> dict[int, News]:
    """Return where the quotations at some places stand."""
    rows = session.connection().execute(_PUBLISHED, {"places": sorted(places)})
    return {place: News(article_id, outlet) for place, article_id, outlet in rows}


def beside(session: Session, article_ids: Iterable[str], ids: Iterable[str]) -> dict[str, set[str]]:
    """Return which of some speakers some articles name, by article."""
    found: dict[str, set[str]] = {}
    asked = {"articles": sorted(article_ids), "ids": sorted(ids)}
    for article_id, head in session.connection().execute(_BESIDE, asked):
        found.setdefault(article_id, set()).add(head)
    return found


def with_news(
    known: Mapping[str, Known], news: Mapping[str, Iterable[News]], beside: Mapping[str, set[str]]
) -> dict[str, Known]:
    """Return candidates with the outlets that have them and the speakers whom the same articles name."""
    found = {}
    for id_, one in known.items():
        theirs = list(news[id_])
        outlets = frozenset(outlet_key(each.outlet) for each in theirs if each.outlet is not None)
        company = {other for each in theirs for other in beside.get(each.article_id, ())}
        found[id_] = replace(one, outlets=outlets, company=frozenset(company - {id_}))
    return found


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
