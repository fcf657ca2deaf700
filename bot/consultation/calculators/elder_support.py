"""The year in which an old person may take back a gift from a child who does not care for him.

How much maintenance a child owes is written nowhere as a sum or a share, so nothing is reckoned for it: courts look at what
the old person needs, what each child can give and what life costs there (民法典第一千零六十七条、老年人权益保障法第十四条).
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import add_years, calculator, earliest, latest


@calculator(source="民法典 1072")
def support_owed(people: list[str], step: str | None = None, between: str | None = None) -> str:
    """有该养的 where any of those who do not care for the old person owes it, 没有该养的, or 没说谁不养 where nobody is named.

    Stepchildren never raised by the old person, children given up for adoption, and grandchildren whose parents can still
    do it owe nothing.  Source: 民法典第一千零六十七条、第一千零七十二条、第一千零七十四条、第一千一百一十一条.
    """
    if people == ["都没有"]:
        return "没说谁不养"
    free = {"从小送人的孩子", *(["继儿女"] if step == "没养过" else []), *(["孙辈"] if between == "还有能养的" else [])}
    return "有该养的" if set(people) - free else "没有该养的"


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
