"""Property management: the fee owed and its late charge, how old it is, and whether a vote of the owners carried.

A late charge here is simple: so many ten-thousandths or thousandths a day as the contract says; a court may lower it
(民法典第五百八十五条).  In counting votes 「以上」 includes the number itself and 「过半数」 does not (民法典第一千二百五十九条).
"""

from __future__ import annotations

import math
from datetime import date

from bot.consultation.values import Sum, add_months, add_years, calculator, earliest, latest, show, yuan

WITHIN, PARTLY_OLD = "都在三年里", "有超过三年的"
PASSED, FEW_JOINED, FEW_AGREED, UNLIKELY = "通过了", "参加的不够", "同意的不够", "数对不上"
OPEN, SOON, LATE = "还来得及", "快到了", "可能过了"
DAILY_RATES = {"每天万分之三": 3, "每天万分之五": 5, "每天千分之一": 10, "每天千分之三": 30}
THREE_QUARTERS = ("再凑维修资金", "改建或拿去经营")
LIMITATION_YEARS, SOON_MONTHS = 3, 3


@calculator(source="民法典 944")
def property_fee_owed(monthly: float, months: float, paid: float = 0) -> Sum:
    """The fee in yuan still owed: monthly fee × months, less what was paid of it.  Source: 民法典第九百四十四条."""
    owed = round(max(0.0, monthly * months - paid), 2)
    deducted = f" − 已交{yuan(paid)}" if paid else ""
    return Sum(owed, owed, f"每月{yuan(monthly)} × {months:g}个月{deducted}")


@calculator(source="民法典 585")
def property_late_fee(monthly: float, months: float, rate: str, since: str, today: date) -> Sum | None:
    """The agreed late charge in yuan: low as if each month fell due in turn, high as if all fell due on ``since``.

    None where the rate is not one of the usual labels or nothing is late.  Source: 民法典第五百八十五条.
    """
    if rate not in DAILY_RATES or today <= earliest(since):
        return None
    daily = DAILY_RATES[rate] / 10_000
    due = [add_months(latest(since), one) for one in range(math.ceil(months))]
    low = round(monthly * daily * sum(max(0, (today - day).days) for day in due), 2)
    high = round(monthly * months * daily * (today - earliest(since)).days, 2)
    formula = f"每月{yuan(monthly)}、{months:g}个月，{rate}，从{show(since)}算到今天"
    return Sum(min(low, high), high, formula, "小的数按月月到期算，大的数按一次到期算；法院觉得太高会减")


@calculator(source="民法典 188")
def property_fee_age(since: str, today: date) -> str:
    """Whether all the fee fell due within the last three years: 都在三年里 or 有超过三年的."""
    return WITHIN if earliest(since) >= add_years(today, -LIMITATION_YEARS) else PARTLY_OLD


@calculator(source="民法典 188")
def property_fee_cut_day(today: date) -> str:
    """The day three years ago: what fell due before it and was never asked for may be out of time (民法典第一百八十八条)."""
    return add_years(today, -LIMITATION_YEARS).isoformat()


@calculator(source="民法典 278")
def votes_to_join(total: float) -> int:
    """The fewest households that must take part: two thirds or more.  Source: 民法典第二百七十八条."""
    return math.ceil(round(total * 2 / 3, 6))


@calculator(source="民法典 278")
def votes_to_agree(joined: float, matter: str) -> int:
    """The fewest households of those taking part that must agree: three quarters or more, or more than half, by the matter."""
    if matter in THREE_QUARTERS:
        return math.ceil(round(joined * 3 / 4, 6))
    return math.floor(joined / 2) + 1


@calculator(source="民法典 278")
def area_to_join(total_area: float) -> int:
    """The least floor area, in whole square metres, that must take part: two thirds or more.  Source: 民法典第二百七十八条."""
    return math.ceil(round(total_area * 2 / 3, 6))


@calculator(source="民法典 278")
def vote_outcome(
    total: float,
    total_area: float,
    joined: float,
    joined_area: float,
    agreed: float,
    agreed_area: float,
    matter: str,
) -> str:
    """通过了, 参加的不够, 同意的不够 or 数对不上 (more took part or agreed than there are).  Source: 民法典第二百七十八条."""
    if joined > total or joined_area > total_area or agreed > joined or agreed_area > joined_area:
        return UNLIKELY
    if joined * 3 < total * 2 or round(joined_area * 3, 4) < round(total_area * 2, 4):
        return FEW_JOINED
    if matter in THREE_QUARTERS:
        enough = agreed * 4 >= joined * 3 and round(agreed_area * 4, 4) >= round(joined_area * 3, 4)
    else:
        enough = agreed * 2 > joined and agreed_area * 2 > joined_area
    return PASSED if enough else FEW_AGREED


@calculator(source="建筑物区分所有权解释 12")
def owners_decision_last_day(known: str) -> str:
    """Last day to ask the court to annul a decision of the owners: one year.  Source: 建筑物区分所有权解释第十二条."""
    return add_years(earliest(known), 1).isoformat()


@calculator(source="建筑物区分所有权解释 12")
def owners_decision_stage(known: str, today: date) -> str:
    """还来得及, 快到了 (three months or less) or 可能过了 of that year."""
    last = date.fromisoformat(owners_decision_last_day(known))
    if today > last:
        return LATE
    return SOON if today >= add_months(last, -SOON_MONTHS) else OPEN
