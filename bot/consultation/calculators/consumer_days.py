"""The days that count for a buyer: sending goods back, showing a fault, waiting for the office that took a complaint.

Periods start the day after the event (民法典第二百零一条).  A vague date gives the earliest deadline it can mean, and its stage
says that the day must first be found out.  A working day is Monday to Friday; the guide says that holidays move it.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import add_days, add_months, calculator, earliest, latest

OPEN, LATE, VAGUE = "还来得及", "可能过了", "要看准日子"
RETURN_DAYS, TOUR_DAYS, PROOF_MONTHS = 7, 30, 6
ANSWER_WORKDAYS, MEDIATION_DAYS = 7, 60
FULL_DATE = len("2026-01-31")


@calculator(source="消费者权益保护法 25")
def goods_return_last_day(received: str) -> str:
    """Last of the seven days to send goods back, counted from their receipt.  Source: 消费者权益保护法第二十四条、第二十五条."""
    return add_days(earliest(received), RETURN_DAYS).isoformat()


@calculator(source="消费者权益保护法 25")
def goods_return_stage(received: str, today: date) -> str:
    """还来得及, 可能过了 or 要看准日子 of those seven days."""
    return _stage(received, RETURN_DAYS, today)


@calculator(source="旅游法 35")
def tour_return_last_day(ended: str) -> str:
    """Last of the thirty days after a tour to have forced purchases taken back.  Source: 旅游法第三十五条."""
    return add_days(earliest(ended), TOUR_DAYS).isoformat()


@calculator(source="旅游法 35")
def tour_return_stage(ended: str, today: date) -> str:
    """还来得及, 可能过了 or 要看准日子 of those thirty days."""
    return _stage(ended, TOUR_DAYS, today)


@calculator(source="消费者权益保护法 23")
def fault_stage(received: str, found: str) -> str:
    """Whether a fault came out within six months of receipt: 六个月以内, 六个月以后 or 要看准日子.

    Within them the seller of durable goods proves that it is not his.  Source: 消费者权益保护法第二十三条第三款.
    """
    within = latest(found) <= add_months(earliest(received), PROOF_MONTHS)
    beyond = earliest(found) > add_months(latest(received), PROOF_MONTHS)
    return "六个月以内" if within else "六个月以后" if beyond else VAGUE


@calculator(source="消费者权益保护法实施条例 46")
def complaint_answer_day(complained: str) -> str | None:
    """Day by which the office must say whether it takes a complaint: seven working days; None for a vague date."""
    if len(complained) != FULL_DATE:
        return None
    day, left = date.fromisoformat(complained), ANSWER_WORKDAYS
    while left:
        day = add_days(day, 1)
        left -= day.weekday() < 5
    return day.isoformat()


@calculator(source="消费者权益保护法实施条例 46")
def complaint_mediation_day(complained: str) -> str | None:
    """Day by which mediation ends at the latest: sixty days after acceptance on the last of the seven; None for a vague date.

    Time for testing does not count and comes on top.  Source: 消费者权益保护法实施条例第四十六条.
    """
    answered = complaint_answer_day(complained)
    return add_days(date.fromisoformat(answered), MEDIATION_DAYS).isoformat() if answered else None


@calculator(source="消费者权益保护法实施条例 46")
def complaint_stage(complained: str, today: date) -> str | None:
    """还在七天里, 该有回音了 or 该调完了; None for a vague date."""
    answered, mediated = complaint_answer_day(complained), complaint_mediation_day(complained)
    if answered is None or mediated is None:
        return None
    if today <= date.fromisoformat(answered):
        return "还在七天里"
    return "该有回音了" if today <= date.fromisoformat(mediated) else "该调完了"


def _stage(since: str, days: int, today: date) -> str:
    stages = {OPEN if today <= add_days(day, days) else LATE for day in (earliest(since), latest(since))}
    return stages.pop() if len(stages) == 1 else VAGUE
