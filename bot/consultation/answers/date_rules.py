"""How each way of naming a day becomes a date: one rule a wording, tried from the most to the least specific.

A rule gives a partial ISO date with only the precision that was said, or None when the words are no date after all;
it raises Unclear for a day no calendar has. Of dates without a year the nearest that is not in the future is meant,
or, when the future is allowed, the nearest of all.
"""

import re
from datetime import date, timedelta

from bot.consultation.answers import moon, numerals
from bot.consultation.answers.date_words import LUNAR_MONTHS, SEASONS, feast_day, number, year_said
from bot.consultation.answers.partial_dates import (
    back,
    impossible,
    iso,
    iso_or_none,
    lunar_date,
    nearest,
    same_month,
    years,
)

_DAYS = {
    0: "今天 今日 今儿个 今儿 今个 今早 今晚 今黑 今晨 今夜 今上午 今下午 今晌午 今隔儿 今儿隔 今隔 今黑儿 刚才 刚刚 方才 才将 将才",
    -1: "昨天 昨日 昨儿个 昨儿 昨个 昨晚 昨黑 昨夜 昨早 昨晨 昨上午 昨下午 昨晌午 夜儿个 夜儿 夜个 夜黑 夜隔儿 夜儿隔 夜隔 夜黑儿 夜儿黑 夜晚黑 夜个黑",
    -2: "前天 前儿个 前儿 前晚 前黑 前隔儿 前儿隔 前隔 前黑儿",
    -3: "大前天 大前儿个 大前儿 大前隔儿 大前儿隔",
    1: "明天 明日 明儿 明早 明晚 明隔儿 明儿隔 明黑",
    2: "后天 后儿个 后隔儿 后儿隔",
    3: "大后天",
}
RELATIVE = {word: days for days, words in _DAYS.items() for word in words.split()}
_WEEKS = {"大上": -2, "上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_WEEKDAYS = {
    char: value for value, chars in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7")) for char in chars
}
_AGO = re.compile(
    r"(?P<half_of>个半|半)?个?(?P<unit>年|月|天|日|周|星期|礼拜)(?P<half>半)?(?P<more>多)?(?:以|之)?前(?![后妻夫])"
)


def numeric(match: re.Match, today: date, past: bool) -> str:
    """2025-10-1, 2025/10, 2025.10.1, 20251001."""
    return iso(int(match["year"]), int(match["month"]), int(match["day"]) if match["day"] else None)


def spoken(match: re.Match, today: date, past: bool) -> str | None:
    """2025年10月1日, 25年3月, 3月5号, 去年三月, 前年腊月, 农历六月初三, 正月十五."""
    said_month, said_day = match["month"], match["day"]
    month, day = LUNAR_MONTHS.get(said_month) or number(said_month), number(said_day) if said_day else None
    year = year_said(match, today)
    of_the_moon = match["lunar"] or match["leap"] or said_month in LUNAR_MONTHS or (said_day or "")[:1] in ("初", "廿")
    if of_the_moon:
        return lunar_date(year, month, day, bool(match["leap"]), today, past and not match["year"])
    if year:
        return iso(year, month, day)
    return nearest((iso_or_none(each, month, day) for each in years(today)), today, past) or impossible(month, day)


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
        days = (feast_day(name, each, False) for each in years(today))
        value = nearest((day.isoformat() for day in days if day), today, past)
    if value and (match["around"] or (name in SEASONS and not match["day_said"])):
        return value[:7]
    return value


def of_month(match: re.Match, today: date, past: bool) -> str | None:
    """上个月, 上个月15号, 这个月3号; 上个月初八 when the months of sun and moon agree on the day, else None."""
    steps = {"大上": -2, "上上": -2, "上": -1, "这": 0, "本": 0, "当": 0, "下": 1, "下下": 2}[match["which"]]
    year, month = divmod(today.year * 12 + today.month - 1 + steps, 12)
    if (match["day"] or "")[:1] in ("初", "廿"):
        day = moon.day_of_month(today, steps, number(match["day"]))
        return day.isoformat() if day and (day.year, day.month) == (year, month + 1) else None
    return iso(year, month + 1, number(match["day"]) if match["day"] else None)


def day_of_month(match: re.Match, today: date, past: bool) -> str | None:
    """15号: the nearest month that has such a day."""
    day = number(match["day"])
    months = [divmod(today.year * 12 + today.month - 1 - back, 12) for back in range(-1, 4)]
    value = nearest((iso_or_none(year, month + 1, day) for year, month in months), today, past)
    return value or impossible(None, day)


def relative_day(match: re.Match, today: date, past: bool) -> str:
    """昨天, 前天, 大前天, 今早, 夜儿个."""
    return (today + timedelta(days=RELATIVE[match["word"]])).isoformat()


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
    return same_month(first, min(last, today) if past and first <= today else last)


def ago(text: str, numeral: numerals.Numeral, today: date) -> tuple[int, str | None] | None:
    """三天前, 两个半月前, 两年前: where the words end and what they mean; None when they are not such words."""
    words = _AGO.match(text, numeral.end)
    if words is None:
        return None
    unit, half = words["unit"], 0.5 if words["half_of"] or words["half"] else 0
    low, high = numeral.low + half, numeral.high + half + (1 if words["more"] else 0)
    if numeral.vague and low == high:  # 十来天前
        low, high = low * 0.7, high * 1.3
    return words.end(), back(unit, low, high, today)


def half_ago(match: re.Match, today: date, past: bool) -> str | None:
    """半年前, 半个月前."""
    return back("月", 6, 6, today) if match["unit"] == "年" else back("天", 15, 15, today)


def few_days_ago(match: re.Match, today: date, past: bool) -> str | None:
    """前几天, 前两天: its month, when nine days back is still the same month."""
    return same_month(today - timedelta(days=9), today - timedelta(days=1))


def year_only(match: re.Match, today: date, past: bool) -> str | None:
    """去年, 2025年, 零八年."""
    after = match.string[match.end() :]
    counted = match["short"] and match["short"][0] not in "0零〇" and not re.match("[初底末春夏秋冬那]", after)
    year = year_said(match, today) or 0
    return None if counted or re.match("以?前|之前", after) or not 1900 <= year <= 2100 else str(year)


def year_replied(match: re.Match, today: date, past: bool) -> str:
    """2025 or 25年 as the whole reply."""
    return str(year_said(match, today))


def year_and_month(match: re.Match, today: date, past: bool) -> str:
    """24.3 in a reply to a question about a date: no month is a 24th."""
    return iso(year_said(match, today) or 0, int(match["month"]), None)


def month_and_day(match: re.Match, today: date, past: bool) -> str | None:
    """10.1 or 25.10.1 in a reply to a question about a date."""
    month, day = int(match["month"]), int(match["day"])
    if match["short"]:
        return iso(year_said(match, today) or 0, month, day)
    return nearest((iso_or_none(each, month, day) for each in years(today)), today, past) or impossible(month, day)
