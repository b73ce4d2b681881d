"""One article with all its quotations, in the order of its text."""

from __future__ import annotations

from sqlmodel import Session

from onrecord.errors import NotOnRecordError
from onrecord.store.reading import Reader
from onrecord.store.records import ArticleRecord
from onrecord.store.rows import article_record
from onrecord.store.tables import ArticleRow


def record(session: Session, id_: str) -> ArticleRecord:
    """Return an article with its text and all its quotations. Raises NotOnRecordError where there is none."""
    row = session.get(ArticleRow, id_)
    if row is None:
        raise NotOnRecordError(f"no article has the id {id_!r}")
    text = row.text
    article = article_record(row, lambda: text)
    found = Reader(session, lambda _: text).of_article(id_)
    return ArticleRecord(article, tuple(sorted(found, key=lambda each: each.position)))
