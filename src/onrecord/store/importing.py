"""Keep quotations that others found: told apart from onrecord's own by the `engine` of their rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select, update

from onrecord.store import adding
from onrecord.store.identity import differences, stored_as
from onrecord.store.records import Added
from onrecord.store.rows import quotation_row
from onrecord.store.tables import ArticleRow, QuotationRow
from onrecord.types import Article, Extraction

_OF_THE_REGISTRY = {"id", "speaker_id", "identity", "engine"}
"""What of a quotation's row is not said by where it comes from."""


def has(session: Session, article: Article, engine: str) -> bool:
    """Whether an article is kept as this engine gave it, the text and the metadata the same."""
    return _same(stored_as(session, article)[1], article, engine)


def add(session: Session, extraction: Extraction, engine: str) -> Added:
    """Keep an extraction as the engine's, within the caller's transaction, unless it is there already."""
    id_, stored, note = stored_as(session, extraction.article)
    if stored is not None and _same(stored, extraction.article, engine):
        found = select(QuotationRow).where(QuotationRow.article_id == id_).order_by(col(QuotationRow.position))
        before = session.exec(found).all()
        if _contents(before) == _contents(_rows(extraction, stored)):
            return Added(id_, "unchanged", len(before), note)
    added = adding.add(session, extraction)
    session.exec(update(ArticleRow).where(col(ArticleRow.id) == added.article_id).values(engine=engine))
    session.exec(update(QuotationRow).where(col(QuotationRow.article_id) == added.article_id).values(engine=engine))
    return added


def _same(stored: ArticleRow | None, article: Article, engine: str) -> bool:
    return stored is not None and stored.engine == engine and set(differences(stored, article)) <= {"engine"}


def _rows(extraction: Extraction, article: ArticleRow) -> list[QuotationRow]:
    quotations = enumerate(extraction.quotations)
    return [quotation_row(each, article, position=position, id_=each.id) for position, each in quotations]


def _contents(rows: Iterable[QuotationRow]) -> list[dict[str, Any]]:
    return [row.model_dump(exclude=_OF_THE_REGISTRY) for row in rows]
