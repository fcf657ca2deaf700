"""Days of protection orders and of money owed for a child, against days counted on a calendar."""

from datetime import date

import pytest

from bot.consultation.calculators import maintenance, protection


def test_a_court_has_seventy_two_hours():
    assert protection.order_due("2026-11-29") == "2026-12-02"  # one day in November, two in December
    assert protection.order_due("2026-11") is None
    assert protection.order_wait_stage("2026-11-16", date(2026, 11, 19)) == "还没到三天"
    assert protection.order_wait_stage("2026-11-16", date(2026, 11, 20)) == "已过三天"


def test_an_order_of_six_months_ends_the_day_before_the_corresponding_day():
    assert protection.order_ends("2026-06-01", 6) == "2026-11-30"
    assert protection.order_ends("2026-08-31", 6) == "2027-02-27"  # February has no 31st: its last day, less one
    assert protection.order_ends("2026-06-01", 9) == "2026-11-30"  # never more than six
    assert protection.order_ends("2026-06", 6) is None


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 11, 14), "还管着"),
        (date(2026, 11, 15), "快到期了"),  # fifteen days before 30 November
        (date(2026, 11, 30), "快到期了"),
        (date(2026, 12, 1), "已经到期"),
    ],
)
def test_the_stages_of_an_order(today, stage):
    assert protection.order_stage("2026-06-01", today, 6) == stage


def test_a_vague_order_is_read_from_the_ruling():
    assert protection.order_stage("2026-06", date(2026, 12, 10), 6) == "要看裁定书"
    assert protection.order_stage("2026-01", date(2026, 12, 10), 6) == "已经到期"


def test_five_days_to_ask_for_a_review():
    assert protection.order_review_last_day("2026-11-28") == "2026-12-03"  # two days in November, three in December
    assert protection.order_review_last_day("2026-11") is None
    assert protection.order_review_stage("2026-11-17", date(2026, 11, 22)) == "还来得及"
    assert protection.order_review_stage("2026-11-17", date(2026, 11, 23)) == "已经过了"


def test_the_police_have_six_months():
    assert protection.police_six_months_until("2026-08-31") == "2027-02-28"
    assert protection.police_six_months_stage("2026-05-20", date(2026, 11, 20)) == "没过"
    assert protection.police_six_months_stage("2026-05-20", date(2026, 11, 21)) == "可能已过"


def test_what_is_owed_for_a_child():
    owed = maintenance.maintenance_arrears(800, 7)
    assert (owed.low, owed.high) == (5600, 5600)
    assert owed.formula == "每月800元 × 7个月"
    assert maintenance.maintenance_arrears(800, 0) is None


def test_two_years_for_enforcement_from_the_first_instalment_missed():
    assert maintenance.enforcement_safe_day("2025-03") == "2027-03-01"
    assert maintenance.enforcement_stage("2025-03-10", date(2026, 9, 9)) == "没过"
    assert maintenance.enforcement_stage("2025-03-10", date(2026, 9, 10)) == "快到了"  # six months before 2027-03-10
    assert maintenance.enforcement_stage("2025-03-10", date(2027, 3, 11)) == "早的可能已过"


@pytest.mark.parametrize(("agreed", "stage"), [(599, "低于一般"), (600, "不低于一般"), (900, "不低于一般")])
def test_an_agreed_sum_beside_the_rate_by_income(agreed, stage):
    by_income = maintenance.Sum(600, 900, "每月3,000元 × 20%至30%")
    assert maintenance.maintenance_gap(agreed, by_income) == stage
    assert maintenance.maintenance_gap(agreed, None) is None


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (13, "不满14岁"),
        (14, "14到17岁"),
        (17, "14到17岁"),
        (18, "18到59岁"),
        (60, "60到69岁"),
        (69, "60到69岁"),
        (70, "满70岁"),
    ],
)
def test_ages_the_law_protects_more(age, band):
    assert protection.victim_age_band(age) == band


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (1.5, "不满两岁"),
        (2, "两岁到八岁"),
        (7, "两岁到八岁"),
        (8, "满八岁没成年"),
        (17, "满八岁没成年"),
        (18, "成年了"),
    ],
)
def test_ages_of_a_child(age, band):
    assert maintenance.child_age_band(age) == band
