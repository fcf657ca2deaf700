"""The fee, the late charge and the votes of a housing estate, worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import property_service as estate

TODAY = date(2026, 11, 26)


def test_the_fee_owed():
    owed = estate.property_fee_owed(120.5, 10)
    assert (owed.low, owed.formula) == (1_205, "每月120.50元 × 10个月")
    assert estate.property_fee_owed(100, 2, paid=300).low == 0


def test_the_late_charge_lies_between_month_by_month_and_all_at_once():
    late = estate.property_late_fee(100, 2, "每天千分之一", "2026-10-27", TODAY)
    assert late.low == round(100 * 0.001 * 30, 2)
    assert late.high == 200 * 0.001 * 30


def test_three_months_of_late_charge_add_up():
    late = estate.property_late_fee(100, 3, "每天万分之五", "2026-08-26", TODAY)
    assert late.low == round(100 * 0.0005 * (92 + 61 + 31), 2)
    assert late.high == round(300 * 0.0005 * 92, 2)


@pytest.mark.parametrize(
    ("rate", "since"), [("没写违约金", "2026-01-01"), ("别的写法", "2026-01-01"), ("每天千分之三", "2026-11-26")]
)
def test_no_late_charge_without_a_rate_or_lateness(rate, since):
    assert estate.property_late_fee(100, 2, rate, since, TODAY) is None


@pytest.mark.parametrize(
    ("since", "age"), [("2023-11-26", "都在三年里"), ("2023-11-25", "有超过三年的"), ("2023-11", "有超过三年的")]
)
def test_fees_of_more_than_three_years(since, age):
    assert estate.property_fee_age(since, TODAY) == age


def test_the_day_three_years_ago():
    assert estate.property_fee_cut_day(TODAY) == "2023-11-26"


@pytest.mark.parametrize(("total", "needed"), [(300, 200), (301, 201), (100, 67), (3, 2)])
def test_two_thirds_take_part(total, needed):
    assert estate.votes_to_join(total) == needed


@pytest.mark.parametrize(
    ("joined", "matter", "needed"),
    [
        (200, "换物业或选业委会", 101),
        (201, "动用维修资金", 101),
        (200, "再凑维修资金", 150),
        (201, "改建或拿去经营", 151),
    ],
)
def test_half_must_be_passed_and_three_quarters_reached(joined, matter, needed):
    assert estate.votes_to_agree(joined, matter) == needed


def test_two_thirds_of_the_area():
    assert estate.area_to_join(30_000) == 20_000
    assert estate.area_to_join(100) == 67


@pytest.mark.parametrize(
    ("joined", "area", "agreed", "agreed_area", "matter", "outcome"),
    [
        (200, 20_000, 101, 10_001, "换物业或选业委会", "通过了"),
        (200, 20_000, 100, 10_001, "换物业或选业委会", "同意的不够"),
        (200, 20_000, 101, 10_000, "动用维修资金", "同意的不够"),
        (199, 20_000, 199, 20_000, "换物业或选业委会", "参加的不够"),
        (200, 19_999, 200, 19_999, "换物业或选业委会", "参加的不够"),
        (200, 20_000, 150, 15_000, "再凑维修资金", "通过了"),
        (200, 20_000, 149, 15_000, "改建或拿去经营", "同意的不够"),
        (200, 20_000, 201, 15_000, "换物业或选业委会", "数对不上"),
        (301, 20_000, 201, 15_000, "换物业或选业委会", "数对不上"),
    ],
)
def test_whether_a_vote_carried(joined, area, agreed, agreed_area, matter, outcome):
    assert estate.vote_outcome(300, 30_000, joined, area, agreed, agreed_area, matter) == outcome


def test_the_year_to_annul_a_decision_of_the_owners():
    assert estate.owners_decision_last_day("2026-03-05") == "2027-03-05"
    assert estate.owners_decision_stage("2026-06-01", TODAY) == "还来得及"
    assert estate.owners_decision_stage("2025-11-26", TODAY) == "快到了"
    assert estate.owners_decision_stage("2025-11-25", TODAY) == "可能过了"
