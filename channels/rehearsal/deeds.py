"""What a resident can do on their phone, as the XML the platform makes of it."""

from __future__ import annotations

import itertools
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from channels.rehearsal.sealing import cdata

# As long as real ones; beyond what a 32-bit number or a float keeps exactly.
_numbers = itertools.count(24_000_000_000_000_000 + secrets.randbelow(10**15))


@dataclass(frozen=True)
class Deed:
    """One message or event: however often it is delivered, its number and its second stay the same."""

    shown: str
    fields: Mapping[str, str]
    how: str  # what it does to the windows for later messages: "typed", "tapped", "left" or nothing
    created: int = field(default_factory=lambda: int(time.time()))

    @property
    def is_event(self) -> bool:
        return self.fields["MsgType"] == "event"

    def xml(self, openid: str, account: str) -> str:
        head = f"<ToUserName>{cdata(account)}</ToUserName><FromUserName>{cdata(openid)}</FromUserName>"
        rest = "".join(f"<{name}>{cdata(value)}</{name}>" for name, value in self.fields.items())
        return f"<xml>{head}<CreateTime>{self.created}</CreateTime>{rest}</xml>"


def _message(shown: str, kind: str, how: str = "typed", **fields: str) -> Deed:
    return Deed(shown, {"MsgType": kind, **fields, "MsgId": str(next(_numbers))}, how)


def _event(shown: str, event: str, how: str = "tapped", **fields: str) -> Deed:
    return Deed(shown, {"MsgType": "event", "Event": event, **fields}, how)


def text(words: str) -> Deed:
    return _message(words, "text", Content=words)


def menu_message_tap(label: str, identity: str) -> Deed:
    """A tap on a menu inside a message: a text with an extra field, which opens no window of 48 hours."""
    return _message(f"（点选）{label}", "text", "tapped", Content=label, bizmsgmenuid=identity)


def voice(recognised: str = "", *, transcribed: bool = True) -> Deed:
    """A voice message; most accounts no longer get words with it, which is an empty or a missing Recognition."""
    words = {"Recognition": recognised} if transcribed else {}
    return _message(f"（语音）{recognised}", "voice", MediaId=_media(), Format="amr", **words)


def image() -> Deed:
    return _message("（图片）", "image", PicUrl="http://mmbiz.qpic.cn/rehearsal/0", MediaId=_media())


def video() -> Deed:
    return _message("（视频）", "video", MediaId=_media(), ThumbMediaId=_media())


def location(latitude: float, longitude: float, label: str = "") -> Deed:
    return _message(
        f"（位置 {latitude}，{longitude}）{label}",
        "location",
        Location_X=str(latitude),
        Location_Y=str(longitude),
        Scale="15",
        Label=label,
    )


def link(title: str, url: str) -> Deed:
    return _message(f"（链接）{title} {url}", "link", Title=title, Description="", Url=url)


def card(title: str) -> Deed:
    return _message(
        f"（小程序）{title}",
        "miniprogrampage",
        Title=title,
        AppId="wx0000000000000000",
        PagePath="pages/index",
        ThumbUrl="",
        ThumbMediaId=_media(),
    )


def follow(scene: str = "") -> Deed:
    if not scene:
        return _event("（关注）", "subscribe", EventKey="")
    return _event(f"（扫码关注 {scene}）", "subscribe", EventKey=f"qrscene_{scene}", Ticket=_media())


def unfollow() -> Deed:
    return _event("（取消关注）", "unsubscribe", "left", EventKey="")


def scan(scene: str) -> Deed:
    return _event(f"（扫码 {scene}）", "SCAN", EventKey=scene, Ticket=_media())


def click(key: str, label: str = "") -> Deed:
    return _event(f"（点菜单）{label or key}", "CLICK", EventKey=key)


def view(url: str, label: str = "") -> Deed:
    return _event(f"（点菜单）{label or url}", "VIEW", EventKey=url, MenuId="400000000")


def location_event(latitude: float, longitude: float) -> Deed:
    return _event(
        f"（上报位置 {latitude}，{longitude}）",
        "LOCATION",
        "",
        Latitude=str(latitude),
        Longitude=str(longitude),
        Precision="60.0",
    )


def _media() -> str:
    return secrets.token_urlsafe(32)
