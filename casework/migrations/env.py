"""Alembic's entry point. The connection always comes from casework.schema, already in a transaction.

To add a migration: change casework/tables.py, run `python -m casework.migrations "what changes"`, read what it wrote.
"""

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from casework.tables import Base


def plain_types(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Migrations name the bare column types, so that an old one does not change its meaning with our classes."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=plain_types,
)
with context.begin_transaction():
    context.run_migrations()
