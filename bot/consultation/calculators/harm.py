"""Injury outside traffic and work: whose age counts, the period for a product, police penalties, what a suit costs.

The heads of compensation themselves are in :mod:`injury`; the three years for suing are in :mod:`traffic_days`.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.calculators.fees import court_fee_personality, court_fee_property
from bot.consultation.values import Sum, add_months, add_years, calculator, earliest, latest

PRODUCT_YEARS, SOON_MONTHS = 2, 6
FOR_AN_EMPLOYER, FELL_AT_PLAY = "给单位公司干", ("自己摔的碰的", "外头一块玩")
OPEN, SOON, LATE = "没过", "快到了", "可能已过"
PENALTIES_SINCE, REPORT_MONTHS, REPORTED = date(2026, 1, 1), 6, "报了"
MAY_PUNISH, OLDER_LAW, TOO_LATE = "能罚", "老法", "过了六个月"
EITHER_FEE = "有的法院按人格权案件收，有的按财产案件收，交多少看立案庭的通知；简易程序、调解结案的减半"


@calculator(source="人身损害赔偿解释 12")
def injured_age(told: list[float]) -> float | None:
    """The injured person's age in years, from whichever question asked it; None where none did."""
    return told[0] if told else None


@calculator(source="人身损害赔偿解释 3")
def claim_road(work: str | None = None, hurt_by: str | None = None, place: str | None = None) -> str:
    """工伤 for work done for an employer, 自担 for a child that fell at play with nobody else in it, 民事 for all others.

    Source: 人身损害赔偿解释第三条; 民法典第一千一百六十五条 (no fault of another, no claim).
    """
    if work == FOR_AN_EMPLOYER:
        return "工伤"
    return "自担" if (hurt_by, place) == FELL_AT_PLAY else "民事"


@calculator(source="产品质量法 45")
def product_claim_last_day(happened: str) -> str:
    """Last day of the two years of 产品质量法第四十五条, from the earliest day a vague date can mean.

    The civil code gives three years for torts in general; the shorter period is the safe one.
    """
    return add_years(earliest(happened), PRODUCT_YEARS).isoformat()


@calculator(source="产品质量法 45")
def product_claim_stage(happened: str, today: date) -> str:
    """没过, 快到了 (six months or less) or 可能已过 of those two years; only the latest reading of a date says it is over."""
    if today > add_years(latest(happened), PRODUCT_YEARS):
        return LATE
    return SOON if today >= add_months(add_years(earliest(happened), PRODUCT_YEARS), -SOON_MONTHS) else OPEN


@calculator(source="诉讼费用交纳办法 13")
def injury_suit_fee(total: Sum) -> Sum:
    """What suing for ``total`` yuan costs in advance: from the lower to the higher of the two ways courts charge.

    A suit over life or body is a right of personality by the list of causes; an animal or a building counts as a tort and
    is often charged by its amount.  Source: 诉讼费用交纳办法第十三条第（一）、（二）项.
    """
    person, property_ = court_fee_personality(total.low), court_fee_property(total.low)
    low, high = min(person.low, property_.low), max(person.high, property_.high)
    return Sum(low, high, f"{person.formula}；或者按金额分段算", EITHER_FEE)


@calculator(source="治安管理处罚法 25")
def police_penalty(happened: str, today: date, reported: str | None = None) -> str | None:
    """能罚 by the edition in force since 2026, 老法 for what may have happened under the older one, 过了六个月.

    The older edition punished neither a loose dog that hurt somebody nor throwing things from a building.  None where
    nobody knows whether the police were told within the six months.
    """
    if earliest(happened) < PENALTIES_SINCE:
        return OLDER_LAW
    if reported == REPORTED or today <= add_months(latest(happened), REPORT_MONTHS):
        return MAY_PUNISH
    return None if reported is None else TOO_LATE
