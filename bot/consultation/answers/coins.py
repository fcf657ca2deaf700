"""The currency that follows a number, and the loose change behind it: 块钱, 元整, 三块五毛二, 两块半, 五毛, 一分钱."""

import re
from typing import NamedTuple

from bot.consultation.answers import numerals
from bot.consultation.answers.number_words import COUNTED

_WORD = re.compile(
    r"\s*(?:块钱|元整|元钱|圆整|圆|块|元(?![旦月件素宵])|毛钱|角钱|分钱|快钱|快(?=$|[,。])|毛(?![衣线病巾笔猪驴孩]|不拔)|角(?![形落度星债])|人民币|rmb|RMB|钱(?!某))"
)
_WORTH = {"毛": 0.1, "角": 0.1, "分": 0.01}
_CHANGE = re.compile(r"零?([0-9一二两三四五六七八九])(毛|角|分)?")
_NEW_NUMBER = re.compile(r"[十百千万亿0-9几.块元圆一二两三四五六七八九起共下直]")
# 块 also counts fields, bricks and watches.
_COUNTED_PIECE = re.compile(r"[地田砖石板肉玻铁布宅木瓦菜土饼糖]|[^,。;!?\s]{0,2}(?:地基|[地田砖表])")
_END = re.compile(r"$|[\s,。;!?、)]|[0-9一二两三四五六七八九都也没不]|出头|挂零|左右|多|以上|[吧呗嘞哩呢啊]")


class Coins(NamedTuple):
    """A currency word up to `end`: the number before it counts `worth` yuan each, and `extra` yuan come on top."""

    end: int
    worth: float
    extra: float


def after(text: str, start: int, end: int) -> Coins | None:
    """The currency that follows the number at text[start:end]; None when there is none, or 块 counts a thing."""
    word = _WORD.match(text, end)
    if word is None:
        return None
    said = word.group().strip()
    if said == "块" and _is_no_currency(text, start, end, word.end()):
        return None
    worth = _WORTH.get(said[0], 1)
    if said in ("块", "元", "圆", "毛", "角"):
        stop, extra = _change(text, word.end(), worth)
        return Coins(stop, worth, extra)
    return Coins(word.end(), worth, 0)


def _change(text: str, end: int, worth: float) -> tuple[int, float]:
    """Where the loose change after 块 or 毛 ends, and what it is worth in yuan."""
    if text[end : end + 1] == "半" and text[end : end + 2] not in ("半年", "半个", "半月", "半天"):
        return end + 1 + (text[end + 1 : end + 2] == "钱"), worth / 2
    extra, step = 0.0, worth / 10
    while step > 0.005 and (coin := _CHANGE.match(text, end)):
        if coin[2] is None and _begins_something(text, coin.end()):
            break
        step = _WORTH.get(coin[2] or "", step)
        extra += (numerals.value(coin[1]) or 0) * step
        end, step = coin.end(), step / 10
        if coin[2] is None:
            break
    return (end + 1 if extra and text[end : end + 1] == "钱" else end), extra


def _begins_something(text: str, end: int) -> bool:
    """三块五千, 三块一天, 一块一起: the digit before `end` is no change."""
    return bool(_NEW_NUMBER.match(text, end) or COUNTED.match(text, end))


def _is_no_currency(text: str, start: int, end: int, after_word: int) -> bool:
    """两块地, 三块砖; and 一块 for «together», as in 俺俩一块去的."""
    if _COUNTED_PIECE.match(text, after_word):
        return True
    return text[start:end] == "一" and not _END.match(text, after_word)
