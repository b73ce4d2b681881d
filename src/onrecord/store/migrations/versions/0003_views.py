"""Views for other tools: `quotes` and `speakers`."""

from __future__ import annotations

from alembic import op

from onrecord.store import views

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the views; a later change of the tables under them drops them first and makes them again."""
    views.create(op.get_bind())
