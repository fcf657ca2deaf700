"""Days that matter to somebody beaten at home: the order's hours, its end, the review, and the police's six months.

A date known only to the month is read to the victim's safety: a last day to act counts from its first day.  The five days to
ask for a review want the very day, else no day is named.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import add_days, add_months, calculator, earliest, latest

DECISION_DAYS, REVIEW_DAYS, POLICE_MONTHS, REMIND_DAYS = 3, 5, 6, 15
LONGEST_MONTHS = 6
ACTIVE, ENDING, ENDED, DOUBTFUL = "还管着", "快到期了", "已经到期", "要看裁定书"
OPEN, CLOSED = "还来得及", "已经过了"


@calculator(source="反家庭暴力法 28")
def order_due(applied: str) -> str | None:
    """The day by which a court that took the application on ``applied`` should have decided: 72 hours; None if vague."""
    return add_days(earliest(applied), DECISION_DAYS).isoformat() if _to_the_day(applied) else None


@calculator(source="反家庭暴力法 28")
def order_wait_stage(applied: str, today: date) -> str:
    """还没到三天 or 已过三天 since the application, counted from the latest day it can mean."""
    return "已过三天" if today > add_days(latest(applied), DECISION_DAYS) else "还没到三天"


@calculator(source="反家庭暴力法 30")
def order_ends(made: str, months: float) -> str | None:
    """The last day an order made on ``made`` protects, ``months`` of at most six; None unless the day is known.

    It takes effect the day it is made (第三十条); the corresponding day before is taken, so that nobody relies on a day too many.
    """
    if not _to_the_day(made):
        return None
    return add_days(add_months(earliest(made), round(min(months, LONGEST_MONTHS))), -1).isoformat()


@calculator(source="反家庭暴力法 30")
def order_stage(made: str, today: date, months: float = LONGEST_MONTHS) -> str:
    """还管着, 快到期了 (fifteen days or less) or 已经到期; 要看裁定书 where a vague date allows either.

    Without ``months`` the longest an order may last is taken, so that 已经到期 is certain and 还管着 is not.
    """
    stages = {_order_stage(day, months, today) for day in (earliest(made), latest(made))}
    return stages.pop() if len(stages) == 1 else DOUBTFUL


@calculator(source="反家庭暴力法 31")
def order_review_last_day(made: str) -> str | None:
    """The last of five days to ask the same court for a review, from the ruling's own day; None for a vague date."""
    return add_days(earliest(made), REVIEW_DAYS).isoformat() if _to_the_day(made) else None


@calculator(source="反家庭暴力法 31")
def order_review_stage(made: str, today: date) -> str:
    """还来得及 or 已经过了 of the five days, counted from the latest day the ruling can bear."""
    return CLOSED if today > add_days(latest(made), REVIEW_DAYS) else OPEN


@calculator(source="治安管理处罚法 25")
def police_six_months_until(happened: str) -> str:
    """The last day on which the police may still discover and punish what happened on ``happened``: six months."""
    return add_months(earliest(happened), POLICE_MONTHS).isoformat()


@calculator(source="治安管理处罚法 25")
def police_six_months_stage(happened: str, today: date) -> str:
    """没过 or 可能已过 of those six months; what goes on runs from its end, so nothing here is ever certain."""
    return "可能已过" if today > add_months(earliest(happened), POLICE_MONTHS) else "没过"


@calculator(source="治安管理处罚法 51")
def victim_age_band(age: float) -> str:
    """不满14岁, 14到17岁, 18到59岁, 60到69岁 or 满70岁: the ages at which the law protects somebody more.

    Fourteen and seventy: 治安管理处罚法第五十一条; eighteen: 未成年人保护法第二条; sixty: 老年人权益保障法第二条.
    """
    if age < 14:
        return "不满14岁"
    if age < 18:
        return "14到17岁"
    if age < 60:
        return "18到59岁"
    return "60到69岁" if age < 70 else "满70岁"


def _order_stage(made: date, months: float, today: date) -> str:
    last = add_days(add_months(made, round(min(months, LONGEST_MONTHS))), -1)
    if today > last:
        return ENDED
    return ENDING if today >= add_days(last, -REMIND_DAYS) else ACTIVE


def _to_the_day(partial: str) -> bool:
    return earliest(partial) == latest(partial)
