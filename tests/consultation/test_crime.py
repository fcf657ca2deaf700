"""What a fraud has cost and how grave it is, what a lent card may cost, and how long one may object."""

from datetime import date

import pytest

from bot.consultation.calculators import crime
from bot.consultation.values import CALCULATORS, Figure, Sum

THRESHOLDS = {"large": 3_000, "huge": 30_000, "enormous": 500_000}


def figure(value: float) -> Figure:
    return Figure("示例起点", value, "元", "2016-12-20", "示例", "2026-11-22")


def test_small_sums_that_came_back_are_taken_off_the_total() -> None:
    loss = crime.fraud_loss(12_800, 300)
    assert (loss.low, loss.high) == (12_500, 12_500)
    assert loss.formula == "一共转出12,800元 － 退回来300元"


def test_nothing_is_taken_off_while_nobody_knows_what_came_back() -> None:
    loss = crime.fraud_loss(12_800)
    assert loss.low == loss.high == 12_800
    assert "还没弄清" in loss.formula


def test_a_loss_is_never_below_nought() -> None:
    assert crime.fraud_loss(500, 800).low == 0


@pytest.mark.parametrize(
    ("loss", "tier"),
    [
        (0, "没有损失"),
        (2_999.99, "数额不够"),
        (3_000, "数额较大"),
        (29_999, "数额较大"),
        (30_000, "数额巨大"),
        (499_999, "数额巨大"),
        (500_000, "数额特别巨大"),
    ],
)
def test_each_threshold_belongs_to_the_tier_it_opens(loss: float, tier: str) -> None:
    assert crime.fraud_tier(loss, **THRESHOLDS) == tier


def test_a_tier_is_read_from_sums_and_figures_as_the_engine_passes_them() -> None:
    figures = {name: figure(value) for name, value in THRESHOLDS.items()}
    assert crime.fraud_tier(Sum(30_000, 30_000, ""), **figures) == "数额巨大"


@pytest.mark.parametrize(
    ("gain", "low", "high"),
    [(0, 0, 200_000), (19_999, 0, 200_000), (20_000, 20_000, 200_000), (50_000, 50_000, 500_000)],
)
def test_the_fine_for_a_lent_card_follows_what_it_brought(gain: float, low: float, high: float) -> None:
    fine = crime.lent_card_fine(gain)
    assert (fine.low, fine.high) == (low, high)


def test_the_gain_that_makes_a_lent_card_criminal() -> None:
    assert crime.helping_gain_stage(9_999, figure(10_000)) == "没到"
    assert crime.helping_gain_stage(10_000, figure(10_000)) == "到了"


def test_seven_days_to_object_do_not_count_the_day_of_receipt() -> None:
    assert crime.refusal_review_deadline("2026-11-20") == "2026-11-27"


@pytest.mark.parametrize(("today", "stage"), [(date(2026, 11, 27), "还在七天内"), (date(2026, 11, 28), "已过七天")])
def test_the_last_day_to_object_still_counts(today: date, stage: str) -> None:
    assert crime.refusal_review_stage("2026-11-20", today) == stage


def test_a_date_known_to_the_month_is_read_to_the_residents_safety() -> None:
    assert crime.refusal_review_deadline("2026-11") == "2026-11-08"
    assert crime.refusal_review_stage("2026-11", date(2026, 11, 22)) == "要看签收日期"
    assert crime.refusal_review_stage("2026-09", date(2026, 11, 22)) == "已过七天"


def test_three_years_to_sue_start_anew_with_the_refusal() -> None:
    assert crime.limitation_after_refusal("2026-11-20") == "2029-11-20"
    assert crime.limitation_after_refusal("2024-02-29") == "2027-02-28"


@pytest.mark.parametrize(
    ("reported", "stage"),
    [("2026-10-24", "不满三十天"), ("2026-10-23", "满三十天"), ("2026-10", "不满三十天"), ("2026-09", "满三十天")],
)
def test_thirty_days_without_an_answer(reported: str, stage: str) -> None:
    assert crime.report_waiting_stage(reported, date(2026, 11, 22)) == stage


def test_every_calculator_names_its_article() -> None:
    ours = [function for function in CALCULATORS.values() if function.__module__ == crime.__name__]
    assert len(ours) == 8
    assert all(function.source for function in ours)
