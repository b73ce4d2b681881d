"""What alembic runs: the revisions, inside the transaction that the store holds open."""

from __future__ import annotations

from alembic import context

from onrecord.store import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.QuotationRow.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
