"""What WeChat refuses in a message or a menu, measured in bytes as WeChat does."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from channels.rehearsal.fake_account import Account, Refusal

TEXT, MENU_TEXT = 2048, 2048
ONE_ARTICLE = 1
FIELD_LENGTH = {"thing": 20, "character_string": 32, "phrase": 5, "name": 10, "number": 32, "const": 20}
FIELD_FORM = {
    "time": re.compile(r"\d{4}(年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2})( \d{1,2}:\d{2}(:\d{2})?)?"),
    "character_string": re.compile(r"[!-~ ]*"),
}


def check_message(body: dict[str, Any], account: Account) -> None:
    kind = body.get("msgtype")
    content = body.get(kind) if isinstance(kind, str) else None
    if not isinstance(content, dict):
        raise Refusal(40008, "invalid message type")
    if kind == "text":
        _text(content.get("content"), TEXT)
    elif kind == "news":
        articles = content.get("articles") or []
        if len(articles) != ONE_ARTICLE:
            raise Refusal(45008, "article size out of limit")
        for article in articles:
            _text(article.get("title"), 512)
            _address(article.get("url"), 40039)
    elif kind == "msgmenu":
        if not account.may["msgmenu"]:
            raise Refusal(40200, "invalid account type")
        options = content.get("list") or []
        if not options or any(not one.get("id") or not one.get("content") for one in options):
            raise Refusal(44002, "empty post data")
        said = [content.get("head_content", ""), content.get("tail_content", ""), *(one["content"] for one in options)]
        if sum(len(part.encode()) for part in said) > MENU_TEXT:
            raise Refusal(45098, "menu message too long")
    else:
        raise Refusal(40008, "invalid message type")


def check_template(body: dict[str, Any], account: Account) -> None:
    if body.get("template_id") not in account.templates:
        raise Refusal(40037, "invalid template_id")
    data = body.get("data")
    if not isinstance(data, dict) or not data:
        raise Refusal(47001, "data format error")
    for name, one in data.items():
        value = one.get("value") if isinstance(one, dict) else None
        kind = re.sub(r"\d+$", "", name)
        if not isinstance(value, str) or not value:
            raise Refusal(47003, f"argument invalid! data.{name}.value is empty")
        if len(value) > FIELD_LENGTH.get(kind, 200) or not FIELD_FORM.get(kind, re.compile(r"[\s\S]*")).fullmatch(
            value
        ):
            raise Refusal(47003, f"argument invalid! data.{name}.value invalid")


def check_menu(menu: dict[str, Any]) -> None:
    buttons = menu.get("button")
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= 3:
        raise Refusal(40016, "invalid button size")
    for button in buttons:
        _name(button.get("name"), 16, 40018)
        below = button.get("sub_button") or []
        if not below:
            _button(button, (40017, 40019, 40055))
        if len(below) > 5:
            raise Refusal(40023, "invalid sub button size")
        for one in below:
            _name(one.get("name"), 60, 40025)
            _button(one, (40024, 40026, 40054))


def _button(button: dict[str, Any], codes: tuple[int, int, int]) -> None:
    wrong_type, wrong_key, wrong_url = codes
    if button.get("type") in ("click", "location_select"):
        key = button.get("key")
        if not isinstance(key, str) or not 1 <= len(key.encode()) <= 128:
            raise Refusal(wrong_key, "invalid button key size")
    elif button.get("type") == "view":
        _address(button.get("url"), wrong_url)
        if len(button["url"].encode()) > 1024:
            raise Refusal(wrong_url, "invalid button url size")
    else:
        raise Refusal(wrong_type, "invalid button type")


def _name(name: Any, longest: int, code: int) -> None:
    if not isinstance(name, str) or not 1 <= len(name.encode()) <= longest:
        raise Refusal(code, "invalid button name size")


def _text(text: Any, longest: int) -> None:
    if not isinstance(text, str) or not text.strip():
        raise Refusal(44004, "empty content")
    if len(text.encode()) > longest:
        raise Refusal(45002, "content size out of limit")


def _address(url: Any, code: int) -> None:
    parts = urlsplit(url) if isinstance(url, str) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        raise Refusal(code, "invalid url")
