"""Conditions have three outcomes, because 「不清楚」 is an answer."""

import pytest

from bot.consultation.conditions import holds
from bot.consultation.values import UNKNOWN, Sum

TABLE = [
    ({}, {}, True),
    ({"责任": "全责"}, {"责任": "全责"}, True),
    ({"责任": "全责"}, {"责任": "同责"}, False),
    ({"责任": ["全责", "主责"]}, {"责任": "主责"}, True),
    ({"责任": "全责"}, {}, False),
    ({"责任": "全责"}, {"责任": UNKNOWN}, None),
    ({"责任": ["全责", UNKNOWN]}, {"责任": UNKNOWN}, True),
    ({"责任": "!= 全责"}, {"责任": "同责"}, True),
    ({"责任": "!= 全责"}, {"责任": "全责"}, False),
    ({"责任": "!= 全责"}, {"责任": UNKNOWN}, None),
    ({"年龄": ">= 60"}, {"年龄": 60}, True),
    ({"年龄": "< 60"}, {"年龄": 60}, False),
    ({"年龄": [3, "> 80"]}, {"年龄": 3}, True),
    ({"赔偿": "> 10"}, {"赔偿": Sum(5, 20, "")}, False),
    ({"赔偿": "< 30"}, {"赔偿": Sum(5, 20, "")}, True),
    ({"损失": "车损"}, {"损失": ["车损", "医疗"]}, True),
    ({"损失": "!= 车损"}, {"损失": ["车损", "医疗"]}, False),
    ({"甲": "是", "乙": "是"}, {"甲": "否", "乙": UNKNOWN}, False),
    ({"甲": "是", "乙": "是"}, {"甲": "是", "乙": UNKNOWN}, None),
    ([{"甲": "是"}, {"乙": "是"}], {"甲": UNKNOWN, "乙": "是"}, True),
    ([{"甲": "是"}, {"乙": "是"}], {"甲": UNKNOWN, "乙": "否"}, None),
    ([{"甲": "是"}, {"乙": "是"}], {"甲": "否", "乙": "否"}, False),
]


@pytest.mark.parametrize("condition, facts, expected", TABLE)
def test_a_condition_holds_or_not_or_is_open(condition, facts, expected):
    assert holds(condition, facts) is expected
