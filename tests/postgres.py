"""A PostgreSQL schema of a test's own; skipped with a clear line where there is no server, failed where one is required."""

import os
import uuid
from contextlib import contextmanager
from functools import lru_cache

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

POSTGRES = os.environ.get("FAWEN_TEST_POSTGRES") or "postgresql://postgres@127.0.0.1:5432/test"


@lru_cache
def trouble():
    """Why PostgreSQL cannot be used; empty when it can."""
    try:
        with create_engine(POSTGRES, poolclass=NullPool, connect_args={"connect_timeout": 3}).connect():
            return ""
    except OperationalError as error:
        return f"PostgreSQL cannot be reached at FAWEN_TEST_POSTGRES: {type(error.orig).__name__}"


def run(statement):
    with create_engine(POSTGRES, future=True, poolclass=NullPool).begin() as connection:
        connection.execute(text(statement))


@contextmanager
def empty_schema():
    """The address of an empty schema, dropped afterwards."""
    if trouble():
        pytest.fail(trouble()) if os.environ.get("FAWEN_TESTS_REQUIRE_SERVICES") == "1" else pytest.skip(trouble())
    schema = f"fawen_test_{uuid.uuid4().hex[:12]}"
    run(f"CREATE SCHEMA {schema}")
    try:
        address = make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={schema}"})
        yield address.render_as_string(hide_password=False)
    finally:
        run(f"DROP SCHEMA {schema} CASCADE")
