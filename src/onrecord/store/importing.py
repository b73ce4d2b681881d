"""Keep quotations that others found: told apart from onrecord's own by the `engine` of their rows."""

from __future__ import annotations

from sqlmodel import Session

from onrecord.store.identity import differences, stored_as
from onrecord.types import Article


def has(session: Session, article: Article, engine: str) -> bool:
    """Whether an article is kept as this engine gave it, the text and the metadata the same."""
    stored = stored_as(session, article)[1]
    return stored is not None and not differences(stored, article, engine)
