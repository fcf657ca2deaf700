"""How each way of naming a day becomes a date: one rule a wording, tried from the most to the least specific.

A rule gives a partial ISO date with only the precision that was said, or None when the words are no date after all;
it raises Unclear for a day no calendar has. Of dates without a year the nearest that is not in the future is meant,
or, when the future is allowed, the nearest of all.
"""

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from bot.consultation.answers import moon, numerals
from bot.consultation.answers.date_words import (
    DAY,
    FEAST,
    LUNAR,
    LUNAR_MONTHS,
    MONTH,
    SEASONS,
    YEAR,
    feast_day,
    number,
    year_said,
)
from bot.consultation.answers.unclear import Unclear

_DAYS = {
    0: "今天 今日 今儿个 今儿 今个 今早 今晚 今晨 今夜 今上午 今下午 今晌午 刚才 刚刚 方才 才将 将才",
    -1: "昨天 昨日 昨儿个 昨儿 昨个 昨晚 昨夜 昨早 昨晨 昨上午 昨下午 昨晌午 夜儿个 夜儿 夜个 夜黑",
    -2: "前天 前儿个 前儿 前晚",
    -3: "大前天 大前儿个 大前儿",
    1: "明天 明日 明儿 明早 明晚",
    2: "后天",
    3: "大后天",
}
_RELATIVE = {word: days for days, words in _DAYS.items() for word in words.split()}
_UNIT_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}
_WEEKS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_WEEKDAYS = {
    char: value for value, chars in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7")) for char in chars
}
_AGO = re.compile(
    r"(?P<half_of>个半|半)?个?(?P<unit>年|月|天|日|周|星期|礼拜)(?P<half>半)?(?P<more>多)?(?:以|之)?前(?![后妻夫])"
)


def numeric(match: re.Match, today: date, past: bool) -> str:
    """2025-10-1, 2025/10, 2025.10.1, 20251001."""
    return _iso(int(match["year"]), int(match["month"]), int(match["day"]) if match["day"] else None)


def spoken(match: re.Match, today: date, past: bool) -> str | None:
    """2025年10月1日, 25年3月, 3月5号, 去年三月, 前年腊月, 农历六月初三, 正月十五."""
    said_month, said_day = match["month"], match["day"]
    month, day = LUNAR_MONTHS.get(said_month) or number(said_month), number(said_day) if said_day else None
    year = year_said(match, today)
    of_the_moon = match["lunar"] or match["leap"] or said_month in LUNAR_MONTHS or (said_day or "")[:1] in ("初", "廿")
    if of_the_moon:
        return _lunar(year, month, day, bool(match["leap"]), today, past and not match["year"])
    if year:
        return _iso(year, month, day)
    return _nearest((_iso_or_none(each, month, day) for each in _years(today)), today, past) or _impossible(month, day)


def feast(match: re.Match, today: date, past: bool) -> str | None:
    """国庆那天, 去年五一, 中秋, 过年那会儿; a month when only the time around it is meant, None for the days before."""
    if match["before"]:
        return None
    name, year = match["feast"].replace("三八妇女", "妇女"), year_said(match, today)
    if year:
        day = feast_day(name, year, bool(match["year"] or match["short"]))
        if past and day and day > today and match["spoken"]:
            day = feast_day(name, year - 1, False)
        value = day.isoformat() if day else None
    else:
        days = (feast_day(name, each, False) for each in _years(today))
        value = _nearest((day.isoformat() for day in days if day), today, past)
    if value and (match["around"] or (name in SEASONS and not match["day_said"])):
        return value[:7]
    return value


def of_month(match: re.Match, today: date, past: bool) -> str | None:
    """上个月, 上个月15号, 这个月3号."""
    steps = {"上上": -2, "上": -1, "这": 0, "本": 0, "当": 0, "下": 1, "下下": 2}[match["which"]]
    year, month = divmod(today.year * 12 + today.month - 1 + steps, 12)
    return _iso(year, month + 1, number(match["day"]) if match["day"] else None)


def day_of_month(match: re.Match, today: date, past: bool) -> str | None:
    """15号: the nearest month that has such a day."""
    day = number(match["day"])
    months = [divmod(today.year * 12 + today.month - 1 - back, 12) for back in range(-1, 4)]
    value = _nearest((_iso_or_none(year, month + 1, day) for year, month in months), today, past)
    return value or _impossible(None, day)


