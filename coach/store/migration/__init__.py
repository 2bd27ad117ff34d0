"""The revisions of the database, and the way from an older one to the newest."""
