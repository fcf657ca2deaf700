"""A bride price beside an income, worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import bride_price, debt_days
from bot.consultation.values import Figure

TODAY = date(2026, 11, 26)


def figure(value: float) -> Figure:
    return Figure("收入", value, "元/年", "2023-03-23", "公报", "2026-11-26")


@pytest.mark.parametrize(("amount", "expected"), [(282220, 10.0), (100000, 3.5), (1000, 0.0)])
def test_a_bride_price_in_years_of_income(amount, expected):
    assert bride_price.years_of_income(amount, figure(28222)) == expected


def test_a_plain_number_does_as_well_as_a_figure():
    assert bride_price.years_of_income(60000, 20000) == 3.0


def test_without_an_income_nothing_is_said():
    assert bride_price.years_of_income(60000, 0) is None


@pytest.mark.parametrize(
    ("broken_off", "stage"),
    [("2023-11-26", "快到了"), ("2023-11-25", "可能已过"), ("2024-05-26", "快到了"), ("2024-05-27", "没过")],
)
def test_the_three_years_run_from_the_day_the_engagement_ended(broken_off, stage):
    assert debt_days.loan_limitation_stage(broken_off, TODAY) == stage