def relative_day(match: re.Match, today: date, past: bool) -> str:
    """昨天, 前天, 大前天, 今早, 夜儿个."""
    return (today + timedelta(days=_RELATIVE[match["word"]])).isoformat()


def weekday(match: re.Match, today: date, past: bool) -> str | None:
    """上周三, 星期天, 礼拜六; a whole week or weekend gives its month when it lies in one."""
    which, said = match["which"], match["weekday"]
    if not which and not said:
        return None
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=_WEEKS[which or "这"])
    if said == "末" and not which and past and monday + timedelta(days=5) > today:
        monday -= timedelta(weeks=1)
    if said and said != "末":
        day = monday + timedelta(days=_WEEKDAYS[said])
        if not which and past and day > today:
            day -= timedelta(weeks=1)
        return day.isoformat()
    first, last = monday + timedelta(days=5 if said else 0), monday + timedelta(days=6)
    return _same_month(first, min(last, today) if past and first <= today else last)


def ago(text: str, numeral: numerals.Numeral, today: date) -> tuple[int, str | None] | None:
    """三天前, 两个半月前, 两年前: where the words end and what they mean; None when they are not such words."""
    words = _AGO.match(text, numeral.end)
    if words is None:
        return None
    unit, half = words["unit"], 0.5 if words["half_of"] or words["half"] else 0
    low, high = numeral.low + half, numeral.high + half + (1 if words["more"] else 0)
    if numeral.vague and low == high:  # 十来天前
        low, high = low * 0.7, high * 1.3
    return words.end(), _back(unit, low, high, today)


def half_ago(match: re.Match, today: date, past: bool) -> str | None:
    """半年前, 半个月前."""
    return _back("月", 6, 6, today) if match["unit"] == "年" else _back("天", 15, 15, today)


def few_days_ago(match: re.Match, today: date, past: bool) -> str | None:
    """前几天, 前两天: its month, when nine days back is still the same month."""
    return _same_month(today - timedelta(days=9), today - timedelta(days=1))


def year_only(match: re.Match, today: date, past: bool) -> str | None:
    """去年, 2025年, 零八年."""
    after = match.string[match.end() :]
    counted = match["short"] and match["short"][0] not in "0零〇" and not re.match("[初底末春夏秋冬那]", after)
    return None if counted or re.match("以?前|之前", after) else str(year_said(match, today))


def year_replied(match: re.Match, today: date, past: bool) -> str:
    """2025 or 25年 as the whole reply."""
    return str(year_said(match, today))


def month_and_day(match: re.Match, today: date, past: bool) -> str | None:
    """10.1 or 25.10.1 in a reply to a question about a date."""
    month, day = int(match["month"]), int(match["day"])
    if match["short"]:
        return _iso(year_said(match, today), month, day)
    return _nearest((_iso_or_none(each, month, day) for each in _years(today)), today, past) or _impossible(month, day)


def _back(unit: str, low: float, high: float, today: date) -> str | None:
    """The day, month or year that long ago, or what the ends of a range have in common."""
    if unit in _UNIT_DAYS:
        if high * _UNIT_DAYS[unit] > 36_500:
            return None
        far, near = (today - timedelta(days=round(count * _UNIT_DAYS[unit])) for count in (high, low))
        return near.isoformat() if far == near else _same_month(far, near)
    far, near = (
        (today.year * 12 + today.month - 1 - int(count * (12 if unit == "年" else 1))) for count in (high, low)
    )
    if far < 1900 * 12:
        return None
    if unit == "年" and low == int(low):
        return str(near // 12) if far // 12 == near // 12 else None
    return f"{near // 12}-{near % 12 + 1:02d}" if far == near else None


def _lunar(year: int | None, month: int, day: int | None, leap: bool, today: date, step_back: bool) -> str | None:
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 30):
        return _impossible(month, day)

    def said(each: int) -> str | None:
        if day is None:
            return moon.month(each, month, leap)
        found = moon.day(each, month, day, leap)
        return found.isoformat() if found else None

    if year is None:
        return _nearest((said(each) for each in _years(today)), today, step_back) or _impossible(month, day)
    value = said(year)
    if value and step_back and _first(value) > today:
        value = said(year - 1)
    return value or _impossible(month, day)


