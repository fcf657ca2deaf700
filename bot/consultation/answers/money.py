"""Sums of money as people say them: 两万五, 8.8万, 三块五毛, 一万来块, 三四万, 十几万, 2k, 一分没给.

A number is money when a currency word follows, when it is counted in 万, or when a word of paying or owing stands near
it in the same clause and it counts nothing else. Whether a sum is monthly or yearly is for the question to say.
"""

import re
from typing import NamedTuple

from bot.consultation.answers import coins, numerals
from bot.consultation.answers.number_words import COUNTED
from bot.consultation.answers.numerals import Numeral, whole
from bot.consultation.answers.tidy import fold

_COUNTS_A_THING = re.compile(
    r"\s*(?:年(?![底初末终关前])|月(?![底初末薪租息供工])|天(?!天)|人(?!家|民)|家(?!里|人)|公[里斤分顷顿]|口(?!头)|张(?![三某])|条(?!件|子)"
    r"|房(?![租款东子贷产])|门(?!诊)|平(?![时均常台])|分(?![期三两几批])|时(?![间候])|代(?![理为付缴办还])|路(?!费)|车(?![费款贷损钱主])"
    r"|起(?![诉来])|套(?!路)|头(?![款期])|周(?![转末围])|期(?![限间])|号|日|岁|个|亩|次|(?<!多)点|秒|层|楼|栋|幢|室|院|组|队|米|斤|里(?![头面边])|回|笔|份|名|位|级|辆"
    r"|台|间|只|棵|株|户|种|方|样|届|倍|成|折|厘|度|步|字|票|句|股|[%‰]|-(?=[0-9])|[/.:][0-9]|[a-zA-Z])"
)
_ADVERB = re.compile(r"[起下块直定样共旦般切些点]")
_PAID = re.compile(
    r"(?:[借欠付赔交罚骗转汇投返退挣收差垫扣补捐卖买价贷钱款费损共]|给|花|押金|彩礼|工资|房租|租金|月租|月薪|本金|利息|定金|订金|首付|合计|总额|打(?!电话)"
    r"|还[了我他她给]|要了|[每一](?:个)?[月年天亩])[^,。;!?\s0-9]{0,6}\s?$"
)
_PAYABLE = re.compile(
    r"\s*(?:的|都|还|也|至今|到现在|一直)*(?:[没未不](?:给|还|结|付|退)|押金|彩礼|工资|工钱|定金|订金|房租|租金|欠款|借款|货款|医药费|医疗费"
    r"|本金|利息|赔偿|补偿|首付|罚款|存款|转账|一(?:天|个?月|年|亩|次|个?小时|趟|平))"
)
_NOTHING = re.compile(
    r"一(?:分|毛|块|元|个子儿?)钱?[都也]?(?:(?:没有?|木有|未|冇)(?:给|还|付|赔|花|掏|出|拿|收|要|交|见|得|退|结)?|不[给还付赔花掏出拿要交退结])"
    r"(?:过|着|到|了)?|(?:没有?|木有|未|不用|不|冇)(?:花|掏|要|收|给|付|交|出|用|赔)(?:过|着|了)?钱|分文[没未不][给还付取收有]?"
    r"|[没未不][^,。;!?0-9]{0,4}一[分毛]钱|免费"
)
_HOTLINES = frozenset({110, 119, 120, 122, 12345, 12348, 12338, 12355, 12356, 12333, 12315, 96110})
_CALLED = re.compile(r"[打拨报叫][^,。;!?]{0,4}$")
# A hyphen between two sums, and not inside a date or a telephone number: 3-5万, 3000-5000.
_HYPHEN = re.compile(
    r"(?<![-0-9/.])([0-9.]+(?=-[0-9.]+\s*[万千百块元wWkK])|[1-9][0-9]{2,6}(?=-[1-9][0-9]{2,6}(?![-0-9])))-"
)
_BETWEEN = re.compile(r"(?:到|至|-|~|—+|、)?")
_CLAUSE_END = re.compile(r"$|[\s,。;!?~]")
SMALLEST = 20


