"""Ages and counts: 六十二, 62岁, 六十多, 八个月大, 63年生的; 俩孩子, 一儿一女, 三亩二分, 三成."""

import re
from datetime import date
from typing import NamedTuple

from bot.consultation.answers import dates, hedges, numerals
from bot.consultation.answers.number_words import DIGITS
from bot.consultation.answers.numerals import Numeral, whole
from bot.consultation.answers.tidy import fold
from bot.consultation.answers.unclear import Unclear

_ZODIAC = re.compile("属(?:鼠|牛|虎|兔|龙|蛇|马|羊|猴|鸡|狗|猪|啥|相)")
_MONTHS_OLD = re.compile(r"(?:个多?半?月|天|周(?!岁))(?!前)|[俩仨]月")
_BABY = re.compile("(?:不到|没到|不满|没满)(?:一|1)周?岁|满月|刚出生|刚生|没出月|吃奶|百天")
_BIRTH_YEAR = re.compile(
    r"((?:19|20)?[0-9]{2}|[零〇一二三四五六七八九]{4}|[零〇一二三四五六七八九]{2})年(?:.{0,8}(?:生|的|人)|属|(?:.{1,2}月.{0,4})?$)"
)
_NEARLY = re.compile(r"(?:快|奔|将近|不到|差点|眼看)[^0-9]{0,2}$")
_SHORT_OF = re.compile("差[^,。]{0,3}(?:岁|月|天)")
_NO_COUNT = re.compile(r"(?:一个|一点)?[都也还]?(?:没有?|无|没得)(?:要|孩子|小孩|娃|呢|嘞|啊|了|生|吧)*")
_WORDS = (
    ("三胞胎", 3), ("双胞胎", 2), ("龙凤胎", 2), ("独生", 1), ("独苗", 1), ("一半", 50), ("对半", 50), ("百分之百", 100),
)  # fmt: skip
# 三七开 names two shares, and which is whose is not said.
_SHARES = re.compile("[一二三四六七八九]{2}开")
_PEOPLE = re.compile(r"\s*个?(?:儿|女|男|闺女|妮|小子|小孩|小儿|小妮|孩|娃|丫头)")
_HALF_MU = re.compile("(?:[^0-9一二两三四五六七八九十亩]|^)半亩")
_TOTAL = re.compile(r"(?:一共|总共|共|统共|拢共|加起来)[^0-9]{0,3}$")
_MU = re.compile(
    r"\s*亩零?(?P<tenth>[0-9一二两三四五六七八九])分?(?P<hundredth>[0-9一二两三四五六七八九])?厘?|\s*亩(?P<half>半)|\s*分(?P<plot>地|半)?"
)
_NO_NUMBER = re.compile(r"\s*(?:[号月日点块元]|年(?!级)|岁)|[.:/-][0-9]")
_ADVERB = re.compile("一[起下直定样共旦般切些点块]")
_TOO_WIDE = 2.5


class Count(NamedTuple):
    """A number found at text[start:end]; `vague` when the words give only a bound or a range."""

    text: str
    start: int
    end: int
    value: float
    vague: bool = False


def find_ages(text: str) -> list[Count]:
    """Every age in a sentence: 62岁, 六十多岁, 今年七十三."""
    folded, found = fold(text), []
    for each in numerals.find(folded):
        if re.match(r"\s*周?岁", folded[each.end :]) or re.search(r"今年(?:都|快|也|有|已经)?$", folded[: each.start]):
            years = _MONTHS_OLD.match(folded, each.end) is None
            if years and each.high < 150 and not re.match(r"[年月号块元万个亩]", folded[each.end :]):
                found.append(Count(each.text, each.start, each.end, int(each.low)))
    return found


def find(text: str) -> list[Count]:
    """Every plain count in a sentence; dates, sums and ages are left to their own readers."""
    folded = fold(text)
    return [
        Count(each.text, each.start, each.end, each.low)
        for each in numerals.find(folded)
        if not _NO_NUMBER.match(folded, each.end)
        and folded[max(0, each.start - 1) : each.start] != "第"
        and not _ADVERB.match(folded, each.start)
        and not _is_wide(each)
    ]


