"""When an article states a role, kept with the evidence: first and last seen without reading articles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# The day of the article or, where it has none, the first day on which it has the speaker speak.
_FILL = """
UPDATE role_evidence SET seen = (
  SELECT coalesce(article.published, (
    SELECT min(quotation.said_on) FROM quotation JOIN role ON role.speaker_id = quotation.speaker_id
    WHERE quotation.article_id = article.id AND role.id = role_evidence.role_id
  ))
  FROM article WHERE article.id = role_evidence.article_id
)
"""


def upgrade() -> None:
    """Add the day, fill it, and let the first and the last of a role be found by an index."""
    op.add_column("role_evidence", sa.Column("seen", sa.Date()))
    op.execute(_FILL)
    op.create_index("ix_role_evidence_seen", "role_evidence", ["role_id", "seen", "article_id"])
