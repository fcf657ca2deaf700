"""The lunar calendar as villagers use it: 正月十五, 腊月二十三, 除夕, 中秋, in days and months of the solar one."""

from datetime import date, timedelta

from borax.calendars.lunardate import LunarDate

FIRST, LAST = 1901, 2098


def day(year: int, month: int, number: int, leap: bool = False) -> date | None:
    """The solar day of a lunar one; None when that month has no such day. 腊月三十 is the last day of any year."""
    if not FIRST <= year <= LAST:
        return None
    if (month, number) == (12, 30):
        return new_year(year + 1) - timedelta(days=1)
    try:
        return LunarDate(year, month, number, leap).to_solar_date()
    except ValueError:
        return None


def new_year(year: int) -> date:
    """Spring Festival of that year."""
    return LunarDate(year, 1, 1).to_solar_date()


def month(year: int, number: int, leap: bool = False) -> str | None:
    """The solar month (`2026-01`) that most days of a lunar month fall in; None for a leap month that year has not."""
    middle = day(year, number, 15, leap)
    return f"{middle:%Y-%m}" if middle else None


def day_of_month(today: date, steps: int, number: int) -> date | None:
    """The numbered day of the lunar month that many months from today's; None when that month has no such day."""
    lunar = LunarDate.from_solar(today)
    first = today - timedelta(days=lunar.day - 1)
    for _ in range(abs(steps)):
        beside = LunarDate.from_solar(first + timedelta(days=31 if steps > 0 else -1))
        first = beside.to_solar_date() - timedelta(days=beside.day - 1)
    found = first + timedelta(days=number - 1)
    return found if LunarDate.from_solar(found).day == number else None
