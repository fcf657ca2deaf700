"""Sums and days of sales, deposits, penalties and annulment, worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import sale
from bot.consultation.values import Figure, Sum

TODAY = date(2026, 11, 26)
RATE = Figure("一年期LPR", 3.0, "%", "2025-05-20", "公布", "2026-11-22")
OWED = Sum(20_000, 20_000, "")


def test_an_unpaid_price_is_total_less_payments():
    owed = sale.unpaid_price(30_000, 10_000)
    assert (owed.low, owed.formula) == (20_000, "该给30,000元 － 已给10,000元")
    assert sale.unpaid_price(1000, 1500) is None
    assert sale.price_left(1000, 1500) == 0


def test_late_payment_costs_the_one_year_rate_and_three_to_five_tenths_more():
    loss = sale.late_payment_loss(OWED, "2025-11-26", TODAY, RATE)
    assert (loss.low, loss.high) == (780, 900)  # 20,000 x 3 % x 1.3 and 1.5, for 365 days
    assert loss.formula == "20,000元 × 年利率3% × 1.3至1.5 × 365天 ÷ 365天"


@pytest.mark.parametrize(
    ("due", "rule"),
    [
        ("2019-08-18", "更早的账"),
        ("2019-08-19", "有核对过的数"),
        ("2026-10-18", "有核对过的数"),
        ("2026-10-19", "没有核对过的数"),
        ("2026-11-25", "没有核对过的数"),
        ("2026-11-26", None),
        ("2026-12", None),
    ],
)
def test_which_rate_a_late_payment_follows(known, due, rule):
    rate = known.figures["一年期LPR"].on(date.fromisoformat(sale.breach_day(due)))
    assert sale.late_payment_rule(due, TODAY, rate) == rule
    assert (sale.late_payment_loss(OWED, due, TODAY, rate) is not None) == (rule == "有核对过的数")


def test_the_breach_begins_the_day_after_the_price_was_due():
    assert sale.breach_day("2025-11-30") == "2025-12-01"
    assert sale.breach_day("2025-11") == "2025-12-01"


def test_an_agreed_daily_penalty():
    penalty = sale.late_payment_penalty(Sum(60_000, 60_000, ""), 10, "2026-08-18", TODAY)
    assert (penalty.low, penalty.formula) == (6000, "60,000元 ÷ 1万 × 10元 × 100天")
    assert penalty.note.startswith("合一年36.5%")
    assert sale.late_payment_penalty(OWED, 10, "2026-11-26", TODAY) is None
    assert sale.late_payment_penalty(OWED, 0, "2026-08-18", TODAY) is None


@pytest.mark.parametrize(("penalty", "stage"), [(2600, "不算过高"), (2601, "可能过高"), (0, "不算过高")])
def test_thirty_per_cent_above_the_loss_is_the_yardstick(penalty, stage):
    assert sale.penalty_line(2000).low == 2600
    assert sale.penalty_stage(penalty, 2000) == stage


def test_only_a_fifth_of_the_price_counts_as_a_deposit():
    assert sale.deposit_counted(10_000, 30_000).low == 6000
    assert sale.deposit_counted(5000, 60_000).low == 5000
    assert sale.deposit_excess(10_000, 30_000).low == 4000
    assert sale.deposit_excess(2000, 10_000) is None


def test_a_taker_at_fault_gives_back_double_and_the_excess_once():
    double = sale.deposit_doubled(10_000, 30_000)
    assert (double.low, double.formula) == (16_000, "6,000元 × 2 + 超出的4,000元")
    assert sale.deposit_doubled(5000, 60_000).low == 10_000


@pytest.mark.parametrize(
    ("how", "known", "last_day"),
    [
        ("被骗了", "2025-11-26", "2026-11-26"),
        ("弄错了", "2026-08-28", "2026-11-26"),
        ("被逼的", "2024-02-29", "2025-02-28"),
    ],
)
def test_the_last_day_to_ask_for_annulment(how, known, last_day):
    assert sale.contract_annulment_last_day(how, known) == last_day


@pytest.mark.parametrize(
    ("how", "known", "stage"),
    [
        ("被骗了", "2025-11-26", "还来得及"),
        ("被骗了", "2025-11-25", "可能过了"),
        ("被骗了", "2025-11", "要看哪一天"),
        ("弄错了", "2026-08-28", "还来得及"),
        ("弄错了", "2026-08-27", "可能过了"),
    ],
)
def test_whether_annulment_is_still_open(how, known, stage):
    assert sale.contract_annulment_stage(how, known, TODAY) == stage


@pytest.mark.parametrize(
    ("received", "stage"),
    [("2024-11-26", "还来得及"), ("2024-11-25", "可能过了"), ("2024", "要看哪一天"), ("2023", "可能过了")],
)
def test_two_years_to_complain_of_hidden_defects(received, stage):
    assert sale.defect_notice_stage(received, TODAY) == stage
    assert sale.defect_notice_last_day("2024-11-26") == "2026-11-26"
