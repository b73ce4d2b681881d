"""What articles tell of people beside names and roles, and the doubts about who they are; new keys to find names by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from onrecord.store import keys
from onrecord.store.tables import LosslessText
from onrecord.types import SpeakerType

revision = "0006"
down_revision = "0005"

_NAMES = sa.text(
    "SELECT name.id, name.form, name.strong, speaker.type FROM name JOIN speaker ON speaker.id = name.speaker_id"
).columns(
    sa.Column("id", sa.Integer), sa.Column("form", LosslessText), sa.Column("strong", sa.Boolean), sa.Column("type")
)
_KEYS = sa.table("name_key", sa.column("key", LosslessText), sa.column("name_id", sa.Integer))
_AT_ONCE = 5000


def upgrade() -> None:
    """Make the two tables, and the keys of all names anew."""
    op.create_table(
        "trait",
        sa.Column("speaker_id", sa.String, sa.ForeignKey("speaker.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("value", LosslessText, primary_key=True),
        sa.Column(
            "article_id", LosslessText, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, index=True
        ),
    )
    op.create_table(
        "doubt",
        sa.Column("article_id", LosslessText, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("name", LosslessText, primary_key=True),
        sa.Column("type", sa.String, primary_key=True),
        sa.Column("speaker_id", sa.String, sa.ForeignKey("speaker.id", ondelete="CASCADE"), index=True),
        sa.Column("score", sa.Float, nullable=False, index=True),
        sa.Column("candidates", sa.JSON, nullable=False),
    )
    _make_keys(op.get_bind())


def _make_keys(connection: sa.Connection) -> None:
    connection.execute(_KEYS.delete())
    names = connection.execute(_NAMES).all()
    for start in range(0, len(names), _AT_ONCE):
        rows = [
            {"key": key, "name_id": id_}
            for id_, form, strong, type_ in names[start : start + _AT_ONCE]
            for key in keys.stored(form, SpeakerType(type_), strong=strong)
        ]
        if rows:
            connection.execute(_KEYS.insert(), rows)
