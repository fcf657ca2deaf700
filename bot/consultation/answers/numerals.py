"""Numbers as people say and type them: 62, 3,500, 两万五, 3万5, 一百二, 十七八, 三四万, 十几, 2k, 1.2w.

A numeral is a range: `low` and `high` are equal when the number is exact, and `vague` says that it was
hedged (三千多, 一万来, 十几). Two rules of speech that libraries miss: a lone digit after 百/千/万 counts
the next smaller unit (两万五 = 25000), unless a counted thing follows (两万一年 = 20000 a year); and two
neighbouring digits are a range (三四万).
"""

import re
from typing import NamedTuple

from bot.consultation.answers.tidy import fold

DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇", "一壹", "二贰两俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "k": 1000, "K": 1000}
MYRIADS = {"万": 10_000, "萬": 10_000, "w": 10_000, "W": 10_000, "亿": 100_000_000}
TWENTIES = {"廿": 20, "卅": 30}
FEW = (2, 9)
LONGEST = 18

_ARABIC = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
# 俩 and 仨 mean two and three of something: they never begin or join a longer number (俺俩一块去).
_HANZI_DIGITS = re.compile(f"俩仨|[俩仨]|[{''.join(set(DIGITS) - set('俩仨'))}]+")
_POINT = re.compile(f"点([{''.join(DIGITS)}]+)(?=[万千百亿元块%倍]|$)")
_START = re.compile(f"[0-9几数上百千万{''.join(DIGITS)}{''.join(TWENTIES)}十拾]")
_LOOSE = re.compile("(万儿八千)|(千儿八百)|(百儿八十)|([上成]?万把|上万)|(千把|[上成]千)|(百把|上百)|(百十)")
_LOOSE_VALUES = ((8000, 10_000), (800, 1000), (80, 100), (10_000, 10_000), (1000, 1000), (100, 100), (100, 110))
# After 两万 or 三百 a digit that counts one of these begins something new: 两万一年, 三百一天, 五万二分利.
COUNTED = re.compile(
    r"年(?![底初末终关利息])|月(?![底初末息供])|[个天人亩家间斤口次辆台套位名回户头只张条平米方吨车晚场顿趟棵度件袋箱桶厘成折岁号日周倍]"
    r"|分(?!期)|小时|星期|礼拜"
)
# 借两万一直没还, 欠三千一分没给: here 一 opens a word of its own.
_ADVERB = re.compile(r"[起下共直定样点些部把半方旦并律边面生刀手毛笔再向时切般带路经概]|块(?!钱|$|[,。;!?])")


class Numeral(NamedTuple):
    """A number found at text[start:end]; low <= high, both int when whole."""

    text: str
    start: int
    end: int
    low: float
    high: float
    vague: bool


class _Part(NamedTuple):
    low: float
    high: float
    end: int
    unit: int = 1  # the unit the last digit counted, 1 when it stood alone
    bare: bool = False  # a lone digit or pair without any unit: what may be elliptic after 万
    vague: bool = False


def find(text: str) -> list[Numeral]:
    """Every number in `text`, left to right, without overlaps. Letters glued before digits hide them (豫A12345)."""
    text, found, at = fold(text), [], 0
    while start := _START.search(text, at):
        numeral = _numeral(text, start.start())
        if numeral:
            found.append(numeral)
        at = numeral.end if numeral else _past_run(text, start.start())
    return found


def value(text: str) -> float | None:
    """The exact number that `text` as a whole spells, else None (ranges such as 三四 are not exact)."""
    text = fold(text).strip()
    numeral = _numeral(text, 0) if text and _START.match(text) else None
    return numeral.low if numeral and numeral.end == len(text) and numeral.low == numeral.high else None


