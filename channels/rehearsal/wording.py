"""The Chinese words by which a script or the terminal says what a resident does; one table for both."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from channels.rehearsal import deeds
from channels.rehearsal.deeds import Deed

# label of a menu item → its type, such as click or view, and its key or address
Menu = Mapping[str, tuple[str, str]]
HELP = """直接打字就是说话。下面这些，前面加斜杠：
  /选 对，给我指南       选一个选项（替您发它的号码，或者点它）
  /点 法律咨询           点公众号下面的菜单
  /扫 place-3            扫一张码（没关注的，用 /关注 place-3）
  /语音 [识别出的字]     发语音；不写字就是没有识别结果
  /图片  /视频  /小程序 [名字]  /链接 网址
  /位置 34.02 113.85     发一个位置；/上报 34.02 113.85 是微信自动上报的
  /关注 [码]  /取关
  /打开 指南             打开最近一张卡片或者一个链接，看是不是打得开
  /人数 20               另外再来二十位居民，同时说您上一句话
  /帮助  /退出"""


class Unclear(Exception):
    """A word or its argument cannot be understood; `str(error)` says so in Chinese."""


def deed(word: str, given: str, menu: Menu | None = None) -> Deed:
    """What a resident does at this word; raises Unclear."""
    if word == "点":
        return _menu_tap(given, menu or {})
    if word not in _DEEDS:
        raise Unclear(f"不知道「{word}」是做什么。可以用：{'、'.join(known())}。")
    return _DEEDS[word](given.strip())


def known() -> tuple[str, ...]:
    return ("点", *_DEEDS)


def _menu_tap(given: str, menu: Menu) -> Deed:
    kind, value = menu.get(given, ("click", given))
    if kind == "location_select":
        raise Unclear(f"「{given}」会请您发位置：用 位置 34.02 113.85。")
    return deeds.view(value, given) if kind == "view" else deeds.click(value, given)


def _words(given: str) -> Deed:
    if not given:
        raise Unclear("要说什么？")
    return deeds.text(given)


def _scan(given: str) -> Deed:
    if not given:
        raise Unclear("扫哪张码？例如：扫 place-3")
    return deeds.scan(given)


def _voice(given: str) -> Deed:
    return deeds.voice(given, transcribed=bool(given))


def _place(given: str) -> tuple[float, float, str]:
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)[\s,，]+(-?\d+(?:\.\d+)?)\s*(.*)", given)
    if not found:
        raise Unclear("位置要写纬度和经度，例如：位置 34.02 113.85")
    return float(found[1]), float(found[2]), found[3]


_DEEDS: dict[str, Callable[[str], Deed]] = {
    "说": _words,
    "扫": _scan,
    "语音": _voice,
    "图片": lambda given: deeds.image(),
    "视频": lambda given: deeds.video(),
    "小程序": lambda given: deeds.card(given or "示例小程序"),
    "链接": lambda given: deeds.link("分享的网页", given or "https://example.com/"),
    "位置": lambda given: deeds.location(*_place(given)),
    "上报": lambda given: deeds.location_event(*_place(given)[:2]),
    "关注": lambda given: deeds.follow(given),
    "取关": lambda given: deeds.unfollow(),
}
