"""The days after a beating and what is left to pay, worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import assault
from bot.consultation.values import Sum


@pytest.mark.parametrize(
    ("happened", "law"),
    [
        ("2025-12-31", "旧法"),
        ("2026-01-01", "新法"),
        ("2025-12", "旧法"),
        ("2025", "旧法"),
        ("2026-01", "新法"),
        ("2026", "新法"),
    ],
)
def test_a_penalty_follows_the_law_of_the_day_of_the_deed(happened, law):
    assert assault.police_penalty_law(happened) == law


@pytest.mark.parametrize(
    ("side", "worse", "hurt"),
    [
        ("我被人打了", "", "自家人"),
        ("拉架被误伤", "", "自家人"),
        ("我打了人", "", "对方"),
        ("两边都动手了", "我们这边", "自家人"),
        ("两边都动手了", "对方那边", "对方"),
        ("两边都动手了", "两边差不多", "两边"),
        ("两边都动手了", "", "两边"),
    ],
)
def test_whose_wounds_they_are(side, worse, hurt):
    assert assault.hurt_side(side, worse) == hurt


def test_the_police_have_six_months():
    assert assault.police_report_last_day("2026-08-31") == "2027-02-28"
    assert assault.police_report_stage("2026-05-22", date(2026, 11, 22)) == "还来得及"
    assert assault.police_report_stage("2026-05-21", date(2026, 11, 22)) == "可能过了"
    assert assault.police_report_stage("2026-05", date(2026, 11, 30)) == "还来得及"


def test_short_days_need_a_full_date():
    assert assault.reexamination_last_day("2026-11-20") == "2026-11-23"
    assert assault.appeal_against_no_charge_last_day("2026-11-20") == "2026-11-27"
    assert assault.reexamination_last_day("2026-11") is None
    assert assault.appeal_against_no_charge_last_day("2026") is None


def test_nothing_is_called_settled_when_the_paid_sum_covers_what_is_known():
    assert assault.left_to_pay(Sum(8000, 8000, ""), 3000).low == 5000
    assert assault.left_to_pay(Sum(8000, 8000, ""), 8000) is None
