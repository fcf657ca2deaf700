"""The sums, the table and the scripts of the measurement; nothing here is timed."""

import pytest

from bench import figures, report, scripts
from bench.measure import Results
from bench.stock import domain, rule
from bench.stock_actions import after
from bot.consultation.interview import next_question


def test_a_percentile_lies_between_its_neighbours_in_proportion():
    assert figures.percentile([4, 1, 3, 2], 0.5) == 2.5
    assert figures.percentile([10, 20], 0.95) == pytest.approx(19.5)
    assert figures.percentile([7], 0.95) == 7
    with pytest.raises(ValueError):
        figures.percentile([], 0.5)


def test_a_table_has_a_line_under_its_head():
    assert figures.table(["名", "数"], [["甲", "1"]]) == "| 名 | 数 |\n| --- | ---: |\n| 甲 | 1 |"


def test_ratios_are_taken_round_by_round():
    results = Results()
    for ours, theirs in ((10, 2), (30, 3)):
        results.cell("fawen", "turns", 1).add({"seconds": [0.1] * ours, "wall": 1.0, "lost": []})
        results.cell("stock", "turns", 1).add({"seconds": [0.1] * theirs, "wall": 1.0, "lost": []})
    assert results.ratios("turns", 1) == [5, 10]


def test_scripts_lead_through_every_issue(known):
    found = list(scripts.consultations(known, scripts.today()))
    assert {script.opening.expect for script in found} == {issue.opening for issue in known.issues.values()}


def test_the_hesitant_resident_goes_back_after_every_unknown(known):
    day = scripts.today()
    script = scripts.longest(known, list(scripts.consultations(known, day))[:40], day)
    said = [line.say for line in script.turns]
    assert len(said) == 40
    assert said.count(scripts.BACK) == 16


def test_the_stock_form_reads_an_answer_and_takes_it_back(known):
    issue = next(iter(known.issues.values()))
    day = scripts.today()
    fresh = {"issue": issue.name, "facts": {}, "pending": {}, "answered": []}
    first = next_question(issue, {})
    answered = after(issue, fresh, "不清楚", day)
    assert answered["answered"] == [first.id]
    assert after(issue, answered, scripts.BACK, day) == fresh


def test_the_stock_project_opens_the_form_for_an_issue():
    made = domain(["greet", "consult_divorce"])
    opening = rule("consult_divorce")["steps"]
    assert {"active_loop": next(iter(made["forms"]))} in opening
    assert opening[1]["action"] in made["actions"]


def test_a_section_of_the_page_is_replaced_by_its_title_and_kept():
    page = f"# 速度\n\n## 内存\n\n一\n\n{report.BEFORE}\n\n这样\n"
    once = report.put_into(page, "## 微信公众号\n\n旧")
    twice = report.put_into(once, "## 微信公众号\n\n新")
    assert once.index("旧") < once.index(report.BEFORE)
    assert twice == once.replace("旧", "新")
    assert report.kept(twice, "## 微信公众号") == "## 微信公众号\n\n新" and report.kept(page, "## 微信公众号") == ""
