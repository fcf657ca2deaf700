"""Partial ISO dates (`2026-03-05`, `2026-03`, `2026`): made, compared and counted back to."""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NoReturn

from bot.consultation.answers import moon
from bot.consultation.answers.unclear import Unclear

UNIT_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}


def years(today: date) -> range:
    """The years to look through; nine back, so that 29 February and leap months come by."""
    return range(today.year + 1, today.year - 10, -1)


def nearest(values: Iterable[str | None], today: date, past: bool) -> str | None:
    """The value whose first day is nearest to today, none later than today when only the past will do."""
    said = [value for value in values if value and (not past or first_day(value) <= today)]
    return min(said, key=lambda value: abs((today - first_day(value)).days), default=None)


def first_day(value: str) -> date:
    """The first day of a partial ISO date."""
    return date(*(int(part) for part in f"{value}-01-01"[:10].split("-")))


def same_month(first: date, last: date) -> str | None:
    """`2026-03` when both days lie in that month, else None."""
    return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else None


def iso_or_none(year: int, month: int, day: int | None) -> str | None:
    """A partial ISO date, None when the calendar has no such day or it lies outside 1900 to 2100."""
    if not 1 <= month <= 12 or not 1900 <= year <= 2100:
        return None
    if day is None:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def iso(year: int, month: int, day: int | None) -> str:
    """A partial ISO date. Raises Unclear when the calendar has no such day."""
    return iso_or_none(year, month, day) or impossible(month, day)


def impossible(month: int | None, day: int | None) -> NoReturn:
    """Raises Unclear: the calendar has no such day, whatever the year."""
    named = (f"{month}月" if month else "") + (f"{day}日这一天" if day else "")
    raise Unclear(f"日历上没有{named}，您再看看是哪天？比如「3月5号」，记不准就只说哪年哪月。")


def back(unit: str, low: float, high: float, today: date) -> str | None:
    """The day, month or year that long ago, or what the ends of a range have in common."""
    if unit in UNIT_DAYS:
        if high * UNIT_DAYS[unit] > 36_500:
            return None
        far, near = (today - timedelta(days=round(count * UNIT_DAYS[unit])) for count in (high, low))
        return near.isoformat() if far == near else same_month(far, near)
    furthest, latest = (
        (today.year * 12 + today.month - 1 - int(count * (12 if unit == "年" else 1))) for count in (high, low)
    )
    if furthest < 1900 * 12:
        return None
    if unit == "年" and low == int(low):
        return str(latest // 12) if furthest // 12 == latest // 12 else None
    return f"{latest // 12}-{latest % 12 + 1:02d}" if furthest == latest else None


def lunar_date(year: int | None, month: int, day: int | None, leap: bool, today: date, step_back: bool) -> str | None:
    """The solar date of a lunar day or month; with `step_back`, a year earlier when it has not come yet."""
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 30):
        impossible(month, day)

    def said(each: int) -> str | None:
        if day is None:
            return moon.month(each, month, leap)
        found = moon.day(each, month, day, leap)
        return found.isoformat() if found else None

    if year is None:
        return nearest((said(each) for each in years(today)), today, step_back) or impossible(month, day)
    value = said(year)
    if value and step_back and first_day(value) > today:
        value = said(year - 1)
    return value or impossible(month, day)
