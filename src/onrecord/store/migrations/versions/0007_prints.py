"""Fingerprints with whom they are of, new ones apart from old ones; `schema.upgrade` fills them from the quotations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table anew, empty."""
    op.drop_table("fingerprint")
    op.create_table(
        "fingerprint",
        sa.Column("age", sa.SmallInteger(), nullable=False, autoincrement=False),
        sa.Column("value", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("who", sa.SmallInteger(), nullable=False, autoincrement=False),
        sa.Column("quotation_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("age", "value", "who", "quotation_id"),
        sqlite_with_rowid=False,
    )
