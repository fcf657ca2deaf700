"""Dates as people say them: 昨天, 上周三, 去年三月, 腊月二十三, 国庆那天, 三个月前, 2025年10月1日, 10.1.

A value is a partial ISO date with only the precision that was said: `2026-03-05`, `2026-03` or `2026`.
"""

import re
from datetime import date
from typing import NamedTuple

from bot.consultation.answers import numerals
from bot.consultation.answers.date_patterns import REPLY_RULES, RULES
from bot.consultation.answers.date_rules import ago
from bot.consultation.answers.tidy import fold
from bot.consultation.answers.unclear import Unclear

_HINTS = (
    (re.compile("麦收|收麦|割麦|麦天|麦罢|麦口|麦忙|麦茬|过罢麦|秋罢|罢秋|收秋|秋收|种麦|农忙|[春夏秋冬]天|[春夏秋]上|暑假|寒假|入[春夏秋冬]"), "您说的是哪年几月？按阳历说个年月就行，比如「2026年6月」。"),
    (re.compile("年[前后底初根]|年跟前|开年|过罢年|出罢正月|出正月|月[底初]"), "您说的是哪年几月？比如「2026年1月」，记得是几号就更好。"),
    (re.compile("[几阵]天?前|前阵|那阵|段时间|[多几]年前|[多几]个?月前"), "大概是哪一天？记不清就说哪年哪月，比如「2026年3月」。"),
)  # fmt: skip
ASK = "您说个日子就行，比如「2026年3月5号」「昨天」「去年腊月」；只记得年月也行，记不得就说「不清楚」。"
_PAD = re.compile(r"^(?:是|在|就是|大概是?|好像是?|应该是?)|(?:吧|呢|啊|的|左右|前后|那天|那会儿?|的时候)$")
_LASTING = re.compile(r"(?:有|都|已经|得有)*([0-9一二两三四五六七八九十半俩仨]{1,3}个?(?:年|月|天|周|星期|礼拜))了")


class Span(NamedTuple):
    """A date found at text[start:end] with its partial ISO value."""

    text: str
    start: int
    end: int
    value: str


def find(text: str, today: date, past: bool = True) -> list[Span]:
    """Every date in `text`, left to right, without overlaps; with `past`, none that lies in the future."""
    spans = _scan(text, today, past, on_impossible=lambda unclear: None)
    return [span for span in spans if not past or not is_future(span.value, today)]


def read(text: str, today: date, past: bool = True) -> str | None:
    """The date a reply names, None when it names none. Raises Unclear for several, an impossible or a future one."""
    spans = _whole(text, today, past) or _scan(text, today, past, on_impossible=_refuse)
    values = {span.value for span in spans}
    values = {value for value in values if not any(other != value and other.startswith(value) for other in values)}
    if not values:
        return None
    if len(values) > 1:
        raise Unclear(
            "您说了不止一个日子：" + "、".join(span.text for span in spans[:4]) + "。这一问只要一个，请单说这一个。"
        )
    value = values.pop()
    if past and is_future(value, today):
        raise Unclear("这个日子还没到呢。您说的事是哪一天发生的？连年份一起说，比如「2025年3月5号」。")
    return value


def hint(text: str) -> str:
    """How to say a date, fitted to what was said: 麦收那会儿 is asked for its month."""
    return next((words for pattern, words in _HINTS if pattern.search(text)), ASK)


def is_future(value: str, today: date) -> bool:
    """Whether even the first day of a partial date lies after today."""
    return value > today.isoformat()[: len(value)]


def _whole(text: str, today: date, past: bool) -> list[Span]:
    """A reply that is nothing but 10.1, 十一, 2025, 25年 or 三年了: in a sentence these could mean anything."""
    said = fold(text).strip()
    while (shorter := _PAD.sub("", said)) != said:
        said = shorter
    if lasting := _LASTING.fullmatch(said):
        return _scan(lasting[1] + "前", today, past, on_impossible=_refuse)
    for pattern, rule in REPLY_RULES:
        if match := pattern.fullmatch(said):
            value = rule(match, today, past)
            return [Span(text, 0, len(text), value)] if value else []
    return []


def _scan(text: str, today: date, past: bool, on_impossible) -> list[Span]:
    folded, spans = fold(text), []
    taken = [False] * len(folded)

    def take(start: int, end: int, value: str | None) -> None:
        if value is not None:
            taken[start:end] = [True] * (end - start)
            end = start + len(folded[start:end].rstrip(" ,的份"))
            spans.append(Span(text[start:end], start, end, value))

    for numeral in numerals.find(folded):
        if found := ago(folded, numeral, today):
            take(numeral.start, *found)
    for pattern, rule in RULES:
        for match in pattern.finditer(folded):
            if not any(taken[match.start() : match.end()]):
                try:
                    take(*match.span(), rule(match, today, past))
                except Unclear as unclear:
                    on_impossible(unclear)
                    taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    return sorted(spans, key=lambda span: span.start)


def _refuse(unclear: Unclear) -> None:
    raise unclear
