"""The days that count in disputes over work: the year for arbitration, fifteen days to sue, three years for hired hands.

A date told without its day gives the earliest deadline; the fifteen days want the very day and are None without it.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import add_days, add_months, add_years, calculator, earliest, latest

STILL_THERE = ("还在那儿干", "还没走在商量")
OPEN, SOON, OVER = "没过", "快到了", "可能已过"
AWARDED, PENDING = "裁决书下来了", "正在仲裁"
SOON_MONTHS = 3
DAYS_TO_SUE = 15
FULL_DATE = len("2026-01-31")


@calculator(source="劳动合同法 7")
def worked_until(today: date, state: str = "", ended: str | None = None) -> str | None:
    """The last day worked so far: today for those still there, else the day they left; None where that is not known."""
    return today.isoformat() if state in STILL_THERE else ended


@calculator(source="劳动争议调解仲裁法 27")
def arbitration_last_day(ended: str) -> str:
    """Last day to apply for arbitration: one year from the end of the employment.  Source: 劳动争议调解仲裁法第二十七条."""
    return add_years(earliest(ended), 1).isoformat()


@calculator(source="劳动争议调解仲裁法 27")
def arbitration_stage(ended: str, today: date) -> str:
    """没过, 快到了 (three months or less) or 可能已过 of that year."""
    return _stage(add_years(earliest(ended), 1), today)


@calculator(source="民法典 188")
def hired_work_suit_last_day(due: str) -> str:
    """Last day of the three years to sue for pay that was due on a day.  Source: 民法典第一百八十八条."""
    return add_years(earliest(due), 3).isoformat()


@calculator(source="民法典 188")
def hired_work_suit_stage(due: str, today: date) -> str:
    """没过, 快到了 or 可能已过 of the three years."""
    return _stage(add_years(earliest(due), 3), today)


@calculator(source="劳动争议调解仲裁法 50")
def award_suit_last_day(received: str) -> str | None:
    """Last day to sue after an arbitral award was received; None for a vague date.  Source: 劳动争议调解仲裁法第四十八条、第五十条."""
    return add_days(earliest(received), DAYS_TO_SUE).isoformat() if len(received) == FULL_DATE else None


@calculator(source="劳动争议调解仲裁法 50")
def award_suit_stage(received: str, today: date) -> str | None:
    """还能起诉 or 已经过了 of the fifteen days; 看签收日子 for a vague date that allows either."""
    if today > add_days(latest(received), DAYS_TO_SUE):
        return "已经过了"
    return "还能起诉" if today <= add_days(earliest(received), DAYS_TO_SUE) else "看签收日子"


@calculator(source="劳动争议调解仲裁法 27")
def double_wages_age(started: str, until: str, today: date, signed: str | None = None) -> str:
    """How much of the months without a contract lies more than a year back: 都在一年内, 一部分过了一年 or 都过了一年.

    Months are read at their earliest.  Source: 劳动争议调解仲裁法第二十七条第一款.
    """
    begun = earliest(started)
    stops = [add_years(begun, 1), *(earliest(day) for day in (until, signed) if day)]
    year_ago = add_years(today, -1)
    if min(stops) < year_ago:
        return "都过了一年"
    return "一部分过了一年" if add_months(begun, 1) < year_ago else "都在一年内"


@calculator(source="劳动争议调解仲裁法 43")
def arbitration_step(done: list[str]) -> str:
    """How far arbitration has come among the steps a resident ticked: 裁决书下来了, 正在仲裁 or 还没仲裁."""
    return next((step for step in (AWARDED, PENDING) if step in done), "还没仲裁")


@calculator(source="劳动保障监察条例 21")
def complaint_step(done: list[str]) -> str:
    """投诉过 once the labour inspectors were called on, else 没投诉."""
    return "投诉过" if {"投诉过劳动监察", "监察责令过付钱"} & set(done) else "没投诉"


def _stage(last: date, today: date) -> str:
    if today > last:
        return OVER
    return SOON if add_months(today, SOON_MONTHS) >= last else OPEN
