"""Reads channels/wechat.yml and checks it whole: every mistake with its line, before anything reaches WeChat."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from channels.weixin.lines import FileWrong, Mapping, read
from channels.weixin.menu import SAY, Group, Item, Template, WechatFile, width

GROUPS, ITEMS = 3, 5
GROUP_NAME, ITEM_NAME = 4, 8  # in 汉字; WeChat shows no more, whatever it accepts
KEY = 128  # bytes
BODY = ("number", "state", "at")  # nothing of the matter itself: a notice shows on a locked screen


def load(path: Path) -> WechatFile:
    """The file, checked; raises FileWrong with every mistake in it."""
    problems: list[str] = []
    content = read(path)
    if not isinstance(content, Mapping):
        raise FileWrong([f"{path}:1: 开头要有 menu: 一行，照自带的 channels/wechat.yml 写"])
    checking = _Checking(path, problems)
    checking.only(content, ("menu", "templates"))
    groups = checking.groups(content)
    templates = checking.templates(content.get("templates") or Mapping(1))
    if problems:
        raise FileWrong(problems)
    return WechatFile(groups, templates)


class _Checking:
    """Takes the file apart and notes what has to be mended."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        self._path, self._problems = path, problems

    def wrong(self, line: int, text: str) -> None:
        self._problems.append(f"{self._path}:{line}: {text}")

    def only(self, mapping: Mapping, allowed: tuple[str, ...]) -> None:
        for key in mapping:
            if key not in allowed:
                self.wrong(mapping.at(key), f"不认识「{key}」，这里只能写 {'、'.join(allowed)}")

    def groups(self, content: Mapping) -> tuple[Group, ...]:
        found = content.get("menu")
        if not isinstance(found, list) or not 1 <= len(found) <= GROUPS:
            self.wrong(content.at("menu"), f"menu 下面要有 1 到 {GROUPS} 个一级菜单，每个用「- name:」开头")
            return ()
        groups = []
        for one in found:
            if not isinstance(one, Mapping):
                self.wrong(content.at("menu"), "每个一级菜单要写 name 和 items")
                continue
            self.only(one, ("name", "items"))
            name = self._name(one, GROUP_NAME)
            items = one.get("items")
            if not isinstance(items, list) or not 1 <= len(items) <= ITEMS:
                self.wrong(one.at("items"), f"「{name}」下面要有 1 到 {ITEMS} 项")
                continue
            groups.append(Group(name, tuple(item for each in items if (item := self._item(each, one)))))
            self._once([(item.name, item.line) for item in groups[-1].items])
        return tuple(groups)

    def templates(self, found: Any) -> dict[str, Template]:
        if not isinstance(found, Mapping):
            self.wrong(1, "templates 下面要写 progress:，或者把 templates 整段去掉")
            return {}
        self.only(found, ("progress",))
        return {name: made for name in found if (made := self._template(found[name], found.at(name)))}

    def _template(self, one: Any, line: int) -> Template | None:
        if not isinstance(one, Mapping) or not isinstance(fields := one.get("fields"), Mapping):
            self.wrong(line, "要写 id、kind 和 fields")
            return None
        self.only(one, ("id", "kind", "fields"))
        if one.get("kind", "template") not in ("template", "subscription"):
            self.wrong(one.at("kind"), "kind 只能写 template（模板消息）或 subscription（订阅通知）")
        if not isinstance(one.get("id", ""), str) or re.search(r"\s", one.get("id", "")):
            self.wrong(one.at("id"), 'id 照抄公众平台里的模板ID，中间没有空格；不用就写 ""')
        for field, says in fields.items():
            if not isinstance(says, str) or not (says in BODY or re.match("=.", says)):
                self.wrong(fields.at(field), f"「{field}」右边只能写 {'、'.join(BODY)}，或者 =固定的字")
            elif says == "number" and re.match(r"character_string|number", field):
                self.wrong(fields.at(field), f"案件编号里有汉字，「{field}」只收字母和数字；选一个 thing 字段放它")
        return Template(one.get("id", ""), one.get("kind") == "subscription", dict(fields), line)

    def _item(self, one: Any, above: Mapping) -> Item | None:
        if not isinstance(one, Mapping):
            self.wrong(above.at("items"), "每一项要写 name，再写 say、open 或 ask")
            return None
        self.only(one, ("name", "say", "open", "ask"))
        name, kinds = self._name(one, ITEM_NAME), [kind for kind in ("say", "open", "ask") if kind in one]
        if len(kinds) != 1:
            self.wrong(one.line, f"「{name}」要写 say、open、ask 里的一样，不多不少")
            return None
        kind, what = kinds[0], one[kinds[0]]
        if not isinstance(what, str) or not what.strip():
            self.wrong(one.at(kind), f"{kind} 后面是空的")
        elif kind == "say" and len((SAY + what).encode("utf-8")) > KEY:
            self.wrong(one.at(kind), f"say 后面的话太长，最多 {(KEY - len(SAY)) // 3} 个汉字")
        elif kind == "open" and not re.fullmatch(r"/(?!/)[!-~]{0,200}", what):
            self.wrong(one.at(kind), "open 只能打开本站的页面，用 / 开头，里面没有空格和汉字，例如 /mine")
        elif kind == "ask" and what != "location":
            self.wrong(one.at(kind), "ask 后面只能写 location")
        else:
            return Item(name, kind, what.strip(), one.line)
        return None

    def _name(self, one: Mapping, most: int) -> str:
        name = one.get("name")
        if not isinstance(name, str) or not name.strip():
            self.wrong(one.line, "要写 name")
            return ""
        if width(name.strip()) > most:
            self.wrong(one.at("name"), f"「{name}」太长，这一级最多 {most} 个汉字，多的会变成省略号")
        return name.strip()

    def _once(self, names: list[tuple[str, int]]) -> None:
        seen: set[str] = set()
        for name, line in names:
            if name in seen:
                self.wrong(line, f"「{name}」在同一组里写了两次")
            seen.add(name)
