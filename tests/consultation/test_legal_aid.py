"""Days of an application for legal aid, and its means test, worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import legal_aid

TODAY = date(2026, 11, 26)


def test_seven_days_to_decide_and_three_to_assign():
    assert legal_aid.aid_decision_day("2026-11-19") == "2026-11-26"
    assert legal_aid.aid_assignment_day("2026-11-19") == "2026-11-29"


def test_periods_run_over_the_end_of_a_month_and_a_year():
    assert legal_aid.aid_decision_day("2026-12-28") == "2027-01-04"
    assert legal_aid.aid_assignment_day("2028-02-20") == "2028-03-01"


@pytest.mark.parametrize(
    ("applied", "expected"),
    [("2026-11-19", "还在七天里"), ("2026-11-18", "过了七天"), ("2026-11-26", "还在七天里"), ("2026-10", "过了七天")],
)
def test_the_seventh_day_itself_is_no_delay(applied, expected):
    assert legal_aid.aid_decision_stage(applied, TODAY) == expected


def test_a_vague_day_is_read_late():
    assert legal_aid.aid_decision_day("2026-11") == "2026-12-07"
    assert legal_aid.aid_decision_stage("2026-11", TODAY) == "还在七天里"


@pytest.mark.parametrize(("income", "expected"), [(900, "没超标准"), (1000, "没超标准"), (1000.5, "超过标准")])
def test_the_standard_itself_is_within(income, expected):
    assert legal_aid.aid_means_stage(income, 1000) == expected
