"""The days that count for a debt: how long one may sue for it, and how long a guarantor answers for it.

Periods start the day after the event and end on the corresponding day (民法典第二百零一条、第二百零二条).  A vague date is read
so that the deadline comes early: 可能已过 means that its earliest reading is over.  A guarantee is over only by the latest.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import add_months, add_years, calculator, earliest, latest

OPEN, SOON, LATE = "没过", "快到了", "可能已过"
NOT_DUE, DUE, IN_TIME, OVER = "还没到期", "已经到期", "还在期限里", "期限过了"
CIVIL_CODE = date(2021, 1, 1)
LIMITATION_YEARS, SOON_MONTHS, GUARANTEE_MONTHS = 3, 6, 6


@calculator(source="民法典 188")
def loan_limitation_last_day(due: str, asked: str | None = None) -> str:
    """Last day of the three years from the due day, or from a later demand, promise or part payment still in time."""
    last = add_years(earliest(due), LIMITATION_YEARS)
    if asked and earliest(due) < earliest(asked) <= last:
        last = add_years(earliest(asked), LIMITATION_YEARS)
    return last.isoformat()


@calculator(source="民法典 188")
def loan_limitation_stage(due: str, today: date, asked: str | None = None) -> str:
    """没过, 快到了 (six months or less) or 可能已过 of those three years."""
    return _stage(date.fromisoformat(loan_limitation_last_day(due, asked)), today)


@calculator(source="诉讼时效规定 4")
def open_loan_last_day(asked: str) -> str:
    """Last day of the three years for a loan without a due day, counted from a demand; any grace given comes on top."""
    return add_years(earliest(asked), LIMITATION_YEARS).isoformat()


@calculator(source="诉讼时效规定 4")
def open_loan_stage(asked: str, today: date) -> str:
    """没过, 快到了 or 可能已过 of those three years."""
    return _stage(date.fromisoformat(open_loan_last_day(asked)), today)


@calculator(source="民法典 675")
def due_stage(due: str, today: date) -> str:
    """还没到期 or 已经到期; a vague date counts as due from its last day."""
    return NOT_DUE if today <= latest(due) else DUE


@calculator(source="民法典 692")
def guarantee_last_day(due: str) -> str:
    """Last day of a guarantee without an agreed period: six months after the due day."""
    return add_months(earliest(due), GUARANTEE_MONTHS).isoformat()


@calculator(source="民法典 692")
def guarantee_stage(due: str, today: date) -> str:
    """还没到期, 还在期限里 or 期限过了; only the latest reading of a vague date says that it is over."""
    if today <= earliest(due):
        return NOT_DUE
    return OVER if today > add_months(latest(due), GUARANTEE_MONTHS) else IN_TIME


@calculator(source="民法典时间效力规定 1")
def guarantee_law(lent: str) -> str:
    """Whether a guarantee given with the loan falls under the civil code: 民法典 or 旧法 (before 2021)."""
    return "民法典" if earliest(lent) >= CIVIL_CODE else "旧法"


def _stage(last: date, today: date) -> str:
    if today > last:
        return LATE
    return SOON if today >= add_months(last, -SOON_MONTHS) else OPEN
