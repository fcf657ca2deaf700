"""Every test of this room runs twice: on SQLite in a temporary file, and on PostgreSQL in a schema of its own.

PostgreSQL is looked for at FAWEN_TEST_POSTGRES. Where it cannot be reached those runs are skipped, or fail when
FAWEN_TESTS_REQUIRE_SERVICES=1.
"""

from datetime import datetime, timezone
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from casework.cases import Application
from casework.database import Database
from tests import postgres

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/fawen.db"
        return
    with postgres.empty_schema() as address:
        yield address


@pytest.fixture
def open_database(url, tmp_path):
    """Opens (another view of) the test's database; closes them all at the end."""
    opened = []

    def opener(**settings):
        database = Database(url, **{"key_file": tmp_path / "secret.key", **settings})
        opened.append(database)
        return database

    yield opener
    for database in opened:
        database.close()


@pytest.fixture
def database(open_database):
    database = open_database()
    database.migrate()
    return database


@pytest.fixture
def application():
    """Makes an application to open a case with; the applicant is marked as made up."""

    def make(**changes) -> Application:
        values = {
            "conversation_id": "talk-1",
            "issue": "neighbour_dispute",
            "consent_version": "2026-11",
            "consent_at": NOON,
            "applicant_name": "示例·申请人",
            "applicant_phone": "0000-7654321",
            "summary": "院墙占了三尺地",
        }
        return Application(**{**values, **changes})

    return make


@pytest.fixture
def everything_in():
    """All that a database holds, past the program: SQLite's very files, or every row of PostgreSQL as text."""

    def look(database) -> bytes:
        if database.sqlite:
            path = Path(database.url.database)
            return b"".join(file.read_bytes() for file in sorted(path.parent.glob(path.name + "*")))
        with database.engine.begin() as connection:
            names = inspect(connection).get_table_names()
            rows = [
                row for name in names for row in connection.execute(text(f'SELECT t::text FROM "{name}" t')).scalars()
            ]
        return "\n".join(rows).encode("utf-8")

    return look


@pytest.fixture
def counts():
    """How many rows each table of a database has."""

    def count(database) -> dict[str, int]:
        with database.engine.begin() as connection:
            names = inspect(connection).get_table_names()
            return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names}

    return count
