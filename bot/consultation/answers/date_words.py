"""The pieces dates are made of: spoken years, months, days and festivals."""

import re
from datetime import date

from bot.consultation.answers import moon, numerals
from bot.consultation.answers.number_words import DIGITS

_TEN = "[一二三四五六七八九]"
_HANZI_NUMBER = "0-9零〇一二两三四五六七八九十百千万"
_YEARS_ON = "少青童当老中成往每全半多几"
YEAR = (
    r"(?:(?P<year>(?:19|20)[0-9]{2}|[一二][零〇九][零〇一二三四五六七八九]{2})\s*(?:年|(?=国庆|元旦|春节|五一|中秋|端午|正月|腊月))"
    rf"|(?<![{_HANZI_NUMBER}])(?P<short>[0-9]{{2}}|[零〇一二九][零〇一二三四五六七八九])\s*年"
    rf"|(?P<spoken>大前年|前年|去年|上年(?![度纪级])|头年|(?<![{_HANZI_NUMBER}{_YEARS_ON}])年时个?(?![间候代光刻期])"
    rf"|今年(?![都快已经刚满]*[{_HANZI_NUMBER}]+(?:多|来)?(?:岁|周岁|了|[,。]|$))|本年|明年|后年))[份\s,的]*"
)
MONTH = f"(?P<month>[0-9]{{1,2}}|十[一二]?|{_TEN}|正|冬|腊)"
# A day without 日 or 号 must not be the head of another number: 三月五千, 3月2个人.
DAY = (
    f"(?P<day>初(?:十|{_TEN})|廿{_TEN}?|[0-9]{{1,2}}|[二三]?十{_TEN}?|{_TEN})"
    r"(?P<mark>[日号]|(?![0-9十百千万亿个天块元多人年月点.几来斤亩次岁两一二三四五六七八九/-]))"
)
LUNAR = r"(?P<lunar>农历|阴历|古历|老历|旧历)?(?P<leap>闰)?"
SPOKEN_YEARS = {
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "头年": -1,
    "年时": -1,
    "年时个": -1,
    "今年": 0,
    "本年": 0,
}
LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}

SOLAR_FEASTS = {
    "元旦": (1, 1), "妇女节": (3, 8), "三八节": (3, 8), "五一": (5, 1), "劳动节": (5, 1), "六一": (6, 1), "儿童节": (6, 1),
    "教师节": (9, 10), "国庆": (10, 1), "十一": (10, 1), "十月一": (10, 1), "双十一": (11, 11), "双11": (11, 11),
    "平安夜": (12, 24), "圣诞": (12, 25),
}  # fmt: skip
LUNAR_FEASTS = {
    "春节": (1, 1), "过年": (1, 1), "年下": (1, 1), "元宵": (1, 15), "龙抬头": (2, 2), "端午": (5, 5), "五月端午": (5, 5), "七夕": (7, 7), "中元": (7, 15),
    "鬼节": (7, 15), "中秋": (8, 15), "八月十五": (8, 15), "重阳": (9, 9), "腊八": (12, 8), "小年": (12, 23), "除夕": (12, 30),
    "大年三十": (12, 30), "年三十": (12, 30), "二月二": (2, 2), "三月三": (3, 3), "五月五": (5, 5), "七月七": (7, 7), "九月九": (9, 9),
}  # fmt: skip
SEASONS = ("过年", "年下")
SUN_TERMS = {"清明": (4, 4.81), "冬至": (12, 21.94)}
FEAST = (
    r"(?P<feast>元旦|(?:三八)?妇女节|三八节|(?<![0-9一二三四五六七八九十百千月])(?:五一|六一)(?![0-9一二三四五六七八九十百千万年月号日点个块元天])|劳动节|儿童节"
    r"|教师节|国庆|(?<!双)十一(?=国庆|黄金周|长假|假期|放假|期间|那天|当天)|(?<=年)十一(?![0-9一二三四五六七八九十百千月日号点个])|十月一(?![0-9一二三四五六七八九十号日])|双十一|双11|平安夜|圣诞|春节|过年|年下"
    r"|元宵|龙抬头|五月端午|端午|七夕|中元|鬼节|中秋|八月十五(?![号日])|重阳|腊八|小年(?!轻)|除夕|大年三十|年三十|清明|冬至|大?年初(?:十|[一二三四五六七八九])"
    rf"|(?<![{_HANZI_NUMBER}])(?:二月二|三月三|五月五|七月七|九月九)(?![{_HANZI_NUMBER}号日天个块元多人年月点几来亩次岁]))"
    r"节?(?:国庆)?\s*的?"
    r"(?:(?P<before>前(?!后)|以前|之前|头里)|(?P<day_said>那一?天|当[天日]|这天)"
    r"|(?P<around>前后|期间|那会|那阵|那几天|时候|假期|放假|长假|黄金周|左右|后|以后|之后|过后|那段|里))?"
)


def number(text: str) -> int:
    """A month or day as spoken: 十二, 初五, 廿三, 5. 0 when it is none, which no calendar has."""
    return int(numerals.value(text.removeprefix("初")) or 0)


def year_said(match: re.Match, today: date) -> int | None:
    """The year a match of YEAR names: 2025, 二〇二五, 25, 去年. None when none was said."""
    said = match.groupdict()
    if said.get("year"):
        return int(numerals.value(said["year"]) or 0)
    if said.get("short"):
        short = int("".join(char if char.isascii() else str(DIGITS[char]) for char in said["short"]))
        return short + (2000 if short <= today.year % 100 + 1 else 1900)
    if said.get("spoken"):
        return today.year + {**SPOKEN_YEARS, "明年": 1, "后年": 2}[said["spoken"]]
    return None


def feast_day(name: str, year: int, by_solar_year: bool) -> date | None:
    """The day of a feast. A lunar feast at the year's end belongs to the lunar year, or to the solar one on request."""
    if name in SUN_TERMS:
        month, start = SUN_TERMS[name]
        return date(year, month, int(year % 100 * 0.2422 + start) - year % 100 // 4)
    if name in SOLAR_FEASTS:
        return date(year, *SOLAR_FEASTS[name])
    month, day = LUNAR_FEASTS.get(name) or (1, number(name.split("年", 1)[1]))
    return moon.day(year - (by_solar_year and month == 12), month, day)
