"""What is shipped in knowledge/: fit to serve, deep enough, and without a road that ends nowhere."""

import ast
from datetime import date
from pathlib import Path

import pytest

from bot.consultation import guide, library
from bot.consultation.analysis import analyse
from bot.consultation.interview import stopped
from bot.consultation.roads import TODAY, walk
from bot.consultation.values import CALCULATORS

NAMES = sorted(path.parent.name for path in Path("knowledge/issues").glob("[!_]*/issue.yml"))


def test_the_whole_base_is_fit_to_serve():
    library.load()


@pytest.mark.parametrize("name", NAMES)
def test_an_issue_has_depth(name, known):
    issue = known.issues[name]
    assert len(issue.questions) >= 8 and len(issue.findings) >= 20
    assert len(issue.examples) >= 40 and len(issue.cases) >= 10
    assert {finding.section for finding in issue.findings} >= {"分析", "期限", "风险", "证据", "办法"}


@pytest.mark.parametrize("name", NAMES)
def test_many_roads_end_in_a_guide_with_sources(name, known):
    issue = known.issues[name]
    for facts in walk(issue, 300):
        if stopped(issue, facts):
            continue
        made = guide.build(issue, facts, TODAY, known)
        items = [item for section in made["sections"] for item in section["items"]]
        assert made["headline"] and items, facts
        assert all(item["citations"] for item in items), [item["id"] for item in items if not item["citations"]]
        assert "{" not in str([item["say"] for item in items])
        assert any(section["name"] == "办法" for section in made["sections"])


@pytest.mark.parametrize("name", NAMES)
def test_the_same_facts_give_the_same_guide_for_ever(name, known):
    issue = known.issues[name]
    for facts in walk(issue, 20):
        if not stopped(issue, facts):
            assert guide.build(issue, facts, TODAY, known) == guide.build(issue, facts, TODAY, known)


@pytest.mark.parametrize("name", NAMES)
def test_no_finding_rests_on_an_article_that_is_not_in_force(name, known):
    issue = known.issues[name]
    day = date(2026, 11, 22)
    missing = [(one.id, cite) for one in issue.findings for cite in one.cite if known.article(cite, day) is None]
    assert not missing


def test_every_figure_names_its_source_and_the_day_it_was_checked(known):
    for series in known.figures.values():
        assert series.ask, series.name
        for value in series.values:
            assert value.source and date.fromisoformat(value.checked_on) <= date.today(), series.name


def test_every_calculator_names_the_article_it_applies():
    assert all(function.source for function in CALCULATORS.values())


def test_every_calculator_says_what_it_gives():
    for path in Path("bot/consultation/calculators").glob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.decorator_list:
                assert ast.get_docstring(node), f"{path}: {node.name}"


def test_findings_of_a_case_do_not_depend_on_the_order_of_its_facts(known):
    for issue in known.issues.values():
        for case in issue.cases:
            backwards = dict(reversed(case.facts.items()))
            ids = [one.id for one in analyse(issue, case.facts, case.today, known).holding]
            assert ids == [one.id for one in analyse(issue, backwards, case.today, known).holding]
