"""The first schema: outlets, articles, speakers with names and roles and their evidence, quotations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    _outlet()
    _speaker()
    _article()
    _name()
    _role()
    _name_evidence()
    _name_key()
    _quotation()
    _role_evidence()


def _outlet() -> None:
    op.create_table(
        "outlet",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text()),
        sa.Column("curated", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_outlet_folded", "outlet", ["folded"])


def _speaker() -> None:
    op.create_table(
        "speaker",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("curated", sa.Boolean(), nullable=False),
        sa.Column("ids", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("merged_into", sa.String()),
        sa.ForeignKeyConstraint(["merged_into"], ["speaker.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_speaker_merged_into", "speaker", ["merged_into"])


def _article() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("id_given", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("outlet", sa.Text()),
        sa.Column("outlet_id", sa.Text()),
        sa.Column("published", sa.Date()),
        sa.Column("byline", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("origin", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_article_outlet_id", "article", ["outlet_id"])
    op.create_index("ix_article_published", "article", ["published"])


def _name() -> None:
    op.create_table(
        "name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.String(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("strong", sa.Boolean(), nullable=False),
        sa.Column("curated", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("speaker_id", "form", "curated"),
    )
    op.create_index("ix_name_folded", "name", ["folded"])


def _role() -> None:
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("organization", sa.Text()),
        sa.Column("start", sa.String()),
        sa.Column("end", sa.String()),
        sa.Column("source", sa.Text()),
        sa.Column("curated", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_role_speaker_id", "role", ["speaker_id"])


def _name_evidence() -> None:
    op.create_table(
        "name_evidence",
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["name_id"], ["name.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("name_id", "article_id"),
    )
    op.create_index("ix_name_evidence_article_id", "name_evidence", ["article_id"])


def _name_key() -> None:
    op.create_table(
        "name_key",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["name_id"], ["name.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "name_id"),
    )
    op.create_index("ix_name_key_name_id", "name_key", ["name_id"])


def _quotation() -> None:
    op.create_table(
        "quotation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("cue", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("cue_text", sa.Text(), nullable=False),
        sa.Column("source_text", sa.Text(), nullable=False),
        sa.Column("heading", sa.Boolean(), nullable=False),
        sa.Column("speech", sa.Boolean(), nullable=False),
        sa.Column("continues", sa.Integer()),
        sa.Column("inside", sa.String()),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("speaker_id", sa.String()),
        sa.Column("speaker_name", sa.Text()),
        sa.Column("speaker_folded", sa.Text()),
        sa.Column("speaker_type", sa.String(), nullable=False),
        sa.Column("role", sa.Text()),
        sa.Column("via", sa.JSON(), nullable=False),
        sa.Column("said_on", sa.Date()),
        sa.Column("dated", sa.Date()),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("identity", sa.JSON(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_quotation_article_position", "quotation", ["article_id", "position"], unique=True)
    op.create_index("ix_quotation_dated", "quotation", ["dated"])
    op.create_index("ix_quotation_kind", "quotation", ["kind"])
    op.create_index("ix_quotation_speaker_dated", "quotation", ["speaker_id", "dated"])
    op.create_index("ix_quotation_speaker_folded", "quotation", ["speaker_folded"])


def _role_evidence() -> None:
    op.create_table(
        "role_evidence",
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("role_id", "article_id"),
    )
    op.create_index("ix_role_evidence_article_id", "role_evidence", ["article_id"])
