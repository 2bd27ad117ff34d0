"""The queries of the history, written for SQLite, in the words of PostgreSQL.

The queries are written so that both understand them, but for two things. SQLite accepts any value in any
column, so that each query has conditions for valid values; they are marked, and dropped for a server, which
checks the type of every value itself. And the place of a parameter is ``?`` in SQLite.
"""

from __future__ import annotations

import re
from functools import lru_cache

_BEGIN, _END = "/*valid*/", "/*valid end*/"
_CHECK = re.compile(re.escape(_BEGIN) + ".*?" + re.escape(_END), re.DOTALL)


def only_sqlite(condition: str) -> str:
    """Mark a condition that only SQLite needs; for a server it is true."""
    return f"{_BEGIN}{condition}{_END}"


@lru_cache(maxsize=256)
def for_postgresql(query: str, *, plain: bool) -> str:
    """A query for PostgreSQL.

    Args:
        query: The query.
        plain: Whether it is plain SQL with ``?``, not one that SQLAlchemy compiled.
    """
    query = _CHECK.sub("TRUE", query)
    return query.replace("%", "%%").replace("?", "%s") if plain else query
