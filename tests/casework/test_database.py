"""The database itself: migrations, transactions, locks, and trouble said kindly."""

import multiprocessing
import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import String, select, text

from casework import tables
from casework.columns import Base
from casework.database import Database
from casework.engines import _switch_to_wal
from casework.errors import DatabaseTrouble
from casework.upsert import insert_once, upsert

on_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


def test_the_migrations_lead_to_exactly_the_tables_of_the_program(database):
    with database.engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_again_from_another_directory_changes_nothing(database, open_database, tmp_path, monkeypatch, counts):
    before = counts(database)
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    open_database().migrate()
    assert counts(database) == before


@on_sqlite
def test_a_migration_keeps_the_rows_that_hang_on_a_rebuilt_table(database, monkeypatch, counts):
    """SQLite rebuilds a table by dropping it, and a drop with foreign keys on would carry off its children."""
    with database.session() as session:
        session.add(tables.Place(id=1, name="示例区", level="县"))
        session.flush()
        session.add(tables.Mediator(name="示例·某", level="县", place_id=1))

    def rebuild_place(config, revision):
        context = MigrationContext.configure(config.attributes["connection"])
        with Operations.context(context) as op, op.batch_alter_table("place", recreate="always") as batch:
            batch.alter_column("name", type_=String(99))

    monkeypatch.setattr("casework.schema.command.upgrade", rebuild_place)
    database.migrate()
    assert counts(database)["mediator"] == 1


@on_sqlite
def test_a_migration_that_breaks_references_is_undone(database, counts, monkeypatch):
    def lose_places(config, revision):
        config.attributes["connection"].execute(text("DELETE FROM place"))

    with database.session() as session:
        session.add(tables.Place(id=1, name="示例区", level="县"))
        session.flush()
        session.add(tables.Mediator(name="示例·某", level="县", place_id=1))
    monkeypatch.setattr("casework.schema.command.upgrade", lose_places)
    with pytest.raises(DatabaseTrouble, match="全部退回"):
        database.migrate()
    assert counts(database)["place"] == 1


def test_a_database_of_a_newer_program_is_left_alone(database, open_database):
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTrouble, match="更新版本"):
        open_database().migrate()
    assert database.ready() == (False, "数据库还没有升级到这个版本的程序。")


def test_ready_says_what_is_missing(open_database, database):
    assert database.ready() == (True, "")
    with database.engine.begin() as connection:
        connection.execute(text("DROP TABLE setting"))
    verdict = open_database().ready()
    assert not verdict.ok and "还没有表" in verdict.text


def test_nothing_is_written_when_a_transaction_fails_half_way(database, counts):
    with pytest.raises(ZeroDivisionError), database.session() as session:
        session.add(tables.Place(name="示例区", level="县"))
        session.flush()
        raise ZeroDivisionError
    assert counts(database)["place"] == 0


def test_a_transaction_that_only_looks_cannot_write(database, counts):
    with pytest.raises(Exception, match=r"(?i)read.?only|写不了"), database.reading() as session:
        session.add(tables.Counter(name="x", value=1))
        session.flush()
    with database.session() as session:
        session.add(tables.Counter(name="x", value=1))
    assert counts(database)["counter"] == 1


def test_foreign_keys_hold(database):
    with pytest.raises(Exception, match=r"(?i)foreign key"), database.session() as session:
        session.add(tables.Mediator(name="示例·某", level="村", place_id=404))


def test_upserts_keep_one_row(database):
    with database.session() as session:
        assert insert_once(session, tables.Counter, {"name": "x", "value": 1}, ["name"])
        assert not insert_once(session, tables.Counter, {"name": "x", "value": 5}, ["name"])
        upsert(session, tables.Counter, {"name": "x", "value": 7}, ["name"])
    with database.reading() as session:
        assert session.execute(select(tables.Counter.name, tables.Counter.value)).all() == [("x", 7)]


@on_sqlite
def test_sqlite_runs_as_it_should(database):
    with database.session() as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 1,
        "foreign_keys": 1,
        "busy_timeout": 10000,
        "secure_delete": 1,
    }
    assert os.stat(database.url.database).st_mode & 0o077 == 0


