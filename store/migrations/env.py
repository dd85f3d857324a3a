"""What alembic runs: the migrations on the connection that it was handed, in the transaction that is already open."""

from __future__ import annotations

from alembic import context

from store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,  # true of SQLite too, since we send its BEGIN ourselves
    render_as_batch=True,
)
context.run_migrations()
