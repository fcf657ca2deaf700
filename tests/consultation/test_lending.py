"""Interest, caps and days of a debt against sums worked out by hand and days counted on a calendar."""

from datetime import date

import pytest

from bot.consultation.calculators import debt_days, lending, online_charges
from bot.consultation.values import Figure, Sum

TODAY = date(2026, 11, 22)


RATE = Figure("一年期LPR", 3.0, "%", "2025-05-20", "示例", "2026-11-22")


@pytest.mark.parametrize(
    ("lent", "value", "cap"),
    [
        ("2020-08-20", 3.85, 15.4),  # the first day of the new rule, 4 × 3.85
        ("2025-06", 3.0, 12.0),
        ("2020-08-19", 3.85, None),  # under the older rule
    ],
)
def test_the_cap_is_four_times_the_rate_of_the_day(lent, value, cap):
    assert lending.lending_cap(lent, Figure("一年期LPR", value, "%", "2020-04-20", "示例", "2026-11-22")) == cap


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2020-08-20", 3.85),
        ("2024-10-20", 3.35),  # the day before the rate fell
        ("2024-10-21", 3.1),
        ("2026-10-19", 3.0),  # the last day before the next announcement
        ("2026-10-20", None),  # nothing verified any more
        ("2019-08-19", None),  # before there was one
    ],
)
def test_the_rate_published_is_the_one_of_the_day(known, day, value):
    figure = known.figures["一年期LPR"].on(date.fromisoformat(day))
    assert (figure and figure.value) == value


def test_no_cap_without_figures():
    assert lending.lending_cap("2025-06-01") is None


@pytest.mark.parametrize(
    ("lent", "regime"),
    [
        ("2015-08-31", "老规定的账"),
        ("2015-09-01", "前后两段算"),
        ("2020-08-19", "前后两段算"),
        ("2020-08-20", "按四倍算"),
        ("2020", "要看哪天借的"),
    ],
)
def test_which_rule_a_loan_follows(lent, regime):
    assert lending.loan_regime(lent) == regime


def test_whether_the_cap_was_verified():
    assert lending.cap_stage("2025-06-01", RATE) == "有核对过的数"
    assert lending.cap_stage("2026-11-01") == "没有核对过的数"
    assert lending.cap_stage("2019-01-01", RATE) is None


def test_a_rate_told_by_the_month():
    assert lending.yearly_rate(150) == 18  # 150 yuan on 10,000 is 1.5 % a month
    assert lending.rate_stage(100, "2025-06-01", RATE) == "没超四倍"  # exactly 12 %
    assert lending.rate_stage(101, "2025-06-01", RATE) == "超了四倍"
    assert lending.rate_stage(100, "2026-11-01") is None


def test_lawful_interest_stops_at_the_cap():
    # 2025-11-22 to 2026-11-22 is 365 days; 3 % a month is cut to 12 % a year.
    assert lending.lawful_interest(50_000, "2025-11-22", 300, TODAY, RATE).high == 6_000
    assert lending.lawful_interest(50_000, "2025-11-22", 50, TODAY, RATE).high == 3_000  # 6 % a year
    assert lending.lawful_interest(50_000, "2026-11-01", 50, TODAY) is None


def test_late_interest_runs_from_the_due_day_on_what_is_left():
    # 2025-11-22 to 2026-11-22: 365 days at 3 % on 20,000 - 5,000.
    assert lending.late_interest(20_000, "2025-11-22", TODAY, 5_000, RATE).high == 450
    assert lending.late_interest(20_000, "2027-01-01", TODAY, 0, RATE) is None
    assert lending.late_interest(20_000, "2025-11-22", TODAY, 20_000, RATE) is None


def test_what_is_owed_lies_between_paying_first_and_paying_last():
    owed = lending.amount_due(50_000, 10_000, Sum(6_000, 6_000, ""))
    assert (owed.low, owed.high) == (44_800, 46_000)  # 40,000 × 1.12 and 56,000 - 10,000
    assert lending.amount_due(50_000, 10_000).high == 40_000
    assert lending.amount_due(5_000, 9_000).high == 0
    assert lending.amount_due(0).high == 0


