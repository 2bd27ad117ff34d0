"""Commands that bring the history to other machines and programs, and theirs here."""
