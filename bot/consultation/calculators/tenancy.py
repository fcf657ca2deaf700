"""Sums and days of a lease: unpaid rent, what is left of a deposit, staying on after the end, a tenant's first refusal.

Rent is told by the month; a day is a thirtieth of it.  Periods start the day after the event (民法典第二百零一条).  A vague date
gives the earliest deadline it can mean, and only its latest reading says that a period is over.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.calculators.fees import court_fee_property
from bot.consultation.values import Sum, add_days, add_months, calculator, earliest, latest, yuan

OPEN, LATE, DOUBTFUL = "还来得及", "可能过了", "要看哪天知道的"
TO_RETURN, USED_UP = "有的退", "抵完没剩"
SHORT_TERM, LONG_TERM, TOO_LONG = "不到半年", "半年以上", "超过二十年"
LONGEST_YEARS, WRITTEN_YEARS = 20, 0.5
REFUSAL_DAYS, SUBLET_MONTHS, DAYS_OF_MONTH = 15, 6, 30


@calculator(source="民法典 722")
def rent_arrears(monthly: float, months: float, penalty: float = 0) -> Sum:
    """Yuan of rent owed for ``months`` at ``monthly``, with the agreed penalty; nought where nothing is owed.

    :param penalty: yuan the contract itself asks for the breach; 0 where it names none.
    """
    total = round(monthly * months + penalty, 2)
    words = f"{yuan(monthly)} × {months:g}个月" + (f" + 违约金{yuan(penalty)}" if penalty else "")
    return Sum(total, total, words, "违约金比损失高出三成的，对方可以请法院减" if penalty else "")


@calculator(source="民法典 568")
def deposit_left(deposit: float, deductions: float, arrears: Sum) -> Sum:
    """Yuan of a deposit to be given back: less unpaid rent and what the tenant must pay for; never below nought.

    :param deductions: unpaid water and power and damage the tenant did, in yuan; wear does not count (民法典第七百一十条).
    """
    left = max(0.0, round(deposit - deductions - arrears.low, 2))
    words = f"押金{yuan(deposit)}"
    words += f" － 欠租{yuan(arrears.low)}" if arrears.low else ""
    words += f" － 水电和损坏{yuan(deductions)}" if deductions else ""
    return Sum(left, left, words)


@calculator(source="民法典 568")
def deposit_stage(deposit: float, deductions: float, arrears: Sum) -> str | None:
    """有的退 or 抵完没剩; None where no deposit was given."""
    if not deposit:
        return None
    return TO_RETURN if deposit_left(deposit, deductions, arrears).low > 0 else USED_UP


@calculator(source="民法典 568")
def owed_beyond_deposit(deposit: float, arrears: Sum | None = None, damage: float = 0) -> Sum | None:
    """Yuan a tenant still owes once the deposit has been set off; None where nothing is left to pay."""
    owed = round((arrears.low if arrears else 0) + damage - deposit, 2)
    if owed <= 0:
        return None
    parts = [arrears.formula] if arrears and arrears.low else []
    parts += [f"损坏和水电{yuan(damage)}"] if damage else []
    words = " + ".join(parts) + (f" － 押金{yuan(deposit)}" if deposit else "")
    return Sum(owed, owed, words, arrears.note if arrears else "")


@calculator(source="民法典 733")
def overstay_fee(monthly: float, ended: str, today: date) -> Sum | None:
    """Yuan for using the house after the lease ended, to today; None before that.

    Low and high are the two ends of a vague date.  Source: 民法典第七百三十三条、城镇房屋租赁解释第十三条.
    """
    least, most = (max(0, (today - day).days) for day in (latest(ended), earliest(ended)))
    if not most:
        return None
    days = f"{least}" if least == most else f"{least}至{most}"
    low, high = (round(monthly / DAYS_OF_MONTH * count, 2) for count in (least, most))
    return Sum(low, high, f"{yuan(monthly)} ÷ 30 × {days}天", "从到期第二天算到今天；合同另写了标准的，照合同")


@calculator(source="民法典 705")
def lease_term_stage(years: float) -> str:
    """不到半年, 半年以上 (to be in writing, 民法典第七百零七条) or 超过二十年 of an agreed term."""
    if years > LONGEST_YEARS:
        return TOO_LONG
    return LONG_TERM if years >= WRITTEN_YEARS else SHORT_TERM


@calculator(source="民法典 726")
def first_refusal_last_day(told: str) -> str:
    """Last of the fifteen days for a tenant to say that he buys, once told of the sale."""
    return add_days(earliest(told), REFUSAL_DAYS).isoformat()


@calculator(source="民法典 726")
def first_refusal_stage(told: str, today: date) -> str:
    """还来得及, 可能过了 or 要看哪天知道的 of those fifteen days."""
    return _stage(add_days(earliest(told), REFUSAL_DAYS), add_days(latest(told), REFUSAL_DAYS), today)


@calculator(source="民法典 718")
def sublet_objection_last_day(known: str) -> str:
    """Last day of the six months in which an owner who knows of a subletting may object."""
    return add_months(earliest(known), SUBLET_MONTHS).isoformat()


@calculator(source="民法典 718")
def sublet_objection_stage(known: str, today: date) -> str:
    """还来得及, 可能过了 or 要看哪天知道的 of those six months."""
    return _stage(add_months(earliest(known), SUBLET_MONTHS), add_months(latest(known), SUBLET_MONTHS), today)


@calculator(source="诉讼费用交纳办法 13")
def claim_fee(claim: Sum) -> Sum | None:
    """The court's fee for suing over a sum worked out before; None where nothing is claimed.

    Source: 诉讼费用交纳办法第十三条第（一）项.
    """
    return court_fee_property(claim.high) if claim.high else None


def _stage(first: date, last: date, today: date) -> str:
    if today <= first:
        return OPEN
    return LATE if today > last else DOUBTFUL
