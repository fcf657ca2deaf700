"""Whatever is typed, a reply is read or asked again; nothing else may happen."""

from datetime import date
from itertools import pairwise
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.consultation.answers import Unclear, Unsure, dates, durations, money, numerals, read
from bot.consultation.answers.opening import facts_in

SAYINGS = (
    "１ ２ 一 二 两 俩 三 十 百 千 万 亿 半 几 多 来 零 〇 廿 年 月 日 号 天 周 个 岁 块 元 毛 分 钱 点 去年 前年 "
    "昨天 上个月 上周 国庆 过年 腊月 正月 农历 闰 初 前 后 到 - / . , ， 。 0 1 2 9 12 30 31 2025 20251001 "
    "¥ k w 借 欠 还了 没 没有 不 不知道 有 是 对 第 选 和 、 都 除了 镇 村 示例 今年 生 属马 😀 萬 錢 嗯 的 了 "
    "不对 说错了 不是 不到 快 出头 至少 大半年 前两个 一三 冇 俺 她 咋 住院 没住院 一个月 剩 每 两个 二月二 上个月初八 廿三 成 开 亩"
)
WORDS = SAYINGS.split()
texts = st.text(max_size=600) | st.lists(st.sampled_from(WORDS), max_size=14).map("".join)
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
KINDS = ("choice", "several", "yes_no", "money", "date", "duration", "age", "number", "place", "text")


def _question(kind, unit="天", past=True):
    labels = ("有", "没有") if kind == "yes_no" else ("打人", "骂人", "都没有")
    options = tuple(SimpleNamespace(label=label, also=("动手",), heard=None) for label in labels)
    with_options = options if kind in ("choice", "several", "yes_no") else ()
    near = ("借", "欠", "年", "生", "月")
    return SimpleNamespace(
        id=kind, kind=kind, options=with_options, ask="有没有？", unit=unit, low=0, high=10**9, past=past, near=near
    )


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(KINDS), st.sampled_from("天月年"), st.booleans(), texts, days)
def test_a_reply_is_read_or_asked_again_with_a_hint(kind, unit, past, text, today):
    question = _question(kind, unit, past)
    try:
        value = read(question, text, today, ("示例镇", "示例镇示例村"))
    except Unsure as unsure:
        assert unsure.hint and kind in ("money", "date", "duration", "age", "number", "place")
        assert unsure.value is not None or unsure.instead
        value = unsure.instead[0] if unsure.value is None else unsure.value
    except Unclear as unclear:
        assert unclear.hint
        return
    if kind in ("choice", "yes_no"):
        assert value in [option.label for option in question.options] + ["不清楚"]
    elif kind == "several":
        assert value == "不清楚" or set(value) <= {option.label for option in question.options}
    elif kind in ("money", "duration", "age", "number"):
        assert value == "不清楚" or 0 <= value <= 10**9
    else:
        assert isinstance(value, str) and value


@settings(max_examples=300, deadline=None)
@given(texts, days)
def test_a_date_is_real_and_never_in_the_future_where_the_past_is_asked(text, today):
    try:
        value = read(_question("date"), text, today)
    except Unsure as unsure:
        value = unsure.value
    except Unclear:
        return
    if value != "不清楚":
        assert date(*map(int, f"{value}-01-01"[:10].split("-"))) <= today
    for span in dates.find(text, today):
        assert date(*map(int, f"{span.value}-01-01"[:10].split("-"))) <= today


@settings(max_examples=300, deadline=None)
@given(texts, days)
def test_spans_never_overlap_and_point_into_the_text(text, today):
    for found in (money.find(text), numerals.find(text), durations.find(text), dates.find(text, today, False)):
        assert all(text[one.start : one.end] == one.text and one.start < one.end for one in found)
        assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(0 <= amount.low <= amount.high for amount in money.find(text))


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 99_999_999))
def test_a_number_written_out_is_read_back(number):
    assert numerals.value(_spelled(number)) == number
    assert [amount.low for amount in money.find(f"{_spelled(number)}块钱")] == [number]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(KINDS), max_size=10), texts, days)
def test_the_opening_gives_values_only_for_what_was_asked(kinds, text, today):
    facts = facts_in([_question(kind) for kind in kinds], text, today, ("示例镇",))
    assert set(facts) <= set(kinds)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(("money", "number", "duration", "age")), st.data())
def test_one_number_in_digits_full_width_and_chinese_is_one_value(kind, data):
    number = data.draw(st.integers(0, {"age": 110, "money": 9_999_999}.get(kind, 9999)))
    unit = {"money": "元", "number": "", "duration": "天", "age": "岁"}[kind]
    digits, spelled = str(number), _spelled(number) or "零"
    wide = digits.translate({ord("0") + each: ord("０") + each for each in range(10)})
    for said in (digits, wide, digits + unit, wide + unit, spelled + unit):
        assert read(_question(kind), said, date(2026, 11, 22)) == number


def _spelled(number: int) -> str:
    """The number in full Chinese numerals, every unit and zero said."""
    if number >= 10_000:
        rest = number % 10_000
        zero = "零" if 0 < rest < 1000 else ""
        return _spelled(number // 10_000) + "万" + (zero + _spelled(rest) if rest else "")
    words, pending = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if pending and words else "") + "零一二三四五六七八九"[digit] + name
        pending = not digit if words else False
    return words