def test_what_a_loan_with_a_cut_taken_first_really_costs():
    # 7,000 received, 10,000 to pay after one month: 3,000 / 7,000 × 12 = 514.3 %.
    assert online_charges.charge_rate(7_000, 10_000, 1) == 514.3
    assert online_charges.charge_rate(0, 10_000, 1) is None
    assert online_charges.charge_stage(7_000, 10_000, 1, "2025-06-01", RATE) == "超了四倍"
    assert online_charges.charge_stage(10_000, 11_200, 12, "2025-06-01", RATE) == "没超四倍"  # exactly 12 %
    assert online_charges.charge_stage(10_000, 11_200, 12, "2026-11-01") is None


@pytest.mark.parametrize(
    ("due", "asked", "last"),
    [
        ("2024-03-01", None, "2027-03-01"),
        ("2024-03-01", "2025-06-10", "2028-06-10"),
        ("2020-03-01", "2023-03-01", "2026-03-01"),  # asked on the very last day
        ("2020-03-01", "2023-03-02", "2023-03-01"),  # a day too late changes nothing
        ("2024-03-01", "2023-01-01", "2027-03-01"),  # asked before it was due
        ("2024-02-29", None, "2027-02-28"),
    ],
)
def test_the_three_years_to_sue(due, asked, last):
    assert debt_days.loan_limitation_last_day(due, asked) == last


def test_how_near_the_end_of_the_three_years_is():
    assert debt_days.loan_limitation_stage("2024-11-22", TODAY) == "没过"
    assert debt_days.loan_limitation_stage("2024-05-22", TODAY) == "快到了"
    assert debt_days.loan_limitation_stage("2023-11-22", TODAY) == "快到了"
    assert debt_days.loan_limitation_stage("2023-11-21", TODAY) == "可能已过"
    assert debt_days.open_loan_last_day("2024-01-15") == "2027-01-15"
    assert debt_days.open_loan_stage("2023-11-21", TODAY) == "可能已过"


@pytest.mark.parametrize(
    ("due", "stage"),
    [
        ("2026-11-22", "还没到期"),
        ("2026-05-22", "还在期限里"),
        ("2026-05-21", "期限过了"),
        ("2026-05", "还在期限里"),
        ("2026-04", "期限过了"),
    ],
)
def test_a_guarantee_lasts_six_months_after_the_due_day(due, stage):
    assert debt_days.guarantee_stage(due, TODAY) == stage


def test_the_guarantee_and_the_law_it_follows():
    assert debt_days.guarantee_last_day("2026-08-31") == "2027-02-28"
    assert debt_days.guarantee_law("2020-12-31") == "旧法"
    assert debt_days.guarantee_law("2021-01-01") == "民法典"


@pytest.mark.parametrize(
    ("kept", "stage"),
    [
        (["借条欠条", "转账记录", "证人"], "条子和转账都有"),
        (["借条欠条"], "只有条子"),
        (["转账记录", "微信短信录音"], "只有转账"),
        (["微信短信录音"], "只有旁证"),
        (["都没有"], "什么都没有"),
    ],
)
def test_what_the_papers_amount_to(kept, stage):
    assert lending.proof_stage(kept) == stage


def test_the_principal_left_never_falls_below_nought():
    assert lending.principal_left(20_000, 5_000) == 15_000
    assert lending.principal_left(5_000, 9_000) == 0


def test_a_loan_is_due_the_day_after_its_last_day():
    assert debt_days.due_stage("2026-11-22", TODAY) == "还没到期"
    assert debt_days.due_stage("2026-11-21", TODAY) == "已经到期"
    assert debt_days.due_stage("2026-11", TODAY) == "还没到期"


def test_interest_told_in_tenths_or_in_yuan():
    assert lending.monthly_yuan(["月息一分五"]) == 150
    assert lending.monthly_yuan(["别的数", 80]) == 80
    assert lending.monthly_yuan(["别的数"]) is None
