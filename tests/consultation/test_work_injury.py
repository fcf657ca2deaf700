"""What an injury at work brings, with sums and days worked out by hand."""

from datetime import date

import pytest

from bot.consultation.calculators import work_injury as wi


@pytest.mark.parametrize(
    ("how", "more", "expected"),
    [
        ("上班干活时", {}, "能认"),
        ("上班干活时", {"drunk": "喝醉了或吸毒"}, "不能认"),
        ("上下班路上出车祸", {"crash": "不是我主责"}, "能认"),
        ("上下班路上出车祸", {"crash": "我主责或全责"}, "不能认"),
        ("上下班路上出车祸", {"crash": "还没定"}, "待定"),
        ("上下班路上出车祸", {}, "待定"),
        ("岗位上突然发病", {"illness": "48小时内去世"}, "能认"),
        ("岗位上突然发病", {"illness": "没有在48小时内去世"}, "不能认"),
        ("都不是", {}, "待定"),
    ],
)
def test_recognition_follows_how_it_happened(how, more, expected):
    assert wi.injury_recognition(how, **more) == expected


@pytest.mark.parametrize(
    ("hired_by", "above", "expected"),
    [
        ("公司工厂等单位", None, "单位"),
        ("有执照的个体店", None, "单位"),
        ("包工头招的", "有公司", "上家公司"),
        ("包工头招的", "上面也是个人", "个人"),
        ("包工头招的", None, "上家待查"),
        ("没执照的作坊", None, "没执照的老板"),
        ("私人家里雇的", None, "个人"),
        ("平台接单", None, "平台"),
    ],
)
def test_the_company_above_answers_for_a_labour_boss(hired_by, above, expected):
    assert wi.answers_for_injury(hired_by, above) == expected


def test_whoever_employs_a_child_pays_once():
    assert wi.answers_for_injury("公司工厂等单位", age=15) == "没执照的老板"
    assert wi.answers_for_injury("公司工厂等单位", age=16) == "单位"


def test_a_pensioner_without_insurance_was_no_employee_until_july_2026():
    assert wi.answers_for_injury("公司工厂等单位", None, "领着", "没交", "2026-06-30") == "退休返聘"
    assert wi.answers_for_injury("公司工厂等单位", None, "领着", "没交", "2026-07-01") == "单位"
    assert wi.answers_for_injury("公司工厂等单位", None, "领着", "没交") == "单位"
    assert wi.answers_for_injury("公司工厂等单位", None, "领着", "交了", "2026-06-30") == "单位"
    assert wi.answers_for_injury("公司工厂等单位", None, "没领", "没交", "2026-06-30") == "单位"


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        ("2026-07-01", "新规定"),
        ("2026-06-30", "老规矩"),
        ("2026-06", "老规矩"),
        ("2026-07", "新规定"),
        ("2026", "看日子"),
    ],
)
def test_the_rules_for_old_workers_changed_in_july_2026(happened, expected):
    assert wi.over_age_rule(happened) == expected


def test_what_the_authority_recognised_is_recognised():
    assert wi.injury_recognition("上班干活时", drunk="喝醉了或吸毒", decided="认定是工伤了") == "能认"
    assert wi.injury_recognition("上班干活时", drunk="喝醉了或吸毒", decided="交了还没结果") == "不能认"


@pytest.mark.parametrize(("grade", "expected"), [(1, 108_000), (4, 84_000), (5, 72_000), (7, 52_000), (10, 28_000)])
def test_the_lump_sum_is_months_of_ones_own_wage(grade, expected):
    assert wi.disability_lump_sum(grade, 4000).low == expected


def test_the_monthly_allowance_ends_at_grade_six():
    assert wi.disability_allowance(4, 4000).low == 3000
    assert wi.disability_allowance(6, 4000).low == 2400
    assert wi.disability_allowance(7, 4000) is None


def test_leaving_the_employer_brings_henans_months():
    assert (wi.leaving_months(8, "医疗"), wi.leaving_months(8, "就业")) == (10, 26)
    assert (wi.leaving_months(5, "医疗"), wi.leaving_months(5, "就业")) == (16, 56)
    assert wi.leaving_months(4, "医疗") is None
    assert wi.months_of_average(26, 6000).low == 156_000


def test_a_grade_outside_one_to_ten_is_a_bug():
    with pytest.raises(ValueError, match="grade"):
        wi.disability_lump_sum(11, 4000)


def test_wages_while_healing_stop_at_twelve_months_and_never_fall_below_nought():
    assert wi.wages_while_healing(3, 4500, 2000).low == 11_500
    assert wi.wages_while_healing(14, 4000).low == 48_000
    assert wi.wages_while_healing(1, 4000, 5000).low == 0


def test_a_death_counts_the_income_of_the_year_before():
    assert wi.death_lump_sum("2025-12-30", 54188, 56502).low == 1_083_760
    assert wi.death_lump_sum("2026-03", 54188, 56502).low == 1_130_040
    assert wi.death_lump_sum("2023-03", 54188, 56502) is None


def test_a_boss_without_a_licence_owes_thirty_times_that_income():
    assert wi.unlicensed_death_sum("2026-03", 54188, 56502).low == 1_695_060
    assert wi.unlicensed_death_sum("2023-03", 54188, 56502) is None


def test_pensions_together_never_exceed_the_wage():
    assert wi.family_pension(5000, ["没劳力的配偶", "孩子或老人"], 1).low == 3500
    assert wi.family_pension(5000, ["没劳力的配偶", "孩子或老人"], 3).low == 5000
    assert wi.family_pension(5000, ["都没有"]) is None


def test_days_to_object():
    assert wi.reappraisal_last_day("2026-11-10") == "2026-11-25"
    assert wi.review_of_decision_last_day("2026-10-01") == "2026-11-30"
    assert wi.suit_over_decision_last_day("2026-08-31") == "2027-02-28"
    assert wi.reappraisal_last_day("2026-11") is None
    assert wi.still_open("2026-11-25", date(2026, 11, 25)) == "还来得及"
    assert wi.still_open("2026-11-25", date(2026, 11, 26)) == "已经过了"
