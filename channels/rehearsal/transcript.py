"""Writes down what a phone showed, as it is printed in the terminal and in docs/wechat.md."""

from __future__ import annotations

import re
from collections.abc import Iterable

from channels.rehearsal.answers import Shown

SPEAKERS = {
    "me": "居民",
    "passive": "公众号",
    "service": "公众号（客服消息）",
    "template": "公众号（模板消息）",
    "banner": "微信提示",
}


def line(shown: Shown) -> str:
    """One bubble as text, its later lines indented."""
    parts = [f"［图文］{shown.title}" if shown.url and shown.title else shown.title, shown.text]
    parts += [f"［{label}］" for _, label in shown.options]
    parts.append(shown.url)
    words = "\n".join(part for part in parts if part)
    return f"{SPEAKERS[shown.how]}：" + re.sub(r"\n(?=[^\n])", "\n    ", words)


def written(seen: Iterable[Shown], name: str = "") -> str:
    """A whole phone; with a heading where there are several."""
    heading = f"—— {name} ——\n" if name else ""
    return heading + "\n".join(map(line, seen)) + "\n"
