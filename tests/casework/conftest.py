"""Every test of this room runs twice: on SQLite in a temporary file, and on PostgreSQL in a schema of its own.

PostgreSQL is looked for at FAWEN_TEST_POSTGRES. Where it cannot be reached those runs are skipped, or fail when
FAWEN_TESTS_REQUIRE_SERVICES=1.
"""

import os
import uuid
from datetime import datetime, timezone
from functools import lru_cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from casework.cases import Application
from casework.database import Database

POSTGRES = os.environ.get("FAWEN_TEST_POSTGRES") or "postgresql://postgres@127.0.0.1:5432/test"
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=timezone.utc)


@lru_cache
def _postgres_trouble() -> str:
    try:
        with create_engine(POSTGRES, poolclass=NullPool, connect_args={"connect_timeout": 3}).connect():
            return ""
    except OperationalError as trouble:
        return f"PostgreSQL cannot be reached at FAWEN_TEST_POSTGRES: {type(trouble.orig).__name__}"


def _run_on_postgres(statement: str) -> None:
    with create_engine(POSTGRES, future=True, poolclass=NullPool).begin() as connection:
        connection.execute(text(statement))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/fawen.db"
        return
    if trouble := _postgres_trouble():
        if os.environ.get("FAWEN_TESTS_REQUIRE_SERVICES") == "1":
            pytest.fail(trouble)
        pytest.skip(trouble)
    schema = f"fawen_test_{uuid.uuid4().hex[:12]}"
    _run_on_postgres(f"CREATE SCHEMA {schema}")
    try:
        address = make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={schema}"})
        yield address.render_as_string(hide_password=False)
    finally:
        _run_on_postgres(f"DROP SCHEMA {schema} CASCADE")


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
