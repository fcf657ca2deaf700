"""Sums and days of money handed over for old age, health or high interest: what is missing, what may come back, what to do by when.

Interest and dividends already taken count against the money put in (非法集资案意见2014第五条).  A period does not count its first
day; a vague date gives the earliest last day it can mean, and its stage says that the day must first be found out.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import Sum, add_days, add_years, calculator, earliest, latest, yuan

SHORT, EVEN, OVER = "还亏着", "正好回本", "多拿了"
OPEN, SOON, LATE, VAGUE = "还来得及", "快到了", "可能过了", "要看哪一天"
PREPAID_DAYS, NOTARY_DAYS, REVOKE_YEARS, SOON_DAYS = 7, 15, 1, 60


@calculator(source="非法集资案意见2014 5")
def fundraising_loss(paid: float, returned: float | None = None) -> Sum:
    """Money in yuan still missing: all that was paid in, less interest, dividends and refunds; never below nought.

    ``returned`` None means that nobody knows what came back, and nothing is deducted.  Source: 非法集资案意见2014第五条.
    """
    if returned is None:
        return Sum(paid, paid, f"一共交出{yuan(paid)}；拿回来多少还没弄清，先不减")
    missing = max(0.0, paid - returned)
    return Sum(missing, missing, f"一共交出{yuan(paid)} − 拿回利息、分红、退款{yuan(returned)}")


@calculator(source="非法集资案意见2014 5")
def fundraising_balance(paid: float, returned: float) -> str:
    """还亏着, 正好回本 or 多拿了: how what came back stands to what was paid.  Source: 非法集资案意见2014第五条."""
    if returned > paid:
        return OVER
    return EVEN if returned == paid else SHORT


@calculator(source="非法集资案意见2014 5")
def repayment_share(loss: Sum | float, percent: float) -> Sum | None:
    """What a share of ``percent`` in a hundred of the recorded loss comes to, in yuan.

    None where nothing is missing.  Source: 非法集资案意见2014第五条 (in proportion to what each person put in).
    """
    amount = loss.low if isinstance(loss, Sum) else loss
    if amount <= 0:
        return None
    share = round(amount * percent / 100, 2)
    return Sum(share, share, f"净亏{yuan(amount)} × {percent:g}%")


@calculator(source="非法集资条例 31")
def recruiter_fine(commission: float) -> Sum | None:
    """The fine in yuan for knowingly helping an illegal fundraising: one to three times the gain; None without any gain.

    Source: 防范和处置非法集资条例第三十一条.
    """
    if commission <= 0:
        return None
    return Sum(commission, 3 * commission, f"提成{yuan(commission)} × 1倍至3倍")


@calculator(source="预付式消费解释 14")
def prepaid_cooling_last_day(paid_on: str) -> str:
    """Last day to take back a prepayment without a reason: seven days from payment.  Source: 预付式消费解释第十四条."""
    return add_days(earliest(paid_on), PREPAID_DAYS).isoformat()


@calculator(source="预付式消费解释 14")
def prepaid_cooling_stage(paid_on: str, today: date) -> str:
    """还来得及, 可能过了 or 要看哪一天 of those seven days."""
    return _days_stage(paid_on, PREPAID_DAYS, today)


@calculator(source="公证债权执行规定 13")
def notary_objection_last_day(received: str) -> str:
    """Last day to ask the court not to enforce a notarised debt: fifteen days from the enforcement notice.

    Source: 最高人民法院关于公证债权文书执行若干问题的规定第十三条.
    """
    return add_days(earliest(received), NOTARY_DAYS).isoformat()


@calculator(source="公证债权执行规定 13")
def notary_objection_stage(received: str, today: date) -> str:
    """还来得及, 可能过了 or 要看哪一天 of those fifteen days."""
    return _days_stage(received, NOTARY_DAYS, today)


@calculator(source="民法典 152")
def deceit_revocation_last_day(known: str) -> str:
    """Last day to have a contract signed by deceit set aside: one year from knowing.  Source: 民法典第一百五十二条.

    The five years from the signing, which also apply, are said in the text and not reckoned here.
    """
    return add_years(earliest(known), REVOKE_YEARS).isoformat()


@calculator(source="民法典 152")
def deceit_revocation_stage(known: str, today: date) -> str:
    """还来得及, 快到了 (sixty days or less), 可能过了 or 要看哪一天 of that year."""
    first, last = add_years(earliest(known), REVOKE_YEARS), add_years(latest(known), REVOKE_YEARS)
    if today > first:
        return LATE if today > last else VAGUE
    return SOON if today >= add_days(first, -SOON_DAYS) else OPEN


def _days_stage(since: str, days: int, today: date) -> str:
    stages = {OPEN if today <= add_days(day, days) else LATE for day in (earliest(since), latest(since))}
    return stages.pop() if len(stages) == 1 else VAGUE
