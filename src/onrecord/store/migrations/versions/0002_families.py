"""Families: which quotations of several articles are one utterance, and the index that finds them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel import Session

from onrecord.store import kinship

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables, and fill them from the quotations that are there."""
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
    # Families ask who a quotation was judged to be of: here nobody has judged yet.
    op.execute("CREATE TEMPORARY TABLE ruling (quotation_id TEXT, speaker_id TEXT, rejected BOOLEAN)")
    with Session(op.get_bind()) as session:
        kinship.rebuild(session)
    op.execute("DROP TABLE ruling")
