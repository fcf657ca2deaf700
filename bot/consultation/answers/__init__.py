"""Turns what a resident typed, said or tapped into the value of a fact.

`read` answers the question asked or raises Unclear with a kind hint; `opening.facts_in` reads the first sentence.
Everything here is pure: nothing is looked up, and the day is given.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.consultation.answers import choices, dates, durations, money, numbers, places, text, tidy, unknown, yes_no
from bot.consultation.answers.unclear import Unclear
from bot.consultation.simplify import simplified
from bot.consultation.values import UNKNOWN

__all__ = ["NO", "YES", "Unclear", "read"]

YES, NO = yes_no.YES, yes_no.NO
_LONGEST = 500


def read(question, said: str, today: date, places: tuple[str, ...] = ()) -> Any:
    """The value of a fact from a reply in Chinese.

    :param question: the Question asked. :param places: towns and villages a place question may match.
    :returns: 不清楚 (str) for any kind · choice, yes_no: a label · several: labels, [] for none of them · money: yuan
        · number, age: a number · duration: a number in `question.unit` · date: a partial ISO date · place, text: str.
    :raises Unclear: with a kind Chinese hint, for a reply that does not answer; never anything else.
    """
    if len(said) > _LONGEST:
        raise Unclear(f"这段话有点长，这一问请简单说，{_LONGEST} 个字以内。")
    reply = tidy.clean(said)
    if not reply:
        raise Unclear("没看到您说的话，请再说一遍；不知道就说「不清楚」。")
    if unknown.is_unknown(reply) and not (question.options and choices.exact(question.options, reply)):
        return UNKNOWN
    if question.kind == "text":
        return text.read_text(simplified(said))
    try:
        return _READERS[question.kind](question, _without_hedge(question, reply), today, places)
    except Unclear:
        if unknown.mentions_unknown(reply):
            return UNKNOWN
        raise


def _without_hedge(question, reply: str) -> str:
    """The reply less 那个, 大概 and the like, unless an option is worded that way."""
    worded = question.options and choices.exact(question.options, reply)
    return reply if worded else tidy.without_hedge(reply)


def _choice(question, reply: str, today: date, places) -> str:
    return choices.read_choice(question.options, reply)


def _several(question, reply: str, today: date, places) -> list[str] | str:
    return choices.read_several(question.options, reply)


def _yes_no(question, reply: str, today: date, places) -> str:
    return yes_no.read_yes_no(question.options, reply, question.ask)


def _money(question, reply: str, today: date, places) -> float:
    amount = money.read(reply)
    if amount is None:
        raise Unclear("请说个钱数，比如「8000」「两万五」；没有就说「没有」，不知道就说「不清楚」。")
    return within(question, amount.low, "元")


def _date(question, reply: str, today: date, places) -> str:
    value = dates.read(reply, today, question.past)
    if value is None:
        raise Unclear(dates.hint(reply))
    return value


def _duration(question, reply: str, today: date, places) -> float:
    unit = question.unit or "天"
    value = durations.since(reply, today, unit)
    if value is None:
        value = durations.read(reply, unit)
    if value is None:
        raise Unclear("请说个长短，比如「12天」「半个月」「一年半」；不知道就说「不清楚」。")
    return within(question, value, "个月" if question.unit == "月" else question.unit)


def _age(question, reply: str, today: date, places) -> float:
    value = numbers.read_age(reply, today)
    if value is None:
        raise Unclear("请说周岁多少，比如「62」，或者哪一年生的，比如「1964年」；不知道就说「不清楚」。")
    return within(question, value, "岁")


def _number(question, reply: str, today: date, places) -> float:
    value = numbers.read_number(reply)
    if value is None:
        raise Unclear("请说个数，比如「2」或「三个」；不知道就说「不清楚」。")
    return within(question, value, question.unit)


def _place(question, reply: str, today: date, known: tuple[str, ...]) -> str:
    return places.read_place(reply, known)


def within(question, value: float, unit: str) -> float:
    """The value itself. Raises Unclear when it lies outside the question's bounds, which are named."""
    if question.low is not None and value < question.low:
        raise Unclear(f"您说的是 {value:,}{unit}，这里最少是 {question.low:,}{unit}，请再看看。")
    if question.high is not None and value > question.high:
        raise Unclear(f"您说的是 {value:,}{unit}，这里最多是 {question.high:,}{unit}，请再看看。")
    return value


_READERS: dict[str, Callable] = {
    "choice": _choice,
    "several": _several,
    "yes_no": _yes_no,
    "money": _money,
    "date": _date,
    "duration": _duration,
    "age": _age,
    "number": _number,
    "place": _place,
}
