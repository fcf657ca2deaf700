"""Write a new migration from what changed in casework/tables.py: `python -m casework.migrations "what changes"`."""

import sys
import tempfile

from alembic import command
from alembic.script import ScriptDirectory

from casework import schema
from casework.engines import checked_url, open_engine


def main(message: str) -> None:
    number = len(list(ScriptDirectory.from_config(schema.alembic_config()).walk_revisions())) + 1
    with tempfile.TemporaryDirectory() as folder:
        url = checked_url(f"sqlite:///{folder}/empty.db")
        schema.upgrade(url)
        with open_engine(url, foreign_keys=False, pooled=False).begin() as connection:
            config = schema.alembic_config()
            config.attributes["connection"] = connection
            command.revision(config, message, autogenerate=True, rev_id=f"{number:04d}")


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]) or "unnamed")
