"""Days of an application for legal aid, and its means test.

Periods start the day after the application reaches the centre (民法典第二百零一条).  A vague date is read so that the answer is
expected late rather than early: nobody is told that the centre is overdue before it is.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import Figure, add_days, calculator, latest

DECISION_DAYS, ASSIGNMENT_DAYS = 7, 3
WAITING, OVERDUE = "还在七天里", "过了七天"
WITHIN, ABOVE = "没超标准", "超过标准"


@calculator(source="法律援助法 43")
def aid_decision_day(applied: str) -> str:
    """The last of the seven days in which the centre decides.  Source: 法律援助法第四十三条第一款."""
    return add_days(latest(applied), DECISION_DAYS).isoformat()


@calculator(source="法律援助法 43")
def aid_decision_stage(applied: str, today: date) -> str:
    """还在七天里 or 过了七天, counted from the latest day the date can mean; a day still to come counts as no delay."""
    return WAITING if today <= add_days(latest(applied), DECISION_DAYS) else OVERDUE


@calculator(source="法律援助法 43")
def aid_assignment_day(applied: str) -> str:
    """The last day on which a lawyer is named, if aid is granted: three days after the seven.  Source: 法律援助法第四十三条第一款."""
    return add_days(latest(applied), DECISION_DAYS + ASSIGNMENT_DAYS).isoformat()


@calculator(source="法律援助法 34")
def aid_means_stage(income: float, standard: Figure | float) -> str:
    """Whether a household's yuan a head and month stay within the provincial standard: 没超标准 or 超过标准.

    Source: 法律援助法第三十四条, which leaves the standard to the province.
    """
    return WITHIN if income <= float(standard) else ABOVE
