"""Do the author's cases come out as written, and does every road through the questions end somewhere?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.consultation.analysis import analyse
from bot.consultation.checks.places import place
from bot.consultation.guide import headline
from bot.consultation.interview import counted, next_question, stopped
from bot.consultation.model import Case, Issue, Library, Question
from bot.consultation.reading import Problem
from bot.consultation.roads import TODAY, walk
from bot.consultation.values import UNKNOWN, is_partial_date

ROADS = 60


def cases(issue: Issue, library: Library, root: Path) -> Iterator[Problem]:
    met: set[str] = set()
    asked: set[str] = set()
    for case in issue.cases:
        texts = list(_case(issue, case, library))
        for text in texts:
            yield place(issue, root, "cases.yml", case.line, f"「{case.name}」{text}")
        met |= {*case.findings, *case.unknown}
        asked |= set(case.facts)
    for finding in issue.findings:
        if finding.id not in met:
            yield place(issue, root, "findings.yml", finding.line, f"没有一个 case 走到结论「{finding.id}」")
    for question in issue.questions:
        if question.id not in asked:
            yield place(issue, root, "issue.yml", question.line, f"没有一个 case 问到「{question.id}」")


def _case(issue: Issue, case: Case, library: Library) -> Iterator[str]:
    for fact, value in case.facts.items():
        question = next((one for one in issue.questions if one.id == fact), None)
        if question is None:
            yield f"写了「{fact}」，但没有这个问题"
            return
        wrong = wrong_value(question, value)
        if wrong:
            yield wrong
            return
    idle = set(case.facts) - set(counted(issue, case.facts))
    if idle:
        yield f"里的{'、'.join(sorted(idle))}不会被问到"
    stop = stopped(issue, case.facts)
    if (stop.card if stop else "") != case.stop:
        yield f"应当停在「{case.stop or '不停'}」，实际是「{stop.card if stop else '不停'}」"
        return
    if stop:
        return
    question = next_question(issue, case.facts)
    if question:
        yield f"还没有回答「{question.id}」"
        return
    analysis = analyse(issue, case.facts, case.today, library)
    yield from _difference("结论", {one.id for one in analysis.holding}, set(case.findings))
    yield from _difference("需要查明", {one.finding.id for one in analysis.undecided}, set(case.unknown))
    first = headline(issue, analysis) if case.headline else ""
    if case.headline not in first:
        yield f"的一句话应当有「{case.headline}」，实际是「{first}」"
    for finding in analysis.holding:
        for one in finding.cite:
            if library.article(one, case.today) is None:
                yield f"的「{finding.id}」引用的「{one}」在 {case.today} 不是现行有效"


def wrong_value(question: Question, value: Any) -> str:
    """Why a value cannot be an answer to a question, in Chinese; empty when it can."""
    labels = [option.label for option in question.options]
    if value == UNKNOWN:
        return ""
    if question.kind == "several":
        given = value if isinstance(value, list) else [value]
        return (
            ""
            if isinstance(value, list) and set(given) <= set(labels)
            else f"「{question.id}」应是选项的列表，却是「{value}」"
        )
    if labels:
        return "" if value in labels else f"「{question.id}」没有选项「{value}」"
    if question.kind in ("money", "number", "age", "duration"):
        return "" if isinstance(value, (int, float)) else f"「{question.id}」应是数字，却是「{value}」"
    if question.kind == "date":
        return (
            "" if is_partial_date(value) else f'「{question.id}」应是加引号的日期，例如 "2026-03-05"，却是「{value}」'
        )
    return "" if isinstance(value, str) else f"「{question.id}」应是文字"


def _difference(what: str, actual: set[str], expected: set[str]) -> Iterator[str]:
    if missing := expected - actual:
        yield f"应有{what}{'、'.join(sorted(missing))}，实际没有"
    if extra := actual - expected:
        yield f"多出{what}{'、'.join(sorted(extra))}"


def roads(issue: Issue, library: Library, root: Path) -> Iterator[Problem]:
    for facts in walk(issue, ROADS):
        if stopped(issue, facts):
            continue
        if not analyse(issue, facts, TODAY, library).holding:
            yield place(issue, root, "issue.yml", 1, f"这条路没有任何结论：{facts}")
            return
