"""The sums and days of a flat bought from a developer: late delivery, the late certificate, a wrong floor area, calling it off.

Penalties are simple: what was paid × so many ten-thousandths a day × days, as the contract says; a court may raise or lower
them (民法典第五百八十五条).  A vague date gives a sum from its latest to its earliest reading, and the earliest deadline it can mean.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import Sum, add_days, add_months, add_years, calculator, earliest, latest, yuan

NOT_YET, LATE, LATE_A_YEAR = "还没到日子", "过了办证日子", "过了一年还办不了"
WRITTEN, OFF_PLAN, READY_BUILT = "写了日子", "没写是期房", "没写是现房"
NO_GAP, LESS, MUCH_LESS, MORE, MUCH_MORE = "没有误差", "少在3%以内", "少超过3%", "多在3%以内", "多超过3%"
TOO_EARLY, OPEN, GONE = "催了不满三个月", "可以提解除", "可能过了一年"
NOT_A_YEAR = "还没晚满一年"
IN_TIME, SOON, OVER = "没过", "快到了", "可能已过"
DAILY_RATES = {"万分之零点五": 0.5, "万分之一": 1, "万分之二": 2, "万分之三": 3, "万分之五": 5}
REGISTRATION_DAYS, GRACE_MONTHS, TOLERATED, SOON_MONTHS = 90, 3, 0.03, 3


@calculator(source="民法典 585")
def flat_penalty(paid: float, rate: str, due: str, today: date) -> Sum | None:
    """Agreed penalty in yuan for lateness so far: what was paid × the daily rate × days from the day after ``due`` to today.

    None where the rate is not one of the usual labels (an unusual or no agreed rate) or nothing is late yet.
    """
    return _penalty(paid, rate, due, today, today)


@calculator(source="民法典 585")
def flat_penalty_until(paid: float, rate: str, due: str, ended: str) -> Sum | None:
    """The same penalty up to the day ``ended`` on which the flat was handed over.  Source: 民法典第五百八十五条."""
    return _penalty(paid, rate, due, earliest(ended), latest(ended))


@calculator(source="商品房买卖解释 14")
def flat_certificate_due(term: str, day: str) -> str:
    """Last day for the title certificate: the agreed day, or ninety days after handing over (期房) or signing (现房).

    Source: 商品房买卖解释第十四条.
    """
    return day if term == WRITTEN else add_days(earliest(day), REGISTRATION_DAYS).isoformat()


@calculator(source="商品房买卖解释 15")
def flat_certificate_stage(term: str, day: str, today: date) -> str:
    """还没到日子, 过了办证日子 or 过了一年还办不了 (more than a year after that day); a vague date is read as late as can be."""
    due = latest(day) if term == WRITTEN else add_days(latest(day), REGISTRATION_DAYS)
    if today <= due:
        return NOT_YET
    return LATE_A_YEAR if today > add_years(due, 1) else LATE


@calculator(source="商品房买卖解释 15")
def flat_certificate_rescission_last_day(due: str) -> str:
    """The safe last day to call the sale off for a missing certificate: one year from when that became possible.

    It is possible once the certificate is a year late (商品房买卖解释第十五条); the right then lasts one year (民法典第五百六十四条).
    Most courts apply that year here too, some do not.
    """
    return add_years(add_years(earliest(due), 1), 1).isoformat()


@calculator(source="商品房买卖解释 15")
def flat_certificate_rescission_stage(due: str, today: date) -> str:
    """还没晚满一年, 可以提解除 or 可能过了一年 of that right; a vague day counts as late from its last day."""
    if today <= add_years(latest(due), 1):
        return NOT_A_YEAR
    return GONE if today > date.fromisoformat(flat_certificate_rescission_last_day(due)) else OPEN


@calculator(source="商品房销售管理办法 20")
def flat_area_stage(agreed: float, measured: float) -> str:
    """没有误差, 少在3%以内, 少超过3%, 多在3%以内 or 多超过3% of the agreed square metres; 3 % itself is within."""
    gap = round(measured - agreed, 4)
    beyond = abs(gap) > round(agreed * TOLERATED, 4)
    if not gap:
        return NO_GAP
    return (MUCH_LESS if beyond else LESS) if gap < 0 else MUCH_MORE if beyond else MORE


@calculator(source="商品房销售管理办法 20")
def flat_area_refund(agreed: float, measured: float, price: float) -> Sum | None:
    """What the developer gives back for a flat smaller than agreed: once up to 3 %, twice beyond; None where not smaller.

    Square metres and yuan a square metre; only where the contract does not settle it.  Source: 商品房销售管理办法第二十条.
    """
    missing = round(agreed - measured, 4)
    if missing <= 0:
        return None
    single, double = _split(agreed, missing)
    back = round((single + 2 * double) * price, 2)
    formula = f"少{single:g}平方米 × {yuan(price)}" + (
        f" + 超出的{double:g}平方米 × {yuan(price)} × 2" if double else ""
    )
    return Sum(back, back, formula)


@calculator(source="商品房销售管理办法 20")
def flat_area_top_up(agreed: float, measured: float, price: float) -> Sum | None:
    """What a buyer who keeps a larger flat adds: the excess up to 3 %; None where it is not larger.  Source: as above."""
    excess = round(measured - agreed, 4)
    if excess <= 0:
        return None
    single, free = _split(agreed, excess)
    add = round(single * price, 2)
    note = f"超过3%的{free:g}平方米由开发商承担，不用补钱" if free else ""
    return Sum(add, add, f"多{single:g}平方米 × {yuan(price)}", note)


@calculator(source="商品房买卖解释 11")
def flat_rescission_first_day(urged: str, due: str) -> str:
    """The first day one may call the sale off where the flat is late: three months after urging are over.

    Urging before the due day counts from the due day.  Source: 商品房买卖解释第十一条; a contract may say otherwise.
    """
    return add_days(add_months(max(latest(urged), latest(due)), GRACE_MONTHS), 1).isoformat()


@calculator(source="商品房买卖解释 11")
def flat_rescission_last_day(urged: str, due: str) -> str:
    """The safe last day to call it off: one year after those three months.  Source: 商品房买卖解释第十一条."""
    return add_years(add_months(max(earliest(urged), earliest(due)), GRACE_MONTHS), 1).isoformat()


@calculator(source="商品房买卖解释 11")
def flat_rescission_stage(urged: str, due: str, today: date) -> str:
    """催了不满三个月, 可以提解除 or 可能过了一年 of those days."""
    if today < date.fromisoformat(flat_rescission_first_day(urged, due)):
        return TOO_EARLY
    return GONE if today > date.fromisoformat(flat_rescission_last_day(urged, due)) else OPEN


@calculator(source="民法典 587")
def flat_deposit_double(paid: float) -> Sum:
    """Twice the deposit in yuan, where the one who took it breaks the bargain.  Source: 民法典第五百八十七条."""
    return Sum(2 * paid, 2 * paid, f"定金{yuan(paid)} × 2", "定金超过房价两成的部分不翻倍，只退原数")


@calculator(source="民法典 152")
def flat_fraud_last_day(known: str) -> str:
    """Last day to ask a court to cancel a bargain made by fraud: one year from knowing.  Source: 民法典第一百五十二条."""
    return add_years(earliest(known), 1).isoformat()


@calculator(source="民法典 152")
def flat_fraud_stage(known: str, today: date) -> str:
    """没过, 快到了 (three months or less) or 可能已过 of that year."""
    last = date.fromisoformat(flat_fraud_last_day(known))
    if today > last:
        return OVER
    return SOON if today >= add_months(last, -SOON_MONTHS) else IN_TIME


def _penalty(paid: float, rate: str, due: str, first_end: date, last_end: date) -> Sum | None:
    fewest, most = max(0, (first_end - latest(due)).days), (last_end - earliest(due)).days
    if rate not in DAILY_RATES or most <= 0:
        return None
    low, high = (round(paid * DAILY_RATES[rate] / 10_000 * days, 2) for days in (fewest, most))
    days = f"{most}天" if fewest == most else f"{fewest}至{most}天"
    return Sum(
        low, high, f"已付{yuan(paid)} × 每天{rate} × {days}", "合同写了封顶的，最多到封顶的数；中途又付的款要分段算"
    )


def _split(agreed: float, gap: float) -> tuple[float, float]:
    """The part of a gap up to 3 % of the agreed area, and the part beyond it."""
    within = min(gap, round(agreed * TOLERATED, 4))
    return within, round(gap - within, 4)
