"""The last days to object to an agency's decision: hearing, review, suit, and compensation by the state.

A period does not count its first day (民事诉讼法第八十五条).  Public holidays are not known here, so a working day is Monday to
Friday; the guide says that a last day on a holiday moves on.  A vague date gives the earliest last day it can mean, and only its
latest reading says that a period is over.  ``told`` is whether the paper named the way and the time to object: 写了, 没写 or unknown.
"""

from __future__ import annotations

from datetime import date

from bot.consultation.values import add_days, add_months, add_years, calculator, earliest, latest

OPEN, SOON, LATE, VAGUE = "还来得及", "快到了", "可能过了", "要看哪一天"
UNTOLD = ("没写", "什么纸也没给")
REVIEW_DAYS, SUIT_MONTHS, UNTOLD_YEARS = 60, 6, 1
AFTER_REVIEW_DAYS, HEARING_WORKDAYS = 15, 5
COMPENSATION_YEARS, SOON_DAYS = 2, 10
FULL_DATE = len("2026-01-31")


@calculator(source="行政复议法 20")
def official_review_last_day(known: str, told: str | None = None, paper: str | None = None) -> str:
    """Last day to ask for review: sixty days from knowing the decision, one year at most where it named no such right.

    Source: 行政复议法第二十条.  Without an answer about the paper the shorter period is given.
    """
    return _objection(earliest(known), told, paper, suit=False).isoformat()


@calculator(source="行政复议法 20")
def official_review_stage(known: str, today: date, told: str | None = None, paper: str | None = None) -> str:
    """还来得及, 快到了, 可能过了 or 要看哪一天 of that period.

    快到了 is ten days or less; where the paper named no right, when the year ends before the sixty days from today would.
    """
    first, last = (_objection(day(known), told, paper, suit=False) for day in (earliest, latest))
    return _stage(first, last, today, REVIEW_DAYS if told in UNTOLD or paper in UNTOLD else SOON_DAYS)


@calculator(source="行政诉讼法 46")
def official_suit_last_day(known: str, told: str | None = None, paper: str | None = None) -> str:
    """Last day to sue without a review: six months from knowing, one year at most where the decision named no period.

    Source: 行政诉讼法第四十六条、行政诉讼法解释第六十四条; the five and twenty years are said in the text.
    """
    return _objection(earliest(known), told, paper, suit=True).isoformat()


@calculator(source="行政诉讼法 46")
def official_suit_stage(known: str, today: date, told: str | None = None, paper: str | None = None) -> str:
    """还来得及, 快到了 (ten days or less), 可能过了 or 要看哪一天 of that period."""
    first, last = (_objection(day(known), told, paper, suit=True) for day in (earliest, latest))
    return _stage(first, last, today)


@calculator(source="行政诉讼法 45")
def suit_after_review_last_day(received: str) -> str:
    """Last day to sue after a decision on review: fifteen days from receiving it.  Source: 行政诉讼法第四十五条."""
    return add_days(earliest(received), AFTER_REVIEW_DAYS).isoformat()


@calculator(source="行政诉讼法 45")
def suit_after_review_stage(received: str, today: date) -> str:
    """还来得及, 快到了, 可能过了 or 要看哪一天 of those fifteen days."""
    first, last = (add_days(day(received), AFTER_REVIEW_DAYS) for day in (earliest, latest))
    return _stage(first, last, today)


@calculator(source="行政处罚法 64")
def hearing_last_day(told_on: str) -> str | None:
    """Last day to ask for a hearing: five working days from being told; None for a vague date.

    Source: 行政处罚法第六十四条、第八十五条.
    """
    if len(told_on) != FULL_DATE:
        return None
    day, left = date.fromisoformat(told_on), HEARING_WORKDAYS
    while left:
        day = add_days(day, 1)
        left -= day.weekday() < 5
    return day.isoformat()


@calculator(source="国家赔偿法 39")
def state_compensation_last_day(known: str) -> str:
    """Last day of the two years to claim compensation from the state.  Source: 国家赔偿法第三十九条."""
    return add_years(earliest(known), COMPENSATION_YEARS).isoformat()


@calculator(source="国家赔偿法 39")
def state_compensation_stage(known: str, today: date) -> str:
    """还来得及, 快到了, 可能过了 or 要看哪一天 of those two years."""
    first, last = (add_years(day(known), COMPENSATION_YEARS) for day in (earliest, latest))
    return _stage(first, last, today)


def _objection(day: date, told: str | None, paper: str | None, suit: bool) -> date:
    if told in UNTOLD or paper in UNTOLD:
        return add_years(day, UNTOLD_YEARS)
    return add_months(day, SUIT_MONTHS) if suit else add_days(day, REVIEW_DAYS)


def _stage(first: date, last: date, today: date, soon: int = SOON_DAYS) -> str:
    if today > first:
        return LATE if today > last else VAGUE
    return SOON if today >= add_days(first, -soon) else OPEN
