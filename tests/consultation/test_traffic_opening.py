"""What residents say first after an accident, and the facts the interview then need not ask for."""

from datetime import date
from pathlib import Path

import pytest

from bot.consultation.answers.opening import facts_in
from bot.consultation.library import load_issue

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def questions():
    return load_issue(KNOWLEDGE / "issues" / "traffic_accident", KNOWLEDGE).questions


def test_the_sentence_of_the_readme_answers_six_questions(questions):
    assert facts_in(questions, "昨天骑电车被轿车撞了，腿骨折住院，对方全责不给钱", TODAY) == {
        "我方身份": "被撞的一方",
        "事故日期": "2026-11-19",
        "我的车": "电动自行车",
        "对方": "轿车货车等汽车",
        "伤情": "住院治疗",
        "责任": "对方全责",
    }


@pytest.mark.parametrize(
    ("said", "fact", "value"),
    [
        ("俺开车把横穿马路的老人撞倒了", "我方身份", "撞人的一方"),
        ("俺开车把横穿马路的老人撞倒了", "对方", "走路的人"),
        ("晚上走路被摩托撞断了肋骨，骑摩托的是个学生", "我的车", "走路"),
        ("俺娘骑电动车被电动车撞倒了", "我的车", "电动自行车"),
        ("俺娘骑电动车被电动车撞倒了", "对方", "电动自行车"),
        ("认定书上写俺次要责任", "责任", "对方主责"),
        ("被撞了住院半个月花了两万三", "医疗费", 23000),
        ("被撞了住院半个月花了两万三", "住院天数", 15),
        ("下班路上骑摩托叫人撞了", "上下班路上", "上下班路上"),
        ("车祸评了十级伤残", "伤残等级", 10),
        ("擦破点皮，不用住院", "伤情", "受伤没住院"),
    ],
)
def test_what_is_said_is_heard(questions, said, fact, value):
    assert facts_in(questions, said, TODAY).get(fact) == value


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("把车借给朋友开，他撞了人", "我方身份"),
        ("被骑电动车的撞了", "我的车"),
        ("没骨折", "伤情"),
        ("撞俺的人开车跑了", "我的车"),
        ("他要八万", "医疗费"),
    ],
)
def test_what_was_not_said_is_not_assumed(questions, said, fact):
    assert fact not in facts_in(questions, said, TODAY)
