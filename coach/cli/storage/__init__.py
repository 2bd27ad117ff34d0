"""Commands for what is stored: the database, recordings, and judging them again."""
