"""What a speaker was over time, and where what articles state of it disagrees with the curated records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col, func

from onrecord.errors import StoreError
from onrecord.store import roles
from onrecord.store.reading import TextLoader
from onrecord.store.records import RoleDispute, RoleRecord, SpeakerTimeline
from onrecord.store.rows import spans_of
from onrecord.store.splitting import SplitOff, split_off
from onrecord.store.tables import QuotationRow, RoleEvidenceRow, RoleRow
from onrecord.tenure import Period, period
from onrecord.timeline import RoleConflict, Then, conflict, disagreements, entries, on

_Clashes = dict[str, RoleConflict]


def period_of(when: date | str) -> Period:
    """Return the days of an ISO day, month or year. Raises StoreError for anything else."""
    try:
        if isinstance(when, date):
            return period(when.date() if isinstance(when, datetime) else when)
        return period(when.strip())
    except ValueError as error:
        raise StoreError(f"on: {when!r} is not a date such as 2020, 2020-05 or 2020-05-07") from error


def timeline(session: Session, ids: Sequence[str], load_text: TextLoader, at: Period | None) -> SpeakerTimeline:
    """Return what the speakers of these ids, who are one, were, and with `at` what at that time."""
    return timeline_of(session, ids, load_text, roles.of(session, ids, load_text, at), at)


def timeline_of(
    session: Session, ids: Sequence[str], load_text: TextLoader, found: Sequence[RoleRecord], at: Period | None = None
) -> SpeakerTimeline:
    """Return what `timeline` does; `found` are the roles."""
    made = entries(found)
    disputes = _disputes(session, ids, found, load_text)
    return SpeakerTimeline(made, disputes, on(made, at) if at else ())


def then(session: Session, ids: Sequence[str], load_text: TextLoader, at: Period) -> tuple[Then[RoleRecord], ...]:
    """Return what the speakers of these ids, who are one, were at a time."""
    return on(entries(roles.of(session, ids, load_text, at)), at)


def _disputes(
    session: Session, ids: Sequence[str], found: Sequence[RoleRecord], load_text: TextLoader
) -> tuple[RoleDispute, ...]:
    """Return where what articles state disagrees with the curated roles, the latest first."""
    recorded = [role for role in found if role.curated]
    disputes: list[RoleDispute] = []
    owners = split_off(session, ids)
    for text, when in _doubtful(found, recorded):
        clashes = _clashes(session, owners, text, when, recorded)
        if clashes:
            first, clash = next(iter(clashes.items()))
            article = roles.articles_of(session, [first], load_text)[first]
            disputes.append(RoleDispute(clash, article, len(clashes)))
    return tuple(sorted(disputes, key=lambda each: (each.conflict.day, each.conflict.printed), reverse=True))


def _doubtful(found: Sequence[RoleRecord], recorded: Sequence[RoleRecord]) -> Iterator[tuple[str, Period]]:
    """Go through the wordings of articles with the times at which they would disagree, if they are seen then."""
    if not any(role.start or role.end for role in recorded):
        return
    for role in found:
        if role.curated or role.first_seen is None or role.last_seen is None:
            continue
        for when, _ in disagreements(role.text, recorded):
            if when.first <= role.last_seen and role.first_seen <= when.last:
                yield role.text, when


def _clashes(session: Session, owners: SplitOff, text: str, when: Period, recorded: Sequence[RoleRecord]) -> _Clashes:
    """Return by article how a wording disagrees there, where no day on which the speaker spoke lets it fit either."""
    stated_in, seen = col(RoleEvidenceRow.article_id), col(RoleEvidenceRow.seen)
    theirs = (col(QuotationRow.article_id) == stated_in, col(QuotationRow.speaker_id) == col(RoleRow.speaker_id))
    stated = (
        select(
            stated_in,
            seen,
            col(RoleEvidenceRow.spans),
            select(func.min(col(QuotationRow.said_on))).where(*theirs).scalar_subquery(),
            select(func.max(col(QuotationRow.said_on))).where(*theirs).scalar_subquery(),
        )
        .join(RoleRow, col(RoleRow.id) == col(RoleEvidenceRow.role_id))
        .where(owners.roles(), owners.evidence(), col(RoleRow.text) == text, seen.between(when.first, when.last))
        .order_by(seen, stated_in)
    )
    found: _Clashes = {}
    for article_id, published, spans, *said in session.connection().execute(stated):
        days = sorted({day for day in (published, *said) if day is not None})
        if clash := conflict(text, days, recorded, spans_of(spans)):
            found[article_id] = clash
    return found
