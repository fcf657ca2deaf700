"""Changing the sealing key: put the new key first in FAWEN_KEY, run `reseal`, then drop the old one."""

from typing import Any

from sqlalchemy import Column, Table, Text, select, tuple_, type_coerce, update

from casework.columns import Base
from casework.database import Database
from casework.sealing import SealedText

CHUNK = 200


def reseal(database: Database) -> int:
    """Seal every sealed value anew with the first key; returns how many rows. Safe to run while the program works."""
    count = 0
    for table in Base.metadata.sorted_tables:
        sealed = [column for column in table.columns if isinstance(column.type, SealedText)]
        last: tuple | None = None
        while sealed and (rows := _reseal_after(database, table, sealed, last)):
            count += len(rows)
            last = rows[-1]
    return count


def _reseal_after(database: Database, table: Table, sealed: list[Column], last: tuple | None) -> list[tuple]:
    """One short transaction, so that nobody waits long for the lock. Returns the keys of the rows that were done."""
    keys = list(table.primary_key.columns)
    with database.session() as session:
        raw = [type_coerce(column, Text).label(column.name) for column in sealed]
        wanted = select(*[key.label(f"key_{key.name}") for key in keys], *raw).order_by(*keys).limit(CHUNK)
        if last is not None:
            wanted = wanted.where(tuple_(*keys) > tuple_(*last))
        rows = session.execute(wanted.with_for_update()).all()
        keyring: Any = session.get_bind().dialect.keyring
        for row in rows:
            fresh = {c.name: type_coerce(keyring.reseal(old), Text) for c in sealed if (old := getattr(row, c.name))}
            this = [key == getattr(row, f"key_{key.name}") for key in keys]
            if fresh:
                session.execute(update(table).where(*this).values(fresh))
        return [tuple(row)[: len(keys)] for row in rows]
