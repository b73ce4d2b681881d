"""The roles of a speaker: what is curated, and what articles state with the first and the last day of it.

Days and numbers come from an index on the evidence, not from reading it: a speaker may be in thousands of articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, bindparam, literal, null, select, true
from sqlmodel import Session, col, func

from onrecord.errors import StoreError
from onrecord.store import standing
from onrecord.store.reading import TextLoader
from onrecord.store.records import RoleRecord, StoredArticle, StoredQuotation
from onrecord.store.rows import article_record, spans_of
from onrecord.store.splitting import SplitOff, split_off
from onrecord.store.tables import ArticleRow, RoleEvidenceRow, RoleRow, SpeakerRow
from onrecord.store.values import padded
from onrecord.tenure import Period

_seen = col(RoleEvidenceRow.seen)
_stated_in = col(RoleEvidenceRow.article_id)
_ROLE = [col(each) for each in (RoleRow.text, RoleRow.title, RoleRow.organization, RoleRow.source)]
_HELD = [col(RoleRow.curated), col(RoleRow.start), col(RoleRow.end)]
_ABOUT = [
    col(getattr(ArticleRow, name))
    for name in "id title url outlet published byline language origin text_sha256 added_at".split()
]
_UNSEEN = [
    literal(0).label("articles"),
    *(null().label(name) for name in "first_seen last_seen seen_before seen_after spans".split()),
]
_AT_ONCE = 500

_Condition = ColumnElement[bool]
RolesOf = dict[str, list[RoleRecord]]
"""Roles by the id of whose they are."""


class CuratedRoles:
    """The curated roles of several speakers, read together when those of one are first asked for."""

    def __init__(self, read: Callable[[Sequence[str] | None], RolesOf], speakers: Sequence[str] | None) -> None:
        """Take what reads them, and whose they may be; None for anybody's."""
        self._read = read
        self._speakers = speakers
        self._found: RolesOf | None = None

    def of(self, speaker_id: str) -> Sequence[RoleRecord]:
        """Return those of one speaker."""
        if self._found is None:
            self._found = self._read(self._speakers)
        return self._found.get(speaker_id, ())


def with_roles(quotation: StoredQuotation, roles: CuratedRoles) -> StoredQuotation:
    """Return a quotation that can ask for the curated roles of its speaker."""
    speaker = quotation.speaker.id
    return quotation if speaker is None else replace(quotation, load_roles=partial(roles.of, speaker))


def curated(session: Session, speakers: Sequence[str] | None) -> RolesOf:
    """Return the curated roles of these speakers, or of all, by the id that each counts as, in the records' order."""
    head = func.coalesce(col(SpeakerRow.merged_into), col(SpeakerRow.id)).label("head")
    rows = (
        select(head, col(RoleRow.id), *_ROLE, *_HELD, *_UNSEEN)
        .join(SpeakerRow, col(SpeakerRow.id) == col(RoleRow.speaker_id))
        .where(col(RoleRow.curated))
        .order_by(col(RoleRow.id))
    )
    found: dict[str, list[RoleRecord]] = {}
    for some in [None] if speakers is None else _chunks(speakers):
        theirs = (
            rows if some is None else rows.where(col(SpeakerRow.id).in_(some) | col(SpeakerRow.merged_into).in_(some))
        )
        for row in session.connection().execute(theirs):
            found.setdefault(row.head, []).append(_record(row, None))
    return found


def _chunks(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]


def of(session: Session, ids: Sequence[str], load_text: TextLoader, at: Period | None = None) -> tuple[RoleRecord, ...]:
    """Return the roles of the speakers of these ids together, the latest first; curated ones without an end before all.

    With `at` each tells on which days nearest to that time it was seen.
    """
    theirs = split_off(session, ids)
    plain = at is None and theirs == SplitOff(ids)
    query = _PLAIN if plain else _held(theirs.roles(), theirs.evidence(), at)
    rows = session.connection().execute(query, {"ids": padded(ids)}).all()
    found = [row for row in rows if row.curated or row.articles]
    articles = articles_of(session, [row.article_id for row in found if row.article_id is not None], load_text)
    return tuple(sorted((_record(row, articles.get(row.article_id)) for row in found), key=_order, reverse=True))


_COUNT = select(func.count()).select_from(RoleEvidenceRow)
_EVIDENCE = col(RoleEvidenceRow.role_id) == col(RoleRow.id)
_BRIEFLY = (
    select(
        *(standing.HEAD.label("head"), *_ROLE, *_HELD),
        _COUNT.where(_EVIDENCE).scalar_subquery().label("articles"),
        select(func.max(_seen)).where(_EVIDENCE).scalar_subquery().label("last_seen"),
    )
    .join(SpeakerRow, col(SpeakerRow.id) == col(RoleRow.speaker_id))
    .where(standing.counting_as("ids"))
    .order_by(col(RoleRow.id))
)


