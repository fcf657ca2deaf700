"""Reads a server's answer as strictly as WeChat does: nothing, a message to show, or a banner."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from channels.rehearsal.sealing import Account, Broken, unseal

LONGEST = 2048
NOTHING = (b"", b"success")
SILENT_KINDS = ("transfer_customer_service",)


@dataclass(frozen=True)
class Shown:
    """One bubble on the resident's phone. `how`: me, passive, service, template or banner."""

    how: str
    text: str
    title: str = ""
    url: str = ""
    options: tuple[tuple[str, str], ...] = ()  # of a menu message: (identity, label)

    @property
    def content(self) -> str:
        """Everything the resident reads in it."""
        lines = [self.title, self.text, *(label for _, label in self.options), self.url]
        return "\n".join(line for line in lines if line)


def read(account: Account, openid: str, status: int, body: bytes) -> Shown | None:
    """What the phone shows of an answer, None for an answer without words; raises Broken where WeChat shows a banner."""
    if status != 200:
        raise Broken(f"HTTP 状态 {status}")
    if body.strip() in NOTHING:
        return None
    message = unseal(account, body)
    if _word(message, "ToUserName") != openid:
        raise Broken("ToUserName 不是这位居民")
    if _word(message, "FromUserName") != account.name:
        raise Broken("FromUserName 不是这个公众号")
    if not _word(message, "CreateTime").isdigit():
        raise Broken("CreateTime 不是整数")
    kind = _word(message, "MsgType")
    if kind in SILENT_KINDS:
        return None
    if kind == "text":
        return _text(message)
    if kind == "news":
        return _news(message)
    raise Broken(f"不会显示「{kind}」类的消息")


def _text(message: Element) -> Shown:
    words = _word(message, "Content")
    if not words.strip():
        raise Broken("Content 是空的")
    if len(words.encode("utf-8")) > LONGEST:
        raise Broken(f"文字超过 {LONGEST} 字节")
    return Shown("passive", words)


def _news(message: Element) -> Shown:
    items = message.findall("Articles/item")
    if _word(message, "ArticleCount") != "1" or len(items) != 1:
        raise Broken("图文消息只能有一条")
    article = items[0]
    title, url = _word(article, "Title"), _word(article, "Url")
    if not title or not url.startswith(("http://", "https://")):
        raise Broken("图文消息没有标题，或者网址不完整")
    return Shown("passive", article.findtext("Description") or "", title, url)


def _word(element: Element, name: str) -> str:
    return element.findtext(name) or ""
