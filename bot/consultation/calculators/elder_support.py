"""The year in which an old person may take back a gift from a child who does not care for him.

How much maintenance a child owes is written nowhere as a sum or a share, so nothing is reckoned for it: courts look at what
the old person needs, what each child can give and what life costs there (民法典第一千零六十七条、老年人权益保障法第十四条).
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import add_years, calculator, earliest, latest


@calculator(source="民法典 663")
def gift_revocation_last_day(known: str) -> str:
    """The last day to take the gift back, a year after its giver knew or ought to have known the reason.

    A day known only to the month is read from its first day.  Source: 民法典第六百六十三条第二款.
    """
    return add_years(earliest(known), 1).isoformat()


@calculator(source="民法典 663")
def gift_revocation_stage(known: str, today: date) -> str:
    """还来得及, 已经过了, or 要算准日子 when a vague date allows either."""
    if today <= add_years(earliest(known), 1):
        return "还来得及"
    return "已经过了" if today > add_years(latest(known), 1) else "要算准日子"
