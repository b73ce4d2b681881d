"""Families: which quotations of several articles are one utterance, and the index that finds them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables; `schema.upgrade` fills them from the quotations that are there."""
    op.create_table(
        "fingerprint",
        sa.Column("value", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("quotation_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("value", "quotation_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "family_member",
        sa.Column("quotation_id", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["quotation_id"], ["quotation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("quotation_id"),
    )
    op.create_index("ix_family_member_family", "family_member", ["family"])
