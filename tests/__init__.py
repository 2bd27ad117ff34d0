"""Tests: a package of its own, because a library installs one of the same name."""
