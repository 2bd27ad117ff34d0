"""How Alembic runs a migration: on the connection that coach/store/schema.py hands over."""

from alembic import context

from coach.store.tables import Remembered

connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("The coach migrates by itself when it opens a database; see coach/store/schema.py.")
context.configure(connection=connection, target_metadata=Remembered.metadata, render_as_batch=True)
context.run_migrations()
