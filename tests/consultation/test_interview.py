"""The interview follows from the facts alone, and the analysis from facts and day."""

from datetime import date

import pytest

from bot.consultation import guide, interview, library
from bot.consultation.analysis import analyse
from bot.consultation.values import UNKNOWN
from tests.consultation import test_library  # noqa: F401  (registers the small base's calculators)
from tests.consultation.small_base import write

DAY = date(2026, 11, 20)
ALL = {"谁拿的": "邻居", "值多少": 150, "哪天丢的": "2026-11-01"}


@pytest.fixture
def base(tmp_path):
    return library.load(write(tmp_path))


@pytest.fixture
def hen(base):
    return base.issues["lost_hen"]


def test_questions_come_in_order_and_end(hen):
    facts = {}
    asked = []
    while question := interview.next_question(hen, facts):
        asked.append(question.id)
        facts[question.id] = ALL[question.id]
    assert asked == ["谁拿的", "值多少", "哪天丢的"]


def test_a_changed_answer_retires_what_hung_on_it_and_a_change_back_revives_it(hen):
    assert "值多少" not in interview.counted(hen, {**ALL, "谁拿的": "没人拿"})
    assert interview.counted(hen, ALL) == ALL
    assert interview.without(hen, ALL, "谁拿的") == {"值多少": 150, "哪天丢的": "2026-11-01"}


def test_progress_counts_down(hen):
    places = [interview.progress(hen, dict(list(ALL.items())[:n])) for n in range(3)]
    assert [number for number, _ in places] == [1, 2, 3]
    assert [left for _, left in places] == sorted((left for _, left in places), reverse=True)
    assert places[-1] == (3, 0)


def test_an_unknown_fact_is_to_be_found_out_and_never_false(base, hen):
    analysis = analyse(hen, {**ALL, "值多少": UNKNOWN}, DAY, base)
    assert {finding.id for finding in analysis.holding} == {"要回来", "截止", "找人说"}
    assert {(result.finding.id, result.hangs_on) for result in analysis.undecided} == {
        ("大事", ("值多少",)),
        ("两倍价", ("值多少",)),
    }


def test_a_question_never_asked_is_no_unknown(base, hen):
    analysis = analyse(hen, {"谁拿的": "没人拿", "哪天丢的": "2026-11-01"}, DAY, base)
    assert {finding.id for finding in analysis.holding} == {"截止", "找人说"}
    assert not analysis.undecided


def test_the_guide_carries_a_source_for_everything(base, hen):
    made = guide.build(hen, ALL, DAY, base)
    assert made["headline"] == "先找邻居说说。"
    assert [told["answer"] for told in made["told"]] == ["邻居", "150元", "2026年11月1日"]
    items = {item["id"]: item for section in made["sections"] for item in section["items"]}
    assert all(item["citations"] for item in items.values())
    assert items["两倍价"]["amount"] == "300元" and items["两倍价"]["formula"] == "150元 × 2"
    assert items["截止"]["date"] == "2027-11-01" and "2027年11月1日" in items["截止"]["say"]
    assert items["大事"]["citations"][0]["label"] == "《鸡法》第二条"


def test_the_same_facts_give_the_same_guide(base, hen):
    assert guide.build(hen, ALL, DAY, base) == guide.build(hen, dict(reversed(ALL.items())), DAY, base)


def test_what_is_unknown_says_how_to_find_it_out(base, hen):
    made = guide.build(hen, {**ALL, "值多少": UNKNOWN}, DAY, base)
    assert made["unknown"] == [
        {"fact": "值多少", "ask": "值多少钱？", "find_out": "问问市场价", "matters_to": ["大事", "两倍价"]}
    ]
