"""Bringing the tables up to date: Alembic, run from the program, from any working directory."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import text
from sqlalchemy.engine import URL, Connection

from casework.engines import open_engine
from casework.errors import DatabaseTrouble

LOCK_NUMBER = 20261122  # any number, the same for every process of ours
NEWER = "数据库是更新版本的法问建的，这个版本的程序认不得。请换用新版本的程序，或者恢复升级前的数据库备份。"
BROKEN = "升级数据库时发现有对不上的记录，已经全部退回，没有改动。请保留数据库文件并联系维护人员。"


def alembic_config() -> Config:
    config = Config()
    # A percent sign in the path would be read as an interpolation.
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def upgrade(url: URL) -> None:
    """Run all outstanding migrations in one transaction; two processes starting together take turns.

    Raises DatabaseTrouble when the database was made by a newer program.
    """
    # Foreign keys are off here: SQLite rebuilds a table by dropping it, which would carry off the rows hanging on it.
    engine = open_engine(url, foreign_keys=False, pooled=False)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK_NUMBER})
        refuse_newer(connection)
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise DatabaseTrouble(BROKEN)


def refuse_newer(connection: Connection) -> None:
    known = ScriptDirectory.from_config(alembic_config())
    for revision in MigrationContext.configure(connection).get_current_heads():
        try:
            known.get_revision(revision)
        except CommandError as trouble:
            raise DatabaseTrouble(NEWER) from trouble


def is_current(connection: Connection) -> bool:
    """Whether the database stands at the program's own revision."""
    heads = set(ScriptDirectory.from_config(alembic_config()).get_heads())
    return set(MigrationContext.configure(connection).get_current_heads()) == heads