def whole(number: float) -> float:
    """20000.0 → 20000, 3.5 stays; rounds away float dust."""
    rounded = round(number, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def _numeral(text: str, start: int) -> Numeral | None:
    if loose := _LOOSE.match(text, start):
        low, high = _LOOSE_VALUES[loose.lastindex - 1]
        end = loose.end() + (text[loose.end() : loose.end() + 1] in ("来", "多"))
        return Numeral(text[start:end], start, end, low, high, True)
    if start and text[start].isdigit() and (text[start - 1].isascii() and text[start - 1].isalnum()):
        return None
    part = _small(text, start)
    if part is None:
        return None
    part = _with_myriads(text, part)
    end, vague, high = part.end, part.vague or part.low != part.high, part.high
    if text[end : end + 1] in ("多", "余") and text[end : end + 2] != "多少":
        end, vague, high = end + 1, True, part.high + _place(part.high)
    elif (
        text[end : end + 1] == "来"
        and part.low >= 10
        and re.match("[个天年月块元人岁斤亩次户万]", text[end + 1 : end + 2])
    ):
        end, vague = end + 1, True
    return Numeral(text[start:end], start, end, whole(part.low), whole(high), vague)


def _with_myriads(text: str, part: _Part) -> _Part:
    """Multiplies by 万/亿 and adds what follows: 15万3, 三万五千, 一亿二, 十来万."""
    hedge = text[part.end : part.end + 1] in ("多", "来", "余") and text[part.end + 1 : part.end + 2] in MYRIADS
    unit = MYRIADS.get(text[part.end + hedge : part.end + hedge + 1])
    if unit is None or _is_latin_word(text, part.end + hedge):
        return part
    high = part.high + (_place(part.high) if text[part.end : part.end + 1] in ("多", "余") else 0)
    head = _Part(part.low * unit, high * unit, part.end + hedge + 1, unit, False, hedge or part.vague)
    zero = text[head.end : head.end + 1] in ("零", "〇")
    tail = _small(text, head.end + zero)
    if tail is None or tail.high >= unit:
        return head
    after = MYRIADS.get(text[tail.end : tail.end + 1])
    if after and (after >= unit or (tail.bare and unit == 10_000)):
        return head
    if after:
        tail = _with_myriads(text, tail)
    elif tail.bare and not zero and tail.high < 10:
        if _begins_something(text, tail):
            return head
        tail = tail._replace(low=tail.low * unit / 10, high=tail.high * unit / 10, unit=unit // 10)
    return tail._replace(
        low=head.low + tail.low, high=head.high + tail.high, bare=False, vague=head.vague or tail.vague
    )


def _small(text: str, start: int) -> _Part | None:
    """A number below ten thousand, or any plain Arabic one: 三百五十六, 一百二, 十七八, 3千5, 2025."""
    low = high = 0
    last, end, vague = 0, start, False
    while True:
        zero = bool(last) and text[end : end + 1] in ("零", "〇")
        at = end + zero
        if text[at : at + 1] in TWENTIES and not last:
            low = high = TWENTIES[text[at]]
            last, end = 10, at + 1
            continue
        atom = _Part(1, 1, at) if text[at : at + 1] in ("十", "拾") and last != 10 else _atom(text, at)
        if atom is None:
            break
        unit = UNITS.get(text[atom.end : atom.end + 1])
        if unit and (not text[atom.end].isascii() or (text[at].isdigit() and not _is_latin_word(text, atom.end))):
            if last and unit >= last:
                break
            low, high, last, end = low + atom.low * unit, high + atom.high * unit, unit, atom.end + 1
            vague = vague or atom.vague
            continue
        if not last:
            return atom._replace(bare=True) if atom.high < 10 else atom
        if (atom.low, atom.high) == FEW:
            atom = atom._replace(low=1)
        if atom.high >= last or (text[atom.end : atom.end + 1] in MYRIADS and last >= 100 and not zero):
            break
        scale = last // 10 if last >= 100 and not zero and atom.high < 10 else 1
        if scale > 1 and _begins_something(text, atom):
            break
        return _Part(low + atom.low * scale, high + atom.high * scale, atom.end, scale, False, vague or atom.vague)
    return _Part(low, high, end, last, False, vague) if last else None


def _atom(text: str, at: int) -> _Part | None:
    """One coefficient: Arabic digits, a Chinese digit, a pair (三四), a spelled-out string (二〇二五) or 几."""
    if arabic := _ARABIC.match(text, at):
        digits = arabic.group().replace(",", "")
        return _Part(float(digits), float(digits), arabic.end()) if len(digits) <= LONGEST else None
    if text[at : at + 1] == "几" or (
        text[at : at + 1] == "数" and text[at + 1 : at + 2] in "十百千万亿" and text[at + 1 :]
    ):
        return _Part(*FEW, at + 1, 1, False, True)
    run = _HANZI_DIGITS.match(text, at)
    if run is None or len(run.group()) > LONGEST:
        return None
    values = [DIGITS[char] for char in run.group()]
    number = float("".join(map(str, values)))
    if point := _POINT.match(text, run.end()):
        fraction = "".join(str(DIGITS[char]) for char in point.group(1)[:LONGEST])
        return _Part(float(f"{number:.0f}.{fraction}"), float(f"{number:.0f}.{fraction}"), point.end())
    if len(values) == 2 and values[0] > 0 and (values[1] == values[0] + 1 or values == [3, 5]):
        return _Part(values[0], values[1], run.end(), 1, False, True)
    if len(values) > 1 and text[run.end() : run.end() + 1] in UNITS:
        return _Part(values[0], values[0], at + 1)
    return _Part(number, number, run.end())


def _begins_something(text: str, tail: _Part) -> bool:
    """True when the digit before tail.end counts a thing or opens a word, and so is no part of the number before it."""
    if COUNTED.match(text, tail.end):
        return True
    return text[tail.end - 1] == "一" and bool(_ADVERB.match(text, tail.end))


def _is_latin_word(text: str, at: int) -> bool:
    """True when the letter at `at` belongs to a longer word or measure: 2km, 5kg, 100kw."""
    after = text[at + 1 : at + 2]
    return text[at].isascii() and after.isascii() and after.isalpha()


def _place(number: float) -> float:
    """The place of the last digit that is not zero: 3000 → 1000, 62 → 1, 3.5 → 0.1. It is what 多 adds at most."""
    if number != int(number):
        return 10.0 ** -len(f"{number:.4f}".rstrip("0").split(".")[1])
    digits = str(int(number)).rstrip("0")
    return float(10 ** (len(str(int(number))) - len(digits))) if digits else 1.0


def _past_run(text: str, at: int) -> int:
    arabic = _ARABIC.match(text, at)
    return arabic.end() if arabic else at + 1
