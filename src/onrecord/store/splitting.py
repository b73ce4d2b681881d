"""Which roles go with quotations that were split off: those stated by articles that are all another person's.

A quotation assigned to somebody was said by another than the article seemed to say; what the article calls the one it
names stays with that one. Quotations split off as a namesake's (the two are judged apart) show whom the article means:
where none of its quotations is left to the first speaker, the roles that it states are the other's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlmodel import Session, col

from onrecord.store import standing
from onrecord.store.tables import QuotationRow, RoleEvidenceRow, RoleRow, RulingRow, SpeakerRow

_Part = tuple[str, str]
"""An article, and a speaker that it was linked to."""


@dataclass(frozen=True, slots=True)
class SplitOff:
    """Articles whose roles are not these speakers' any more, and by speaker those whose roles are theirs now."""

    ids: Sequence[str]
    given: Collection[str] = ()
    taken: Mapping[str, Collection[str]] = field(default_factory=dict)

    def roles(self) -> ColumnElement[bool]:
        """Return which rows of roles can be these speakers'."""
        own: ColumnElement[bool] = col(RoleRow.speaker_id).in_(self.ids)
        taken = and_(col(RoleRow.speaker_id).in_(list(self.taken)), col(RoleRow.curated).is_(False))
        return or_(own, taken) if self.taken else own

    def evidence(self) -> ColumnElement[bool]:
        """Return which rows of evidence of these roles count."""
        if not self.given and not self.taken:
            return true()
        speaker, article = col(RoleRow.speaker_id), col(RoleEvidenceRow.article_id)
        own = and_(speaker.in_(self.ids), article.not_in(self.given)) if self.given else speaker.in_(self.ids)
        return or_(own, *(and_(speaker == one, article.in_(theirs)) for one, theirs in self.taken.items()))


def split_off(session: Session, ids: Sequence[str]) -> SplitOff:
    """Return which articles' roles these speakers, who are one, have lost or got by judgements."""
    found = _parts(session, ids) if standing.is_judged(session) else {}
    if not found:
        return SplitOff(ids)
    left = _left(session, found)
    given: set[str] = set()
    taken: dict[str, set[str]] = defaultdict(set)
    for (article, before), now in found.items():
        if (article, before) in left or len(now) != 1 or (before in ids) == (next(iter(now)) in ids):
            continue
        if before in ids:
            given.add(article)
        else:
            taken[before].add(article)
    return SplitOff(ids, sorted(given), {one: sorted(articles) for one, articles in sorted(taken.items())})


def _parts(session: Session, ids: Sequence[str]) -> dict[_Part, set[str]]:
    """Return to whom judgements give quotations of somebody else, of whom the new speaker is judged apart."""
    before = col(QuotationRow.speaker_id)
    rows = session.connection().execute(
        select(col(QuotationRow.article_id), before, col(RulingRow.speaker_id))
        .join(RulingRow, col(RulingRow.quotation_id) == col(QuotationRow.id))
        .where(or_(before.in_(ids), col(RulingRow.speaker_id).in_(ids)), before != col(RulingRow.speaker_id))
    )
    moved = [(article, old, new) for article, old, new in rows if old is not None and new is not None]
    heads = _heads(session, {id_ for _, *both in moved for id_ in both})
    apart = standing.judged_apart(session, {*heads, *heads.values()}) if moved else set()
    found: dict[_Part, set[str]] = defaultdict(set)
    for article, old, new in moved:
        if any((one, two) in apart for one in (old, heads[old]) for two in (new, heads[new])):
            found[article, old].add(new)
    return found


def _heads(session: Session, ids: Collection[str]) -> dict[str, str]:
    rows = select(col(SpeakerRow.id), standing.HEAD).where(col(SpeakerRow.id).in_(ids))
    return {row[0]: row[1] for row in session.connection().execute(rows)} if ids else {}


def _left(session: Session, parts: Collection[_Part]) -> set[_Part]:
    """Return those of which the article still has a quotation that counts as the first speaker's."""
    article, before = col(QuotationRow.article_id), col(QuotationRow.speaker_id)
    kept = session.connection().execute(
        select(article, before)
        .outerjoin(RulingRow, col(RulingRow.quotation_id) == col(QuotationRow.id))
        .where(article.in_({each[0] for each in parts}), before.in_({each[1] for each in parts}))
        .where(standing.NOT_REJECTED, col(RulingRow.speaker_id).is_(None) | (col(RulingRow.speaker_id) == before))
    )
    left = {(row[0], row[1]) for row in kept}
    return {part for part in parts if part in left}
