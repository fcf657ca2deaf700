"""Sealing: whatever could tell who a resident is lies encrypted in the database file.

Keys come from FAWEN_KEY (comma-separated: the first seals, all of them open, so a key can be rotated) or from a file
that is made on the first start. The keyring hangs on the engine's dialect, because a key belongs to a database and not
to the process. Print a fresh key with `python -m casework.sealing`.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Text
from sqlalchemy.types import TypeDecorator

from casework.errors import KeyTrouble

WRONG_KEY = (
    "密钥和数据库对不上，存着的内容打不开。请把原来的密钥放回来"
    "（环境变量 FAWEN_KEY，或者数据库旁边的 secret.key 文件）；"
    "换新密钥时把新的写在前面、旧的写在后面，中间用逗号隔开。"
)
LOST_KEY = (
    "数据库里已经有加密的内容，但是找不到密钥：环境变量 FAWEN_KEY 没有设置，密钥文件 {path} 也不在。"
    "请从备份里把原来的密钥文件放回去，不要新建一个。"
)
BAD_KEY = "{source} 里的密钥格式不对。密钥要用 python -m casework.sealing 生成，整行照抄；有几个就用逗号隔开。"


class Keyring:
    """One or more keys: the first one seals, every one of them may open."""

    def __init__(self, keys: list[str], source: str = "FAWEN_KEY"):
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except (ValueError, TypeError) as trouble:
            raise KeyTrouble(BAD_KEY.format(source=source)) from trouble

    def seal(self, text: str) -> str:
        return self._fernet.encrypt(text.encode("utf-8")).decode("ascii")

    def unseal(self, sealed: str) -> str:
        """The text again. Raises KeyTrouble when no key of the ring fits."""
        try:
            return self._fernet.decrypt(sealed.encode("ascii")).decode("utf-8")
        except InvalidToken as trouble:
            raise KeyTrouble(WRONG_KEY) from trouble

    def reseal(self, sealed: str) -> str:
        """The same text sealed with the first key."""
        return self.seal(self.unseal(sealed))


def new_key() -> str:
    return Fernet.generate_key().decode("ascii")


def load_keyring(keys: str | None, key_file: Path, may_create: bool) -> Keyring:
    """The keyring from `keys` (the value of FAWEN_KEY) or from `key_file`.

    A missing file is created only when `may_create`, that is, while nothing has been sealed yet.
    Raises KeyTrouble with the remedy.
    """
    if keys and keys.strip():
        return Keyring(_split(keys))
    if not key_file.exists():
        if not may_create:
            raise KeyTrouble(LOST_KEY.format(path=key_file))
        _create(key_file)
    try:
        found = key_file.read_text("ascii")
        key_file.chmod(0o600)
    except (OSError, UnicodeDecodeError) as trouble:
        raise KeyTrouble(f"密钥文件 {key_file} 读不了，请检查文件和它的权限。") from trouble
    return Keyring(_split(found), f"密钥文件 {key_file}")


def _split(keys: str) -> list[str]:
    return [key for key in re.split(r"[,，\s]+", keys) if key]


def _create(path: Path) -> None:
    """Written aside and then linked into place, so that two processes starting together end with one whole key."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(new_key() + "\n")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    except OSError as trouble:
        raise KeyTrouble(f"密钥文件 {path} 写不了：请检查目录能不能写，或者设置环境变量 FAWEN_KEY。") from trouble


class SealedText(TypeDecorator):
    """Text that is readable in Python and sealed in the database. It cannot be searched or compared there."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        return None if value is None else dialect.keyring.seal(value)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        return None if value is None else dialect.keyring.unseal(value)


class SealedJSON(SealedText):
    """The same for dicts and lists. Changes inside the value are not noticed: assign a new one."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        if value is None:
            return None
        return super().process_bind_param(json.dumps(value, ensure_ascii=False, separators=(",", ":")), dialect)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        text = super().process_result_value(value, dialect)
        return None if text is None else json.loads(text)


if __name__ == "__main__":
    print(new_key())
