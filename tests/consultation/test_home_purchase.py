"""Sums and days of a flat bought from a developer, worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import home_purchase as home

TODAY = date(2026, 11, 26)


def test_the_penalty_runs_from_the_day_after_the_agreed_day():
    owed = home.flat_penalty(300_000, "万分之一", "2026-11-16", TODAY)
    assert (owed.low, owed.high) == (300, 300)
    assert owed.formula == "已付300,000元 × 每天万分之一 × 10天"


def test_the_penalty_stops_when_the_flat_is_handed_over():
    assert home.flat_penalty_until(200_000, "万分之二", "2026-01-01", "2026-04-11").high == 4_000
    assert home.flat_penalty_until(200_000, "万分之二", "2026-05-01", "2026-04-11") is None


def test_a_vague_due_month_gives_a_range():
    owed = home.flat_penalty(100_000, "万分之零点五", "2026-10", TODAY)
    assert (owed.low, owed.high) == (26 * 5, 56 * 5)


@pytest.mark.parametrize(
    ("rate", "due"), [("没写违约金", "2026-01-01"), ("别的写法", "2026-01-01"), ("万分之一", "2026-11-26")]
)
def test_no_penalty_without_a_rate_or_lateness(rate, due):
    assert home.flat_penalty(100_000, rate, due, TODAY) is None


@pytest.mark.parametrize(
    ("term", "day", "due"),
    [
        ("写了日子", "2026-06-30", "2026-06-30"),
        ("没写是期房", "2026-01-01", "2026-04-01"),
        ("没写是现房", "2026-01-01", "2026-04-01"),
    ],
)
def test_the_day_for_the_certificate(term, day, due):
    assert home.flat_certificate_due(term, day) == due


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2026-11-26", "还没到日子"),
        ("2026-11-25", "过了办证日子"),
        ("2025-11-26", "过了办证日子"),
        ("2025-11-25", "过了一年还办不了"),
    ],
)
def test_the_stages_of_the_certificate(day, stage):
    assert home.flat_certificate_stage("写了日子", day, TODAY) == stage


def test_ninety_days_come_before_the_year():
    assert home.flat_certificate_stage("没写是期房", "2026-08-28", TODAY) == "还没到日子"
    assert home.flat_certificate_stage("没写是期房", "2026-08-27", TODAY) == "过了办证日子"


@pytest.mark.parametrize(
    ("due", "stage"),
    [
        ("2025-11-26", "还没晚满一年"),
        ("2025-11-25", "可以提解除"),
        ("2024-11-26", "可以提解除"),
        ("2024-11-25", "可能过了一年"),
        ("2025", "还没晚满一年"),
        ("2024-11", "可能过了一年"),
    ],
)
def test_calling_off_for_the_certificate_lasts_a_year(due, stage):
    assert home.flat_certificate_rescission_stage(due, TODAY) == stage


def test_the_last_day_to_call_off_for_the_certificate():
    assert home.flat_certificate_rescission_last_day("2025-03-05") == "2027-03-05"
    assert home.flat_certificate_rescission_last_day("2024-02-29") == "2026-02-28"


@pytest.mark.parametrize(
    ("measured", "stage"),
    [
        (100, "没有误差"),
        (97, "少在3%以内"),
        (103, "多在3%以内"),
        (96.99, "少超过3%"),
        (103.01, "多超过3%"),
    ],
)
def test_three_per_cent_itself_is_tolerated(measured, stage):
    assert home.flat_area_stage(100, measured) == stage


def test_missing_area_is_given_back_once_and_beyond_three_per_cent_twice():
    assert home.flat_area_refund(100, 98, 6_000).low == 12_000
    back = home.flat_area_refund(100, 95, 6_000)
    assert back.low == 3 * 6_000 + 2 * 2 * 6_000
    assert back.formula == "少3平方米 × 6,000元 + 超出的2平方米 × 6,000元 × 2"
    assert home.flat_area_refund(100, 101, 6_000) is None


def test_excess_area_is_paid_for_up_to_three_per_cent():
    assert home.flat_area_top_up(100, 105, 5_000).low == 15_000
    assert home.flat_area_top_up(100, 105, 5_000).note == "超过3%的2平方米由开发商承担，不用补钱"
    assert home.flat_area_top_up(100, 102, 5_000).low == 10_000
    assert home.flat_area_top_up(100, 99, 5_000) is None


def test_calling_off_opens_after_three_months_and_closes_after_a_year_more():
    assert home.flat_rescission_first_day("2026-08-25", "2026-01-01") == "2026-11-26"
    assert home.flat_rescission_last_day("2025-08-26", "2025-01-01") == "2026-11-26"
    assert home.flat_rescission_last_day("2025-11-30", "2025-01-01") == "2027-02-28"


def test_urging_before_the_due_day_counts_from_the_due_day():
    assert home.flat_rescission_first_day("2026-01-01", "2026-08-25") == "2026-11-26"


@pytest.mark.parametrize(
    ("urged", "stage"),
    [
        ("2026-08-26", "催了不满三个月"),
        ("2026-08-25", "可以提解除"),
        ("2025-08-26", "可以提解除"),
        ("2025-08-25", "可能过了一年"),
    ],
)
def test_the_stages_of_calling_off(urged, stage):
    assert home.flat_rescission_stage(urged, "2025-01-01", TODAY) == stage


def test_a_broken_deposit_is_doubled():
    assert home.flat_deposit_double(20_000).low == 40_000


@pytest.mark.parametrize(
    ("known", "stage"),
    [("2026-06-01", "没过"), ("2026-02-26", "快到了"), ("2025-11-26", "快到了"), ("2025-11-25", "可能已过")],
)
def test_the_year_to_cancel_for_fraud(known, stage):
    assert home.flat_fraud_stage(known, TODAY) == stage


def test_the_last_day_to_cancel():
    assert home.flat_fraud_last_day("2026-03-05") == "2027-03-05"
