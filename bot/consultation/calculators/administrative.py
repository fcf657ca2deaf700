"""The sums an agency may ask or owe, and how long it may keep things or keep silent.

A period does not count its first day (民事诉讼法第八十五条).  A vague date is read to the resident's safety: what he must do from its
first day, what he must wait for from its last.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import Figure, Sum, add_days, calculator, earliest, latest, yuan

REVIEW_DAYS, ANSWER_DAYS, EXTENSION_DAYS, ACCEPT_DAYS = 60, 60, 30, 7
PAYMENT_DAYS, SEIZURE_DAYS, SILENCE_DAYS = 15, 30, 60
DAILY_SURCHARGE = 0.03


@calculator(source="行政复议法 62")
def review_answer_day(applied: str) -> str:
    """The day by which a review is to be decided, at the earliest: sixty days from the application being accepted.

    Source: 行政复议法第六十二条.  Acceptance is taken to be the day of the application, which errs to the resident's safety.
    """
    return add_days(earliest(applied), ANSWER_DAYS).isoformat()


@calculator(source="行政复议法 62")
def review_answer_stage(applied: str, today: date) -> str:
    """还在办 (sixty days or less), 可能超期, or 多半超期 when even five working days to accept and the extension are over."""
    if today > add_days(latest(applied), ACCEPT_DAYS + ANSWER_DAYS + EXTENSION_DAYS):
        return "多半超期"
    return "可能超期" if today > add_days(earliest(applied), ANSWER_DAYS) else "还在办"


@calculator(source="行政处罚法 67")
def fine_due_day(received: str) -> str:
    """Last day to pay a fine at the bank: fifteen days from receiving the decision.  Source: 行政处罚法第六十七条."""
    return add_days(earliest(received), PAYMENT_DAYS).isoformat()


@calculator(source="行政处罚法 72")
def late_fine(fine: float, received: str, today: date) -> Sum | None:
    """What may be added by today to a fine unpaid after its fifteen days: three in a hundred a day, never above the fine.

    Yuan.  None while nothing is late, however the date is read.  Days of a review or a suit do not count, which the guide
    says.  Source: 行政处罚法第七十二条、第七十三条.
    """
    late = [max(0, (today - add_days(day(received), PAYMENT_DAYS)).days) for day in (latest, earliest)]
    if fine <= 0 or late[1] == 0:
        return None
    low, high = (round(min(fine, fine * DAILY_SURCHARGE * days), 2) for days in late)
    days = f"{late[0]}至{late[1]}" if late[0] != late[1] else f"{late[1]}"
    return Sum(low, high, f"{yuan(fine)} × 3% × {days}天", f"最多加到{yuan(fine)}")


@calculator(source="行政强制法 25")
def seizure_last_day(since: str) -> str:
    """Last of the thirty days a seizure may last without an extension.  Source: 行政强制法第二十五条."""
    return add_days(earliest(since), SEIZURE_DAYS).isoformat()


@calculator(source="行政强制法 25")
def seizure_stage(since: str, today: date) -> str:
    """三十天内, 过了三十天 or 过了六十天 (the longest extension); a vague date is read late."""
    days = (today - latest(since)).days
    return "过了六十天" if days > 2 * SEIZURE_DAYS else "过了三十天" if days > SEIZURE_DAYS else "三十天内"


@calculator(source="行政复议法实施条例 24")
def silence_over_on(applied: str) -> str:
    """The first day on which review may be asked for an agency's silence, where no other term is set: after sixty days.

    Source: 行政复议法实施条例（2026年修订）第二十四条; a vague date is read late, so that nobody comes too early.
    """
    return add_days(latest(applied), SILENCE_DAYS + 1).isoformat()


@calculator(source="行政复议法实施条例 24")
def silence_stage(applied: str, today: date) -> str:
    """还没满六十天, 满了六十天, or 复议可能过期 once a further sixty days for the review have passed."""
    if today <= add_days(latest(applied), SILENCE_DAYS):
        return "还没满六十天"
    return "复议可能过期" if today > add_days(earliest(applied), SILENCE_DAYS + REVIEW_DAYS) else "满了六十天"


@calculator(source="国家赔偿法 33")
def detention_compensation(days: float, daily: Figure | float) -> Sum | None:
    """Compensation in yuan for days of unlawful detention; None for no days.  Source: 国家赔偿法第三十三条."""
    if days <= 0:
        return None
    total = round(days * float(daily), 2)
    return Sum(total, total, f"{days:g}天 × {yuan(float(daily))}")
