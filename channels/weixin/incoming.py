"""One message of WeChat's, read from its XML: everything is checked, nothing is believed, nothing but NotAMessage is raised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from channels.weixin.fields import NotAMessage, fields

__all__ = ["LARGEST", "Message", "NotAMessage", "read"]

LARGEST = 64 * 1024
SCENE = "qrscene_"
# WeChat's message types, by what the core calls them.
HEARD = {
    "text": "text",
    "image": "image",
    "voice": "voice",
    "video": "video",
    "shortvideo": "video",
    "location": "location",
    "link": "link",
    "miniprogrampage": "card",
}
WHO, NAME, WHOLE = (re.compile(one) for one in ("[0-9A-Za-z_-]{1,64}", "[0-9a-z_.:-]{1,64}", "[0-9]{1,20}"))
DEGREES = re.compile("[+-]?[0-9]{1,3}([.][0-9]{0,30})?")


@dataclass(frozen=True)
class Message:
    """`kind` is WeChat's MsgType («event», or «unknown»); `event` its Event in lower case. What is not said is empty.

    `text` is what was typed, or the content of a code scanned through the menu; `scene` is what a QR code stands for.
    """

    kind: str
    user: str
    account: str
    created: int
    msg_id: str = ""
    text: str = ""
    event: str = ""
    event_key: str = ""
    scene: str = ""
    menu_id: str = ""
    latitude: float | None = None
    longitude: float | None = None
    label: str = ""
    recognition: str = ""
    url: str = ""
    title: str = ""
    description: str = ""
    media_id: str = ""
    status: str = ""

    @property
    def key(self) -> str:
        """The same for a message and all its resends, and for no other: MsgIds alone have met across users."""
        if self.kind == "event":
            return f"{self.user}|{self.created}|{self.event}|{self.event_key or self.msg_id}"
        return f"{self.user}|{self.msg_id}|{self.created}"

    @property
    def heard(self) -> str:
        """The kind as the core knows it; "" for what is no utterance of the resident's."""
        return HEARD.get(self.kind, "")


def read(xml: bytes, account: str = "") -> Message:
    """The message in `xml`; raises NotAMessage.

    :param account: the account's own id (gh_…); a message to another is not ours. "" takes any.
    """
    given = fields(xml, LARGEST)
    kind = plain(given, "MsgType").lower()
    if not kind:
        raise NotAMessage("no type")
    message = Message(
        kind if kind in HEARD or kind == "event" else "unknown",
        who(given, "FromUserName"),
        who(given, "ToUserName"),
        int(whole(given, "CreateTime")),
        **(event(given) if kind == "event" else said(given, kind)),  # type: ignore[arg-type]
    )
    if account and message.account != account:
        raise NotAMessage("another account")
    return message


def said(given: Mapping[str, str], kind: str) -> dict[str, object]:
    """What a message says, by its type."""
    if kind not in HEARD:
        return {"msg_id": plain(given, "MsgId")[:20]}
    found: dict[str, object] = {"msg_id": whole(given, "MsgId"), "media_id": plain(given, "MediaId")}
    if kind == "text":
        if "Content" not in given:
            raise NotAMessage("no Content")
        return {**found, "text": given["Content"], "menu_id": plain(given, "bizmsgmenuid")}
    if kind == "location":
        return {**found, **spot(given, "Location_X", "Location_Y"), "label": plain(given, "Label")}
    if kind == "voice":
        return {**found, "recognition": plain(given, "Recognition")}
    if kind == "image":
        return {**found, "url": plain(given, "PicUrl")}
    if kind in ("link", "miniprogrampage"):
        url = plain(given, "Url") or plain(given, "PagePath")
        return {**found, "title": plain(given, "Title"), "description": plain(given, "Description"), "url": url}
    return found


def event(given: Mapping[str, str]) -> dict[str, object]:
    """What an event says, by its name; one we do not know has its name and its key."""
    name, key = plain(given, "Event").lower(), plain(given, "EventKey")
    if not NAME.fullmatch(name):
        raise NotAMessage("Event")
    found: dict[str, object] = {"event": name, "event_key": key, "status": plain(given, "Status")}
    found["msg_id"] = plain(given, "MsgID")[:20]
    if name == "subscribe" and key.startswith(SCENE):
        found["scene"] = key.removeprefix(SCENE)
    elif name == "scan":
        found["scene"] = key
    elif name == "location":
        found |= spot(given, "Latitude", "Longitude")
    elif name == "location_select":
        found |= spot(given, "SendLocationInfo/Location_X", "SendLocationInfo/Location_Y")
        found["label"] = plain(given, "SendLocationInfo/Label")
    elif name in ("scancode_push", "scancode_waitmsg"):
        found["text"] = plain(given, "ScanCodeInfo/ScanResult")
    elif name == "view":
        found["url"] = key
    return found


def plain(given: Mapping[str, str], name: str) -> str:
    return given.get(name, "").strip()


def who(given: Mapping[str, str], name: str) -> str:
    value = plain(given, name)
    if not WHO.fullmatch(value):
        raise NotAMessage(name)
    return value


def whole(given: Mapping[str, str], name: str) -> str:
    value = plain(given, name)
    if not WHOLE.fullmatch(value):
        raise NotAMessage(name)
    return value


def spot(given: Mapping[str, str], north: str, east: str) -> dict[str, object]:
    """A place on the map; python's float() would take «nan» and «1_0», so the digits are looked at first."""
    latitude, longitude = plain(given, north), plain(given, east)
    if not DEGREES.fullmatch(latitude) or not DEGREES.fullmatch(longitude):
        raise NotAMessage("place")
    if abs(float(latitude)) > 90 or abs(float(longitude)) > 180:
        raise NotAMessage("place")
    return {"latitude": float(latitude), "longitude": float(longitude)}
