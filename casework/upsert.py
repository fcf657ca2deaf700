"""Insert-unless-there and insert-or-update, in the words that SQLite and PostgreSQL share.

They are what makes a repeated request harmless: the second one waits for the first and then finds its row.
"""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def insert_once(session: Session, table: Any, values: dict, unique: list[str]) -> bool:
    """Insert a row unless one with the same `unique` columns is there. Says whether this call inserted it."""
    statement = _insert(session, table).values(**values).on_conflict_do_nothing(index_elements=unique)
    return session.execute(statement).rowcount == 1


def upsert(
    session: Session, table: Any, values: dict, unique: list[str], change: dict | None = None, where: Any = None
) -> bool:
    """Insert a row, or set `change` (by default all other `values`) in the one that is there, if `where` holds of it.

    Says whether a row was written.
    """
    new = change or {name: value for name, value in values.items() if name not in unique}
    statement = _insert(session, table).values(**values)
    return session.execute(statement.on_conflict_do_update(index_elements=unique, set_=new, where=where)).rowcount == 1


def insert_new(session: Session, table: Any, values: dict, unique: list[str]) -> int | None:
    """The id of the row inserted, or None where one with the same `unique` columns is there."""
    done = session.execute(_insert(session, table).values(**values).on_conflict_do_nothing(index_elements=unique))
    # SQLite goes on naming the row inserted last when it inserts none.
    return done.inserted_primary_key[0] if done.rowcount == 1 else None


def _insert(session: Session, table: Any) -> Any:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table.__table__)