@on_sqlite
def test_a_writer_waits_while_another_process_holds_the_lock(database, counts):
    other = sqlite3.connect(database.url.database, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    let_go = threading.Timer(0.5, other.execute, ["COMMIT"])
    let_go.start()
    with database.reading() as session:  # readers do not wait at all
        assert session.execute(select(tables.Counter)).all() == []
    with database.session() as session:
        # Looked first, written after: the order that fails at once when the lock is asked for half-way.
        assert session.execute(select(tables.Counter)).all() == []
        session.add(tables.Counter(name="x", value=1))
    let_go.join()
    other.close()
    assert counts(database)["counter"] == 1


@on_sqlite
def test_the_very_first_start_waits_for_a_lock_too(url, open_database, counts):
    other = sqlite3.connect(open_database().url.database, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    let_go = threading.Timer(0.5, other.execute, ["COMMIT"])
    let_go.start()
    first = open_database()
    first.migrate()
    let_go.join()
    other.close()
    assert counts(first)["setting"] == 1


def test_many_that_switch_a_fresh_file_to_wal_at_once_all_get_in(tmp_path):
    """SQLite does not wait here by itself: without trying again, about one round in five fails."""

    def enter(path, together):
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)
        together.wait()
        _switch_to_wal(connection)
        connection.execute("CREATE TABLE IF NOT EXISTS t (x)")
        mode = connection.execute("PRAGMA journal_mode").fetchone()
        connection.close()
        return mode

    for number in range(60):
        path, together = tmp_path / f"{number}.db", threading.Barrier(6)
        with ThreadPoolExecutor(6) as pool:
            assert list(pool.map(enter, [path] * 6, [together] * 6)) == [("wal",)] * 6


@on_sqlite
def test_a_lock_that_is_never_let_go_is_reported_kindly(database, monkeypatch):
    monkeypatch.setattr("casework.engines.BUSY_SECONDS", 0.1)
    hasty = Database(str(database.url), key_file=database.key_file)
    other = sqlite3.connect(database.url.database, isolation_level=None)
    with hasty.session():
        pass
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseTrouble, match="正忙"), hasty.session() as session:
        session.execute(select(tables.Counter))
    other.close()
    hasty.close()


def test_when_all_connections_are_taken_it_says_busy(database):
    database.engine.pool._timeout = 0.1
    with pytest.raises(DatabaseTrouble, match="正忙"), ExitStack() as taken:
        for _ in range(database.engine.pool.size() + database.engine.pool._max_overflow + 1):
            taken.enter_context(database.reading()).execute(select(tables.Counter))


def _start(url, key_file, barrier, outcomes):
    database = Database(url, key_file=key_file)
    barrier.wait()
    try:
        database.migrate()
        with database.session() as session:
            outcomes.put(session.info["pepper"].hex())
    except Exception as trouble:
        outcomes.put(repr(trouble))


def test_processes_that_start_together_agree_on_tables_and_key(url, tmp_path):
    context = multiprocessing.get_context("spawn")
    barrier, outcomes = context.Barrier(3), context.Queue()
    starts = [
        context.Process(target=_start, args=(url, tmp_path / "k" / "secret.key", barrier, outcomes)) for _ in range(3)
    ]
    for start in starts:
        start.start()
    peppers = [outcomes.get(timeout=60) for _ in starts]
    for start in starts:
        start.join()
    assert len(set(peppers)) == 1 and len(peppers[0]) == 64, peppers


@pytest.mark.parametrize(
    "bad", ["", "fawen.db", "mysql://x/y", "sqlite://", "sqlite:///:memory:", "postgresql:/", "::"]
)
def test_a_bad_address_is_refused_with_a_good_example(bad):
    with pytest.raises(DatabaseTrouble, match=r"sqlite:///var/fawen.db"):
        Database(bad)


def test_a_password_in_a_bad_address_is_not_repeated():
    with pytest.raises(DatabaseTrouble) as refused:
        Database("oracle://me:geheim@host/db")
    assert "geheim" not in refused.value.text


def test_a_path_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DatabaseTrouble, match=r"file/fawen.db"):
        Database(f"sqlite:///{tmp_path}/file/fawen.db").migrate()
    with pytest.raises(DatabaseTrouble, match="打不开或者写不了"):
        Database(f"sqlite:///{tmp_path}").migrate()


def test_a_file_that_is_no_database_is_named(tmp_path):
    path = tmp_path / "letter.db"
    path.write_text("dear all, " * 100)
    with pytest.raises(DatabaseTrouble, match=r"letter.db 不是数据库"):
        Database(f"sqlite:///{path}").migrate()


def test_a_server_that_is_not_there_is_reported_kindly(tmp_path):
    nobody = Database("postgresql://postgres@127.0.0.1:1/none", key_file=tmp_path / "secret.key")
    assert not nobody.ready().ok and "连不上" in nobody.ready().text
    with pytest.raises(DatabaseTrouble, match="连不上"):
        nobody.migrate()
    assert not nobody.key_file.exists()


def test_the_old_spelling_of_postgresql_is_understood():
    assert Database("postgres://u@h/db").url.get_backend_name() == "postgresql"


def test_settings_come_from_the_environment(tmp_path):
    database = Database.from_environment({"FAWEN_DATABASE_URL": f"sqlite:///{tmp_path}/a/b.db"})
    database.migrate()
    assert (tmp_path / "a" / "secret.key").exists() and database.ready().ok
    database.close()
    assert Database.from_environment({}).url.database == "var/fawen.db"
