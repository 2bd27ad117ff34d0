"""Runs Alembic migrations on the connection from coach/store/schema.py."""

from alembic import context

from coach.store.tables import Remembered

connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("coach migrates a database when it opens it; see coach/store/schema.py.")
context.configure(connection=connection, target_metadata=Remembered.metadata, render_as_batch=True)
context.run_migrations()
