"""Turns what a resident typed, said or tapped into the value of a fact.

`read` answers the question asked or raises Unclear with a kind hint; `opening.facts_in` reads the first sentence.
Everything here is pure: nothing is looked up, and the day is given.
"""

from datetime import date
from typing import Any

from bot.consultation.answers import choices, corrections, text, tidy, unknown, yes_no
from bot.consultation.answers.readers import READERS, agree
from bot.consultation.answers.unclear import Unclear, Unsure
from bot.consultation.simplify import simplified
from bot.consultation.sound_alikes import righted
from bot.consultation.values import UNKNOWN

__all__ = ["NO", "YES", "Unclear", "Unsure", "read"]

YES, NO = yes_no.YES, yes_no.NO
_LONGEST = 500


def read(question, said: str, today: date, places: tuple[str, ...] = ()) -> Any:
    """The value of a fact from a reply in Chinese.

    :param question: the Question asked. :param places: towns and villages a place question may match.
    :returns: 不清楚 (str) for any kind · choice, yes_no: a label · several: labels, [] for none of them · money: yuan
        · number, age: a number · duration: a number in `question.unit` · date: a partial ISO date · place, text: str.
    :raises Unsure: for a number or a day in vague or corrected words, or a place known only by its sound, with the value
        to be agreed to.
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
        if question.kind == "place":
            return _without_hedges(question, reply, today, places)
        if question.options:
            return _option(question, righted(tidy.level(reply)), today)
        return _measure(question, tidy.level(reply), today)
    except Unsure:
        raise
    except Unclear:
        if unknown.mentions_unknown(reply):
            return UNKNOWN
        raise


def _option(question, reply: str, today: date) -> Any:
    """The option a reply names; what was taken back between pauses does not count: 有，不对，没有."""
    if after := corrections.of_option(reply):
        try:
            return _without_hedges(question, after, today)
        except Unclear:
            pass  # 不对 was part of the answer
    return _without_hedges(question, reply, today)


def _measure(question, reply: str, today: date) -> Any:
    """The number or day a reply names; one that was put right is to be agreed to."""
    after = corrections.of_number(reply)
    if after is None:
        return _without_hedges(question, reply, today)
    value = read(question, after, today)
    if value == UNKNOWN:
        return value
    raise agree(question, after, value)


def _without_hedges(question, reply: str, today: date, places: tuple[str, ...] = ()) -> Any:
    """The reading of the reply less 那个, 大概 and the like, unless an option is worded that way."""
    worded = question.options and choices.exact(question.options, reply)
    return READERS[question.kind](question, reply if worded else tidy.without_hedge(reply), today, places)
