"""Numbers as people say and type them: 62, 3,500, 两万五, 3万5, 一百二, 十七八, 三四万, 十几, 2k, 1.2w.

A numeral is a range: `low` and `high` are equal when the number is exact, and `vague` says that it was
hedged (三千多, 一万来, 十几). Two rules of speech that libraries miss: a lone digit after 百/千/万 counts
the next smaller unit (两万五 = 25000), unless a counted thing follows (两万一年 = 20000 a year); and two
neighbouring digits are a range (三四万).
"""

import re
from typing import NamedTuple

from bot.consultation.answers.number_words import (
    ARABIC,
    FEW,
    MYRIADS,
    START,
    TWENTIES,
    UNITS,
    Part,
    atom,
    begins_something,
    is_latin_word,
    place,
)
from bot.consultation.answers.tidy import fold

_LOOSE = re.compile(
    "(万[儿二]八千)|(千[儿二]八百)|(百[儿二]八十)|([上成]?万把|上万)|(千把|[上成]千)|(百把|上百)|(百十)"
)
# 陆陆续续 is no 66, and the 零 of 俩月零十天 only joins.
_NO_DIGIT = re.compile("陆+续|[零〇][十百千]")
_LOOSE_VALUES = ((8000, 10_000), (800, 1000), (80, 100), (10_000, 10_000), (1000, 1000), (100, 100), (100, 110))


class Numeral(NamedTuple):
    """A number found at text[start:end]; low <= high, both int when whole."""

    text: str
    start: int
    end: int
    low: float
    high: float
    vague: bool


def find(text: str) -> list[Numeral]:
    """Every number in `text`, left to right, without overlaps. Letters glued before digits hide them (豫A12345)."""
    folded, at = fold(text), 0
    found: list[Numeral] = []
    while start := START.search(folded, at):
        numeral = _numeral(folded, start.start())
        if numeral:
            found.append(numeral._replace(text=text[numeral.start : numeral.end]))
        at = numeral.end if numeral else _past_run(folded, start.start())
    return found


def value(text: str) -> float | None:
    """The exact number that `text` as a whole spells, else None (ranges such as 三四 are not exact)."""
    text = fold(text).strip()
    numeral = _numeral(text, 0) if text and START.match(text) else None
    return numeral.low if numeral and numeral.end == len(text) and numeral.low == numeral.high else None


def whole(number: float) -> float:
    """20000.0 → 20000, 3.5 stays; rounds away float dust."""
    rounded = round(number, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def _numeral(text: str, start: int) -> Numeral | None:
    if loose := _LOOSE.match(text, start):
        about = _LOOSE_VALUES[(loose.lastindex or 1) - 1]
        end = loose.end() + (text[loose.end() : loose.end() + 1] in ("来", "多"))
        return Numeral(text[start:end], start, end, *about, True)
    if _NO_DIGIT.match(text, start):
        return None
    if start and text[start].isdigit() and (text[start - 1].isascii() and text[start - 1].isalnum()):
        return None
    part = _small(text, start)
    if part is None:
        return None
    part = _with_myriads(text, part)
    end, vague, high = part.end, part.vague or part.low != part.high, float(part.high)
    if text[end : end + 1] in ("多", "余") and text[end : end + 2] != "多少":
        end, vague, high = end + 1, True, part.high + place(part.high)
    elif (
        text[end : end + 1] == "来"
        and part.low >= 10
        and re.match("[个天年月块元人岁斤亩次户万]", text[end + 1 : end + 2])
    ):
        end, vague = end + 1, True
    return Numeral(text[start:end], start, end, whole(part.low), whole(high), vague)


def _with_myriads(text: str, part: Part) -> Part:
    """Multiplies by 万/亿 and adds what follows: 15万3, 三万五千, 一亿二, 十来万."""
    hedge = text[part.end : part.end + 1] in ("多", "来", "余") and text[part.end + 1 : part.end + 2] in MYRIADS
    unit = MYRIADS.get(text[part.end + hedge : part.end + hedge + 1])
    if unit is None or is_latin_word(text, part.end + hedge):
        return part
    high = part.high + (place(part.high) if text[part.end : part.end + 1] in ("多", "余") else 0)
    head = Part(part.low * unit, high * unit, part.end + hedge + 1, unit, False, hedge or part.vague)
    zero = text[head.end : head.end + 1] in ("零", "〇")
    tail = _small(text, head.end + zero, tail=True)
    if tail is None or tail.high >= unit:
        return head
    plain = text[head.end].isdigit() and tail.unit == 1
    after = MYRIADS.get(text[tail.end : tail.end + 1])
    if after and (after >= unit or (tail.bare and unit == 10_000)):
        return head
    if after:
        tail = _with_myriads(text, tail)
    elif not zero and (tail.low < 1000 or plain) and begins_something(text, tail):
        return head
    elif tail.bare and not zero and tail.high < 10:
        tail = tail._replace(low=tail.low * unit / 10, high=tail.high * unit / 10, unit=unit // 10)
    low, high = head.low + tail.low, head.high + tail.high
    return tail._replace(low=low, high=high, bare=False, vague=head.vague or tail.vague)


def _small(text: str, start: int, tail: bool = False) -> Part | None:
    """A number below ten thousand, or any plain Arabic one: 三百五十六, 一百二, 十七八, 3千5, 2025."""
    low = high = 0.0
    last, end, vague = 0, start, False
    while True:
        zero = bool(last) and text[end : end + 1] in ("零", "〇")
        at = end + zero
        if text[at : at + 1] in TWENTIES and not last:
            low = high = TWENTIES[text[at]]
            last, end = 10, at + 1
            continue
        one = Part(1, 1, at) if text[at : at + 1] in ("十", "拾") and last != 10 else atom(text, at, tail or bool(last))
        if one is None:
            break
        unit = UNITS.get(text[one.end : one.end + 1])
        if unit and (not text[one.end].isascii() or (text[at].isdigit() and not is_latin_word(text, one.end))):
            if last and (unit >= last or (unit * 10 < last and not zero and _is_apart(text, at))):
                break
            low, high, last, end = low + one.low * unit, high + one.high * unit, unit, one.end + 1
            vague = vague or one.vague
            continue
        if not last:
            return one._replace(bare=True) if one.high < 10 else one
        if (one.low, one.high) == FEW:
            one = one._replace(low=1)
        if one.high >= last or (text[one.end : one.end + 1] in MYRIADS and last >= 100 and not zero):
            break
        scale = last // 10 if last >= 100 and not zero and one.high < 10 else 1
        if scale > 1 and begins_something(text, one):
            break
        return Part(low + one.low * scale, high + one.high * scale, one.end, scale, False, vague or one.vague)
    return Part(low, high, end, last, False, vague) if last else None


def _is_apart(text: str, at: int) -> bool:
    """三千|十二个月: a number that leaves out a place without 零, and counts something, is one of its own."""
    part = _small(text, at)
    return part is not None and begins_something(text, part)


def _past_run(text: str, at: int) -> int:
    arabic = ARABIC.match(text, at)
    return arabic.end() if arabic else at + 1
