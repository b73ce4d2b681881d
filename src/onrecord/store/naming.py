"""Keep the forms of speakers' names and their roles, each with the articles that are its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, func, select

from onrecord.names import Verdict, compare
from onrecord.resolve import is_full
from onrecord.store.linking import Linked, blocking_keys, is_strong
from onrecord.store.rows import pairs
from onrecord.store.search import folded
from onrecord.store.tables import (
    ArticleRow,
    NameEvidenceRow,
    NameKeyRow,
    NameRow,
    QuotationRow,
    RoleEvidenceRow,
    RoleRow,
    SpeakerRow,
)
from onrecord.types import Mention, Span, SpeakerType

_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who"})


def write(session: Session, linked: Linked, article_id: str) -> None:
    """Keep the names and roles that an article gives its speakers, with where it does."""
    for key, id_ in linked.ids.items():
        mention = linked.mentions[key]
        _fuller_name(session, id_, mention)
        for form, spans in _forms(mention).items():
            _write_name(session, id_, form, mention, spans, article_id)
        roles = dict.fromkeys(role.text for role in mention.roles if folded(role.text))
        seen = _seen(session, id_, article_id) if roles else None
        for text in roles:
            _write_role(session, id_, text, mention, article_id, seen)
    session.flush()


def _fuller_name(session: Session, id_: str, mention: Mention) -> None:
    """Show a speaker known by a last name so far by the full one."""
    row = session.get_one(SpeakerRow, id_)
    if mention.type is SpeakerType.PERSON and not row.curated and is_full(mention.name) > is_full(row.name):
        row.name = mention.name


def _forms(mention: Mention) -> dict[str, list[Span]]:
    """Return the forms of a name with where they stand; words that are no form of it are left out."""
    forms: dict[str, list[Span]] = {mention.name: []}
    for words, span in mention.forms:
        form = re.sub(r"['’]s$|(?<=s)['’]$", "", " ".join(words.split()))
        if _is_form(form, mention):
            forms.setdefault(form, []).append(span)
    return forms


def _is_form(form: str, mention: Mention) -> bool:
    if not folded(form) or folded(form) in _PRONOUNS:
        return False
    if mention.type is SpeakerType.ORGANIZATION:
        return True
    return form == mention.name or compare(form, mention.name).verdict in {Verdict.SAME, Verdict.SHORT}


def _write_name(
    session: Session, id_: str, form: str, mention: Mention, spans: Sequence[Span], article_id: str
) -> None:
    row = session.exec(
        select(NameRow).where(NameRow.speaker_id == id_, NameRow.form == form, col(NameRow.curated).is_(False))
    ).first()
    if row is None:
        row = name_row(session, id_, form, mention.type, strong=is_strong(form, mention), curated=False)
    evidence = session.get(NameEvidenceRow, (row.id, article_id))
    if evidence is None:
        session.add(NameEvidenceRow(name_id=row.id, article_id=article_id, spans=pairs(spans)))
    else:
        # Two names of the article are one speaker's.
        evidence.spans = sorted([*evidence.spans, *pairs(spans)])
    session.flush()


def name_row(session: Session, id_: str, form: str, type_: SpeakerType, *, strong: bool, curated: bool) -> NameRow:
    """Add a form of a speaker's name with the keys to find it by."""
    row = NameRow(speaker_id=id_, form=form, folded=folded(form), strong=strong, curated=curated)
    session.add(row)
    session.flush()
    session.add_all(NameKeyRow(key=key, name_id=row.id) for key in blocking_keys(form, type_, strong=strong))
    session.flush()
    return row


def _seen(session: Session, id_: str, article_id: str) -> date | None:
    """Return the day that an article states a role for: its own or, where it has none, when the speaker spoke."""
    if (published := session.get_one(ArticleRow, article_id).published) is not None:
        return published
    spoke = select(func.min(col(QuotationRow.said_on))).where(
        QuotationRow.article_id == article_id, QuotationRow.speaker_id == id_
    )
    return session.exec(spoke).one()


def _write_role(session: Session, id_: str, text: str, mention: Mention, article_id: str, seen: date | None) -> None:
    stated = [role for role in mention.roles if role.text == text]
    observed = select(RoleRow).where(RoleRow.speaker_id == id_, col(RoleRow.curated).is_(False))
    row = next((row for row in session.exec(observed) if folded(row.text) == folded(text)), None)
    if row is None:
        first = stated[0]
        row = RoleRow(speaker_id=id_, text=text, title=first.title, organization=first.organization)
        session.add(row)
        session.flush()
    if session.get(RoleEvidenceRow, (row.id, article_id)) is None:
        spans = pairs(sorted({span for role in stated for span in role.evidence}))
        session.add(RoleEvidenceRow(role_id=row.id, article_id=article_id, spans=spans, seen=seen))
        session.flush()
