"""Does a set of facts satisfy a `when` or `ask_if` written in YAML?

A condition is a mapping from fact to what is allowed — one value, a list of values, or a comparison such as ``"< 3"`` — and
every line must hold; a list of mappings means any of them.  There are three outcomes, because 「不清楚」 is an answer:
true, false, and None for "it hangs on something the resident does not know".
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator
from typing import Any

from bot.consultation.values import UNKNOWN, Sum

COMPARISONS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
COMPARISON = re.compile(r"(<=|>=|<|>)\s*(-?\d+(?:\.\d+)?)$")
NOT_EQUAL = re.compile(r"!=\s*(.+)$")

SIGNS = ("<", ">", "!")

Condition = dict | list


def holds(condition: Condition, facts: dict[str, Any]) -> bool | None:
    """True, False, or None where the answer hangs on a fact that is 「不清楚」.

    A fact that was never asked makes its line false: the question did not apply.
    """
    if isinstance(condition, list):
        return _any(holds(one, facts) for one in condition)
    unknown = False
    for fact, wanted in condition.items():
        outcome = _line(wanted, facts[fact]) if fact in facts else False
        if outcome is False:
            return False
        unknown = unknown or outcome is None
    return None if unknown else True


def mentioned(condition: Condition) -> Iterator[tuple[str, Any]]:
    """Every (fact, wanted) line of a condition, for the checks."""
    for mapping in condition if isinstance(condition, list) else [condition]:
        yield from mapping.items()


def _any(outcomes: Iterator[bool | None]) -> bool | None:
    unknown = False
    for outcome in outcomes:
        if outcome is True:
            return True
        unknown = unknown or outcome is None
    return None if unknown else False


def _line(wanted: Any, value: Any) -> bool | None:
    if not isinstance(wanted, list):
        wanted = [wanted]
    if value == UNKNOWN:
        return True if UNKNOWN in wanted else None
    return any(_allows(one, value) for one in wanted)


def _allows(wanted: Any, value: Any) -> bool:
    if isinstance(wanted, str) and wanted[:1] in SIGNS:
        if comparison := COMPARISON.match(wanted):
            return _compare(comparison[1], float(comparison[2]), value)
        if unequal := NOT_EQUAL.match(wanted):
            return not _allows(unequal[1].strip(), value)
    if isinstance(value, list):
        return wanted in value
    return wanted == value


def _compare(sign: str, limit: float, value: Any) -> bool:
    if isinstance(value, Sum):
        value = value.low if sign.startswith(">") else value.high
    return isinstance(value, (int, float)) and COMPARISONS[sign](value, limit)
