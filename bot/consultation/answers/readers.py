"""One reader for each kind of question: what a tidied reply says, within the bounds of the question."""

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.consultation.answers import (
    choices,
    dates,
    denials,
    duration_replies,
    money_replies,
    numbers,
    place_replies,
    sums_asked,
    yes_no,
)
from bot.consultation.answers.unclear import Unclear, Unsure
from bot.consultation.shown import spoken

_QUOTED = 30


def within(question, value: float, unit: str) -> float:
    """The value itself. Raises Unclear when it lies outside the question's bounds, which are named."""
    if question.low is not None and value < question.low:
        raise Unclear(f"您说的是 {value:,}{unit}，这里最少是 {question.low:,}{unit}，请再看看。")
    if question.high is not None and value > question.high:
        raise Unclear(f"您说的是 {value:,}{unit}，这里最多是 {question.high:,}{unit}，请再看看。")
    return value


def agree(question, said: str, value: Any) -> Unsure:
    """Asks the resident to agree to what was made of vague or corrected words."""
    if question.kind == "place":
        return place_replies.agree(said, (value,))
    said = said if len(said) <= _QUOTED else said[:_QUOTED] + "……"
    return Unsure(
        f"您说的「{said}」，我先记成 {spoken(question, value)}，行吗？行就说「对」，不对就再说个准的。", value
    )


def _choice(question, reply: str, today: date, known) -> str:
    return choices.read_choice(question.options, reply)


def _several(question, reply: str, today: date, known) -> list[str] | str:
    return choices.read_several(question.options, reply)


def _yes_no(question, reply: str, today: date, known) -> str:
    return yes_no.read_yes_no(question.options, reply, question.ask)


def _money(question, reply: str, today: date, known) -> float:
    amount = money_replies.read(reply)
    if amount is None:
        raise Unclear("请说个钱数，比如「8000」「两万五」；没有就说「没有」，不知道就说「不清楚」。")
    if (unit := sums_asked.rate(reply, amount, question.ask)) is not None:
        raise Unclear(f"您说的「{amount.text.strip()}」是一{unit}的数，这一问要的不是这个，请照问的再说一个数。")
    if sums_asked.is_rest(reply, amount, question.ask):
        raise Unclear("您说的是还欠着的。这一问要的是已经给了的，一分没给就说「0」。")
    value = within(question, amount.low, "元")
    if amount.vague:
        raise agree(question, reply, value)
    return value


def _date(question, reply: str, today: date, known) -> str:
    value = dates.read(reply, today, question.past)
    if value is None:
        raise Unclear(dates.hint(reply))
    return value


def _duration(question, reply: str, today: date, known) -> float:
    unit = question.unit or "天"
    shown = "个月" if question.unit == "月" else question.unit
    if denials.denies(reply, (question.ask, *question.near)):
        return within(question, 0, shown)
    since = duration_replies.since(reply, today, unit)
    if since is not None:
        return within(question, since, shown)
    length = duration_replies.read(reply, unit)
    if length is None:
        raise Unclear("请说个长短，比如「12天」「半个月」「一年半」；不知道就说「不清楚」。")
    value = within(question, length.value, shown)
    if length.vague:
        raise agree(question, reply, value)
    return value


def _age(question, reply: str, today: date, known) -> float:
    value = numbers.read_age(reply, today)
    if value is None:
        raise Unclear("请说周岁多少，比如「62」，或者哪一年生的，比如「1964年」；不知道就说「不清楚」。")
    return within(question, value, "岁")


def _number(question, reply: str, today: date, known) -> float:
    count = numbers.read_number(reply)
    if count is None:
        raise Unclear("请说个数，比如「2」或「三个」；不知道就说「不清楚」。")
    value = within(question, count.value, question.unit)
    if count.vague:
        raise agree(question, reply, value)
    return value


def _place(question, reply: str, today: date, known: tuple[str, ...]) -> str:
    return place_replies.read(reply, known)


READERS: dict[str, Callable] = {
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
