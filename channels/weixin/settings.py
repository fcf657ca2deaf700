"""What an operator sets to bring an official account in; with nothing set the channel stays off and says what it needs."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

SAFE, COMPATIBLE, PLAIN = "safe", "compatible", "plain"
WANTED = {
    "FAWEN_WECHAT_APPID": "公众号的开发者ID（AppID），wx 开头",
    "FAWEN_WECHAT_SECRET": "公众号的开发者密码（AppSecret）",
    "FAWEN_WECHAT_TOKEN": "「服务器配置」里自己起的令牌（Token），3 到 32 个英文字母或数字",
    "FAWEN_PUBLIC_URL": "居民的手机打得开的本站网址，例如 https://fawen.example.gov.cn",
}
ACCOUNT = tuple(f"FAWEN_WECHAT_{name}" for name in ("APPID", "SECRET", "TOKEN", "AES_KEY", "ACCOUNT"))
MENU_FILE = Path(__file__).parent.parent / "wechat.yml"


@dataclass(frozen=True)
class Missing:
    """What is still to be set before the channel can be opened; `half_set` when something of the account is there already."""

    names: tuple[str, ...]
    half_set: bool

    @property
    def text(self) -> str:
        wanted = "；".join(f"{name}：{WANTED[name]}" for name in self.names)
        return f"微信公众号没有开：还要设置 {wanted}。怎么拿到这些值，见 docs/wechat.md。"


@dataclass(frozen=True)
class Settings:
    """One official account, as its console names it; `wait` is how long a reply may take before WeChat is told to go on."""

    app_id: str
    secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str = field(default="", repr=False)
    account: str = ""
    public_url: str = ""
    api_url: str = "https://api.weixin.qq.com"
    open_url: str = "https://open.weixin.qq.com"
    mp_url: str = "https://mp.weixin.qq.com"
    mode: str = ""
    stable_token: bool = False
    customer_service: bool = True
    msgmenu: bool = False
    file: Path = MENU_FILE
    wait: float = 4.5
    clock_error: float = 300

    def __post_init__(self) -> None:
        object.__setattr__(self, "mode", self.mode or (SAFE if self.aes_key else PLAIN))

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings | Missing:
        """The account's settings, or what is missing; raises SystemExit with the remedy for a value that cannot be right."""
        given = {name: value.strip() for name, value in environ.items() if name.startswith("FAWEN_")}
        missing = tuple(name for name in WANTED if not given.get(name))
        if missing:
            return Missing(missing, any(given.get(name) for name in ACCOUNT))
        aes_key = matching(
            given, "FAWEN_WECHAT_AES_KEY", "[0-9A-Za-z]{43}", "消息加解密密钥（EncodingAESKey）是 43 个英文字母和数字"
        )
        return cls(
            matching(given, "FAWEN_WECHAT_APPID", "wx[0-9A-Za-z]{6,40}", "开发者ID（AppID）是 wx 开头的字母和数字"),
            matching(given, "FAWEN_WECHAT_SECRET", "[!-~]{1,128}", "开发者密码（AppSecret）里没有空格和汉字"),
            matching(given, "FAWEN_WECHAT_TOKEN", "[0-9A-Za-z]{3,32}", "令牌（Token）是 3 到 32 个英文字母或数字"),
            aes_key,
            matching(given, "FAWEN_WECHAT_ACCOUNT", "gh_[0-9A-Za-z]{6,40}", "原始ID 是 gh_ 开头的字母和数字"),
            address(given, "FAWEN_PUBLIC_URL", ""),
            address(given, "FAWEN_WECHAT_API", cls.api_url),
            address(given, "FAWEN_WECHAT_OPEN", cls.open_url),
            address(given, "FAWEN_WECHAT_MP", cls.mp_url),
            mode(given, aes_key),
            switch(given, "FAWEN_WECHAT_STABLE_TOKEN", cls.stable_token),
            switch(given, "FAWEN_WECHAT_CUSTOMER_SERVICE", cls.customer_service),
            switch(given, "FAWEN_WECHAT_MSGMENU", cls.msgmenu),
            Path(given.get("FAWEN_WECHAT_FILE") or cls.file),
            seconds(given, "FAWEN_WECHAT_WAIT", cls.wait, 0.05, 4.9),
            seconds(given, "FAWEN_WECHAT_CLOCK", cls.clock_error, 10, 3600),
        )


def matching(given: Mapping[str, str], name: str, pattern: str, right: str) -> str:
    """A value as its console writes it, or "" where none is set; the value itself is not repeated: it may be a secret."""
    value = given.get(name, "")
    if value and not re.fullmatch(pattern, value):
        wrong(name, f"{right}；现在设的这个有 {len(value)} 个字，对不上，请从公众平台重新复制")
    return value


def mode(given: Mapping[str, str], aes_key: str) -> str:
    """How messages are sealed, as chosen in the console."""
    value = given.get("FAWEN_WECHAT_MODE") or (SAFE if aes_key else PLAIN)
    if value not in (SAFE, COMPATIBLE, PLAIN):
        wrong(
            "FAWEN_WECHAT_MODE",
            f"只能是 safe（安全模式）、compatible（兼容模式）或 plain（明文模式），现在是「{value}」",
        )
    if value != PLAIN and not aes_key:
        wrong("FAWEN_WECHAT_MODE", "安全模式和兼容模式还要设置 FAWEN_WECHAT_AES_KEY（EncodingAESKey）")
    return value


def address(given: Mapping[str, str], name: str, usual: str) -> str:
    """A web address without a slash at its end."""
    value = (given.get(name) or usual).rstrip("/")
    try:
        parts = urlsplit(value)
        right = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        right = False
    if not right or not re.fullmatch("[!-~]+", value) or re.search("[?#\"'<>\\\\]", value):
        wrong(name, f"应当是完整的网址，例如 https://fawen.example.gov.cn，现在是「{value}」")
    return value


def switch(given: Mapping[str, str], name: str, usual: bool) -> bool:
    value = given.get(name) or "01"[usual]
    if value not in ("0", "1"):
        wrong(name, f"只能是 1（开）或 0（关），现在是「{value}」")
    return value == "1"


def seconds(given: Mapping[str, str], name: str, usual: float, low: float, high: float) -> float:
    value = given.get(name) or str(usual)
    if not re.fullmatch("[0-9]{1,5}([.][0-9]{1,3})?", value) or not low <= float(value) <= high:
        wrong(name, f"应当是 {low} 到 {high} 之间的秒数，现在是「{value}」")
    return float(value)


def wrong(name: str, what: str) -> NoReturn:
    raise SystemExit(f"环境变量 {name} 写得不对：{what}。改好以后再启动；不用微信就把 FAWEN_WECHAT_ 开头的都去掉。")
