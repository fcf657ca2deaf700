"""Sums and days of work disputes against sums worked out by hand and days counted on a calendar."""

from datetime import date

import pytest

from bot.consultation.calculators import labour, labour_days
from bot.consultation.values import Sum


def test_arrears_prefer_the_total_and_fall_back_to_months():
    assert labour.wages_owed(12000, 5000, 3) == 12000
    assert labour.wages_owed(None, 5000, 3) == 15000
    assert labour.wages_owed(None, 5000) is None


def test_overtime_by_its_three_rates():
    # 4350 / 21.75 = 200 a day, 25 an hour: 10 h × 25 × 1.5 = 375; 2 × 200 × 2 = 800; 1 × 200 × 3 = 600.
    assert labour.overtime_pay(4350, 10, 2, 1).low == 1775
    assert labour.overtime_pay(4350, rest_days=2).low == 800
    assert labour.overtime_pay(4350) is None


@pytest.mark.parametrize(
    ("until", "months"),
    [
        ("2026-02-28", 6),  # the six years are complete on the last day
        ("2026-03-01", 6.5),  # one day more: half a month
        ("2026-08-30", 6.5),
        ("2026-08-31", 7),  # six months complete count as a year
        ("2020-04-15", 0.5),
    ],
)
def test_severance_counts_years_and_halves(until, months):
    assert labour.severance(5000, "2020-03-01", until).low == 5000 * months


def test_severance_of_a_vague_date_is_a_range():
    found = labour.severance(4000, "2022", "2026-06-30")
    # From 31 December 2022: 3 years and 6 months exactly = 4; from 1 January 2022: 4 years and 6 months = 5.
    assert (found.low, found.high) == (16000, 20000)


def test_severance_leaves_out_years_before_2008_but_double_compensation_does_not():
    assert labour.severance(3000, "2005-01-01", "2025-12-31").low == 3000 * 18
    assert labour.unlawful_dismissal(3000, "2005-01-01", "2025-12-31").low == 3000 * 21 * 2
    assert "2008年" in labour.severance(3000, "2005-01-01", "2025-12-31").note


def test_high_wages_are_capped_at_three_times_the_average_and_twelve_years():
    found = labour.severance(30000, "2010-01-01", "2025-12-31", average=6000)
    assert found.low == 18000 * 12
    assert labour.severance(10000, "2010-01-01", "2025-12-31", average=6000).low == 10000 * 16


def test_no_time_served_no_severance():
    assert labour.severance(3000, "2026-05-01", "2026-04-01") is None


def test_a_month_in_lieu_of_notice():
    found = labour.severance_with_notice(Sum(10000, 10000, "5,000元 × 2"), 5000)
    assert found.low == 15000


def test_double_wages_run_from_the_second_month_to_the_twelfth():
    assert labour.double_wages(5000, "2025-01-10", "2026-11-22").low == 55000
    assert labour.double_wages(5000, "2025-01-10", "2025-06-09").low == 20000  # 10 February to 9 June
    assert labour.double_wages(5000, "2025-01-10", "2025-02-09") is None


def test_double_wages_of_a_broken_month_by_working_days():
    # 10 February 2026 to 13 February 2026, four weekdays, at 4350 / 21.75 = 200.
    assert labour.double_wages(4350, "2026-01-10", "2026-02-13").low == 800


def test_double_wages_end_the_day_before_a_contract_is_signed():
    assert labour.double_wages(5000, "2025-01-10", "2026-11-22", signed="2025-05-10").low == 15000


def test_crime_line_wants_three_months_and_the_sum():
    owed = 9000
    assert labour.arrears_crime_line(owed, 3, 8000) == "可能够线"
    assert labour.arrears_crime_line(owed, 2, 8000) == "还没到线"
    assert labour.arrears_crime_line(7999, 6, 8000) == "还没到线"


def test_worked_until():
    today = date(2026, 11, 22)
    assert labour_days.worked_until(today, "还在那儿干") == "2026-11-22"
    assert labour_days.worked_until(today, "已经不干了", "2026-05") == "2026-05"
    assert labour_days.worked_until(today, ended="2026-05") == "2026-05"
    assert labour_days.worked_until(today, "已经不干了") is None


def test_the_year_for_arbitration():
    assert labour_days.arbitration_last_day("2025-12-10") == "2026-12-10"
    assert labour_days.arbitration_stage("2025-12-10", date(2026, 6, 1)) == "没过"
    assert labour_days.arbitration_stage("2025-12-10", date(2026, 11, 22)) == "快到了"
    assert labour_days.arbitration_stage("2025-12-10", date(2026, 12, 11)) == "可能已过"


def test_three_years_for_hired_work():
    assert labour_days.hired_work_suit_last_day("2024-02") == "2027-02-01"
    assert labour_days.hired_work_suit_stage("2023-10", date(2026, 11, 22)) == "可能已过"


def test_fifteen_days_after_an_award():
    assert labour_days.award_suit_last_day("2026-11-10") == "2026-11-25"
    assert labour_days.award_suit_last_day("2026-11") is None
    assert labour_days.award_suit_stage("2026-11-10", date(2026, 11, 25)) == "还能起诉"
    assert labour_days.award_suit_stage("2026-11-10", date(2026, 11, 26)) == "已经过了"
    assert labour_days.award_suit_stage("2026-11", date(2026, 11, 22)) == "看签收日子"


def test_how_old_the_months_without_a_contract_are():
    today = date(2026, 11, 22)
    assert labour_days.double_wages_age("2026-01-10", "2026-11-22", today) == "都在一年内"
    assert labour_days.double_wages_age("2025-03-10", "2026-11-22", today) == "一部分过了一年"
    assert labour_days.double_wages_age("2023-03-10", "2026-11-22", today) == "都过了一年"
    assert labour_days.double_wages_age("2024-12-10", "2026-11-22", today, signed="2025-05-01") == "都过了一年"


def test_the_furthest_step_ticked_counts():
    assert labour_days.arbitration_step(["投诉过劳动监察", "正在仲裁"]) == "正在仲裁"
    assert labour_days.arbitration_step(["正在仲裁", "裁决书下来了"]) == "裁决书下来了"
    assert labour_days.arbitration_step(["都没有"]) == "还没仲裁"
    assert labour_days.complaint_step(["监察责令过付钱", "正在仲裁"]) == "投诉过"
    assert labour_days.complaint_step(["调解好了不给钱"]) == "没投诉"
