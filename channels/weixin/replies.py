"""A passive reply as WeChat reads it: text, or one card."""

from __future__ import annotations

import re
import time

from channels.weixin.incoming import Message

# What the door answers where nothing is to be said; anything else malformed shows the resident an error of WeChat's.
NOTHING = "success"
# XML 1.0 has no way to write these, not even escaped.
FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text_reply(message: Message, text: str, now: float | None = None) -> str:
    """Plain text, and WeChat's <a href> links in it."""
    return reply(message, "text", f"<Content>{cdata(text)}</Content>", now)


def card_reply(
    message: Message, title: str, description: str, url: str, picture: str = "", now: float | None = None
) -> str:
    """One card that opens a page."""
    item = (
        f"<Title>{cdata(title)}</Title><Description>{cdata(description)}</Description>"
        f"<PicUrl>{cdata(picture)}</PicUrl><Url>{cdata(url)}</Url>"
    )
    return reply(message, "news", f"<ArticleCount>1</ArticleCount><Articles><item>{item}</item></Articles>", now)


def reply(message: Message, kind: str, inner: str, now: float | None) -> str:
    return (
        f"<xml><ToUserName>{cdata(message.user)}</ToUserName><FromUserName>{cdata(message.account)}</FromUserName>"
        f"<CreateTime>{int(time.time() if now is None else now)}</CreateTime>"
        f"<MsgType>{cdata(kind)}</MsgType>{inner}</xml>"
    )


def cdata(text: str) -> str:
    """Text that any XML reader gives back as it is, but for what XML cannot hold."""
    text = FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"
