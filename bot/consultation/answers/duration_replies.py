"""The one length of time a reply names, in the unit asked for: 住了12天, 一年半, 从去年三月到现在.

What is vague (十来天, 一年多) is marked so, to be agreed to; what has no one value (好几天, 不到两年, 大半年) is refused.
"""

import re
from datetime import date
from typing import NamedTuple

from bot.consultation.answers import dates, hedges, numerals
from bot.consultation.answers.durations import lengths_in
from bot.consultation.answers.numerals import whole
from bot.consultation.answers.partial_dates import first_day
from bot.consultation.answers.tidy import fold
from bot.consultation.answers.unclear import Unclear

_SINCE = re.compile("^[从打自]|到现在|到今天|至今|开始|以来|[那月日号年]起")
_UNIT_WORDS = {"天": "天", "月": "个月", "年": "年"}
_TOO_WIDE = 2.5


class Length(NamedTuple):
    """A length in the unit asked for; `vague` when the words give only a bound or a range."""

    value: float
    vague: bool


def read(text: str, unit: str) -> Length | None:
    """The length a reply names, in `unit` (天, 月 or 年); a bare number counts in it. None when there is none.

    Raises Unclear for several lengths, one as wide as 好几个月 or as open as 不到两年.
    """
    folded = fold(text)
    lengths = lengths_in(folded, reply=True)
    if len({one.within("天") for one in lengths}) > 1:
        raise Unclear(
            "您说了几段时间：" + "、".join(one.text for one in lengths[:4]) + "。这一问只要一段，请单说这一段。"
        )
    if lengths:
        length = lengths[0]
        low = length.within("天")
        less = hedges.is_less(folded, length.start, length.end)
        if less or (low and length.high / low > _TOO_WIDE):
            raise Unclear(f"「{text}」大概是多少？说个差不多的数就行，比如「3{_UNIT_WORDS.get(unit, unit)}」。")
        open_ended = hedges.is_more(folded, length.start, length.end)
        return Length(length.within(unit), length.vague or open_ended)
    bare = [
        each
        for each in numerals.find(folded)
        if folded[each.end :].strip() in ("", "左右", "吧", "来", unit) and each.text != "几"
    ]
    if len(bare) != 1 or (unit == "年" and bare[0].low >= 1000):
        return None
    alone = folded[: bare[0].start].strip("大概约有得共总就也是了 ") == ""
    return Length(bare[0].low, bare[0].vague) if alone else None


def since(text: str, today: date, unit: str) -> float | None:
    """The length up to today of what began on the one date named: 从去年三月到现在, 2025年3月开始的. None when unsaid."""
    spans = dates.find(text, today) if _SINCE.search(fold(text)) else []
    if len(spans) != 1 or len(spans[0].value) < len("2026-03"):
        return None
    start = first_day(spans[0].value)
    months = (today.year - start.year) * 12 + today.month - start.month - (today.day < start.day)
    return (today - start).days if unit == "天" else whole(round(months if unit == "月" else months / 12, 2))
