"""Shares, debts and the sixty days against sums worked out by hand and days counted on a calendar."""

from datetime import date

import pytest

from bot.consultation.calculators import inheritance
from bot.consultation.values import Sum

MARRIED = inheritance.MARRIED


def amount(value):
    return Sum(value, value, "试算")


def test_the_first_order_counts_the_spouse_the_children_and_the_parents():
    assert inheritance.first_order_heirs(MARRIED, 3, 0, 1) == 5
    assert inheritance.first_order_heirs("没有在世的", 2, 1, 0) == 3  # a dead son's children make one part
    assert inheritance.first_order_heirs("在世，没领证", 2, 0, 0) == 2


def test_an_in_law_who_did_the_caring_makes_one_more_part_and_only_one():
    assert inheritance.first_order_heirs("没有在世的", 2, 1, 0, ["丧偶儿媳女婿养老"]) == 4
    assert inheritance.first_order_heirs("没有在世的", 2, 1, 0, ["都没有"], "爱人已走，主要我养老") == 4
    assert inheritance.first_order_heirs("没有在世的", 2, 1, 0, ["丧偶儿媳女婿养老"], "爱人已走，主要我养老") == 4


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [(2, [], "第一顺序"), (1, [5], "第一顺序"), (0, [3], "第二顺序"), (0, [0], "没有继承人")],
)
def test_the_second_order_waits_for_the_first(first, second, order):
    assert inheritance.succession_order(first, second) == order


def test_half_of_the_joint_property_is_not_estate():
    estate = inheritance.estate_total(20_000, MARRIED, [300_000])
    assert estate.low == estate.high == 170_000
    assert estate.formula == "两口子共有的300,000元 ÷ 2（另一半归老伴）+ 他自己的20,000元"
    assert inheritance.estate_total(90_000, "没有在世的", []).low == 90_000


def test_debts_come_first_and_end_at_the_estate():
    assert inheritance.debt_stage(amount(100_000), 0) == "没有债"
    assert inheritance.debt_stage(amount(100_000), 100_000) == "够还"
    assert inheritance.debt_stage(amount(100_000), 100_001) == "不够还"
    assert inheritance.estate_after_debts(amount(100_000), 30_000).low == 70_000
    assert inheritance.estate_after_debts(amount(100_000), 100_000) is None


def test_equal_shares_and_what_the_widow_has_in_the_end():
    share = inheritance.equal_share(amount(170_000), 4, [])
    assert share.low == 42_500
    assert inheritance.spouse_total(300_000, share).low == 192_500  # 150,000 of her own and 42,500
    assert inheritance.equal_share(amount(100_000), 3, []).low == 33_333.33
    assert inheritance.equal_share(amount(100_000), 0, [2]).low == 50_000
    assert inheritance.equal_share(amount(100_000), 0, [0]) is None


def test_the_fee_is_that_of_a_property_suit_over_the_share():
    assert inheritance.share_fee(amount(42_500)).low == 862.5  # 50 and 32,500 × 2.5 %


def test_sixty_days_to_accept_a_bequest():
    died = "2026-09-20"
    assert inheritance.bequest_last_day("2026-10-01", died) == "2026-11-30"  # 30 days in October, 30 in November
    assert inheritance.bequest_last_day("2026-10", died) == "2026-11-30"
    assert inheritance.bequest_stage("2026-10-01", died, date(2026, 11, 30)) == "还来得及"
    assert inheritance.bequest_stage("2026-10-01", died, date(2026, 12, 1)) == "已经过了"
    assert inheritance.bequest_stage("2026-10", died, date(2026, 12, 1)) == "要算准日子"
    assert inheritance.bequest_stage("2026-10", died, date(2026, 12, 31)) == "已经过了"  # the 31st: 30 December


def test_sixty_days_do_not_run_while_the_giver_lives():
    assert inheritance.bequest_last_day("2024-05-01", "2026-10-15") == "2026-12-14"  # 16 in October, 30, 14
    assert inheritance.bequest_stage("2024-05-01", "2026-10-15", date(2026, 12, 14)) == "还来得及"
    assert inheritance.bequest_stage("2024-05-01", "2026-10-15", date(2026, 12, 15)) == "已经过了"
    assert inheritance.bequest_last_day("2024", "2026-10") == "2026-11-30"  # died in October, taken from its first day
    assert inheritance.bequest_stage("2024", "2026-10", date(2026, 12, 1)) == "要算准日子"


def test_the_code_applies_to_deaths_from_2021():
    assert inheritance.succession_law("2020-12-31") == "民法典以前"
    assert inheritance.succession_law("2021-01-01") == "民法典以后"
    assert inheritance.succession_law("2020") == "民法典以前"
    assert inheritance.succession_law("2021") == "民法典以后"
