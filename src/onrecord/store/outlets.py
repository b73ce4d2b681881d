"""Outlets by what people call them: an id, a name or a domain, and the names most like one that nobody bears."""

from __future__ import annotations

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlmodel import Session, col, or_

from onrecord.store.search import outlet_key
from onrecord.store.tables import OutletRow

_ALIKE = 75.0
"""From this likeness (0 to 100) on a name is worth telling."""


def meant(session: Session, asked: str) -> list[str]:
    """Return the ids of the outlets that an id, a name or a domain means."""
    means = or_(
        col(OutletRow.id) == asked,
        col(OutletRow.folded) == outlet_key(asked),
        col(OutletRow.domain) == asked.lower().removeprefix("www."),
    )
    return list(session.connection().execute(select(col(OutletRow.id)).where(means)).scalars())


def suggested(session: Session, asked: str, *, most: int = 3) -> list[str]:
    """Return the names most like what means no outlet, the best first; none where it means one."""
    if meant(session, asked):
        return []
    names = list(session.connection().execute(select(col(OutletRow.name)).order_by(col(OutletRow.id))).scalars())
    found = process.extract(asked, names, scorer=fuzz.WRatio, processor=outlet_key, limit=most, score_cutoff=_ALIKE)
    return [name for name, _, _ in found]
