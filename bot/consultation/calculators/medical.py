"""What counts in a medical dispute: where one was treated, autopsy, keeping the body, the health authority, 原因力.

医疗纠纷预防和处理条例 counts the autopsy in hours from death.  Only a day is told here, so the last day named is good until the
same hour of it, which the guide says.  A date told without its day gives no such deadline (None).
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import Sum, add_days, add_years, calculator, earliest, latest, yuan

AUTOPSY_DAYS, FROZEN_DAYS, KEPT_DAYS, AUTHORITY_YEARS = 2, 7, 14, 1
NOW, FROZEN_ONLY, OVER = "还来得及", "只剩冷冻的", "过了期限"
IN_TIME, LATE = "还来得及", "可能过了"
FULL_DATE = len("2026-01-31")
PHARMACY, HEALER, NEITHER = "药店买的药", "没证的人看的", "两样都没有"


@calculator(source="基本医疗卫生法 38")
def care_place(seen: str, licence: str | None = None) -> str:
    """医院诊所, 没证 (no physician, or neither licence nor filing) or 药店, whose disputes go different ways.

    A clinic may work on a filing alone; one whose papers nobody knows is taken for lawful.  Source: 基本医疗卫生法第三十八条.
    """
    if seen == PHARMACY:
        return "药店"
    return "没证" if seen == HEALER or licence == NEITHER else "医院诊所"


@calculator(source="医疗纠纷条例 26")
def autopsy_last_day(died: str) -> str | None:
    """Day on which the 48 hours for an autopsy end, at the hour of death; None for a vague date."""
    return _days_after(died, AUTOPSY_DAYS)


@calculator(source="医疗纠纷条例 26")
def autopsy_frozen_last_day(died: str) -> str | None:
    """Last of the seven days for an autopsy where the body can be frozen; None for a vague date."""
    return _days_after(died, FROZEN_DAYS)


@calculator(source="医疗纠纷条例 26")
def autopsy_stage(died: str, today: date) -> str:
    """还来得及 in the 48 hours, 只剩冷冻的 until the seventh day, then 过了期限; a vague date gets its latest reading."""
    day = latest(died)
    if today <= add_days(day, AUTOPSY_DAYS):
        return NOW
    return FROZEN_ONLY if today <= add_days(day, FROZEN_DAYS) else OVER


@calculator(source="医疗纠纷条例 27")
def body_kept_until(died: str) -> str | None:
    """Last of the fourteen days a hospital as a rule keeps a body; None for a vague date."""
    return _days_after(died, KEPT_DAYS)


@calculator(source="医疗事故条例 37")
def health_authority_last_day(known: str) -> str:
    """Last day of the year for asking the health authority to deal with a medical accident; earliest day of a vague date."""
    return add_years(earliest(known), AUTHORITY_YEARS).isoformat()


@calculator(source="医疗事故条例 37")
def health_authority_stage(known: str, today: date) -> str:
    """还来得及 or 可能过了 of that year; a vague date gets the benefit of its last day."""
    return IN_TIME if today <= add_years(latest(known), AUTHORITY_YEARS) else LATE


@calculator(source="医疗损害责任解释 12")
def share_of(total: Sum, percent: float) -> Sum:
    """The part of ``total`` yuan that falls to the hospital at ``percent`` per cent of the cause."""
    amount = round(total.low * percent / 100 + 1e-9, 2)
    told = f"{yuan(total.low)} × {percent:g}%"
    return Sum(amount, amount, told, "；".join(filter(None, ("最后担几成由法院定", total.note))))


def _days_after(day: str, days: int) -> str | None:
    return add_days(earliest(day), days).isoformat() if len(day) == FULL_DATE else None
