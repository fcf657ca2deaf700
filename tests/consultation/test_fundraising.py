"""Sums and days of money taken from the old and from villages, worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import fundraising
from bot.consultation.values import Sum

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("paid", "returned", "missing"), [(80_000, 12_000, 68_000), (20_000, 26_000, 0), (5_000, 0, 5_000)]
)
def test_what_came_back_counts_against_what_was_paid(paid, returned, missing):
    loss = fundraising.fundraising_loss(paid, returned)
    assert (loss.low, loss.high) == (missing, missing)


def test_nothing_is_deducted_while_nobody_knows_what_came_back():
    loss = fundraising.fundraising_loss(80_000)
    assert loss.low == 80_000
    assert "还没弄清" in loss.formula


@pytest.mark.parametrize(("returned", "expected"), [(19_999, "还亏着"), (20_000, "正好回本"), (20_001, "多拿了")])
def test_the_balance_turns_at_the_money_put_in(returned, expected):
    assert fundraising.fundraising_balance(20_000, returned) == expected


def test_a_share_is_taken_of_the_loss_and_not_of_the_payment():
    share = fundraising.repayment_share(Sum(80_000, 80_000, ""), 25)
    assert share is not None
    assert share.low == 20_000
    assert fundraising.repayment_share(1_234, 7.5).low == 92.55
    assert fundraising.repayment_share(0, 25) is None


def test_a_recruiter_pays_one_to_three_times_the_commission():
    fine = fundraising.recruiter_fine(4_000)
    assert (fine.low, fine.high) == (4_000, 12_000)
    assert fundraising.recruiter_fine(0) is None


@pytest.mark.parametrize(
    ("paid_on", "last", "stage"),
    [
        ("2026-11-19", "2026-11-26", "还来得及"),
        ("2026-11-18", "2026-11-25", "可能过了"),
        ("2026-11", "2026-11-08", "要看哪一天"),
        ("2026-10", "2026-10-08", "可能过了"),
    ],
)
def test_the_seven_days_of_a_prepayment(paid_on, last, stage):
    assert fundraising.prepaid_cooling_last_day(paid_on) == last
    assert fundraising.prepaid_cooling_stage(paid_on, TODAY) == stage


@pytest.mark.parametrize(
    ("received", "last", "stage"),
    [
        ("2026-11-11", "2026-11-26", "还来得及"),
        ("2026-11-10", "2026-11-25", "可能过了"),
        ("2026-11", "2026-11-16", "要看哪一天"),
    ],
)
def test_the_fifteen_days_against_a_notarised_debt(received, last, stage):
    assert fundraising.notary_objection_last_day(received) == last
    assert fundraising.notary_objection_stage(received, TODAY) == stage


@pytest.mark.parametrize(
    ("known", "last", "stage"),
    [
        ("2025-11-26", "2026-11-26", "快到了"),
        ("2025-11-25", "2026-11-25", "可能过了"),
        ("2026-01-25", "2027-01-25", "快到了"),
        ("2026-01-26", "2027-01-26", "还来得及"),
        ("2025-11", "2026-11-01", "要看哪一天"),
        ("2025-12", "2026-12-01", "快到了"),
        ("2024-02-29", "2025-02-28", "可能过了"),
    ],
)
def test_the_year_to_set_a_contract_aside(known, last, stage):
    assert fundraising.deceit_revocation_last_day(known) == last
    assert fundraising.deceit_revocation_stage(known, TODAY) == stage
