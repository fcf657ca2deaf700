"""The way into casework's database: open it, bring it up to date, and work in transactions.

    database = Database.from_environment()
    database.migrate()
    with database.session() as session: ...    # one transaction, committed at the end or rolled back whole
    with database.reading() as session: ...    # the same for looking only; never waits for writers

Everything is synchronous; callers on an event loop go through `asyncio.to_thread`.
"""

import os
import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from casework import schema
from casework.engines import WRITES, checked_url, open_engine, prepare_file
from casework.errors import CaseworkError, DatabaseTrouble
from casework.sealing import load_keyring
from casework.tables import Setting
from casework.upsert import insert_once

DEFAULT_URL = "sqlite:///var/fawen.db"
UNDEFINED_TABLE = "42P01"  # PostgreSQL's code
BUSY = "数据库正忙，请过一会儿再试一次。"
NO_TABLES = "数据库里还没有表，请先升级数据库。"


class Readiness(NamedTuple):
    """`ok`, and in plain Chinese what is wrong when it is not."""

    ok: bool
    text: str


class Database:
    """One database with its keys. Make one in each process; connections are opened when first needed."""

    def __init__(self, url: str = DEFAULT_URL, keys: str | None = None, key_file: str | Path | None = None):
        """`keys` as in FAWEN_KEY; without it the key lies in `key_file`, by default secret.key beside the database."""
        self.url = checked_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        folder = Path(self.url.database).parent if self.sqlite else Path("var")
        self.key_file = Path(key_file) if key_file else folder / "secret.key"
        self._keys = keys
        self._pepper: bytes | None = None
        self._unlocking = threading.Lock()
        self.engine = open_engine(self.url)
        looking = {WRITES: False} if self.sqlite else {"postgresql_readonly": True}
        self._looking = self.engine.execution_options(**looking)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Database":
        """FAWEN_DATABASE_URL, FAWEN_KEY and FAWEN_KEY_FILE, each with its default."""
        return cls(
            environ.get("FAWEN_DATABASE_URL") or DEFAULT_URL,
            environ.get("FAWEN_KEY"),
            environ.get("FAWEN_KEY_FILE") or None,
        )

    def migrate(self) -> None:
        """Bring the tables to the newest revision and try the key. Raises DatabaseTrouble or KeyTrouble."""
        if self.sqlite:
            prepare_file(self.url)
        with self._kindly():
            schema.upgrade(self.url)
        self._unlock()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A writing transaction: committed when the block ends well, rolled back whole when it does not."""
        self._unlock()
        with self._kindly(), Session(self.engine, future=True, expire_on_commit=False) as session, session.begin():
            session.info["pepper"] = self._pepper
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that only looks; a write in it is refused by the database."""
        self._unlock()
        with self._kindly(), Session(self._looking, future=True, expire_on_commit=False) as session, session.begin():
            session.info["pepper"] = self._pepper
            yield session

    def ready(self) -> Readiness:
        """For /readyz: reachable, at the program's revision, and the key fits. Never raises."""
        try:
            with self.reading() as session:
                if not schema.is_current(session.connection()):
                    return Readiness(False, "数据库还没有升级到这个版本的程序。")
        except CaseworkError as trouble:
            return Readiness(False, trouble.text)
        return Readiness(True, "")

    def close(self) -> None:
        self.engine.dispose()

    def _unlock(self) -> None:
        """Load keys and pepper once. The very first process makes them; a lost key is never replaced silently."""
        with self._unlocking:
            if self._pepper is not None:
                return
            with self._kindly(), Session(self.engine, future=True) as session, session.begin():
                sealed_before = session.execute(select(Setting.name).where(Setting.name == "pepper")).first()
                self.engine.dialect.keyring = load_keyring(self._keys, self.key_file, may_create=sealed_before is None)
                if sealed_before is None:
                    insert_once(session, Setting, {"name": "pepper", "value": secrets.token_hex(32)}, ["name"])
                pepper = session.execute(select(Setting.value).where(Setting.name == "pepper")).scalar_one()
            self._pepper = bytes.fromhex(pepper)

    @contextmanager
    def _kindly(self) -> Iterator[None]:
        """Database trouble in words that say what to do; mistakes of ours pass unchanged."""
        try:
            yield
        except OperationalError as trouble:
            if "no such table" in str(trouble.orig):
                raise DatabaseTrouble(NO_TABLES) from trouble
            if "locked" in str(trouble.orig):
                raise DatabaseTrouble(BUSY) from trouble
            raise DatabaseTrouble("数据库连不上或者写不了，请检查数据库服务、地址、文件权限和磁盘空间。") from trouble
        except PoolTimeout as trouble:
            raise DatabaseTrouble(BUSY) from trouble
        except ProgrammingError as trouble:
            if getattr(trouble.orig, "pgcode", "") == UNDEFINED_TABLE:
                raise DatabaseTrouble(NO_TABLES) from trouble
            raise
        except DatabaseError as trouble:
            if "not a database" in str(trouble.orig):
                raise DatabaseTrouble(f"文件 {self.url.database} 不是数据库，请检查路径写对没有。") from trouble
            raise
