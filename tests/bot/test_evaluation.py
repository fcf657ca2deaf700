"""The figures of the quality card, counted by hand."""

import math

import pytest

from bot.commands.evaluate import as_asked
from bot.evaluation import Asked, card, confusion, coverage, first_three, macro_f1


def asked(ok, groups, confidence=0.9, issue=True):
    return Asked("示例", tuple(ok.split()), tuple(groups.split()), confidence, issue)


def test_any_acceptable_label_counts():
    ours = [asked("婚姻 房产", "房产 婚姻"), asked("债务", "婚姻 合同 债务"), asked("债务", "其他", issue=False)]
    made = card(ours, 0.6)
    assert made.questions == 3 and made.accuracy == pytest.approx(1 / 3) and made.top3 == pytest.approx(2 / 3)


def test_the_three_offered_are_three_different_troubles_of_ours():
    assert first_three(["其他", "婚姻", "婚姻", "债务", "其他", "合同", "劳动"]) == ["婚姻", "债务", "合同"]


def test_macro_f1_gives_every_group_one_say():
    # 婚姻: 3 of 3 right, one of 债务 taken for it → F1 6/7; 债务: 1 of 2 → 2/3.
    ours = [asked("婚姻", "婚姻")] * 3 + [asked("债务", "婚姻"), asked("债务", "债务")]
    assert macro_f1(ours) == pytest.approx((6 / 7 + 2 / 3) / 2)
    assert confusion(ours)[("债务", "婚姻")] == 1


def test_coverage_is_the_most_that_can_be_answered_at_that_precision():
    right = [asked("婚姻", "婚姻", 0.9)] * 19
    ours = [*right, asked("债务", "婚姻", 0.8), asked("婚姻", "婚姻", 0.7), asked("债务", "婚姻", 0.6)]
    assert coverage(ours, 0.95) == (21 / 22, 0.7)  # 20 of 21 is 0.952
    assert coverage(ours, 0.96, fewest=5) == (19 / 22, 0.9)
    assert coverage([asked("债务", "婚姻")] * 30, 0.93) == (0.0, 1.0)


def test_questions_of_one_confidence_stand_or_fall_together():
    ours = [asked("婚姻", "婚姻", 0.9)] * 20 + [asked("债务", "婚姻", 0.9)] * 20
    assert coverage(ours, 0.93) == (0.0, 1.0)


def test_what_is_no_business_of_ours_passes_only_when_an_interview_opens():
    foreign = [asked("其他", "婚姻", 0.9), asked("其他", "婚姻", 0.5), asked("其他", "其他", 0.9, issue=False)]
    made = card(foreign, 0.6)
    assert made.foreign == 3 and made.foreign_passed == pytest.approx(1 / 3)
    assert made.questions == 0 and math.isnan(made.accuracy)


def test_a_ranking_of_intents_becomes_groups(known):
    ranking = [("consult_divorce", 0.8), ("elsewhere_everyday_life", 0.1), ("greet", 0.1)]
    one = as_asked({"text": "示例", "ok": ["婚姻家庭"]}, ranking, known)
    assert one.groups == ("婚姻家庭", "其他", "其他") and one.right and one.issue and one.confidence == 0.8
    assert as_asked({"text": "示例", "ok": ["其他"]}, [], known).groups == ()
