"""Days and sums of a quarrel with an agency, worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import administrative, administrative_days

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("known", "told", "paper", "last", "stage"),
    [
        ("2026-09-27", "写了", None, "2026-11-26", "快到了"),
        ("2026-09-26", "写了", None, "2026-11-25", "可能过了"),
        ("2026-09-26", None, None, "2026-11-25", "可能过了"),
        ("2026-10-08", "写了", None, "2026-12-07", "还来得及"),
        ("2025-11-26", "没写", None, "2026-11-26", "快到了"),
        ("2025-11-25", "没写", None, "2026-11-25", "可能过了"),
        # The year ends before the sixty days from today would, or just not.
        ("2026-01-25", "没写", None, "2027-01-25", "快到了"),
        ("2026-01-26", "没写", None, "2027-01-26", "还来得及"),
        ("2026-07-20", None, "什么纸也没给", "2027-07-20", "还来得及"),
        ("2026-09", "写了", None, "2026-10-31", "要看哪一天"),
        ("2026-08", "写了", None, "2026-09-30", "可能过了"),
    ],
)
def test_sixty_days_for_a_review_or_a_year_at_most_when_untold(known, told, paper, last, stage):
    assert administrative_days.official_review_last_day(known, told, paper) == last
    assert administrative_days.official_review_stage(known, TODAY, told, paper) == stage


@pytest.mark.parametrize(
    ("known", "told", "last", "stage"),
    [
        ("2026-05-26", "写了", "2026-11-26", "快到了"),
        ("2026-05-25", "写了", "2026-11-25", "可能过了"),
        ("2025-08-31", "写了", "2026-02-28", "可能过了"),
        ("2026-05-25", "没写", "2027-05-25", "还来得及"),
        ("2026-05", "写了", "2026-11-01", "要看哪一天"),
    ],
)
def test_six_months_for_a_suit_or_a_year_at_most_when_untold(known, told, last, stage):
    assert administrative_days.official_suit_last_day(known, told) == last
    assert administrative_days.official_suit_stage(known, TODAY, told) == stage


@pytest.mark.parametrize(
    ("received", "last", "stage"),
    [
        ("2026-11-11", "2026-11-26", "快到了"),
        ("2026-11-10", "2026-11-25", "可能过了"),
        ("2026-11-25", "2026-12-10", "还来得及"),
        ("2026-11", "2026-11-16", "要看哪一天"),
    ],
)
def test_fifteen_days_for_a_suit_after_a_review(received, last, stage):
    assert administrative_days.suit_after_review_last_day(received) == last
    assert administrative_days.suit_after_review_stage(received, TODAY) == stage


@pytest.mark.parametrize(
    ("applied", "day", "stage"),
    [
        ("2026-09-27", "2026-11-26", "还在办"),
        ("2026-09-26", "2026-11-25", "可能超期"),
        ("2026-08-21", "2026-10-20", "可能超期"),
        ("2026-08-20", "2026-10-19", "多半超期"),
    ],
)
def test_a_review_is_decided_in_sixty_days_or_ninety(applied, day, stage):
    assert administrative.review_answer_day(applied) == day
    assert administrative.review_answer_stage(applied, TODAY) == stage


@pytest.mark.parametrize(
    ("told_on", "last"), [("2026-11-25", "2026-12-02"), ("2026-11-27", "2026-12-04"), ("2026-11", None)]
)
def test_five_working_days_for_a_hearing(told_on, last):
    assert administrative_days.hearing_last_day(told_on) == last


def test_a_fine_is_due_in_fifteen_days_and_grows_by_three_per_cent_a_day():
    assert administrative.fine_due_day("2026-11-06") == "2026-11-21"
    late = administrative.late_fine(2_000, "2026-11-06", TODAY)
    assert late is not None
    assert (late.low, late.high) == (300, 300)
    assert late.formula == "2,000元 × 3% × 5天"


def test_what_is_added_to_a_fine_stops_at_the_fine():
    assert administrative.late_fine(200, "2026-09-27", TODAY).high == 200


def test_nothing_is_added_before_the_fifteen_days_are_over():
    assert administrative.late_fine(2_000, "2026-11-11", TODAY) is None
    assert administrative.late_fine(0, "2026-01-01", TODAY) is None


def test_a_vague_day_gives_a_range_of_what_is_added():
    late = administrative.late_fine(1_000, "2026-11", TODAY)
    assert late is not None
    assert (late.low, late.high) == (0, 300)


@pytest.mark.parametrize(
    ("since", "stage"),
    [
        ("2026-10-27", "三十天内"),
        ("2026-10-26", "过了三十天"),
        ("2026-09-27", "过了三十天"),
        ("2026-09-26", "过了六十天"),
        ("2026-10", "三十天内"),
    ],
)
def test_the_thirty_days_of_a_seizure(since, stage):
    assert administrative.seizure_stage(since, TODAY) == stage


def test_the_last_day_of_a_seizure():
    assert administrative.seizure_last_day("2026-10-27") == "2026-11-26"


@pytest.mark.parametrize(
    ("applied", "day", "stage"),
    [
        ("2026-09-27", "2026-11-27", "还没满六十天"),
        ("2026-09-26", "2026-11-26", "满了六十天"),
        ("2026-07-29", "2026-09-28", "满了六十天"),
        ("2026-07-28", "2026-09-27", "复议可能过期"),
        ("2026-10", "2026-12-31", "还没满六十天"),
    ],
)
def test_silence_counts_after_sixty_days(applied, day, stage):
    assert administrative.silence_over_on(applied) == day
    assert administrative.silence_stage(applied, TODAY) == stage


@pytest.mark.parametrize(
    ("known", "last", "stage"),
    [
        ("2024-11-26", "2026-11-26", "快到了"),
        ("2024-11-25", "2026-11-25", "可能过了"),
        ("2024-02-29", "2026-02-28", "可能过了"),
        ("2025-06-01", "2027-06-01", "还来得及"),
    ],
)
def test_two_years_for_compensation_by_the_state(known, last, stage):
    assert administrative_days.state_compensation_last_day(known) == last
    assert administrative_days.state_compensation_stage(known, TODAY) == stage


def test_each_day_of_unlawful_detention_is_paid():
    assert administrative.detention_compensation(7, 400.5).low == 2_803.5
    assert administrative.detention_compensation(0, 400.5) is None
