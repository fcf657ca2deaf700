"""Words beside a number that say it is only about that: 三万出头 and 至少三万 are more, 不到三万 and 快三万 are less.

大概, 差不多 and 左右 are no hedges here: the number is what the resident reckons, and it is read back.
"""

import re

_LESS_BEFORE = re.compile(
    r"(?:(?:不到|没到|不足|不满|没满|不够|不超过|没有?|快要?|将近|接近|奔|眼看|差点)(?:有|够|到)?[^0-9,。]?|(?<![大最老])小)$"
)
_LESS_AFTER = re.compile(
    r"[^,。;!?0-9]{0,2}(?:[都还也])?(?:不到|没到|不够|不足|没有(?=$|[,。])|差[一点]|以[内下里]|之内)"
)
_ALMOST = re.compile("差一?点")
_MORE_BEFORE = re.compile(
    r"(?:至少|最少|起码|不止|不低于|不少于|不下|超过|顶多|最多|撑死|至多|多说|少说|光[^,。]{1,6}就)(?:得?有|是|也有|也得)?个?$"
)
_MORE_AFTER = re.compile(
    r"[块元岁天年月个亩钱]*\s*(?:多[点些]|多$|多[儿了吧嘞,。]|好几|大几|不止|出点?头|拐弯|挂点?零|有零|带零|冒头|开外|以上|往上|朝上|朝外|有余)"
)


def is_less(text: str, start: int, end: int) -> bool:
    """Whether the number at text[start:end] is only what it falls short of: 不到一万, 快两年了, 三万块不到, 小三万."""
    almost = _ALMOST.search(text[max(0, start - 3) : start + 2])
    return bool(almost or _LESS_BEFORE.search(text[:start]) or _LESS_AFTER.match(text, end))


def is_more(text: str, start: int, end: int) -> bool:
    """Whether it is only a bound: 三万出头, 至少五千, 顶多八千."""
    return bool(_MORE_BEFORE.search(text[:start]) or _MORE_AFTER.match(text, end))
