"""Sums, tiers and deadlines of fraud: what was lost, how grave it is, what a lent card may cost, how long one may object.

The thresholds themselves live in ``knowledge/figures/crime_thresholds.yml``.  A period does not count its first day, and one
that ends on a holiday runs on to the next working day (刑事诉讼法第一百零五条); that is said in the text, not computed.  A date
known only to the month is read to the resident's safety: deadlines to act from its first day, waiting periods from its last.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import Figure, Sum, add_days, add_years, calculator, earliest, latest, yuan

NO_LOSS, TOO_SMALL, LARGE, HUGE, ENORMOUS = "没有损失", "数额不够", "数额较大", "数额巨大", "数额特别巨大"
REACHED, BELOW = "到了", "没到"
IN_TIME, LATE, DOUBTFUL = "还在七天内", "已过七天", "要看签收日期"
WAITING, OVERDUE = "不满三十天", "满三十天"

REVIEW_DAYS = 7
LONG_REVIEW_DAYS = 30
SMALL_GAIN, FINE_BELOW_SMALL_GAIN = 20_000, 200_000


@calculator(source="刑事涉财产执行规定 10")
def fraud_loss(sent: float, returned: float | None = None) -> Sum:
    """What the fraud has really cost, in yuan: everything sent, added up, less what came back; never below nought.

    ``returned`` None means that nobody knows what came back, and nothing is deducted.
    """
    if returned is None:
        return Sum(sent, sent, f"一共转出{yuan(sent)}；退回来多少还没弄清，先不减")
    loss = max(0, sent - returned)
    return Sum(loss, loss, f"一共转出{yuan(sent)} － 退回来{yuan(returned)}")


@calculator(source="刑法 266")
def fraud_tier(loss: Sum | float, large: Figure | float, huge: Figure | float, enormous: Figure | float) -> str:
    """The tier of 刑法第二百六十六条 that a loss in yuan falls into: 没有损失, 数额不够, 数额较大, 数额巨大 or 数额特别巨大.

    A loss that just reaches a threshold belongs to the higher tier (「以上」 takes the figure itself in).
    """
    amount = loss.low if isinstance(loss, Sum) else loss
    if amount <= 0:
        return NO_LOSS
    for tier, threshold in ((ENORMOUS, enormous), (HUGE, huge), (LARGE, large)):
        if amount >= float(threshold):
            return tier
    return TOO_SMALL


@calculator(source="反电信网络诈骗法 44")
def lent_card_fine(gain: float) -> Sum:
    """The fine in yuan for lending or selling a card or an account that brought ``gain`` yuan.

    One to ten times the gain; up to 200,000 where there was no gain or less than 20,000.  Source: 反电信网络诈骗法第四十四条.
    """
    if gain < SMALL_GAIN:
        return Sum(
            0, FINE_BELOW_SMALL_GAIN, f"好处{yuan(gain)}，不到{yuan(SMALL_GAIN)}：{yuan(FINE_BELOW_SMALL_GAIN)}以下"
        )
    return Sum(gain, 10 * gain, f"好处{yuan(gain)} × 1倍至10倍")


@calculator(source="帮信案解释 12")
def helping_gain_stage(gain: float, limit: Figure | float) -> str:
    """Whether what a lent card brought has reached the criminal line: 到了 or 没到.  Source: 帮信案解释第十二条第一款第（四）项."""
    return REACHED if gain >= float(limit) else BELOW


@calculator(source="公安刑事程序规定 179")
def refusal_review_deadline(received: str) -> str:
    """The last day to ask the police to reconsider a refusal to open a case, seven days after it was received.

    Source: 公安机关办理刑事案件程序规定第一百七十九条第一款.
    """
    return add_days(earliest(received), REVIEW_DAYS).isoformat()


@calculator(source="公安刑事程序规定 179")
def refusal_review_stage(received: str, today: date) -> str:
    """Whether that day is still to come: 还在七天内, 已过七天, or 要看签收日期 where the date given is too vague."""
    stages = {
        IN_TIME if today <= add_days(day, REVIEW_DAYS) else LATE for day in (earliest(received), latest(received))
    }
    return stages.pop() if len(stages) == 1 else DOUBTFUL


@calculator(source="诉讼时效规定 13")
def limitation_after_refusal(received: str) -> str:
    """The last day of the three years to sue, which start anew when the refusal became known.

    Source: 诉讼时效规定第十三条第二款、民法典第一百八十八条.
    """
    return add_years(earliest(received), 3).isoformat()


@calculator(source="检察院刑诉规则 562")
def report_waiting_stage(reported: str, today: date) -> str:
    """Whether a report has gone unanswered for thirty days: 不满三十天 or 满三十天.

    Thirty days is not the statutory limit, which the police set themselves; it is the point from which the procuratorate
    may be asked to look (检察院刑诉规则第五百六十二条).
    """
    return OVERDUE if (today - latest(reported)).days >= LONG_REVIEW_DAYS else WAITING
