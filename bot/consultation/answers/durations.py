"""How long something lasted: 三天, 俩月, 半个月, 一年半, 三年零两个月, 十来天, 「住了12天」.

Read as years, months and days and given in the question's unit; a month counts 30 days and a year 365.
"""

import re
from typing import NamedTuple

from bot.consultation.answers import numerals
from bot.consultation.answers.numerals import Numeral, whole
from bot.consultation.answers.tidy import fold

_MEASURE = re.compile(
    r"(?P<middle>个半|个多|个来|个|拉)?(?P<unit>年|月|周|星期|礼拜|天|日|宿)(?P<half>半)?(?P<more>多)?(?!以?前|之前|[份号底初])"
)
_HALF = re.compile(
    r"(?<![一二两三四五六七八九十0-9个])(?P<size>[大小多])?半(?:个|拉)?(?P<vague>来)?(?P<unit>年|月|天)(?P<more>多)?(?!以?前|之前)|个把(?P<about>月)|年把(?P<year>)"
)
_TO = re.compile("到|至|-|~|或者?")
_JOIN = re.compile(r"[零又加,\s]*")
_UNITS = {
    "年": (1, 0, 0),
    "月": (0, 1, 0),
    "周": (0, 0, 7),
    "星期": (0, 0, 7),
    "礼拜": (0, 0, 7),
    "天": (0, 0, 1),
    "日": (0, 0, 1),
    "宿": (0, 0, 1),
}
_RATE = re.compile(r"(?:[0-9元块万千百]|每)$")
_RATE_AFTER = re.compile(r"\s*(?:[0-9一二两三四五六七八九十]|挣|给|要|工资)")
_ON_A_DAY = re.compile(r"月\s*(?:[0-9一二两三四五六七八九十]{1,3}|初[一二三四五六七八九十])[号日]?")


class Duration(NamedTuple):
    """A length of time at text[start:end] in days of `low` to `high`; `years`, `months`, `days` add up to `low`."""

    text: str
    start: int
    end: int
    years: float
    months: float
    days: float
    high: float = 0.0
    vague: bool = False

    def within(self, unit: str) -> float:
        """The low end in 天, 月 or 年, to two decimals."""
        if unit == "天":
            return whole(round(self.years * 365 + self.months * 30 + self.days, 2))
        months = self.years * 12 + self.months + self.days / 30
        return whole(round(months if unit == "月" else months / 12, 2))


def find(text: str) -> list[Duration]:
    """Every length of time in a sentence. Rates (三百一天) and points in time (三天前, 2025年) are left alone."""
    folded = fold(text)
    lengths = [one for one in lengths_in(folded, reply=False) if not _is_rate(folded, one)]
    return [one._replace(text=text[one.start : one.end]) for one in lengths]


def lengths_in(text: str, reply: bool) -> list[Duration]:
    """Measured numbers and halves, joined where they follow one another: 三年 + 零 + 两个月."""
    found = numerals.find(text)
    parts = [part for before, each in zip([None, *found], found) if (part := _measured(text, each, before, reply))]
    parts += [_half(match) for match in _HALF.finditer(text)]
    lengths: list[Duration] = []
    for part in sorted(parts, key=lambda one: one.start):
        if lengths and part.start < lengths[-1].end:
            continue
        if lengths and _JOIN.fullmatch(text, lengths[-1].end, part.start) and _finer(part, lengths[-1]):
            lengths[-1] = _sum(text, lengths[-1], part)
        elif lengths and _TO.fullmatch(text, lengths[-1].end, part.start):
            whole_text = text[lengths[-1].start : part.end]
            lengths[-1] = lengths[-1]._replace(text=whole_text, end=part.end, high=part.high, vague=True)
        else:
            lengths.append(part)
    return lengths


def _measured(text: str, numeral: Numeral, before: Numeral | None, reply: bool) -> Duration | None:
    measure = _MEASURE.match(text, numeral.end)
    if (
        measure is None
        or (numeral.low >= 1000 and measure["unit"] == "年")
        or text[max(0, numeral.start - 1) : numeral.start] in tuple("第每/.")
    ):
        return None
    unit, plain = measure["unit"], not measure["middle"] and numeral.text[-1] not in "俩仨多来余"
    if not reply and plain and (unit == "日" or (unit == "月" and "几" not in numeral.text)):
        return None  # 三月 and 3日 are dates, except in a reply to 多长时间
    if measure["middle"] and unit in ("天", "日", "年"):
        return None
    if (
        plain
        and unit == "月"
        and (text[numeral.start - 1 : numeral.start] == "年" or _ON_A_DAY.match(text, numeral.end))
    ):
        return None  # 去年三月, 三月五号
    low = numeral.low + (0.5 if measure["half"] or measure["middle"] == "个半" else 0)
    high = max(low, numeral.high) + (1 if measure["more"] or measure["middle"] == "个多" else 0)
    if before and before.low < low and _TO.fullmatch(text, before.end, numeral.start):  # 三到五天
        return _duration(text, before.start, measure.end(), unit, before.low, high)._replace(vague=True)
    length = _duration(text, numeral.start, measure.end(), unit, low, high)
    return length._replace(vague=bool(numeral.vague or measure["more"] or measure["middle"] in ("个多", "个来")))


def _half(match: re.Match) -> Duration:
    unit = match["unit"] or match["about"] or "年"
    count = 0.5 if match["unit"] else 1.0
    if unit == "年" and match["unit"]:
        unit, count = "月", 6
    wide = count * 3 if match["size"] else count  # 大半年, 小半年
    length = _duration(match.string, *match.span(), unit, count, wide)
    return length._replace(vague=not match["unit"] or bool(match["vague"] or match["more"]))


def _duration(text: str, start: int, end: int, unit: str, low: float, high: float) -> Duration:
    years, months, days = (weight * low for weight in _UNITS[unit])
    if years != int(years):
        years, months = int(years), months + (years - int(years)) * 12
    in_days = sum(weight * count for weight, count in zip(_UNITS[unit], (365, 30, 1)))
    return Duration(text[start:end], start, end, years, months, days, high * in_days)


def _finer(part: Duration, before: Duration) -> bool:
    """Months may follow years, days may follow both; 三年两年 are two lengths."""
    if before.days or (before.months and (part.months or part.years)):
        return False
    return not part.years


def _sum(text: str, first: Duration, second: Duration) -> Duration:
    return Duration(
        text[first.start : second.end], first.start, second.end,
        first.years + second.years, first.months + second.months, first.days + second.days, first.high + second.high,
        first.vague or second.vague,
    )  # fmt: skip


def _is_rate(text: str, length: Duration) -> bool:
    """三百一天, 一个月三千: one unit beside a sum is a price."""
    if not re.match(r"一(?:天|个?月|年)$|1(?:天|个月|年)$", length.text):
        return False
    return bool(_RATE.search(text[: length.start]) or _RATE_AFTER.match(text, length.end))
