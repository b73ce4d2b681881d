"""The files that were read to their end, with what tells that they have not changed since."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from onrecord.store.tables import LosslessText

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table, empty: no file is remembered of which nobody asked that."""
    op.create_table(
        "read_file",
        sa.Column("path", LosslessText, primary_key=True),
        sa.Column("stamp", sa.String, nullable=False),
        sa.Column("engine", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
