"""Shares in a house several households paid for, and the year in which a forced or tricked family agreement can be undone.

Shares follow the money only where the owners hold by shares (按份共有).  A family living together holds jointly
(民法典第三百零八条): there the court weighs money, work and who needs the rooms, and nothing is reckoned for it.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import Sum, add_years, calculator, earliest, latest, yuan

IN_TIME, TOO_LATE, RECKON = "还来得及", "可能过了", "要算准日子"


@calculator(source="民法典 309")
def contribution_share(value: float, mine: float, all_paid: float) -> Sum | None:
    """Worth of a share by what its owner paid: value × mine ÷ all; None when the payments cannot be right.

    :param value: yuan the thing is worth now. :param mine: yuan this household paid. :param all_paid: yuan all paid.
    Source: 民法典第三百零九条.
    """
    if all_paid <= 0 or not 0 <= mine <= all_paid:
        return None
    share = round(value * mine / all_paid, 2)
    return Sum(share, share, f"{yuan(value)} × {yuan(mine)} ÷ {yuan(all_paid)}")


@calculator(source="民法典 309")
def equal_part(value: float, owners: float) -> Sum | None:
    """Worth of an equal share where nobody can prove what was paid; None for fewer than two owners.

    Source: 民法典第三百零九条.
    """
    if owners < 2:
        return None
    share = round(value / owners, 2)
    return Sum(share, share, f"{yuan(value)} ÷ {owners:g}家")


@calculator(source="民法典 152")
def agreement_annulment_last_day(since: str) -> str:
    """Last day to ask a court to undo an agreement: a year from knowing of the trick or from the end of the threats.

    A day known only to the month is read from its first day.  Source: 民法典第一百五十二条.
    """
    return add_years(earliest(since), 1).isoformat()


@calculator(source="民法典 152")
def agreement_annulment_stage(since: str, today: date) -> str:
    """还来得及 or 可能过了 of that year; 要算准日子 when a vague date allows either."""
    if today <= add_years(earliest(since), 1):
        return IN_TIME
    return TOO_LATE if today > add_years(latest(since), 1) else RECKON
