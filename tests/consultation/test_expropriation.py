"""Sums and days when land or a house is taken, worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import expropriation

TODAY = date(2026, 11, 26)


def test_land_is_paid_by_the_price_of_the_notice():
    total = expropriation.land_price_by_notice(area=3.2, price=52_000)
    assert (total.low, total.high) == (166_400, 166_400)
    assert total.formula == "3.2亩 × 52,000元/亩"


@pytest.mark.parametrize(("paid", "expected"), [(0, 14_400), (4000, 10_400), (20_000, 0)])
def test_the_fee_for_waiting_is_reckoned_by_months_less_what_was_paid(paid, expected):
    assert expropriation.transition_fee_owed(monthly=800, months=18, paid=paid).low == expected


@pytest.mark.parametrize(("paid", "expected"), [(0, 36_000), (6000, 30_000), (40_000, 0)])
def test_a_share_left_out_is_what_the_others_got(paid, expected):
    share = expropriation.village_share_owed(each=12_000, heads=3, paid=paid)
    assert (share.low, share.high) == (expected, expected)


def test_nothing_deducted_is_not_written_down():
    assert expropriation.village_share_owed(each=12_000, heads=3).formula == "每人12,000元 × 3口"


@pytest.mark.parametrize(("posted", "expected"), [("2026-11-01", "2026-12-01"), ("2026-11", "2026-12-01")])
def test_a_plan_is_posted_for_thirty_days(posted, expected):
    assert expropriation.plan_notice_last_day(posted) == expected


@pytest.mark.parametrize(
    ("posted", "expected"),
    [("2026-10-27", "还在公告里"), ("2026-10-26", "公告满了"), ("2026-10", "要看准日子"), ("2026-08", "公告满了")],
)
def test_the_stage_of_the_notice(posted, expected):
    assert expropriation.plan_notice_stage(posted, TODAY) == expected


@pytest.mark.parametrize(
    ("known", "expected"), [("2026-08-20", "2027-01-25"), ("2025-12-20", "2026-12-20"), ("2026", "2027-01-01")]
)
def test_who_learns_today_of_a_review_has_sixty_days_and_a_year_at_most(known, expected):
    assert expropriation.untold_review_last_day(known, TODAY) == expected


@pytest.mark.parametrize(("known", "expected"), [("2026-08-20", "2027-05-26"), ("2026-01-20", "2027-01-20")])
def test_who_learns_today_of_a_suit_has_six_months_and_a_year_at_most(known, expected):
    assert expropriation.untold_suit_last_day(known, TODAY) == expected
