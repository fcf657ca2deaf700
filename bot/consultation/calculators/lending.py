"""Loans between people: the highest lawful rate, the interest and what is still owed.

A cap is four times the one-year LPR of the day the loan was made; the rate comes as the figure of that day, or None where
none was verified.  Rates are per cent a year and a year has 365 days.  Loans made before 2020-08-20 follow older caps for part of their time (民间借贷规定第三十一条)
and get no sum.  A date known only to the month is read to the resident's safety; where its two ends disagree there is no sum.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import Figure, Sum, calculator, earliest, latest, yuan

FOUR_TIMES, MIXED, OLDER, DOUBTFUL = "按四倍算", "前后两段算", "老规定的账", "要看哪天借的"
VERIFIED, UNVERIFIED = "有核对过的数", "没有核对过的数"
WITHIN, ABOVE = "没超四倍", "超了四倍"
TENTHS = {"月息五厘": 50, "月息一分": 100, "月息一分五": 150, "月息二分": 200, "月息三分": 300, "月息五分": 500}
NOTE, TRANSFER = "借条欠条", "转账记录"
NEW_RULE, RULE_2015 = date(2020, 8, 20), date(2015, 9, 1)


@calculator(source="民间借贷规定 31")
def loan_regime(lent: str) -> str:
    """Which cap a loan made on ``lent`` follows: 按四倍算, 前后两段算, 老规定的账, or 要看哪天借的 for a vague date."""
    first, last = (_regime(day) for day in (earliest(lent), latest(lent)))
    return first if first == last else DOUBTFUL


@calculator(source="民间借贷规定 25")
def lending_cap(lent: str, rate: Figure | None = None) -> float | None:
    """The highest rate, per cent a year, a court protects; None where it is not four times a verified LPR."""
    return None if rate is None or loan_regime(lent) != FOUR_TIMES else round(4 * float(rate), 2)


@calculator(source="民间借贷规定 25")
def cap_stage(lent: str, rate: Figure | None = None) -> str | None:
    """Whether that cap is known: 有核对过的数 or 没有核对过的数; None for a loan the four times do not govern."""
    if loan_regime(lent) != FOUR_TIMES:
        return None
    return UNVERIFIED if lending_cap(lent, rate) is None else VERIFIED


@calculator(source="民间借贷规定 25")
def monthly_yuan(told: list[str | float]) -> float | None:
    """Yuan of interest a month on every 10,000, from a rate told in 分 or a number; None where only 别的数 is told."""
    for one in told:
        if not isinstance(one, str):
            return one
        if one in TENTHS:
            return TENTHS[one]
    return None


@calculator(source="民间借贷规定 25")
def yearly_rate(monthly: float) -> float:
    """Per cent a year, from the yuan of interest a month on every 10,000 yuan (一分 is 100 yuan, 12 per cent)."""
    return round(monthly * 12 / 100, 2)


@calculator(source="民间借贷规定 25")
def rate_stage(monthly: float, lent: str, rate: Figure | None = None) -> str | None:
    """没超四倍 or 超了四倍 of an agreed rate; None where the cap is not known."""
    cap = lending_cap(lent, rate)
    return None if cap is None else ABOVE if yearly_rate(monthly) > cap else WITHIN


@calculator(source="民间借贷规定 25")
def lawful_interest(
    principal: float,
    lent: str,
    monthly: float,
    today: date,
    rate: Figure | None = None,
) -> Sum | None:
    """Agreed interest from the day of the loan to today, no higher than the cap; None where the cap is not known.

    The agreed rate goes on after the due day unless another was agreed (民间借贷规定第二十八条).
    """
    cap = lending_cap(lent, rate)
    return None if cap is None else _interest(principal, min(cap, yearly_rate(monthly)), latest(lent), today, "借钱")


@calculator(source="民间借贷规定 28")
def late_interest(
    principal: float,
    due: str,
    today: date,
    paid: float = 0,
    rate: Figure | None = None,
) -> Sum | None:
    """Interest for lateness where none at all was agreed: the one-year LPR of the due day, on what is left of the loan."""
    left = max(0, principal - paid)
    if rate is None or latest(due) < NEW_RULE or latest(due) >= today or not left:
        return None
    return _interest(left, float(rate), latest(due), today, "该还")


@calculator(source="民间借贷规定 15")
def proof_stage(kept: list[str]) -> str:
    """What the papers kept amount to: 条子和转账都有, 只有条子, 只有转账, 只有旁证 or 什么都没有."""
    if NOTE in kept:
        return "条子和转账都有" if TRANSFER in kept else "只有条子"
    if TRANSFER in kept:
        return "只有转账"
    return "什么都没有" if kept == ["都没有"] else "只有旁证"


@calculator(source="民间借贷规定 26")
def principal_left(principal: float, paid: float = 0) -> float:
    """The principal in yuan still to be sued for where no interest was agreed."""
    return max(0, principal - paid)


@calculator(source="民法典 561")
def amount_due(principal: float, paid: float = 0, interest: Sum | None = None) -> Sum:
    """What is still owed, in yuan, never below nought: payments go to interest first, then to the principal.

    Low: as if everything had been paid at once, so that interest ran on the rest only; high: as if paid today.
    """
    accrued = interest.high if interest else 0
    low = max(0, principal - paid) * (1 + accrued / principal) if principal else 0
    high = max(0, principal + accrued - paid)
    formula = f"本金{yuan(principal)}" + (f" + 利息{yuan(accrued)}" if accrued else "") + f" － 已还{yuan(paid)}"
    note = "还得越早，剩的越靠近少的那个数；要按每笔还钱的日子细算" if accrued and paid else ""
    return Sum(round(min(low, high), 2), round(high, 2), formula, note)


def _regime(day: date) -> str:
    return FOUR_TIMES if day >= NEW_RULE else MIXED if day >= RULE_2015 else OLDER


def _interest(principal: float, rate: float, since: date, today: date, event: str) -> Sum:
    days = max(0, (today - since).days)
    amount = round(principal * rate / 100 * days / 365, 2)
    return Sum(amount, amount, f"{yuan(principal)} × 年利率{rate:g}% × {days}天 ÷ 365天", f"从{event}那天算到今天")
