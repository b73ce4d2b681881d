"""The order of quotations as a number, the index of words, and the words of names to find them by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from alembic import op

from onrecord.store import words
from onrecord.store.places import place
from onrecord.store.search import folded_words
from onrecord.store.tables import LosslessText

revision = "0008"
down_revision = "0007"

_QUOTATION = sa.table(
    "quotation",
    sa.column("id", LosslessText),
    sa.column("article_id", LosslessText),
    sa.column("position", sa.Integer),
    sa.column("dated", sa.Date),
    sa.column("text", LosslessText),
    sa.column("folded", LosslessText),
    sa.column("place", sa.BigInteger),
)
_AT_ONCE = 5000


def upgrade() -> None:
    """Make the column, the tables and the indexes; `schema.upgrade` fills the indexes of words and names."""
    # Sqlite adds no column that must have a value without giving one; two of them would not be unique.
    op.add_column("quotation", sa.Column("place", sa.BigInteger(), nullable=False, server_default="0"))
    _fill(op.get_bind())
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("quotation", "place", server_default=None)
    _indexes()
    words.create(op.get_bind())
    _names()


def _indexes() -> None:
    for name in ("ix_quotation_dated", "ix_quotation_kind", "ix_quotation_speaker_folded"):
        op.drop_index(name, "quotation")
    op.create_index("ix_quotation_place", "quotation", ["place"], unique=True)
    op.create_index("ix_quotation_speaker_place", "quotation", ["speaker_id", "place"])
    op.create_index("ix_quotation_speaker_folded", "quotation", ["speaker_folded", "place"])
    op.create_index("ix_quotation_kind", "quotation", ["kind", "place"])


def _names() -> None:
    op.create_table(
        "name_word",
        sa.Column("word", LosslessText, primary_key=True),
        sa.Column("name_id", sa.Integer, sa.ForeignKey("name.id", ondelete="CASCADE"), primary_key=True, index=True),
        sa.Column("particles", LosslessText, nullable=False),
        sa.Column("last", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "word_key",
        sa.Column("key", LosslessText, primary_key=True),
        sa.Column("word", LosslessText, primary_key=True),
        sqlite_with_rowid=False,
    )


def _fill(connection: sa.Connection) -> None:
    rows = connection.execute(
        sa.select(*(_QUOTATION.c[name] for name in ("id", "dated", "article_id", "position")))
    ).all()
    numbers = _free(sorted((place(dated, article, position), id_) for id_, dated, article, position in rows))
    placed = sa.update(_QUOTATION).where(_QUOTATION.c.id == sa.bindparam("of")).values(place=sa.bindparam("at"))
    _write(connection, placed, ({"of": id_, "at": at} for at, id_ in numbers))
    texts = connection.execute(sa.select(_QUOTATION.c.id, _QUOTATION.c.text, _QUOTATION.c.folded)).all()
    refolded = sa.update(_QUOTATION).where(_QUOTATION.c.id == sa.bindparam("of")).values(folded=sa.bindparam("now"))
    changed = ((id_, folded_words(text), folded) for id_, text, folded in texts)
    _write(connection, refolded, ({"of": id_, "now": now} for id_, now, before in changed if now != before))


def _free(wanted: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield a place of its own for each, the wanted one or the next."""
    last = -1
    for at, id_ in wanted:
        last = max(at, last + 1)
        yield last, id_


def _write(connection: sa.Connection, statement: sa.Update, rows: Iterable[dict[str, object]]) -> None:
    some: list[dict[str, object]] = []
    for row in rows:
        some.append(row)
        if len(some) == _AT_ONCE:
            connection.execute(statement, some)
            some = []
    if some:
        connection.execute(statement, some)
