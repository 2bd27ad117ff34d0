"""How fast people move: whether a rep or a film looks like slow motion."""
