"""A PostgreSQL server in place of the database file."""
