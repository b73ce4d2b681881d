"""What somebody was, as JSON objects: timelines, what is known of a day, and disagreements, by the names in `docs/`.

Pure: records in, values out.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.store.records import RoleRecord
    from onrecord.tenure import RoleLike, RoleThen
    from onrecord.timeline import Entry, RoleConflict, Then

Json = dict[str, object]


def entry_json(entry: Entry[RoleRecord]) -> Json:
    """Return one role of a timeline; `dates` says whose `since` and `until` are."""
    seen = entry.seen
    return {
        "what": entry.what,
        "organization": entry.organization,
        "since": entry.since,
        "until": entry.until,
        "dates": "registry" if entry.exact else "articles" if seen else None,
        "source": "registry" if entry.curated else "articles",
        "cites": entry.curated.source if entry.curated else None,
        "first_seen": _day(seen.first if seen else None),
        "last_seen": _day(seen.last if seen else None),
        "ended_before": _day(entry.ended_before),
        "wordings": [_wording(role) for role in entry.wordings],
    }


def _wording(role: RoleRecord) -> Json:
    return {
        "text": role.text,
        "first_seen": _day(role.first_seen),
        "last_seen": _day(role.last_seen),
        "articles": role.articles,
        "first_article": None if role.article is None else role.article.id,
        "evidence": [[span.start, span.end] for span in role.evidence],
    }


def then_json(then: Then[RoleRecord]) -> Json:
    """Return what somebody was at a time: how sure, and the role as in a timeline."""
    how: Json = {"held": then.held.value, "nearest": _day(then.nearest), "days": then.days}
    return how | entry_json(then.entry)


def role_then_json(then: RoleThen) -> Json:
    """Return a curated role of the day of a quotation, and whether it was held then for certain."""
    return {"held": then.held.value, **_recorded(then.role)}


def conflict_json(conflict: RoleConflict) -> Json:
    """Return what an article says of a role and what the registry says."""
    return {
        "kind": conflict.kind.value,
        "printed": conflict.printed,
        "evidence": [[span.start, span.end] for span in conflict.evidence],
        "day": _day(conflict.day),
        "registry": _recorded(conflict.recorded),
        "says": conflict.sentence,
    }


def _recorded(role: RoleLike) -> Json:
    return {
        "text": role.text,
        "title": role.title,
        "organization": role.organization,
        "start": role.start,
        "end": role.end,
        "source": role.source,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
