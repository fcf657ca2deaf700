"""The days after a beating and what is left to pay, worked out by hand."""

from datetime import date

from bot.consultation.calculators import assault
from bot.consultation.values import Sum


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
