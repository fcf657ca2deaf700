"""What a message from WeChat asks of us: words for the talk, a tap, a scanned code, a place, or nothing to be said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from casework.codes import tidy_code
from channels.weixin.incoming import Message
from channels.weixin.scenes import talk_scene
from channels.weixin.words import ELSEWHERE, HEARD_VOICE, MORE

TYPED, TAPPED = "typed", "tapped"
TALK, GREET, ASK_MORE, ASK_CODE = "talk", "greet", "more", "code"
LEAVE, NOTE_PLACE, NOTHING = "leave", "place", "nothing"
# Said to the talk when there is nothing to say: it takes up what was going on, or shows the menu.
GO_ON = "继续"
MEDIA = {
    "voice": "（语音）",
    "image": "（图片）",
    "video": "（视频）",
    "location": "（位置）",
    "link": "（链接）",
    "card": "（小程序卡片）",
}
LONGEST = 2000
# 「接着说 1234 5678」: a talk begun on another screen, by the code that screen shows.
TAKE_UP = re.compile(r"接着说[\s:：]*((?:[0-9０-９][\s-]*){8})")


@dataclass(frozen=True)
class Occasion:
    """What to do about one message; plain data, so that it survives a restart.

    :param act: which of the acts above.
    :param text: what the talk hears.
    :param kind: what it is to the talk: ``text``, or a photo, a voice message and the like.
    :param how: which window of messages it opens: typed, tapped, or neither.
    :param first: said before the talk's own reply.
    :param shown: what the history shows in place of ``text``.
    :param scene: what a scanned code carried.
    :param position: latitude and longitude in degrees.
    :param key: the same for every delivery of the message, and for no other.
    """

    act: str = NOTHING
    text: str = ""
    kind: str = "text"
    how: str = ""
    first: str = ""
    shown: str = ""
    scene: str = ""
    position: tuple[float, float] | None = None
    key: str = ""

    @property
    def silent(self) -> bool:
        """Whether nothing is expected to be said to it."""
        return self.act in (LEAVE, NOTE_PLACE, NOTHING)

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Occasion:
        """An occasion from what was stored; fields this version does not know are left behind."""
        known = {one.name for one in fields(cls)}
        told = {name: value for name, value in stored.items() if name in known}
        position = told.get("position")
        return cls(**{**told, "position": tuple(position) if position else None})


def occasion(message: Message, key: str, click_text: Callable[[str], str]) -> Occasion:
    """Reads one message.

    :param click_text: gives what a key of the account's menu says, an empty string for keys that are not ours.
    """
    return replace(_read(message, click_text), key=key)


def _read(message: Message, click_text: Callable[[str], str]) -> Occasion:
    if message.kind == "event":
        return _event(message, click_text)
    if message.kind == "text":
        return _said(message.text, TAPPED if message.menu_id else TYPED)
    if message.heard == "voice" and message.recognition.strip(" 。，"):
        text = message.recognition[:LONGEST]
        return Occasion(TALK, text, how=TYPED, first=HEARD_VOICE.format(text=text))
    if message.heard:
        shown = MEDIA[message.heard]
        return Occasion(TALK, shown, message.heard, TYPED, shown=shown, position=_position(message))
    return Occasion()


def _said(text: str, how: str) -> Occasion:
    said = text.strip()
    if said == MORE:
        return Occasion(ASK_MORE, said, how=how)
    if said.strip("。！!") in ELSEWHERE:
        return Occasion(ASK_CODE, said, how=how)
    if code := TAKE_UP.fullmatch(said):
        return Occasion(TALK, GO_ON, how=how, shown="（接着说）", scene=talk_scene(tidy_code(code[1])))
    return Occasion(TALK, said[:LONGEST] or "？", how=how)


def _event(message: Message, click_text: Callable[[str], str]) -> Occasion:
    name = message.event
    if name == "subscribe":
        return Occasion(GREET, GO_ON, how=TAPPED, shown="（关注）", scene=message.scene)
    if name == "unsubscribe":
        return Occasion(LEAVE)
    if scene := message.scene or (message.text if name == "scancode_waitmsg" else ""):
        return Occasion(TALK, GO_ON, how=TAPPED, shown="（扫码）", scene=scene)
    if name == "click" and (text := click_text(message.event_key)):
        return _said(text, TAPPED)
    if name == "location":
        return Occasion(NOTE_PLACE, position=_position(message))
    return Occasion()


def _position(message: Message) -> tuple[float, float] | None:
    if message.latitude is None or message.longitude is None:
        return None
    return message.latitude, message.longitude
