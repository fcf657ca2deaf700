"""The account's menu and its notices: WeChat's own form of them, and what a tap means. menu_file.py reads them.

A key carries the words themselves, so a menu that was published long ago still says what it said then.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework.clock import CHINA

SAY, ASK_LOCATION = "say:", "ask:location"
ON_A_COMPUTER = "在电脑上继续"  # answered by the door itself, with a code
# What a template's field may hold, by the name WeChat gives it.
LONGEST = {"thing": 20, "character_string": 32, "phrase": 5, "const": 20, "name": 10}


@dataclass(frozen=True)
class Item:
    """One entry: ``does`` is say, open or ask, and ``what`` the words, the path or "location"."""

    name: str
    does: str
    what: str
    line: int

    def button(self, public_url: str) -> dict[str, Any]:
        if self.does == "open":
            return {"type": "view", "name": self.name, "url": public_url + self.what}
        if self.does == "ask":
            return {"type": "location_select", "name": self.name, "key": ASK_LOCATION}
        return {"type": "click", "name": self.name, "key": SAY + self.what}


@dataclass(frozen=True)
class Group:
    """One of the buttons at the bottom, with what opens above it."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Template:
    """A notice: its id at WeChat ("" = not used) and which of its fields says what."""

    id: str
    subscription: bool
    fields: Dict[str, str]
    line: int

    def data(self, body: Dict[str, str]) -> dict[str, str]:
        """The fields for one message, each as long as WeChat takes it."""
        return {
            field: fitting(field, says[1:] if says.startswith("=") else str(body.get(says, "")))
            for field, says in self.fields.items()
        }


@dataclass(frozen=True)
class WechatFile:
    """All that the file says."""

    groups: tuple[Group, ...]
    templates: Dict[str, Template]

    @property
    def items(self) -> list[Item]:
        return [item for group in self.groups for item in group.items]

    def menu(self, public_url: str) -> dict[str, Any]:
        """The menu as /cgi-bin/menu/create wants it."""
        return {
            "button": [
                {"name": group.name, "sub_button": [item.button(public_url) for item in group.items]}
                for group in self.groups
            ]
        }


def click_text(key: str) -> str:
    """The words a tap on the menu stands for; an empty string for a key that is not ours."""
    return key.removeprefix(SAY).strip() if key.startswith(SAY) else ""


def width(text: str) -> float:
    """How many 汉字 wide a text is; digits and Latin letters are half as wide."""
    return sum(1 if unicodedata.east_asian_width(one) in "WFA" else 0.5 for one in text)


def fitting(field: str, value: str) -> str:
    """A value as a template's field takes it: on one line, and not too long."""
    kind, value = re.sub(r"\d+$", "", field), " ".join(value.split())
    if kind in ("time", "date"):
        return _as_wechat_writes(value)
    longest = LONGEST.get(kind, 200)
    return value if len(value) <= longest else value[: longest - 1] + "…"


def _as_wechat_writes(moment: str) -> str:
    """A time in China, as templates want it: 2026年11月22日 11:57."""
    try:
        at = datetime.fromisoformat(moment).astimezone(CHINA)
    except ValueError:
        return moment
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


def differences(ours: Dict[str, Any], published: Dict[str, Any] | None) -> list[str]:
    """How the published menu differs from the file, in words; an empty list where it does not."""
    wanted, there = _flat(ours), _flat(published or {})
    if wanted == there:
        return []
    told = [f"少了「{name}」" for name in wanted if name not in there]
    told += [f"多了「{name}」" for name in there if name not in wanted]
    told += [f"「{name}」点了以后做的不一样" for name in wanted if name in there and there[name] != wanted[name]]
    return told or ["次序不一样"]


def _flat(menu: Dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    """「咨询 › 法律咨询」 to what it does and where it stands."""
    found = {}
    for number, group in enumerate(menu.get("button") or []):
        below = group.get("sub_button") or []
        below = below.get("list", []) if isinstance(below, dict) else below
        for place, one in enumerate(below or [group]):
            name = f"{group.get('name')} › {one.get('name')}" if below else str(group.get("name"))
            found[name] = (one.get("type"), one.get("key") or one.get("url"), number, place)
    return found
