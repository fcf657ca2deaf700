"""Which words are read by which rule: RULES in any sentence, REPLY_RULES only where they are the whole reply.

Tried in this order; words a rule has taken are not read again.
"""

import re
from collections.abc import Callable
from datetime import date

from bot.consultation.answers import date_rules as rules
from bot.consultation.answers.date_words import DAY, FEAST, LUNAR, MONTH, YEAR

Rule = tuple[re.Pattern, Callable[[re.Match, date, bool], "str | None"]]
_NUMERIC = r"(?P<year>(?:19|20)[0-9]{2})"
RULES: list[Rule] = [
    (re.compile(rf"(?<![0-9.-]){_NUMERIC}[-/.](?P<month>[0-9]{{1,2}})[-/.](?P<day>[0-9]{{1,2}})(?![0-9])"), rules.numeric),
    (re.compile(rf"(?<![0-9.-]){_NUMERIC}[-/.](?P<month>[0-9]{{1,2}})(?P<day>)(?![0-9万千百元块wk])"), rules.numeric),
    (re.compile(rf"(?<![0-9.]){_NUMERIC}(?P<month>0[1-9]|1[0-2])(?P<day>[0-3][0-9])(?![0-9.元块])"), rules.numeric),
    (re.compile(rf"(?:{YEAR})?{FEAST}"), rules.feast),
    (
        re.compile(rf"(?:{YEAR})?{LUNAR}(?<![0-9一二三四五六七八九]、)(?<![0-9.一二两三四五六七八九十几半每第个]){MONTH}\s*月份?(?:[\s的]*{DAY})?(?![经薪租供嫂球饼])(?!(?<=一月)\s*[0-9一二两三四五六七八九十几])"),
        rules.spoken,
    ),
    (re.compile(rf"(?P<which>大上|上上|上|这|本|当|下下|下)个?月(?:份?[\s的]*{DAY})?(?![经薪租供])"), rules.of_month),
    (re.compile(r"(?<![大小多])半(?:个|拉)?(?P<unit>[年月])(?:以|之)?前"), rules.half_ago),
    (re.compile(r"(?:前|头)[几两俩]天"), rules.few_days_ago),
    (re.compile(f"(?<![半黑大深年月周以之])(?P<word>{'|'.join(sorted(rules.RELATIVE, key=len, reverse=True))})(?!(?<=儿)[子媳女童孙]|(?<=隔)[壁开离])"), rules.relative_day),
    (
        re.compile(
            r"(?<![0-9一二两三四五六七八九十几半每个])(?P<which>大上|上上|上|这|本|下下|下)?个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末1-7](?![0-9个天年次周期]))?"
        ),
        rules.weekday,
    ),
    (
        re.compile(r"(?<![0-9.一二三四五六七八九十每月第-])(?P<day>[0-9]{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])号(?![楼院门线车机店病床房桌铺码屋铺地文])"),
        rules.day_of_month,
    ),
    (re.compile(YEAR), rules.year_only),
]  # fmt: skip
REPLY_RULES: list[Rule] = [
    (re.compile(rf"{_NUMERIC}[-/.,、\s]+(?P<month>[0-9]{{1,2}})(?:[-/.,、\s]+(?P<day>[0-9]{{1,2}}))?"), rules.numeric),
    (re.compile(r"(?P<short>1[3-9]|[2-9][0-9])[-/.](?P<month>[0-9]{1,2})(?P<day>)"), rules.year_and_month),
    (re.compile(r"(?:(?P<short>[0-9]{2})[-/.])?(?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"), rules.month_and_day),
    (re.compile(r"(?P<year>20[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>)"), rules.numeric),
    (re.compile(r"(?P<year>(?:19|20)[0-9]{2})"), rules.year_replied),
    (re.compile(r"(?P<short>[0-9]{2}|[零〇一二九][零〇一二三四五六七八九])年份?"), rules.year_replied),
    (
        re.compile(r"(?P<feast>十一)(?P<before>)(?P<around>)(?P<day_said>)(?P<year>)(?P<short>)(?P<spoken>)"),
        rules.feast,
    ),
]
