"""The days that count after a traffic accident: review, mediation by the police, suing, and work injury.

道路交通事故处理程序规定第一百一十二条 makes its short periods working days.  Public holidays are not known here, so a
working day is Monday to Friday; the guide says that holidays move the day later, working weekends earlier, and that
nobody should wait for the last one.
A date told without its day gives no working-day deadline (None) and the earliest possible yearly one.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import add_days, add_months, add_years, calculator, earliest, latest

REVIEW_WORKDAYS, MEDIATION_WORKDAYS, DETERMINATION_WORKDAYS = 3, 10, 10
LIMITATION_YEARS = 3
SOON_MONTHS = 6
EMPLOYER_DAYS = 30
FULL_DATE = len("2026-01-31")


@calculator(source="道路交通事故处理程序规定 71")
def review_last_day(received: str) -> str | None:
    """Last day to ask for a review of the liability determination received on a day; None for a vague date."""
    return _workdays_after(received, REVIEW_WORKDAYS)


@calculator(source="道路交通事故处理程序规定 71")
def review_stage(received: str, today: date) -> str | None:
    """Whether the review is still open: 还能申请 or 已经过了; None for a vague date."""
    return _stage(review_last_day(received), today)


@calculator(source="道路交通事故处理程序规定 86")
def police_mediation_last_day(received: str) -> str | None:
    """Last day on which all sides may ask the police to mediate; None for a vague date."""
    return _workdays_after(received, MEDIATION_WORKDAYS)


@calculator(source="道路交通事故处理程序规定 86")
def police_mediation_stage(received: str, today: date) -> str | None:
    """Whether mediation by the police may still be asked for: 还能申请 or 已经过了; None for a vague date."""
    return _stage(police_mediation_last_day(received), today)


@calculator(source="道路交通事故处理程序规定 62")
def determination_due(happened: str) -> str | None:
    """Day by which the police should have written the determination where nothing is examined; None for a vague date."""
    return _workdays_after(happened, DETERMINATION_WORKDAYS)


@calculator(source="民法典 188")
def injury_claim_last_day(happened: str) -> str:
    """Last day of the three years for suing, counted from the earliest day of the accident.  Source: 民法典第一百八十八条."""
    return add_years(earliest(happened), LIMITATION_YEARS).isoformat()


@calculator(source="民法典 188")
def injury_claim_stage(happened: str, today: date) -> str:
    """没过, 快到了 (six months or less) or 可能已过 of the three years.  Source: 民法典第一百八十八条."""
    last = add_years(earliest(happened), LIMITATION_YEARS)
    if today > last:
        return "可能已过"
    return "快到了" if today >= add_months(last, -SOON_MONTHS) else "没过"


@calculator(source="工伤保险条例 17")
def work_injury_last_day(happened: str) -> str:
    """Last day for the worker or the family to apply for recognition: one year.  Source: 工伤保险条例第十七条."""
    return add_years(earliest(happened), 1).isoformat()


@calculator(source="工伤保险条例 17")
def work_injury_stage(happened: str, today: date) -> str:
    """单位该报 in the employer's thirty days, then 自己报 for the year, then 可能已过.  Source: 工伤保险条例第十七条."""
    if today <= add_days(earliest(happened), EMPLOYER_DAYS):
        return "单位该报"
    return "自己报" if today <= add_years(latest(happened), 1) else "可能已过"


@calculator(source="工伤保险条例 14")
def commuting_injury(on_the_way: str, mine: str, liability: str | None = None) -> str | None:
    """干活, 路上能认, 路上不能认 or 路上待定; None for a journey that has nothing to do with work.

    Who rides in another's vehicle answers for nobody's driving.  Source: 工伤保险条例第十四条第（六）项.
    """
    if on_the_way == "正在给单位干活":
        return "干活"
    if on_the_way != "上下班路上":
        return None
    if mine == "坐别人的车" or liability in ("对方全责", "对方主责", "同等责任"):
        return "路上能认"
    return "路上不能认" if liability in ("我方主责", "我方全责") else "路上待定"


@calculator(source="工伤保险条例 17")
def employer_report_last_day(happened: str) -> str:
    """Last of the employer's thirty days.  Source: 工伤保险条例第十七条."""
    return add_days(earliest(happened), EMPLOYER_DAYS).isoformat()


@calculator(source="道路交通安全法 70")
def days_since_accident(happened: str, today: date) -> int:
    """Days since the accident, counted from the latest day it can mean."""
    return max(0, (today - latest(happened)).days)


def _stage(last: str | None, today: date) -> str | None:
    if last is None:
        return None
    return "还能申请" if today <= date.fromisoformat(last) else "已经过了"


def _workdays_after(start: str, days: int) -> str | None:
    """The ``days``-th Monday-to-Friday after a full date; the day itself does not count (民法典第二百零一条)."""
    if len(start) != FULL_DATE:
        return None
    day = date.fromisoformat(start)
    while days:
        day = add_days(day, 1)
        days -= day.weekday() < 5
    return day.isoformat()
