"""Sums and days when land or a house is taken: the price by the published notice, rent while waiting, a share of the village's money.

Prices per mu differ from place to place and are published by the province, so they come from the notice the resident reads out.
The days to object to an official decision are in :mod:`administrative_days`; those of one who was never told of them are here.  Sums are in yuan.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import Sum, add_days, add_months, add_years, calculator, earliest, latest, yuan

NOTICE_DAYS, REVIEW_DAYS, SUIT_MONTHS = 30, 60, 6
OPEN, LATE, VAGUE = "还在公告里", "公告满了", "要看准日子"


@calculator(source="土地管理法 48")
def land_price_by_notice(area: float, price: float) -> Sum:
    """Price of farm land taken: mu × the zone price of the notice, which holds land compensation and resettlement together.

    Crops, trees, houses and social insurance come on top.  Source: 土地管理法第四十八条、土地管理法实施条例第三十二条.
    """
    return _exact(area * price, f"{area:g}亩 × {yuan(price)}/亩", "青苗、树、房和社会保障另算")


@calculator(source="土地管理法 48")
def transition_fee_owed(monthly: float, months: float, paid: float = 0) -> Sum:
    """Fee for temporary lodging still owed: yuan a month × months, less what was paid.

    Source: 土地管理法第四十八条、国有土地上房屋征收与补偿条例第二十二条.
    """
    deducted = f" − 已付{yuan(paid)}" if paid else ""
    return _exact(max(0.0, monthly * months - paid), f"{yuan(monthly)} × {months:g}个月{deducted}")


@calculator(source="农村土地承包解释 22")
def village_share_owed(each: float, heads: float, paid: float = 0) -> Sum:
    """Share of the village's compensation still owed: what each member got × the heads left out, less what was paid.

    Source: 农村土地承包解释第二十二条.
    """
    deducted = f" − 已付{yuan(paid)}" if paid else ""
    return _exact(max(0.0, each * heads - paid), f"每人{yuan(each)} × {heads:g}口{deducted}")


@calculator(source="土地管理法 47")
def plan_notice_last_day(posted: str) -> str:
    """Earliest day on which the notice of a compensation plan may end: thirty days from its posting.

    The notice may name a later day.  Source: 土地管理法第四十七条、土地管理法实施条例第二十八条.
    """
    return add_days(earliest(posted), NOTICE_DAYS).isoformat()


@calculator(source="土地管理法 47")
def plan_notice_stage(posted: str, today: date) -> str:
    """还在公告里, 公告满了 or 要看准日子 of those thirty days."""
    stages = {OPEN if today <= add_days(day, NOTICE_DAYS) else LATE for day in (earliest(posted), latest(posted))}
    return stages.pop() if len(stages) == 1 else VAGUE


@calculator(source="行政复议法 20")
def untold_review_last_day(known: str, today: date) -> str:
    """Last day to ask for review where nothing said that one may: sixty days from learning it today, one year from knowing at most.

    Source: 行政复议法第二十条第三款.
    """
    return min(add_days(today, REVIEW_DAYS), add_years(earliest(known), 1)).isoformat()


@calculator(source="行政诉讼法解释 64")
def untold_suit_last_day(known: str, today: date) -> str:
    """Last day to sue where nothing said until when: six months from learning it today, one year from knowing at most.

    Source: 行政诉讼法第四十六条、行政诉讼法解释第六十四条.
    """
    return min(add_months(today, SUIT_MONTHS), add_years(earliest(known), 1)).isoformat()


def _exact(amount: float, words: str, note: str = "") -> Sum:
    return Sum(round(amount, 2), round(amount, 2), words, note)
