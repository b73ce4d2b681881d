"""One article with all its quotations, in the order of its text."""

from __future__ import annotations

from sqlmodel import Session, col

from onrecord.errors import NotOnRecordError
from onrecord.store.reading import Reader
from onrecord.store.records import ArticleRecord, StoredArticle
from onrecord.store.tables import ArticleRow, QuotationRow


def record(session: Session, id_: str) -> ArticleRecord:
    """Return an article with its text and all its quotations. Raises NotOnRecordError where there is none."""
    row = session.get(ArticleRow, id_)
    if row is None:
        raise NotOnRecordError(f"no article has the id {id_!r}")
    text = row.text
    article = StoredArticle(
        id=row.id,
        title=row.title,
        url=row.url,
        outlet=row.outlet,
        published=row.published,
        byline=row.byline,
        language=row.language,
        origin=row.origin,
        text_sha256=row.text_sha256,
        added_at=row.added_at,
        load_text=lambda: text,
    )
    found = Reader(session, lambda _: text).where(col(QuotationRow.article_id) == id_)
    return ArticleRecord(article, tuple(sorted(found, key=lambda each: each.position)))
