"""``coach analyze --people``: counts several people in one film."""
