"""Sums of wages and dismissal: arrears, overtime, double wages, severance, compensation for unlawful dismissal.

Dates known only to the month or year give a sum from the least to the most they can mean.  A day is a month's pay divided by
21.75 (工资折算通知第二条).  What the sums leave out (allowances nobody counted, minimum wages) is said in the text.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.consultation.values import Figure, Sum, add_days, add_months, add_years, calculator, earliest, latest, yuan

PAID_DAYS, HOURS = 21.75, 8
LAW_IN_FORCE = date(2008, 1, 1)
CAPPED_YEARS = 12
CRIME_MONTHS = 3


@calculator(source="农民工工资条例 3")
def wages_owed(total: float | None = None, monthly: float | None = None, months: float | None = None) -> float | None:
    """Yuan owed: the total where it is known, else the monthly pay times the months; None where neither is."""
    if total:
        return total
    return round(monthly * months, 2) if monthly and months else None


@calculator(source="劳动法 44")
def overtime_pay(monthly: float, hours: float = 0, rest_days: float = 0, holidays: float = 0) -> Sum | None:
    """Pay for overtime never paid: 150 % of the hours, 200 % of the rest days, 300 % of the public holidays; None for none.

    Source: 劳动法第四十四条、工资折算通知第二条.
    """
    day = monthly / PAID_DAYS
    parts = (
        (day / HOURS * hours * 1.5, f"{yuan(monthly)} ÷ 21.75 ÷ 8 × {hours:g}小时 × 1.5"),
        (day * rest_days * 2, f"{yuan(monthly)} ÷ 21.75 × {rest_days:g}个休息日 × 2"),
        (day * holidays * 3, f"{yuan(monthly)} ÷ 21.75 × {holidays:g}个节日 × 3"),
    )
    owed = [part for part in parts if part[0]]
    return _exact(sum(amount for amount, _ in owed), " + ".join(words for _, words in owed)) if owed else None


@calculator(source="劳动合同法 82")
def double_wages(monthly: float, started: str, until: str, signed: str | None = None) -> Sum | None:
    """The second wage for each month worked without a written contract, from the second month to the twelfth.

    :param until: the last day worked so far. :param signed: the day a contract was signed after all.
    None where the first month was never passed.  Source: 劳动合同法实施条例第六条和第七条、劳动争议解释（二）第六条.
    """
    least = _second_wage(monthly, latest(started), _unsigned_until(earliest, until, signed))
    most = _second_wage(monthly, earliest(started), _unsigned_until(latest, until, signed))
    if not most[0]:
        return None
    words = most[1] if least == most else f"日子没说到哪一天，最多{most[1]}"
    return Sum(round(least[0], 2), round(most[0], 2), words, "已经发过的那一份工资不算在里头")


@calculator(source="劳动合同法 47")
def severance(monthly: float, started: str, until: str, average: float | Figure | None = None) -> Sum | None:
    """Economic compensation N; years before 2008 stand under older rules and are left out.  None for no time served.

    Source: 劳动合同法第四十七条、第九十七条.
    """
    return _by_years(monthly, started, until, average, 1, LAW_IN_FORCE)


@calculator(source="劳动合同法 87")
def unlawful_dismissal(monthly: float, started: str, until: str, average: float | Figure | None = None) -> Sum | None:
    """Compensation 2N for unlawful dismissal, counted from the first day of work.

    Source: 劳动合同法第八十七条、劳动合同法实施条例第二十五条.
    """
    return _by_years(monthly, started, until, average, 2, date.min)


@calculator(source="劳动合同法 40")
def severance_with_notice(compensation: Sum, monthly: float) -> Sum:
    """N + 1: one more month, at last month's pay, where no thirty days' notice was given.  Source: 劳动合同法第四十条."""
    words = f"（{compensation.formula}）+ 一个月工资{yuan(monthly)}"
    return Sum(compensation.low + monthly, compensation.high + monthly, words, compensation.note)


@calculator(source="拒不支付劳动报酬解释 3")
def arrears_crime_line(owed: float, months: float, line: float | Figure) -> str:
    """可能够线 once one worker is owed three months' pay and at least ``line`` yuan, else 还没到线."""
    return "可能够线" if months >= CRIME_MONTHS and owed >= float(line) else "还没到线"


def _unsigned_until(reading: Callable[[str], date], until: str, signed: str | None) -> date:
    """The first day that no longer counts: the day a contract was signed, or the day after the last day of work."""
    after = add_days(reading(until), 1)
    return min(after, reading(signed)) if signed else after


def _second_wage(monthly: float, started: date, stop: date) -> tuple[float, str]:
    """Second wages due before ``stop``, at most eleven months, and how they come about."""
    stop = min(stop, add_years(started, 1))
    months = 0
    while add_months(started, months + 2) <= stop:
        months += 1
    rest, days = add_months(started, months + 1), 0
    while rest < stop:
        days += rest.weekday() < 5
        rest = add_days(rest, 1)
    words = f"{yuan(monthly)} × {months}个月" + (f" + {yuan(monthly)} ÷ 21.75 × {days}个工作日" if days else "")
    return monthly * months + monthly / PAID_DAYS * days, words


def _by_years(
    monthly: float, started: str, until: str, average: float | Figure | None, times: int, from_day: date
) -> Sum | None:
    cap = 3 * float(average) if average else None
    base = min(monthly, cap) if cap else monthly
    counts = []
    for start, end in ((latest(started), earliest(until)), (earliest(started), latest(until))):
        count = _years(max(start, from_day), end)
        counts.append(min(count, CAPPED_YEARS) if cap and monthly > cap else count)
    if counts[1] <= 0:
        return None
    span = f"{counts[0]:g}" if counts[0] == counts[1] else f"{counts[0]:g}至{counts[1]:g}"
    words = f"{yuan(base)} × {span}" + (f" × {times}" if times > 1 else "")
    note = "" if cap else "月工资特别高（超过本市平均工资三倍）的，另有封顶"
    if earliest(started) < from_day:
        note = (note + "；" if note else "") + "2008年以前的年头按当时规定另算"
    return Sum(round(base * counts[0] * times, 2), round(base * counts[1] * times, 2), words, note)


def _years(start: date, end: date) -> float:
    """Months of pay for the time from ``start`` to ``end``, the last day of work included: half a month for under six months."""
    after = add_days(end, 1)
    years = 0
    while add_years(start, years + 1) <= after:
        years += 1
    begun = add_years(start, years)
    if begun >= after:
        return float(years)
    return years + (1.0 if add_months(begun, 6) <= after else 0.5)


def _exact(amount: float, words: str) -> Sum:
    return Sum(round(amount, 2), round(amount, 2), words)
