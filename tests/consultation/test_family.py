"""Dates and sums of divorce against days counted on a calendar and sums worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import family


def test_thirty_days_to_think_and_thirty_to_collect():
    # 2026-10-10 + 30 days: 21 days to 31 October, 9 in November.
    assert family.cooling_off_last_day("2026-10-10") == "2026-11-09"
    assert family.certificate_first_day("2026-10-10") == "2026-11-10"
    assert family.certificate_last_day("2026-10-10") == "2026-12-09"


def test_the_cooling_off_month_crosses_a_short_february():
    assert family.cooling_off_last_day("2026-02-10") == "2026-03-12"  # 18 days in February, 12 in March
    assert family.certificate_last_day("2026-02-10") == "2026-04-11"


def test_no_day_is_named_for_an_application_known_only_to_the_month():
    # Read both ways, October would say "from 1 December" and "by 30 November".
    assert family.cooling_off_last_day("2026-10") is None
    assert family.certificate_first_day("2026-10") is None
    assert family.certificate_last_day("2026-10") is None


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 10, 10), "冷静期内"),
        (date(2026, 11, 9), "冷静期内"),
        (date(2026, 11, 10), "可以领证"),
        (date(2026, 12, 9), "可以领证"),
        (date(2026, 12, 10), "已经过期"),
    ],
)
def test_where_an_application_stands(today, stage):
    assert family.cooling_off_stage("2026-10-10", today) == stage


def test_a_vague_date_leaves_the_stage_to_the_receipt():
    assert family.cooling_off_stage("2026-10", date(2026, 11, 15)) == "要看回执"
    assert family.cooling_off_stage("2026-10", date(2026, 10, 31)) == "要看回执"
    assert family.cooling_off_stage("2026-10", date(2026, 12, 30)) == "要看回执"  # applied on the 31st: the last day
    assert family.cooling_off_stage("2026-10", date(2026, 12, 31)) == "已经过期"
    assert family.cooling_off_stage("2025", date(2026, 11, 15)) == "已经过期"


def test_six_months_before_the_same_person_sues_again():
    assert family.second_suit_from("2026-03-05") == "2026-09-06"
    assert family.second_suit_from("2026-08-31") == "2027-03-01"  # the six months end on 28 February
    assert family.second_suit_from("2026-03") == "2026-10-01"  # counted from 31 March
    assert family.second_suit_stage("2026-03-05", date(2026, 9, 5)) == "还在六个月内"
    assert family.second_suit_stage("2026-03-05", date(2026, 9, 6)) == "已满六个月"


def test_a_year_apart_after_a_refusal():
    assert family.year_apart_after_refusal("2025-11-20") == "2026-11-20"
    assert family.year_apart_after_refusal("2024-02-29") == "2025-02-28"
    assert family.year_apart_stage("2025-11-20", date(2026, 11, 20)) == "还没满一年"  # the last day is still running
    assert family.year_apart_stage("2025-11-20", date(2026, 11, 21)) == "已满一年"


def test_two_years_apart():
    assert family.two_years_apart_on(18, date(2026, 11, 22)) == "2027-05-22"
    assert family.two_years_apart_on(30, date(2026, 11, 22)) == "2026-11-22"


def test_the_husband_waits_a_year_after_a_birth_and_half_a_year_after_a_miscarriage():
    assert family.husband_may_sue_from("2026-03-08", "生完不到一年") == "2027-03-09"
    assert family.husband_may_sue_from("2026-08-15", "流产不到半年") == "2027-02-16"
    assert family.husband_may_sue_from("2026-08-15", "正怀着孕") is None


def test_annulment_must_be_asked_within_a_year():
    assert family.annulment_last_day("2026-05-01") == "2027-05-01"
    assert family.annulment_last_day("2026-05") == "2027-05-01"


def test_whether_the_year_to_annul_has_run_out():
    assert family.annulment_stage("2025-11-22", date(2026, 11, 22)) == "还来得及"
    assert family.annulment_stage("2025-11-22", date(2026, 11, 23)) == "已经过了"
    assert family.annulment_stage("2025-11", date(2026, 11, 1)) == "还来得及"
    assert family.annulment_stage("2025-11", date(2026, 11, 2)) == "要算准日子"
    assert family.annulment_stage("2025-11", date(2026, 12, 1)) == "已经过了"


def test_maintenance_is_a_range():
    one = family.child_maintenance(5_000, 1)
    assert (one.low, one.high) == (1_000, 1_500)
    two = family.child_maintenance(5_000, 2)
    assert (two.low, two.high) == (1_000, 2_500)
    assert one.formula == "每月5,000元 × 20%至30%（一个孩子）"
    assert two.formula == "每月5,000元 × 20%至50%（2个孩子合计）"


def test_no_income_does_not_come_out_as_nothing_owed():
    assert family.child_maintenance(0) is None
    assert family.child_maintenance(1, 1).low == 0.2


def test_maintenance_ends_at_eighteen():
    assert family.maintenance_years_left(7) == 11
    assert family.maintenance_years_left(17.5) == 1
    assert family.maintenance_years_left(18) is None
