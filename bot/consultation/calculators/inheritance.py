"""Who inherits, what the estate is and what an equal share comes to; the sixty days to accept a bequest.

Only the ordinary case is reckoned: no will, equal shares within one order of heirs (民法典第一千一百三十条第一款).  Why one heir may
get more or less is for the heirs or a court to settle and is said in words.  A date known only to the month is read to the
resident's safety: the sixty days run from its first day (民法典第二百零一条、第二百零三条).
"""

from __future__ import annotations

from datetime import date

from bot.consultation.calculators.fees import court_fee_property
from bot.consultation.values import Sum, add_days, calculator, earliest, latest, yuan

MARRIED = "在世，领过证"
IN_LAW_CARED = "丧偶儿媳女婿养老"
ASKER_IN_LAW_CARED = "爱人已走，主要我养老"
CODE_SINCE = date(2021, 1, 1)
BEQUEST_DAYS = 60


@calculator(source="民法典 1127")
def first_order_heirs(
    spouse: str,
    children: float,
    represented: float,
    parents: float,
    special: list[str] | None = None,
    asker: str | None = None,
) -> int:
    """How many equal parts the first order makes: husband or wife, children, parents, each line of a dead child as one.

    :param spouse: the label of the question; only a registered husband or wife counts.
    :param children: living children. :param represented: children who died earlier and left descendants (第一千一百二十八条).
    :param special: labels chosen; the one for a widowed son- or daughter-in-law who did the caring adds a part (第一千一百二十九条).
    :param asker: set to the same effect when the person asking is that in-law.
    """
    in_law = IN_LAW_CARED in (special or []) or asker == ASKER_IN_LAW_CARED
    return int(spouse == MARRIED) + int(children) + int(represented) + int(parents) + int(in_law)


@calculator(source="民法典 1127")
def succession_order(first: int, second: list[float]) -> str:
    """第一顺序 while anyone of it is there, else 第二顺序, else 没有继承人.

    :param second: living brothers, sisters, grandparents, and dead brothers or sisters who left children; a list of one
        number, empty where nobody was asked because there is a first order.
    """
    if first:
        return "第一顺序"
    return "第二顺序" if sum(second) else "没有继承人"


@calculator(source="民法典 1153")
def estate_total(own: float, spouse: str, joint: list[float]) -> Sum:
    """The estate in yuan: what was his alone and half of what husband and wife owned together.

    :param spouse: the label of the question; only beside a registered husband or wife is there joint property.
    :param joint: property of the couple as a list of one sum, empty where nobody was asked.
    """
    if spouse != MARRIED or not joint:
        return Sum(own, own, f"他自己的财产{yuan(own)}")
    total = _cents(own + sum(joint) / 2)
    return Sum(total, total, f"两口子共有的{yuan(sum(joint))} ÷ 2（另一半归老伴）+ 他自己的{yuan(own)}")


@calculator(source="民法典 1161")
def debt_stage(estate: Sum, debts: float) -> str:
    """没有债, 够还 or 不够还: whether the estate covers what the dead person owed."""
    if debts <= 0:
        return "没有债"
    return "够还" if estate.low >= debts else "不够还"


@calculator(source="民法典 1159")
def estate_after_debts(estate: Sum, debts: float) -> Sum | None:
    """What is left to divide once the debts are paid, in yuan; None where nothing is."""
    left = _cents(estate.low - debts)
    if left <= 0:
        return None
    return Sum(left, left, estate.formula + (f" － 欠债{yuan(debts)}" if debts else ""))


@calculator(source="民法典 1130")
def equal_share(estate: Sum, first: int, second: list[float]) -> Sum | None:
    """One equal part of ``estate``, among the first order or, where it is empty, the second; None without heirs."""
    heirs = first or int(sum(second))
    if not heirs:
        return None
    share = _cents(estate.low / heirs)
    return Sum(share, share, f"（{estate.formula}）÷ {heirs}份", "这是平分的数，先走的子女一家合算一份")


@calculator(source="民法典 1153")
def spouse_total(joint: float, share: Sum) -> Sum:
    """What husband or wife has in the end: the own half of the joint property and one equal part of the estate."""
    total = _cents(joint / 2 + share.low)
    return Sum(total, total, f"自己的一半{yuan(joint / 2)} + 继承的一份{yuan(share.low)}")


@calculator(source="诉讼费用交纳办法 13")
def share_fee(share: Sum) -> Sum:
    """The court's fee for suing over one share.  Source: 诉讼费用交纳办法第十三条第（一）项."""
    return court_fee_property(share.low)


@calculator(source="民法典 1124")
def bequest_last_day(known: str, died: str) -> str:
    """The last of the sixty days to accept a bequest, counted from the day after one knew of it.

    A bequest takes effect at death, so what was known while he lived runs from the day he died.
    Source: 民法典第一千一百二十一条、第一千一百二十四条第二款.
    """
    return add_days(max(earliest(known), earliest(died)), BEQUEST_DAYS).isoformat()


@calculator(source="民法典 1124")
def bequest_stage(known: str, died: str, today: date) -> str:
    """还来得及, 已经过了, or 要算准日子 when a vague date allows either."""
    if today <= add_days(max(earliest(known), earliest(died)), BEQUEST_DAYS):
        return "还来得及"
    return "已经过了" if today > add_days(max(latest(known), latest(died)), BEQUEST_DAYS) else "要算准日子"


@calculator(source="民法典时间效力规定 1")
def succession_law(died: str) -> str:
    """民法典以前 or 民法典以后, by the day of death; 要看日子 for a date that may be either."""
    if latest(died) < CODE_SINCE:
        return "民法典以前"
    return "民法典以后" if earliest(died) >= CODE_SINCE else "要看日子"


def _cents(amount: float) -> float:
    return round(amount, 2)