def first_of_each(session: Session, heads: Sequence[str]) -> dict[str, str]:
    """Return in words the role that `of` gives first, of each speaker (whom others may count as) that has one."""
    if standing.is_judged(session):
        every = {head: of(session, _same(session, head), _no_text) for head in heads}
        return {head: held[0].text for head, held in every.items() if held}
    rows = session.connection().execute(_BRIEFLY, {"ids": padded(heads)}).all()
    found: dict[str, list[Any]] = {}
    for row in rows:
        if row.curated or row.articles:
            found.setdefault(row.head, []).append(row)
    return {head: max(theirs, key=_order).text for head, theirs in found.items()}


def _same(session: Session, head: str) -> list[str]:
    rows = select(col(SpeakerRow.id)).where(col(SpeakerRow.merged_into) == head).order_by(col(SpeakerRow.id))
    return [head, *session.connection().execute(rows).scalars()]


def _no_text(article_id: str) -> str:
    raise StoreError(f"the text of {article_id} was not asked for")


def _held(roles: _Condition, evidence: _Condition, at: Period | None) -> Select[*tuple[Any, ...]]:
    """Return the query for roles, each with how often it was seen, when, and in which article first."""
    counted = select(col(RoleRow.id).label("id"), *_counted(at, evidence)).where(roles).cte("counted")
    first = and_(col(RoleEvidenceRow.role_id) == counted.c.id, _stated_in == counted.c.article_id)
    return (
        select(*_ROLE, *_HELD, counted, col(RoleEvidenceRow.spans))
        .join_from(RoleRow, counted, counted.c.id == col(RoleRow.id))
        .outerjoin(RoleEvidenceRow, first)
        .order_by(counted.c.id)
    )


def _counted(at: Period | None, counts: _Condition) -> list[ColumnElement[Any]]:
    """Return, of a role: how often it was seen, when, and in which article first."""
    evidence = and_(_EVIDENCE, counts)
    first = select(_stated_in).where(evidence, _seen.is_not(None)).order_by(_seen, _stated_in).limit(1)
    undated = select(func.min(_stated_in)).where(evidence)
    before = select(func.max(_seen)).where(evidence, _seen <= at.last).scalar_subquery() if at else null()
    after = select(func.min(_seen)).where(evidence, _seen >= at.first).scalar_subquery() if at else null()
    return [
        _COUNT.where(evidence).scalar_subquery().label("articles"),
        select(func.min(_seen)).where(evidence).scalar_subquery().label("first_seen"),
        select(func.max(_seen)).where(evidence).scalar_subquery().label("last_seen"),
        func.coalesce(first.scalar_subquery(), undated.scalar_subquery()).label("article_id"),
        before.label("seen_before"),
        after.label("seen_after"),
    ]


_PLAIN = _held(col(RoleRow.speaker_id).in_(bindparam("ids", expanding=True)), true(), None)
_ABOUT_THESE = select(*_ABOUT).where(col(ArticleRow.id).in_(bindparam("ids", expanding=True)))


def articles_of(session: Session, ids: Sequence[str], load_text: TextLoader) -> dict[str, StoredArticle]:
    """Return articles by their ids, without their texts."""
    found: dict[str, StoredArticle] = {}
    for chunk in _chunks(list(dict.fromkeys(ids))):
        rows = session.connection().execute(_ABOUT_THESE, {"ids": padded(chunk)}).all()
        # Rows have an article's columns by their names, without the cost of objects.
        for row in cast("Iterable[ArticleRow]", rows):
            found[row.id] = article_record(row, partial(load_text, row.id))
    return found


def _record(row: Any, article: StoredArticle | None) -> RoleRecord:
    return RoleRecord(
        text=row.text,
        title=row.title,
        organization=row.organization,
        curated=row.curated,
        start=row.start,
        end=row.end,
        source=row.source,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        articles=row.articles,
        article=article,
        evidence=() if row.spans is None else spans_of(row.spans),
        seen_before=row.seen_before,
        seen_after=row.seen_after,
    )


def _order(role: Any) -> tuple[bool, date | str, int, int]:
    latest = role.end or (role.last_seen.isoformat() if role.last_seen else role.start or "")
    return role.curated and role.end is None, latest, role.articles, len(role.text)