def _years(today: date) -> range:
    """The years to look through; nine back, so that 29 February and leap months come by."""
    return range(today.year + 1, today.year - 10, -1)


def _nearest(values: Iterable[str | None], today: date, past: bool) -> str | None:
    said = [value for value in values if value and (not past or _first(value) <= today)]
    return min(said, key=lambda value: abs((today - _first(value)).days), default=None)


def _first(value: str) -> date:
    """The first day of a partial ISO date."""
    return date(*(int(part) for part in f"{value}-01-01"[:10].split("-")))


def _same_month(first: date, last: date) -> str | None:
    return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else None


def _iso_or_none(year: int, month: int, day: int | None) -> str | None:
    if not 1 <= month <= 12 or not 1900 <= year <= 2100:
        return None
    if day is None:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _iso(year: int, month: int, day: int | None) -> str:
    return _iso_or_none(year, month, day) or _impossible(month, day)


def _impossible(month: int | None, day: int | None) -> str:
    named = (f"{month}月" if month else "") + (f"{day}日" if day else "")
    raise Unclear(f"日历上没有{named}这一天，您再看看是哪天？比如「3月5号」，记不准就只说哪年哪月。")


Rule = tuple[re.Pattern, Callable[[re.Match, date, bool], "str | None"]]
_NUMERIC = r"(?P<year>(?:19|20)[0-9]{2})"
RULES: list[Rule] = [
    (re.compile(rf"(?<![0-9.-]){_NUMERIC}[-/.](?P<month>[0-9]{{1,2}})[-/.](?P<day>[0-9]{{1,2}})(?![0-9])"), numeric),
    (re.compile(rf"(?<![0-9.-]){_NUMERIC}[-/.](?P<month>[0-9]{{1,2}})(?P<day>)(?![0-9万千百元块wk])"), numeric),
    (re.compile(rf"(?<![0-9.]){_NUMERIC}(?P<month>0[1-9]|1[0-2])(?P<day>[0-3][0-9])(?![0-9.元块])"), numeric),
    (re.compile(rf"(?:{YEAR})?{FEAST}"), feast),
    (
        re.compile(rf"(?:{YEAR})?{LUNAR}(?<![0-9.一二两三四五六七八九十几半每第个]){MONTH}\s*月份?(?:[\s的]*{DAY})?(?![经薪租供嫂球饼])(?!(?<=一月)\s*[0-9一二两三四五六七八九十几])"),
        spoken,
    ),
    (re.compile(rf"(?P<which>上上|上|这|本|当|下下|下)个?月(?:份?[\s的]*{DAY})?(?![经薪租供])"), of_month),
    (re.compile(r"半(?:个|拉)?(?P<unit>[年月])(?:以|之)?前"), half_ago),
    (re.compile(r"(?:前|头)[几两俩]天"), few_days_ago),
    (re.compile(f"(?<![半黑大深年月周以之])(?P<word>{'|'.join(sorted(_RELATIVE, key=len, reverse=True))})"), relative_day),
    (
        re.compile(
            r"(?<![0-9一二两三四五六七八九十几半每个])(?P<which>上上|上|这|本|下下|下)?个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末1-7](?![0-9个天年次周期]))?"
        ),
        weekday,
    ),
    (
        re.compile(r"(?<![0-9.一二三四五六七八九十每月第-])(?P<day>[0-9]{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])号(?![楼院门线车机店病床房桌铺码屋铺地文])"),
        day_of_month,
    ),
    (re.compile(YEAR), year_only),
]  # fmt: skip
REPLY_RULES: list[Rule] = [
    (re.compile(r"(?:(?P<short>[0-9]{2})[-/.])?(?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"), month_and_day),
    (re.compile(r"(?P<year>20[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>)"), numeric),
    (re.compile(r"(?P<year>(?:19|20)[0-9]{2})"), year_replied),
    (re.compile(r"(?P<short>[0-9]{2}|[零〇一二九][零〇一二三四五六七八九])年份?"), year_replied),
    (re.compile(r"(?P<feast>十一)(?P<before>)(?P<around>)(?P<day_said>)(?P<year>)(?P<short>)(?P<spoken>)"), feast),
]
