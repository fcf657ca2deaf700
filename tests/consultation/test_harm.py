"""Whose age counts, the two years for a product, and what suing over an injury costs, worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import harm
from bot.consultation.values import Sum

TODAY = date(2026, 11, 26)


def test_the_age_is_the_one_that_was_told():
    assert harm.injured_age([6]) == 6
    assert harm.injured_age([7, 40]) == 7
    assert harm.injured_age([]) is None


def test_only_work_for_an_employer_is_a_work_injury():
    assert harm.claim_road("给单位公司干") == "工伤"
    assert harm.claim_road("个人雇的") == harm.claim_road() == "民事"


def test_a_child_that_fell_at_play_has_nobody_to_claim_from():
    assert harm.claim_road(hurt_by="自己摔的碰的", place="外头一块玩") == "自担"
    assert harm.claim_road(hurt_by="自己摔的碰的", place="学校幼儿园") == "民事"
    assert harm.claim_road(hurt_by="别的孩子弄的", place="外头一块玩") == "民事"


@pytest.mark.parametrize(
    ("happened", "expected"), [("2025-03-01", "2027-03-01"), ("2024-02-29", "2026-02-28"), ("2025-03", "2027-03-01")]
)
def test_the_last_day_of_the_two_years_for_a_product(happened, expected):
    assert harm.product_claim_last_day(happened) == expected


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        ("2025-05-27", "没过"),
        ("2025-05-26", "快到了"),
        ("2024-11-26", "快到了"),
        ("2024-11-25", "可能已过"),
        ("2024-11", "快到了"),
        ("2024-10", "可能已过"),
    ],
)
def test_the_stage_of_the_two_years(happened, expected):
    assert harm.product_claim_stage(happened, TODAY) == expected


@pytest.mark.parametrize(
    ("total", "low", "high"),
    [
        (8_000, 50, 500),  # property 50; personality 100 to 500
        (30_000, 100, 550),  # property 50 + 20,000 × 2.5 %
        (100_000, 600, 2_300),  # personality 100 + 500 to 500 + 500; property 2,300
    ],
)
def test_a_suit_costs_between_the_two_ways_of_charging(total, low, high):
    fee = harm.injury_suit_fee(Sum(total, total, "合计"))
    assert (fee.low, fee.high) == (low, high)


@pytest.mark.parametrize(
    ("happened", "reported", "expected"),
    [
        ("2026-05-26", "没报", "能罚"),  # six months to the day
        ("2026-05-25", "没报", "过了六个月"),
        ("2026-05-25", "报了", "能罚"),
        ("2026-05-25", None, None),  # nobody knows whether the police were told
        ("2026-05", None, "能罚"),  # the last of May is inside the six months
        ("2026-01-01", "报了", "能罚"),
        ("2025-12-31", "报了", "老法"),
        ("2025", "没报", "老法"),
    ],
)
def test_what_the_police_may_punish(happened, reported, expected):
    assert harm.police_penalty(happened, TODAY, reported) == expected
