"""Shares in a family house and the year to undo an agreement, worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import family_division

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("value", "mine", "all_paid", "expected"),
    [(300000, 40000, 120000, 100000), (300000, 0, 120000, 0), (100000, 1, 3, 33333.33), (90000, 50000, 50000, 90000)],
)
def test_a_share_follows_what_was_paid(value, mine, all_paid, expected):
    share = family_division.contribution_share(value, mine, all_paid)
    assert share is not None
    assert share.low == share.high == expected


def test_the_formula_shows_the_three_numbers():
    share = family_division.contribution_share(300000, 40000, 120000)
    assert share is not None
    assert [part in share.formula for part in ("300,000", "40,000", "120,000")] == [True, True, True]


@pytest.mark.parametrize(("mine", "all_paid"), [(1, 0), (130000, 120000), (-1, 10)])
def test_payments_that_cannot_be_right_give_no_share(mine, all_paid):
    assert family_division.contribution_share(300000, mine, all_paid) is None


@pytest.mark.parametrize(("owners", "expected"), [(2, 150000), (3, 100000)])
def test_without_proof_the_shares_are_equal(owners, expected):
    share = family_division.equal_part(300000, owners)
    assert share is not None
    assert share.low == share.high == expected


def test_one_owner_has_nothing_to_divide():
    assert family_division.equal_part(300000, 1) is None


@pytest.mark.parametrize(
    ("since", "last_day", "stage"),
    [
        ("2025-11-26", "2026-11-26", "还来得及"),
        ("2025-11-25", "2026-11-25", "可能过了"),
        ("2025-11", "2026-11-01", "要算准日子"),
        ("2025-10", "2026-10-01", "可能过了"),
        ("2024-02-29", "2025-02-28", "可能过了"),
    ],
)
def test_the_year_to_undo_an_agreement(since, last_day, stage):
    assert family_division.agreement_annulment_last_day(since) == last_day
    assert family_division.agreement_annulment_stage(since, TODAY) == stage
