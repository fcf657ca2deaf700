"""The days that count after a fight or a beating, and what is still owed for it.

治安管理处罚法 is cited in its edition of 2025, in force since 2026-01-01; which edition punishes what happened before is asked of
police_penalty_law.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import Sum, add_days, add_months, calculator, earliest, latest, yuan

POLICE_MONTHS = 6
REEXAMINATION_DAYS, APPEAL_DAYS = 3, 7
FULL_DATE = len("2026-01-31")
PENALTY_LAW_OF_2025 = date(2026, 1, 1)


@calculator(source="行政处罚法 37")
def police_penalty_law(happened: str) -> str:
    """旧法 (edition of 2012) for what was over by the end of 2025, else 新法: a penalty follows the law of the deed's own day.

    The law changed with the year, so that a month or a year is as good as a day.  What went on into 2026 is told by its last
    day.  Source: 行政处罚法第三十七条, which also lets the newer law govern where it is the lighter one: the findings say so.
    """
    return "旧法" if latest(happened) < PENALTY_LAW_OF_2025 else "新法"


@calculator(source="民法典 1173")
def hurt_side(side: str, worse: str = "") -> str:
    """自家人, 对方 or 两边: who the wounds, bills and papers asked about belong to.

    :param side: the resident's part in it. :param worse: where both struck, whose wounds are the graver.
    Where both struck and that is not known, 两边, which keeps the advice for either.  Source: 民法典第一千一百七十三条.
    """
    if side == "我打了人" or worse == "对方那边":
        return "对方"
    return "自家人" if side != "两边都动手了" or worse == "我们这边" else "两边"


@calculator(source="治安管理处罚法 25")
def police_report_last_day(happened: str) -> str:
    """Last of the six months after which the police punish no more what they never heard of; earliest day of a vague date.

    Source: 治安管理处罚法第二十五条.
    """
    return add_months(earliest(happened), POLICE_MONTHS).isoformat()


@calculator(source="治安管理处罚法 25")
def police_report_stage(happened: str, today: date) -> str:
    """还来得及 or 可能过了 of those six months; a vague date gets the benefit of its last day."""
    return "还来得及" if today <= add_months(latest(happened), POLICE_MONTHS) else "可能过了"


@calculator(source="公安行政程序规定 97")
def reexamination_last_day(received: str) -> str | None:
    """Last day to ask the police for a fresh appraisal of the injury: three days; None for a vague date."""
    return _days_after(received, REEXAMINATION_DAYS)


@calculator(source="刑事诉讼法 180")
def appeal_against_no_charge_last_day(received: str) -> str | None:
    """Last day for the victim to appeal against a decision not to prosecute: seven days; None for a vague date."""
    return _days_after(received, APPEAL_DAYS)


@calculator(source="民法典 1179")
def left_to_pay(total: Sum, paid: float) -> Sum | None:
    """What is left of a total after what was paid; None when nothing is, since heads not yet known may still come."""
    rest = round(total.low - paid, 2)
    return Sum(rest, rest, f"{yuan(total.low)} − 已给{yuan(paid)}", total.note) if rest > 0 else None


def _days_after(received: str, days: int) -> str | None:
    return add_days(earliest(received), days).isoformat() if len(received) == FULL_DATE else None
