"""What a fact, a figure and a sum are, and how days are counted.

A fact is a plain value a resident gave: a label, a number, a partial date or 「不清楚」.  Everything here is small and pure,
so that the calculators read like the article they apply.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bot.consultation.reading import KnowledgeError, Problem

UNKNOWN = "不清楚"

PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass(frozen=True)
class Sum:
    """An amount of money in yuan with the formula that gave it; ``low == high`` when it is exact."""

    low: float
    high: float
    formula: str
    note: str = ""

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"a sum from {self.low} to {self.high}")


@dataclass(frozen=True)
class Figure:
    """An amount the state sets or publishes, as it stood on a day; ``float(figure)`` is its value in ``unit``."""

    name: str
    value: float
    unit: str
    since: str
    source: str
    checked_on: str
    note: str = ""
    until: str = ""

    def __float__(self) -> float:
        return float(self.value)


CALCULATORS: dict[str, Callable[..., Any]] = {}


def calculator(source: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Registers a function that a ``derive`` line may name.

    :param source: the article or notice the arithmetic follows, in citation notation.
    Raises KnowledgeError, naming the file and the line, where it is empty or the name is taken.
    """

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        code, name = function.__code__, function.__name__
        file = "/".join(Path(code.co_filename).parts[-4:])
        if not source.strip():
            raise KnowledgeError([Problem(file, code.co_firstlineno, f"计算函数「{name}」没有写依据的条文（source）")])
        if name in CALCULATORS:
            raise KnowledgeError([Problem(file, code.co_firstlineno, f"有两个计算函数都叫「{name}」")])
        function.source = source  # type: ignore[attr-defined]
        CALCULATORS[function.__name__] = function
        return function

    return register


def earliest(partial: str) -> date:
    """The first day a partial date (``2026``, ``2026-03``, ``2026-03-05``) can mean."""
    year, month, day = _parts(partial)
    return date(year, month or 1, day or 1)


def latest(partial: str) -> date:
    """The last day a partial date can mean."""
    year, month, day = _parts(partial)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def is_partial_date(value: Any) -> bool:
    """Whether a value is a date a resident gave, to whatever precision."""
    try:
        return isinstance(value, str) and bool(earliest(value))
    except ValueError:
        return False


def add_days(day: date, days: int) -> date:
    return day + timedelta(days=days)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day (民法典第二百零二条)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def add_years(day: date, years: int) -> date:
    return add_months(day, 12 * years)


def whole_years(start: date, end: date) -> int:
    """Completed years from ``start`` to ``end``, as an age is counted."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def _parts(partial: str) -> tuple[int, int | None, int | None]:
    found = PARTIAL_DATE.match(str(partial))
    if not found:
        raise ValueError(f"not a date: {partial!r}")
    year, month, day = (int(part) if part else None for part in found.groups())
    return year, month, day  # type: ignore[return-value]


def yuan(amount: float) -> str:
    """An amount as people read it: 1,234元 or 1,234.50元."""
    return f"{amount:,.0f}元" if float(amount).is_integer() else f"{amount:,.2f}元"


def show(value: Any) -> str:
    """A fact, figure or sum in the words of the guide.

    Dates become 2026年3月5日, sums 1,200元 or 1,200元至2,000元, lists are joined by 「、」.
    """
    if isinstance(value, Sum):
        return yuan(value.low) if value.low == value.high else f"{yuan(value.low)}至{yuan(value.high)}"
    if isinstance(value, Figure):
        return yuan(value.value) if value.unit.startswith("元") else f"{value.value:g}{value.unit}"
    if isinstance(value, (list, tuple)):
        return "、".join(show(one) for one in value)
    if isinstance(value, date):
        return show(value.isoformat())
    if is_partial_date(value) and "-" in value:
        year, month, day = _parts(value)
        return f"{year}年{month}月" + (f"{day}日" if day else "")
    if isinstance(value, float):
        return f"{value:g}" if not value.is_integer() else f"{int(value)}"
    return str(value)
