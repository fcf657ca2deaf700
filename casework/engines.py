"""Opening a database by its URL: SQLite in WAL mode for one machine, PostgreSQL by the same code.

SQLite transactions are begun by us and not by the driver: a writing one takes the write lock at its start and waits for
it (busy_timeout), where a lock asked for half-way would fail at once.
"""

import os
import time
from pathlib import Path
from sqlite3 import OperationalError as SQLiteTrouble
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import NullPool, QueuePool

from casework.errors import DatabaseTrouble

BUSY_SECONDS = 10
WRITES = "fawen_writes"
BAD_URL = (
    "数据库地址写错了。SQLite 写成 sqlite:///var/fawen.db，PostgreSQL 写成 postgresql://用户:密码@主机:5432/库名；"
    "请检查环境变量 FAWEN_DATABASE_URL。"
)


def checked_url(text: str) -> URL:
    """The URL, or DatabaseTrouble saying what one looks like. The text is not repeated: it may hold a password."""
    try:
        url = make_url(text.strip().replace("postgres://", "postgresql://", 1))
    except (ArgumentError, ValueError) as trouble:
        raise DatabaseTrouble(BAD_URL) from trouble
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseTrouble(BAD_URL)
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise DatabaseTrouble("数据库地址里没有文件名：内存里的数据库一关就没了，请写成 sqlite:///var/fawen.db 这样。")
    return url


def prepare_file(url: URL) -> None:
    """Create the database's folder and file readable by its owner alone. Raises DatabaseTrouble when that cannot be."""
    path = Path(url.database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as trouble:
        raise DatabaseTrouble(f"数据库文件 {path} 打不开或者写不了，请检查路径、目录权限和磁盘空间。") from trouble


def open_engine(url: URL, foreign_keys: bool = True, pooled: bool = True) -> Engine:
    """An engine for either database. Open it in the process that uses it: connections do not survive a fork."""
    settings: dict[str, Any] = {"future": True, "hide_parameters": True}
    sqlite = url.get_backend_name() == "sqlite"
    if sqlite:
        # A pool, because closing SQLite's last connection folds the whole log back into the file each time.
        settings["connect_args"] = {"timeout": BUSY_SECONDS, "check_same_thread": False}
        settings["poolclass"] = QueuePool
    else:
        settings["connect_args"] = {"connect_timeout": 5}
        settings["pool_pre_ping"] = True
    if not pooled:
        settings.pop("pool_pre_ping", None)
        settings["poolclass"] = NullPool
    try:
        engine = create_engine(url, **settings)
    except (ArgumentError, NoSuchModuleError) as trouble:
        raise DatabaseTrouble(BAD_URL) from trouble
    except ImportError as trouble:
        raise DatabaseTrouble("没有装 PostgreSQL 的驱动，请安装 psycopg2-binary 之后再试。") from trouble
    if sqlite:
        _teach_sqlite(engine, foreign_keys)
    return engine


def _teach_sqlite(engine: Engine, foreign_keys: bool) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        _switch_to_wal(connection)
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA secure_delete=ON")  # what is forgotten is overwritten, not only unlinked

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        writes = connection.get_execution_options().get(WRITES, True)
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _switch_to_wal(connection: Any) -> None:
    """The very first switch does not wait for other processes by itself, so it is tried again for a while."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except SQLiteTrouble as trouble:
            if "locked" not in str(trouble) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