class Amount(NamedTuple):
    """Yuan found at text[start:end]; low == high unless the speaker gave a range (三四万, 十几万, 三千多)."""

    text: str
    start: int
    end: int
    low: float
    high: float
    vague: bool


def find(text: str, bare: bool = False) -> list[Amount]:
    """Every sum in `text`, left to right, without overlaps; no sum is counted twice.

    :param bare: a number without any sign of money counts too, as in a reply to 多少钱.
    """
    folded = _HYPHEN.sub(r"\1~", fold(text))
    nothing = [Amount("", *each.span(), 0, 0, False) for each in _NOTHING.finditer(folded)]
    found: list[Amount] = []
    pending: Numeral | None = None
    for numeral in numerals.find(folded):
        if any(taken.start < numeral.end and numeral.start < taken.end for taken in nothing + found[-1:]):
            continue
        amount = _amount(folded, numeral, bare)
        if amount is None:
            pending = numeral
        else:
            earlier = found[-1] if found and (pending is None or found[-1].start > pending.start) else pending
            joined = _joined(folded, earlier, amount)
            if joined and earlier is not pending:
                found.pop()
            found.append(joined or amount)
    found = sorted(nothing + found, key=lambda amount: amount.start)
    return [amount._replace(text=text[amount.start : amount.end]) for amount in found]


def _amount(text: str, numeral: Numeral, bare: bool) -> Amount | None:
    """The sum that begins with this number, or None when the number is not money."""
    _, start, end, low, high, vague = numeral
    signed = text[start - 1 : start] == "¥"
    if coin := coins.after(text, start, end):
        low, high = low * coin.worth + coin.extra, high * coin.worth + coin.extra
        return Amount("", start - signed, coin.end, whole(low), whole(high), vague)
    if signed:
        return Amount("", start - 1, end, low, high, vague)
    if _counts_a_thing(text, numeral):
        return None
    alone = re.search("[千仟kK]", numeral.text) and _CLAUSE_END.match(text, end)
    if alone or (bare and numeral.text != "几") or re.search("[万wW亿]", numeral.text):
        return Amount("", start, end, low, high, vague)
    owed = _PAID.search(text[max(0, start - 12) : start]) or _PAYABLE.match(text, end)
    hotline = low in _HOTLINES and _CALLED.search(text[max(0, start - 5) : start] + text[end : end + 1])
    return Amount("", start, end, low, high, vague) if owed and not hotline and low >= SMALLEST else None


def _counts_a_thing(text: str, numeral: Numeral) -> bool:
    """True for a date, an age, a door, a telephone, a count of something, or 一 as part of a word."""
    _, start, end, *_ = numeral
    digits = numeral.text.replace(",", "")
    return bool(
        _COUNTS_A_THING.match(text, end)
        or text[max(0, start - 1) : start] in tuple("第周.:/-*")
        or text[max(0, start - 2) : start] in ("星期", "礼拜")
        or (digits.isdigit() and len(digits) >= 8)
        or (
            digits == "一"
            and (COUNTED.match(text, end) or _ADVERB.match(text, end) or text[max(0, start - 1) : start] == "万")
        )
    )


def _joined(text: str, earlier: Amount | Numeral | None, amount: Amount) -> Amount | None:
    """三万到五万, 3-5万, 三千五千块, 一块两块: one range from two numbers; None when they stand apart."""
    if earlier is None or earlier.end > amount.start or not _BETWEEN.fullmatch(text, earlier.end, amount.start):
        return None
    touching, listed = earlier.end == amount.start, text[earlier.end] == "、"
    low, high = earlier.low, earlier.high
    scale = next(
        (worth for unit, worth in (("万", 10_000), ("千", 1000)) if unit in text[amount.start : amount.end]), 1
    )
    if not touching and high < 100 <= scale and high * scale <= amount.high:
        low, high = low * scale, high * scale
    if listed and (earlier.high >= 10 or low + scale != amount.low):  # 五、六千 is a range, 两万、三万 a list
        return None
    if touching and ((isinstance(earlier, Numeral) and scale == 1) or high > amount.high * 10):
        return None
    if amount.high > high * 10 or (high > amount.high and not touching):
        return None
    return Amount("", earlier.start, amount.end, min(low, amount.low), max(high, amount.high), True)
