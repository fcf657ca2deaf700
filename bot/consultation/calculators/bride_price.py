"""How heavy a bride price weighs beside an income.

Whether a bride price goes back, and how much of it, is left to the court's weighing (涉彩礼纠纷规定第五条、第六条): no share is
written anywhere, so none is reckoned here.  The years one may sue are those of debt_days.
"""

from __future__ import annotations

from bot.consultation.values import Figure, calculator


@calculator(source="涉彩礼纠纷规定 5")
def years_of_income(amount: float, income: Figure | float) -> float | None:
    """How many years of one person's disposable income a bride price makes, to one decimal; None without an income.

    :param amount: yuan in dispute. :param income: yuan a year and head, where the giver lives.
    One of three things a court looks at when it asks whether the sum is too high; no line is drawn.
    Source: 涉彩礼纠纷规定第五条第二款.
    """
    yearly = float(income)
    return round(amount / yearly, 1) if yearly > 0 else None