def read_age(text: str, today: date) -> int | None:
    """Full years of age in a reply, None when there are none; a birth year is reckoned to this year.

    Raises Unclear for 属相, 虚岁, 快七十, 六十多 and several ages: a year more or less counts in law.
    """
    folded = fold(text).strip()
    ages = [each for each in numerals.find(folded) if each.high < 150 and each.text != "几"]
    if (born := _born(folded, today)) is not None:
        return born
    if _ZODIAC.search(folded) and not ages:
        raise Unclear("光知道属相还不好算，请说周岁多少，或者哪一年生的，比如「62岁」「1964年生」。")
    if "虚" in folded:
        raise Unclear("法律上按周岁算，周岁一般比虚岁小一岁。请说周岁多少，或者哪一年生的。")
    said = [each for each in ages if re.match(r"\s*周?岁", folded[each.end :])] or ages
    if _BABY.search(folded) or (said and _MONTHS_OLD.match(folded, said[0].end)):
        return 0
    if not said:
        return None
    if len({each.low for each in said}) > 1:
        raise Unclear("您说了几个岁数，这一问只要一个，请单说这一个，比如「62岁」。")
    one, start, end = said[0], said[0].start, said[0].end
    about = one.low < one.high or one.vague or hedges.is_less(folded, start, end) or hedges.is_more(folded, start, end)
    if (
        about
        or re.match("岁?(?:上下|左右)", folded[end:])
        or _NEARLY.search(folded[:start])
        or _SHORT_OF.search(folded)
    ):
        raise Unclear("周岁正好是多少？比如「69岁」，或者说哪一年生的。")
    after = folded[said[0].end :]
    return None if re.match(r"[年月号天块元万个亩后]", after) else int(said[0].low)


def read_number(text: str) -> Count | None:
    """The count a reply names, None when it names none: 俩孩子 → 2, 一儿一女 → 2, 没有 → 0, 三亩二分 → 3.2, 30% → 30.

    Raises Unclear for several counts, one as wide as 好几个, one as open as 不到五亩, and 三七开.
    """
    folded = fold(text).strip()
    found = [
        each
        for each in numerals.find(folded)
        if not _NO_NUMBER.match(folded, each.end) and folded[each.start - 1 : each.start] != "挂"
    ]
    if _HALF_MU.search(folded) and not found:
        return _count(text, 0.5)
    if _NO_COUNT.fullmatch(folded if found else re.split("[,。;]", folded)[0]):
        return _count(text, 0)
    if _SHARES.search(folded):
        raise Unclear("您说的这两个数，哪个是要问的那一边？请单说一个，比如「30」。")
    if (known := next((number for word, number in _WORDS if word in folded), None)) is not None:
        return _count(text, known)
    if not found:
        return None
    one = found[0]
    totals = [each for each in found if _TOTAL.search(folded[: each.start])]
    if len(totals) == 1:
        return _count(text, totals[0].low, totals[0].vague)
    if hedges.is_less(folded, one.start, one.end):
        raise Unclear(f"「{text}」大概是多少？说个差不多的数就行，比如「3」。")
    if acres := _MU.match(folded, one.end):
        return _count(text, _acres(one, acres), one.vague)
    if len(found) > 1 and all(_PEOPLE.match(folded, each.end) for each in found):
        return _count(text, whole(sum(each.low for each in found)))
    if len({(each.low, folded[each.end : each.end + 2]) for each in found}) > 1:
        raise Unclear(
            "您说了几个数：" + "、".join(each.text for each in found[:4]) + "。这一问只要一个，请单说这一个。"
        )
    if _is_wide(one):
        raise Unclear(f"「{one.text}」大概是多少？说个差不多的数就行，比如「3」。")
    tenths = folded[one.end : one.end + 1] == "成"
    vague = one.vague or hedges.is_more(folded, one.start, one.end)
    return _count(text, whole(one.low * 10) if tenths else one.low, vague)


def _count(text: str, value: float, vague: bool = False) -> Count:
    return Count(text, 0, len(text), value, vague)


def _born(text: str, today: date) -> int | None:
    """Years since a birth year or birthday (63年生的, 1963年5月生); a year alone counts as if the birthday were past."""
    said = _BIRTH_YEAR.search(text)
    if said is None:
        return None
    year = int("".join(char if char.isascii() else str(DIGITS[char]) for char in said[1]))
    if len(said[1]) == 2:
        year += 2000 if year <= today.year % 100 else 1900
    spans = [span for span in dates.find(text, today) if span.start <= said.start() < span.end]
    birthday = spans[0].value if spans else str(year)  # 腊月 of one year lies in the next
    age = today.year - int(birthday[:4]) - (birthday[5:] > today.isoformat()[5 : len(birthday)])
    return age if 0 <= age < 130 else None


def _acres(number: Numeral, measure: re.Match) -> float:
    """三亩二分 → 3.2, 三亩二分五厘 → 3.25, 两亩半 → 2.5, 二分地 → 0.2."""
    if measure["tenth"]:
        tenth, hundredth = (numerals.value(measure[name] or "零") or 0 for name in ("tenth", "hundredth"))
        return whole(number.low + tenth / 10 + hundredth / 100)
    if measure["half"]:
        return whole(number.low + 0.5)
    return whole(number.low / 10) if measure["plot"] else number.low


def _is_wide(number: Numeral) -> bool:
    return bool(number.low) and number.high / number.low > _TOO_WIDE
