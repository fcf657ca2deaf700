"""The heads of compensation against sums worked out by hand from 人身损害赔偿解释."""

import pytest

from bot.consultation.calculators import injury
from bot.consultation.values import Figure, Sum


@pytest.mark.parametrize(
    ("age", "years"), [(0, 20), (45, 20), (59, 20), (60, 20), (61, 19), (66, 14), (74, 6), (75, 5), (90, 5)]
)
def test_years_fall_by_one_from_sixty_and_stop_at_five(age, years):
    assert injury.compensation_years(age) == years


@pytest.mark.parametrize(("grade", "percent"), [(10, 10), (9, 20), (5, 60), (1, 100)])
def test_each_grade_is_worth_a_tenth_more(grade, percent):
    assert injury.disability_percent(grade) == percent


@pytest.mark.parametrize("grade", [0, 11])
def test_there_are_ten_grades(grade):
    with pytest.raises(ValueError):
        injury.disability_percent(grade)


def test_disability_of_a_man_in_his_prime():
    # 40,000 a year x 20 years x 10 %
    assert injury.disability_compensation(10, 45, 40000).low == 80000


def test_disability_of_an_old_woman_shows_its_formula_and_its_source():
    figure = Figure("示例收入", 40000, "元/年", "2026-01-01", "示例公报", "2026-11-22", "示例数据")
    reckoned = injury.disability_compensation(9, 66, figure)  # 14 years, 20 %
    assert (reckoned.low, reckoned.high) == (112000, 112000)
    assert reckoned.formula == "40,000元 × 14年 × 20%"
    assert reckoned.note == "示例公报，示例数据"


def test_death_is_paid_for_twenty_years_and_for_five_from_seventy_five():
    assert injury.death_compensation("人去世了", 48, 40000).low == 800000
    assert injury.death_compensation("人去世了", 80, 40000).low == 200000


def test_nobody_is_paid_for_a_death_that_did_not_happen():
    assert injury.death_compensation("住院治疗", 48, 40000) is None
    assert injury.funeral_expenses("住院治疗", 7000) is None


def test_a_funeral_is_six_months_of_wages():
    assert injury.funeral_expenses("人去世了", 7000).low == 42000


def test_lost_income_nursing_and_meals_go_by_the_day():
    assert injury.lost_income(60, 150).low == 9000
    assert injury.nursing(12, 130.5).low == 1566  # 130.5 x 12
    assert injury.nursing(12, 130, people=2).low == 3120
    assert injury.hospital_meals(12, 50).low == 600


def test_a_child_of_the_dead_is_kept_to_eighteen_by_two_parents():
    # 24,000 x (18 - 12) / 2
    assert injury.dependants_support("人去世了", 24000, child_age=12).low == 72000


def test_disability_keeps_the_dependants_in_its_proportion():
    # child 24,000 x 10 years x 20 % / 2 = 24,000; father of 77: 24,000 x 5 x 20 % / 3 = 8,000
    reckoned = injury.dependants_support("住院治疗", 24000, 9, child_age=8, elder_age=77, elder_children=3)
    assert reckoned.low == 32000
    assert "孩子 24,000元 × 10年 × 20% ÷ 2人" in reckoned.formula


def test_all_dependants_together_never_get_more_than_one_consumption_a_year():
    # An only son died leaving a child of 12 and a father of 70: 12,000 + 24,000 a year is cut to 24,000 for six years;
    # the father alone then has 4 of his 10 years left: 6 x 24,000 + 4 x 24,000.
    reckoned = injury.dependants_support("人去世了", 24000, child_age=12, elder_age=70, elder_children=1)
    assert reckoned.low == 240000


def test_without_dependants_or_a_grade_nothing_is_reckoned():
    assert injury.dependants_support("人去世了", 24000) is None
    assert injury.dependants_support("住院治疗", 24000, child_age=8) is None


def test_a_total_names_its_parts_and_leaves_out_what_is_not_known():
    total = injury.injury_total(medical=8000, income=Sum(9000, 9000, ""))
    assert total.low == 17000
    assert total.formula == "医疗费8,000元 + 误工费9,000元"
    assert injury.injury_total() is None


@pytest.mark.parametrize(
    ("outcome", "medical", "graded", "disability", "death", "state"),
    [
        ("没人受伤", None, None, None, None, "齐了"),
        ("受伤没住院", 800, None, None, None, "齐了"),
        ("受伤没住院", None, None, None, None, "缺医疗费"),
        ("住院治疗", 20000, "还没做", None, None, "齐了"),
        ("住院治疗", 20000, "评上等级了", None, None, "缺赔偿金"),
        ("住院治疗", 20000, "评上等级了", Sum(1, 1, ""), None, "齐了"),
        ("人去世了", 0, None, None, None, "缺赔偿金"),
        ("人去世了", 0, None, None, Sum(1, 1, ""), "齐了"),
    ],
)
def test_a_total_without_one_of_its_large_heads_is_not_shown(outcome, medical, graded, disability, death, state):
    assert injury.main_heads(outcome, medical, graded, disability, death) == state
