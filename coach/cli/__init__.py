"""The command line, and the one mouth for errors."""

from __future__ import annotations


def main() -> None:
    """Run the command that was typed."""
