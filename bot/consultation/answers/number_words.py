"""What spoken numbers are made of: digits, units, coefficients, and where a number ends and a counted thing begins."""

import re
from typing import NamedTuple

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

# Grouped by threes, or by fours as 万 goes: 3,000 and 3,0000.
ARABIC = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]{1,4}(?:,[0-9]{4})+(?![0-9])|[0-9]+(?:\.[0-9]+)?"
)
# 俩 and 仨 mean two and three of something: they never begin or join a longer number (俺俩一块去).
_HANZI_DIGITS = re.compile(f"俩仨|[俩仨]|[{''.join(set(DIGITS) - set('俩仨'))}]+")
_POINT = re.compile(f"点([{''.join(DIGITS)}]+)(?=[万千百亿元块%倍]|$)")
START = re.compile(f"[0-9几数上百千万{''.join(DIGITS)}{''.join(TWENTIES)}十拾]")
# After 两万 or 三百 a digit that counts one of these begins something new: 两万一年, 三百一天, 五万二分利.
COUNTED = re.compile(
    r"年(?![底初末终关利息])|月(?![底初末息供])|[个天人亩家间斤口次辆台套位名回户头只张条平米方吨车晚场顿趟棵度件袋箱桶厘成折岁号日周倍]"
    r"|分(?!期)|小时|星期|礼拜"
)
# 借两万一直没还, 欠三千一分没给: here 一 opens a word of its own.
_ADVERB = re.compile(r"[起下共直定样点些部把半方旦并律边面生刀手毛笔再向时切般带路经概]|块(?!钱|$|[,。;!?])")


class Part(NamedTuple):
    low: float
    high: float
    end: int
    unit: int = 1  # the unit the last digit counted, 1 when it stood alone
    bare: bool = False  # a lone digit or pair without any unit: what may be elliptic after 万
    vague: bool = False


def atom(text: str, at: int, tail: bool = False) -> Part | None:
    """One coefficient: Arabic digits, a Chinese digit, a pair (三四), a spelled-out string (二〇二五) or 几.

    In the `tail` of a number digits are not spelled out: 一万五|一年, 三万|二零二三年.
    """
    if arabic := ARABIC.match(text, at):
        digits = arabic.group().replace(",", "")
        return Part(float(digits), float(digits), arabic.end()) if len(digits) <= LONGEST else None
    if text[at : at + 1] == "几" or (
        text[at : at + 1] == "数" and text[at + 1 : at + 2] in "十百千万亿" and text[at + 1 :]
    ):
        return Part(*FEW, at + 1, 1, False, True)
    run = _HANZI_DIGITS.match(text, at)
    if run is None or len(run.group()) > LONGEST:
        return None
    values = [DIGITS[char] for char in run.group()]
    number = float("".join(map(str, values)))
    if point := _POINT.match(text, run.end()):
        fraction = "".join(str(DIGITS[char]) for char in point.group(1)[:LONGEST])
        return Part(float(f"{number:.0f}.{fraction}"), float(f"{number:.0f}.{fraction}"), point.end())
    if len(values) == 2 and values[0] > 0 and (values[1] == values[0] + 1 or values == [3, 5]):
        return Part(values[0], values[1], run.end(), 1, False, True)
    if len(values) == 2 and text[run.end() : run.end() + 1] in MYRIADS:  # 三两万: two or three, and never 32
        return Part(min(values), max(values), run.end(), 1, False, True)
    if tail and len(values) == 4 and text[run.end() : run.end() + 1] == "年":
        return None
    if len(values) > 1 and (tail or text[run.end() : run.end() + 1] in UNITS):
        return Part(values[0], values[0], at + 1)
    return Part(number, number, run.end())


def begins_something(text: str, tail: Part) -> bool:
    """True when the digit before tail.end counts a thing or opens a word, and so is no part of the number before it."""
    if COUNTED.match(text, tail.end):
        return True
    return text[tail.end - 1] == "一" and bool(_ADVERB.match(text, tail.end))


def is_latin_word(text: str, at: int) -> bool:
    """True when the letter at `at` belongs to a longer word or measure: 2km, 5kg, 100kw."""
    after = text[at + 1 : at + 2]
    return text[at].isascii() and after.isascii() and after.isalpha()


def place(number: float) -> float:
    """The place of the last digit that is not zero: 3000 → 1000, 62 → 1, 3.5 → 0.1. It is what 多 adds at most."""
    if number != int(number):
        return 10.0 ** -len(f"{number:.4f}".rstrip("0").split(".")[1])
    digits = str(int(number)).rstrip("0")
    return float(10 ** (len(str(int(number))) - len(digits))) if digits else 1.0
