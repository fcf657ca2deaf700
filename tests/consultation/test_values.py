"""Days, sums and article numbers as Chinese law counts and writes them."""

from datetime import date

import pytest

import bot.consultation.calculators  # noqa: F401
from bot.consultation.numerals import article_label, in_chinese
from bot.consultation.reading import KnowledgeError
from bot.consultation.values import Sum, add_months, calculator, earliest, is_partial_date, latest, show, whole_years


@pytest.mark.parametrize(
    "partial, first, last",
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-03-05", date(2026, 3, 5), date(2026, 3, 5)),
    ],
)
def test_a_partial_date_has_a_first_and_a_last_day(partial, first, last):
    assert (earliest(partial), latest(partial)) == (first, last)


@pytest.mark.parametrize("value", ["昨天", "2026-13", "2026-02-30", "26-01-01", "", 5])
def test_what_is_no_date_is_none(value):
    assert not is_partial_date(value)


def test_a_month_ends_where_the_shorter_month_ends():
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)


def test_an_age_is_counted_in_whole_years():
    assert whole_years(date(2000, 3, 1), date(2026, 2, 28)) == 25
    assert whole_years(date(2000, 3, 1), date(2026, 3, 1)) == 26


@pytest.mark.parametrize(
    "value, shown",
    [
        (Sum(1200, 1200, ""), "1,200元"),
        (Sum(50, 300.5, ""), "50元至300.50元"),
        ("2026-03-05", "2026年3月5日"),
        ("2026-03", "2026年3月"),
        (["车损", "医疗"], "车损、医疗"),
        (3.0, "3"),
        (date(2026, 1, 2), "2026年1月2日"),
    ],
)
def test_values_are_shown_in_words(value, shown):
    assert show(value) == shown


@pytest.mark.parametrize(
    "key, label",
    [
        ("1213", "第一千二百一十三条"),
        ("133之一", "第一百三十三条之一"),
        ("10", "第十条"),
        ("101", "第一百零一条"),
        ("1001", "第一千零一条"),
    ],
)
def test_article_numbers_are_written_out(key, label):
    assert article_label(key) == label


def test_numbers_out_of_range_are_refused():
    with pytest.raises(ValueError):
        in_chinese(10000)


def test_a_calculator_without_its_article_is_named_with_file_and_line():
    with pytest.raises(KnowledgeError, match=r"test_values\.py:\d+: 计算函数「nameless」没有写依据的条文"):

        @calculator(source=" ")
        def nameless(amount: float) -> float:
            return amount

    with pytest.raises(KnowledgeError, match=r"test_values\.py:\d+: 有两个计算函数都叫「court_fee_property」"):

        @calculator(source="诉讼费用交纳办法 13")
        def court_fee_property(amount: float) -> float:
            return amount
