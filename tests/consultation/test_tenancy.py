"""Sums and days of a lease, worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import tenancy
from bot.consultation.values import Sum

TODAY = date(2026, 11, 26)


def test_rent_owed_is_months_times_rent_with_the_agreed_penalty():
    owed = tenancy.rent_arrears(monthly=600, months=6, penalty=600)
    assert (owed.low, owed.formula) == (4200, "600元 × 6个月 + 违约金600元")
    assert tenancy.rent_arrears(monthly=600, months=0).low == 0


def test_a_deposit_comes_back_less_rent_and_what_the_tenant_must_pay_for():
    left = tenancy.deposit_left(1500, 200, tenancy.rent_arrears(1200, 0.5))
    assert (left.low, left.high) == (700, 700)
    assert left.formula == "押金1,500元 － 欠租600元 － 水电和损坏200元"


def test_a_deposit_never_comes_back_below_nought():
    arrears = tenancy.rent_arrears(500, 2)
    assert tenancy.deposit_left(500, 0, arrears).low == 0
    assert tenancy.deposit_stage(500, 0, arrears) == "抵完没剩"
    assert tenancy.deposit_stage(1500, 200, tenancy.rent_arrears(1200, 0)) == "有的退"
    assert tenancy.deposit_stage(0, 0, arrears) is None


def test_what_is_owed_beyond_the_deposit():
    owed = tenancy.owed_beyond_deposit(600, tenancy.rent_arrears(600, 6, 600))
    assert (owed.low, owed.formula) == (3600, "600元 × 6个月 + 违约金600元 － 押金600元")
    assert tenancy.owed_beyond_deposit(1000, damage=8000).formula == "损坏和水电8,000元 － 押金1,000元"
    assert tenancy.owed_beyond_deposit(6000, tenancy.rent_arrears(2000, 3)) is None


def test_staying_on_costs_a_thirtieth_of_the_rent_a_day():
    fee = tenancy.overstay_fee(900, "2026-09-27", TODAY)
    assert (fee.low, fee.high, fee.formula) == (1800, 1800, "900元 ÷ 30 × 60天")
    vague = tenancy.overstay_fee(900, "2026-10", TODAY)
    assert (vague.low, vague.high) == (26 * 30, 56 * 30)
    assert tenancy.overstay_fee(900, "2026-11-26", TODAY) is None


@pytest.mark.parametrize(
    ("years", "stage"),
    [(0.25, "不到半年"), (0.5, "半年以上"), (20, "半年以上"), (20.5, "超过二十年"), (30, "超过二十年")],
)
def test_terms_over_half_a_year_and_over_twenty_years(years, stage):
    assert tenancy.lease_term_stage(years) == stage


@pytest.mark.parametrize(
    ("told", "stage"),
    [("2026-11-11", "还来得及"), ("2026-11-10", "可能过了"), ("2026-11", "要看哪天知道的"), ("2026-10", "可能过了")],
)
def test_fifteen_days_to_say_that_one_buys(told, stage):
    assert tenancy.first_refusal_stage(told, TODAY) == stage
    assert tenancy.first_refusal_last_day("2026-11-16") == "2026-12-01"


@pytest.mark.parametrize(
    ("known", "stage"), [("2026-05-26", "还来得及"), ("2026-05-25", "可能过了"), ("2026-05", "要看哪天知道的")]
)
def test_six_months_to_object_to_a_subletting(known, stage):
    assert tenancy.sublet_objection_stage(known, TODAY) == stage
    assert tenancy.sublet_objection_last_day("2026-08-31") == "2027-02-28"


def test_the_court_fee_of_a_sum():
    assert tenancy.claim_fee(Sum(1300, 1300, "")).low == 50
    assert tenancy.claim_fee(Sum(20_000, 20_000, "")).low == 300
    assert tenancy.claim_fee(Sum(0, 0, "")) is None
