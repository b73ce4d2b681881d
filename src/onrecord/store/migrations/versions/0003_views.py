"""Views for other tools: `quotes` and `speakers`."""

from __future__ import annotations

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Leave it to the last revision that alters the tables under the views, which makes them as they are now."""
