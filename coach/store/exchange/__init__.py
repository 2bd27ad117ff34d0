"""The history as a document that other machines can read and merge."""
