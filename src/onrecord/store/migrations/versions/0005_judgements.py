"""Judgements: the log of what people decided, and the rows that follow from it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from onrecord.store import views

revision = "0005"
down_revision = "0004"

_REFUSED = "judgements are never changed: append another one that undoes it"


def upgrade() -> None:
    """Make the tables and what keeps the log from being edited; so far the curated records alone merged speakers."""
    views.drop(op.get_bind())
    _columns()
    op.execute("UPDATE speaker SET curated_into = merged_into")
    op.create_index("ix_speaker_curated_into", "speaker", ["curated_into"])
    _judgement()
    _judgement_subject()
    _ruling()
    _judged_apart()
    _append_only()
    views.create(op.get_bind())


def _columns() -> None:
    op.add_column("speaker", sa.Column("curated_into", sa.String()))
    op.add_column("speaker", sa.Column("own_name", sa.Text()))
    op.add_column("speaker", sa.Column("made_by", sa.String()))
    op.add_column("name", sa.Column("judged", sa.String()))
    op.add_column("name", sa.Column("own_strong", sa.Boolean()))


def _judgement() -> None:
    op.create_table(
        "judgement",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("why", sa.Text()),
        sa.Column("undoes", sa.String()),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )


def _judgement_subject() -> None:
    op.create_table(
        "judgement_subject",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("judgement_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", "judgement_id"),
    )


def _ruling() -> None:
    op.create_table(
        "ruling",
        sa.Column("quotation_id", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.String()),
        sa.Column("given_by", sa.String()),
        sa.Column("rejected", sa.Boolean(), nullable=False),
        sa.Column("rejected_by", sa.String()),
        sa.ForeignKeyConstraint(["quotation_id"], ["quotation.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"]),
        sa.PrimaryKeyConstraint("quotation_id"),
    )
    op.create_index("ix_ruling_speaker_id", "ruling", ["speaker_id"])


def _judged_apart() -> None:
    op.create_table(
        "judged_apart",
        sa.Column("speaker_id", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other_id"], ["speaker.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("speaker_id", "other_id"),
    )
    op.create_index("ix_judged_apart_other_id", "judged_apart", ["other_id"])


def _append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER judgement_no_{change.lower()} BEFORE {change} ON judgement "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION judgement_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER judgement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON judgement "
        "FOR EACH STATEMENT EXECUTE FUNCTION judgement_refuses()"
    )
