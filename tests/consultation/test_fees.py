"""Court fees against sums worked out by hand from the brackets of 诉讼费用交纳办法."""

import pytest

from bot.consultation.calculators import fees


@pytest.mark.parametrize(
    ("amount", "fee"),
    [
        (0, 50),
        (800, 50),
        (10_000, 50),
        (10_001, 50.03),  # one yuan at 2.5 %, rounded to the cent
        (50_000, 1_050),  # 50 + 40,000 × 2.5 %
        (100_000, 2_300),  # 50 + 90,000 × 2.5 %
        (150_000, 3_300),  # 2,300 + 50,000 × 2 %
        (200_000, 4_300),
        (500_000, 8_800),  # 4,300 + 300,000 × 1.5 %
        (1_000_000, 13_800),
        (2_000_000, 22_800),
        (5_000_000, 46_800),
        (10_000_000, 81_800),
        (20_000_000, 141_800),
        (30_000_000, 191_800),  # 141,800 + 10,000,000 × 0.5 %
    ],
)
def test_a_claim_for_money_pays_by_brackets(amount, fee):
    found = fees.court_fee_property(amount)
    assert (found.low, found.high) == (fee, fee)


@pytest.mark.parametrize(
    ("property_value", "low", "high"),
    [
        (0, 50, 300),
        (200_000, 50, 300),
        (200_100, 50.5, 300.5),
        (500_000, 1_550, 1_800),  # 300,000 × 0.5 % = 1,500
    ],
)
def test_a_divorce_pays_a_small_fee_and_half_a_per_cent_above_200_000(property_value, low, high):
    found = fees.court_fee_divorce(property_value)
    assert (found.low, found.high) == (low, high)


def test_the_divorce_formula_shows_the_property_only_where_it_counts():
    assert fees.court_fee_divorce(500_000).formula == "每件50元至300元 + （500,000元 - 20万元）× 0.5%"
    assert fees.court_fee_divorce(90_000).formula == "每件50元至300元"
    assert "减半" in fees.court_fee_divorce(0).note


@pytest.mark.parametrize(
    ("compensation", "low", "high"),
    [(0, 100, 500), (50_000, 100, 500), (80_000, 400, 800), (100_000, 600, 1_000), (300_000, 1_600, 2_000)],
)
def test_a_suit_over_a_good_name(compensation, low, high):
    found = fees.court_fee_personality(compensation)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("amount", "fee"),
    [(8_000, 50), (100_000, 1_400), (500_000, 7_400), (5_000_000, 52_400), (10_000_000, 77_400), (11_000_000, 78_400)],
)
def test_enforcing_a_judgment(amount, fee):
    assert fees.execution_fee(amount).low == fees.execution_fee(amount).high == fee


@pytest.mark.parametrize(
    ("amount", "fee"), [(900, 30), (1_000, 30), (100_000, 1_020), (300_000, 2_020), (896_000, 5_000), (9e6, 5_000)]
)
def test_freezing_property_never_costs_more_than_5000(amount, fee):
    assert fees.preservation_fee(amount).high == fee


def test_an_order_to_pay_costs_a_third():
    assert fees.payment_order_fee(100_000).low == 766.67  # 2,300 ÷ 3
