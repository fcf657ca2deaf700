"""Sums and days of sales and other contracts: an unpaid price, late payment, deposits, penalties, annulment, complaints of defects.

Periods start the day after the event (民法典第二百零一条).  A vague date gives the earliest deadline it can mean, and only its
latest reading says that a period is over; lateness is counted from the latest reading.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.calculators.lending import UNVERIFIED, VERIFIED
from bot.consultation.values import Figure, Sum, add_days, add_months, calculator, earliest, latest, yuan

OPEN, LATE, DOUBTFUL = "还来得及", "可能过了", "要看哪一天"
OLD_RULE = "更早的账"
TOO_HIGH, NOT_HIGH = "可能过高", "不算过高"
LPR_RULE = date(2019, 8, 20)
LEAST_RISE, MOST_RISE = 1.3, 1.5
DEPOSIT_SHARE, HIGHER_BY = 0.2, 1.3
MISTAKE, MISTAKE_DAYS = "弄错了", 90
ANNULMENT_MONTHS, NOTICE_MONTHS = 12, 24


@calculator(source="民法典 579")
def price_left(total: float, paid: float) -> float:
    """Yuan of a price still unpaid, never below nought."""
    return round(max(0.0, total - paid), 2)


@calculator(source="民法典 579")
def unpaid_price(total: float, paid: float) -> Sum | None:
    """The same with its formula; None where all is paid."""
    left = price_left(total, paid)
    return Sum(left, left, f"该给{yuan(total)} － 已给{yuan(paid)}") if left else None


@calculator(source="买卖合同解释 18")
def breach_day(due: str) -> str:
    """The first day of delay, from which the rate is taken: the day after the price was due, by a vague date's last reading."""
    return add_days(latest(due), 1).isoformat()


@calculator(source="买卖合同解释 18")
def late_payment_rule(due: str, today: date, rate: Figure | None = None) -> str | None:
    """Whether the rate for late payment is known: 有核对过的数, 没有核对过的数 or 更早的账; None before the price is due."""
    breach = add_days(latest(due), 1)
    if breach > today:
        return None
    if breach < LPR_RULE:
        return OLD_RULE
    return UNVERIFIED if rate is None else VERIFIED


@calculator(source="买卖合同解释 18")
def late_payment_loss(
    owed: Sum,
    due: str,
    today: date,
    rate: Figure | None = None,
) -> Sum | None:
    """Loss by late payment where no penalty was agreed: one-year LPR of the day of breach, raised by 30 to 50 per cent.

    None before the price is due, for breaches before 2019-08-20 and where that LPR is not verified.
    """
    breach = add_days(latest(due), 1)
    if breach > today or breach < LPR_RULE or rate is None:
        return None
    days = (today - latest(due)).days
    low, high = (round(owed.low * float(rate) / 100 * rise * days / 365, 2) for rise in (LEAST_RISE, MOST_RISE))
    return Sum(
        low, high, f"{yuan(owed.low)} × 年利率{float(rate):g}% × 1.3至1.5 × {days}天 ÷ 365天", "从该给的第二天算到今天"
    )


@calculator(source="民法典 585")
def late_payment_penalty(owed: Sum, per_ten_thousand: float, due: str, today: date) -> Sum | None:
    """Agreed penalty for late payment, told as yuan a day on every 10,000; None before the price is due or without a rate."""
    days = (today - latest(due)).days
    if days <= 0 or not per_ten_thousand:
        return None
    amount = round(owed.low * per_ten_thousand / 10_000 * days, 2)
    words = f"{yuan(owed.low)} ÷ 1万 × {yuan(per_ten_thousand)} × {days}天"
    yearly = round(per_ten_thousand * 365 / 100, 2)
    return Sum(amount, amount, words, f"合一年{yearly:g}%；比损失高出三成的，对方可以请法院减")


@calculator(source="合同编通则解释 65")
def penalty_line(loss: float) -> Sum:
    """Yuan above which an agreed penalty usually counts as too high: the loss and thirty per cent of it."""
    line = round(loss * HIGHER_BY, 2)
    return Sum(line, line, f"损失{yuan(loss)} × 1.3", "法院还要看谁有错、错多大，不是死线")


@calculator(source="合同编通则解释 65")
def penalty_stage(penalty: float, loss: float) -> str:
    """可能过高 where an agreed penalty is more than thirty per cent above the loss, else 不算过高."""
    return TOO_HIGH if penalty > penalty_line(loss).low else NOT_HIGH


@calculator(source="民法典 586")
def deposit_counted(deposit: float, total: float) -> Sum:
    """Yuan of a deposit that count as 定金: at most a fifth of the price."""
    counted = round(min(deposit, total * DEPOSIT_SHARE), 2)
    words = f"总价{yuan(total)} × 20% = {yuan(round(total * DEPOSIT_SHARE, 2))}，交了{yuan(deposit)}，取少的"
    return Sum(counted, counted, words)


@calculator(source="民法典 587")
def deposit_doubled(deposit: float, total: float) -> Sum:
    """Yuan to be given back by a taker at fault: twice what counts as 定金, and what was paid above it once."""
    counted = deposit_counted(deposit, total).low
    over = round(deposit - counted, 2)
    words = f"{yuan(counted)} × 2" + (f" + 超出的{yuan(over)}" if over else "")
    return Sum(round(2 * counted + over, 2), round(2 * counted + over, 2), words)


@calculator(source="民法典 586")
def deposit_excess(deposit: float, total: float) -> Sum | None:
    """Yuan above a fifth of the price, which come back even to a giver at fault; None where there are none."""
    over = round(deposit - deposit_counted(deposit, total).low, 2)
    return Sum(over, over, f"交了{yuan(deposit)} － 总价{yuan(total)} × 20%") if over else None


@calculator(source="民法典 152")
def contract_annulment_last_day(how: str, known: str) -> str:
    """Last day to ask for annulment: ninety days for a mistake, else a year; never more than five years after the contract."""
    return _annulment_ends(how, earliest(known)).isoformat()


@calculator(source="民法典 152")
def contract_annulment_stage(how: str, known: str, today: date) -> str:
    """还来得及, 可能过了 or 要看哪一天 of that period."""
    return _stage(_annulment_ends(how, earliest(known)), _annulment_ends(how, latest(known)), today)


@calculator(source="民法典 621")
def defect_notice_last_day(received: str) -> str:
    """Last day of the two years to complain of hidden defects where no period of inspection was agreed."""
    return add_months(earliest(received), NOTICE_MONTHS).isoformat()


@calculator(source="民法典 621")
def defect_notice_stage(received: str, today: date) -> str:
    """还来得及, 可能过了 or 要看哪一天 of those two years."""
    return _stage(add_months(earliest(received), NOTICE_MONTHS), add_months(latest(received), NOTICE_MONTHS), today)


def _annulment_ends(how: str, known: date) -> date:
    return add_days(known, MISTAKE_DAYS) if how == MISTAKE else add_months(known, ANNULMENT_MONTHS)


def _stage(first: date, last: date, today: date) -> str:
    if today <= first:
        return OPEN
    return LATE if today > last else DOUBTFUL
