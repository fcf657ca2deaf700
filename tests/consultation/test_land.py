"""Days and sums of land quarrels, worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import land

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        (land.demolition_suit_last_day, "2026-11-16"),
        (land.land_ruling_last_day, "2026-12-01"),
        (land.land_award_last_day, "2026-12-01"),
        (land.land_review_last_day, "2026-12-31"),
    ],
)
def test_short_periods_start_the_day_after_the_paper(last_day, expected):
    assert last_day("2026-11-01") == expected


def test_a_vague_day_of_receipt_gives_the_earliest_last_day():
    assert land.land_ruling_last_day("2026-11") == "2026-12-01"


@pytest.mark.parametrize(
    ("received", "expected"),
    [("2026-11-07", "还来得及"), ("2026-11-06", "可能过了"), ("2026-11", "要看签收日子"), ("2026-09", "可能过了")],
)
def test_the_fifteen_days_of_a_demolition_order(received, expected):
    assert land.demolition_suit_stage(received, TODAY) == expected


@pytest.mark.parametrize(
    ("stage", "last_in_time", "first_late"),
    [
        (land.land_ruling_stage, "2026-10-23", "2026-10-22"),
        (land.land_award_stage, "2026-10-23", "2026-10-22"),
        (land.land_review_stage, "2026-09-23", "2026-09-22"),
    ],
)
def test_the_last_day_itself_is_still_in_time(stage, last_in_time, first_late):
    assert stage(last_in_time, TODAY) == "还来得及"
    assert stage(first_late, TODAY) == "可能过了"


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        (land.collective_decision_last_day, "2025-02-28"),
        (land.land_arbitration_last_day, "2026-02-28"),
        (land.land_damage_last_day, "2027-02-28"),
    ],
)
def test_years_end_on_the_last_day_of_a_shorter_month(last_day, expected):
    assert last_day("2024-02-29") == expected


@pytest.mark.parametrize(
    ("stage", "soon", "late", "open_"),
    [
        (land.land_arbitration_stage, "2024-11-22", "2024-11-21", "2025-02-23"),
        (land.collective_decision_stage, "2025-11-22", "2025-11-21", "2026-02-23"),
        (land.land_damage_stage, "2024-01-10", "2023-11-21", "2024-02-23"),
    ],
)
def test_the_stages_of_the_years(stage, soon, late, open_):
    assert stage(soon, TODAY) == "快到了"
    assert stage(late, TODAY) == "可能过了"
    assert stage(open_, TODAY) == "还来得及"


def test_rent_owed_is_area_times_price_times_years_less_what_was_paid():
    owed = land.unpaid_land_rent(area=8.5, price=800, years=2, paid=3600)
    assert (owed.low, owed.high) == (10_000, 10_000)
    assert owed.formula == "8.5亩 × 800元/亩 × 2年 − 已付3,600元"


def test_rent_overpaid_is_nothing_owed():
    assert land.unpaid_land_rent(area=1, price=500, years=1, paid=900).low == 0
