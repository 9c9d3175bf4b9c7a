"""Runs migrations on the connection that `schema.run_alembic` passes in, inside the transaction it has begun."""

from __future__ import annotations

from alembic import context

from quizapp.bank.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
context.run_migrations()
