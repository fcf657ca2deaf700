"""A speaker who puts himself right: 三万，不对，三万五 means 三万五, and 三万，不对 means nothing yet."""

import re

_WRONG = r"(?:[哦噢啊呃嗯唉哎]*\s*(?:不对(?![账劲头]))+|不{2,}|[哦噢啊呃唉哎]+不是?(?=[,。;!?\s0-9一二两三四五六七八九十])|我?(?<!没)(?:说|记|弄|搞)[错岔]了?|我?记混了|更正(?:一下)?)"
_NUMBER = re.compile(
    rf"(?P<before>.+?)[,。;!?\s]*(?:{_WRONG}|(?<=[,。;!?\s])(?:不是|不)(?=[,。;!?\s]))[,。;!?\s]*(?P<after>.*)"
)
_NOT_BUT = re.compile(r"[^,。]{0,4}不是[^,。]{1,12}[,。\s]*(?:而是|应?该?是|就?是)(?P<after>.+)")
_OPTION = re.compile(rf"(?P<before>.+?)[,。;!?\s]+{_WRONG}[,。;!?\s]+(?P<after>.+)")


def of_number(text: str) -> str | None:
    """What is said in place of a number or a day taken back; empty when nothing is; None when nothing is taken back."""
    if said := _NOT_BUT.fullmatch(text):
        return said["after"]
    last = None
    while said := _NUMBER.fullmatch(text):
        text = last = said["after"]
    return last


def of_option(text: str) -> str | None:
    """The same for a choice, between pauses only: there 不对 may be part of an answer (名字不对)."""
    said = _OPTION.fullmatch(text)
    return said["after"] if said else None
