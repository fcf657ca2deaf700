"""Makes a typed or spoken line comparable: half-width, simplified, without emoji or stray punctuation at its ends."""

import re
import unicodedata

from bot.consultation.simplify import simplified

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xFFE5: "¥"}
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_SPACES = re.compile(r"\s+")
_PAUSE = re.compile(r"[.。·]{2,}|…+")
# 俺 and 我, 她 and 他, 冇 and 没 say the same; one character for one, so that positions in the text stay true.
_LEVEL = str.maketrans("俺她冇", "我他没")
_WOOD = re.compile("[木么]有")
# 2 万 5 is one number, however it is spaced.
_GAP = re.compile(
    r"(?<=[0-9一二两三四五六七八九十百千几多来]) (?=[万亿千百元块年月日号])|(?<=[万千百月年]) (?=[0-9一二三四五六七八九](?![0-9]))"
)
_HEDGE = re.compile(
    r"^(?:那个|这个(?!月|星期|礼拜|周)|就是说|就是|大概是?|大约是?|差不多是?|好像是?|应该是?|估计是?|可能是?|呃+|额+|唉+|哎+|俺想想|我想想|让我想想|咋说呢|怎么说呢)"
    r"[,。、.\s…]*"
)


def fold(text: str) -> str:
    """Full-width letters, digits and signs to half-width, one for one, so that positions in the text stay true."""
    return text.translate(_WIDE)


def clean(text: str) -> str:
    """The line as every reader wants it: NFKC, simplified, single spaces, no emoji or punctuation at either end."""
    text = _PAUSE.sub(",", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))
    text = _GAP.sub("", simplified(_SPACES.sub(" ", text)))
    start, end = 0, len(text)
    while start < end and not _is_said(text[start]):
        start += 1
    while end > start and not _is_said(text[end - 1]):
        end -= 1
    return text[start:end]


def level(text: str) -> str:
    """Dialect as the wordings of the knowledge base have it: 俺全责 → 我全责, 冇报 → 没报, 木有 → 没有."""
    return _WOOD.sub("没有", text.translate(_LEVEL))


def without_hedge(text: str) -> str:
    """Drops openers such as 那个, 就是, 大概 as long as something is left to read."""
    while (shorter := _HEDGE.sub("", text, count=1)) and shorter != text:
        text = shorter
    return text


def _is_said(char: str) -> bool:
    return char.isalnum() or char in "%¥"
