"""Autopsy, the keeping of a body, the health authority's year and the hospital's share, worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import medical
from bot.consultation.values import Sum

TODAY = date(2026, 11, 26)


def test_where_one_was_treated_decides_the_road():
    assert medical.care_place("县市大医院") == "医院诊所"
    assert medical.care_place("村卫生室诊所", "有证或备案了") == medical.care_place("村卫生室诊所") == "医院诊所"
    assert medical.care_place("美容院医美", "两样都没有") == medical.care_place("没证的人看的") == "没证"
    assert medical.care_place("药店买的药") == "药店"


def test_the_forty_eight_hours_end_two_days_later_and_the_seven_days_a_week_later():
    assert medical.autopsy_last_day("2026-11-24") == "2026-11-26"
    assert medical.autopsy_frozen_last_day("2026-11-24") == "2026-12-01"
    assert medical.body_kept_until("2026-11-24") == "2026-12-08"


@pytest.mark.parametrize(
    "deadline", [medical.autopsy_last_day, medical.autopsy_frozen_last_day, medical.body_kept_until]
)
def test_a_vague_day_of_death_gives_no_day(deadline):
    assert deadline("2026-11") is None


@pytest.mark.parametrize(
    ("died", "expected"),
    [
        ("2026-11-26", "还来得及"),
        ("2026-11-24", "还来得及"),
        ("2026-11-23", "只剩冷冻的"),
        ("2026-11-19", "只剩冷冻的"),
        ("2026-11-18", "过了期限"),
        ("2026-11", "还来得及"),
        ("2026-10", "过了期限"),
    ],
)
def test_the_stage_of_the_autopsy(died, expected):
    assert medical.autopsy_stage(died, TODAY) == expected


def test_the_year_of_the_health_authority():
    assert medical.health_authority_last_day("2025-12-01") == "2026-12-01"
    assert medical.health_authority_last_day("2025-12") == "2026-12-01"
    assert medical.health_authority_stage("2025-11-26", TODAY) == "还来得及"
    assert medical.health_authority_stage("2025-11-25", TODAY) == "可能过了"
    assert medical.health_authority_stage("2025-11", TODAY) == "还来得及"


def test_the_share_is_a_part_of_the_total():
    share = medical.share_of(Sum(80_000, 80_000, "合计"), 30)
    assert (share.low, share.high, share.formula) == (24_000, 24_000, "80,000元 × 30%")
