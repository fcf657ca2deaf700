"""The days and sums of quarrels over homesteads, contracted land and the village's decisions about them.

Short periods start the day after a paper is received (民法典第二百零一条).  A vague date gives the earliest deadline it can
mean, and its stage says that the day of receipt must first be found out; nobody is told to wait for a last day.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import Sum, add_days, add_months, add_years, calculator, earliest, latest, yuan

OPEN, SOON, LATE, VAGUE = "还来得及", "快到了", "可能过了", "要看签收日子"
RULING_DAYS, DEMOLITION_DAYS, REVIEW_DAYS, AWARD_DAYS = 30, 15, 60, 30
ARBITRATION_YEARS, ANNULMENT_YEARS, DAMAGE_YEARS = 2, 1, 3
SOON_MONTHS = 3


@calculator(source="土地管理法 14")
def land_ruling_last_day(received: str) -> str:
    """Last day to sue over a government's ruling on who owns or uses land: thirty days.  Source: 土地管理法第十四条."""
    return _days_after(received, RULING_DAYS)


@calculator(source="土地管理法 14")
def land_ruling_stage(received: str, today: date) -> str:
    """还来得及, 可能过了 or 要看签收日子 of those thirty days."""
    return _short_stage(received, RULING_DAYS, today)


@calculator(source="土地管理法 83")
def demolition_suit_last_day(received: str) -> str:
    """Last day to sue over an order of the land office to pull down a building: fifteen days.  Source: 土地管理法第八十三条."""
    return _days_after(received, DEMOLITION_DAYS)


@calculator(source="土地管理法 83")
def demolition_suit_stage(received: str, today: date) -> str:
    """还来得及, 可能过了 or 要看签收日子 of those fifteen days."""
    return _short_stage(received, DEMOLITION_DAYS, today)


@calculator(source="行政复议法 20")
def land_review_last_day(received: str) -> str:
    """Last day to ask for review of an official decision: sixty days.

    Source: 行政复议法第二十条; where the decision said nothing of review the period is longer.
    """
    return _days_after(received, REVIEW_DAYS)


@calculator(source="行政复议法 20")
def land_review_stage(received: str, today: date) -> str:
    """还来得及, 可能过了 or 要看签收日子 of those sixty days."""
    return _short_stage(received, REVIEW_DAYS, today)


@calculator(source="农村土地承包经营纠纷调解仲裁法 48")
def land_award_last_day(received: str) -> str:
    """Last day to sue after an award in a land contract dispute: thirty days.

    Source: 农村土地承包经营纠纷调解仲裁法第四十八条、农村土地承包仲裁解释第十一条.
    """
    return _days_after(received, AWARD_DAYS)


@calculator(source="农村土地承包经营纠纷调解仲裁法 48")
def land_award_stage(received: str, today: date) -> str:
    """还来得及, 可能过了 or 要看签收日子 of those thirty days."""
    return _short_stage(received, AWARD_DAYS, today)


@calculator(source="农村土地承包经营纠纷调解仲裁法 18")
def land_arbitration_last_day(known: str) -> str:
    """Last day to apply for land arbitration: two years from knowing.  Source: 农村土地承包经营纠纷调解仲裁法第十八条."""
    return add_years(earliest(known), ARBITRATION_YEARS).isoformat()


@calculator(source="农村土地承包经营纠纷调解仲裁法 18")
def land_arbitration_stage(known: str, today: date) -> str:
    """还来得及, 快到了 (three months or less) or 可能过了 of those two years."""
    return _long_stage(known, ARBITRATION_YEARS, today)


@calculator(source="农村集体经济组织法 57")
def collective_decision_last_day(known: str) -> str:
    """Last day to ask the court to annul a decision of the collective: one year from knowing, five from the decision.

    Source: 农村集体经济组织法第五十七条; only the year is reckoned here.
    """
    return add_years(earliest(known), ANNULMENT_YEARS).isoformat()


@calculator(source="农村集体经济组织法 57")
def collective_decision_stage(known: str, today: date) -> str:
    """还来得及, 快到了 (three months or less) or 可能过了 of that year."""
    return _long_stage(known, ANNULMENT_YEARS, today)


@calculator(source="民法典 188")
def land_damage_last_day(since: str) -> str:
    """Last day of the three years for money claims over land and houses.  Source: 民法典第一百八十八条."""
    return add_years(earliest(since), DAMAGE_YEARS).isoformat()


@calculator(source="民法典 188")
def land_damage_stage(since: str, today: date) -> str:
    """还来得及, 快到了 (three months or less) or 可能过了 of those three years."""
    return _long_stage(since, DAMAGE_YEARS, today)


@calculator(source="民法典 579")
def unpaid_land_rent(area: float, price: float, years: float, paid: float = 0) -> Sum:
    """Rent of land still owed: mu × yuan a year × years, less what was paid.  Source: 民法典第五百七十九条."""
    owed = round(max(0.0, area * price * years - paid), 2)
    deducted = f" − 已付{yuan(paid)}" if paid else ""
    return Sum(owed, owed, f"{area:g}亩 × {yuan(price)}/亩 × {years:g}年{deducted}")


def _days_after(received: str, days: int) -> str:
    return add_days(earliest(received), days).isoformat()


def _short_stage(received: str, days: int, today: date) -> str:
    stages = {OPEN if today <= add_days(day, days) else LATE for day in (earliest(received), latest(received))}
    return stages.pop() if len(stages) == 1 else VAGUE


def _long_stage(since: str, years: int, today: date) -> str:
    last = add_years(earliest(since), years)
    if today > last:
        return LATE
    return SOON if today >= add_months(last, -SOON_MONTHS) else OPEN
