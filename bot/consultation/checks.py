"""What must be true of the knowledge base as a whole, said in Chinese with file and line where it is not.

Every reference resolves · every question and finding is met by a case · every case gives exactly its findings · every
cited article is in force on the case's day · every road through the questions ends in a finding or a stop · no example is
claimed by two issues.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.consultation.analysis import FIGURE, PLACEHOLDER, analyse, signature
from bot.consultation.conditions import COMPARISON, NOT_EQUAL, mentioned
from bot.consultation.interview import counted, next_question, stopped
from bot.consultation.model import Case, Issue, Library, Question
from bot.consultation.reading import Problem
from bot.consultation.roads import TODAY, walk
from bot.consultation.values import CALCULATORS, UNKNOWN, is_partial_date

ROADS = 60


def problems_in(library: Library, root: Path) -> list[Problem]:
    """Everything an author has to mend, in the order of the issues."""
    found: list[Problem] = []
    for issue in library.issues.values():
        broken = list(_references(issue, library, root))
        found += broken
        if not broken:
            found += _cases(issue, library, root)
            found += _roads(issue, library, root)
    found += _examples(library, root)
    found += _figures(library, root)
    found += _faq(library)
    return found


def _in(issue: Issue, root: Path, file: str, line: int, text: str) -> Problem:
    return Problem(f"{root.name}/issues/{issue.name}/{file}", line, text)


def _references(issue: Issue, library: Library, root: Path) -> Iterator[Problem]:
    yield from _questions(issue, root)
    known = {question.id: question for question in issue.questions}
    derived: set[str] = set()
    for one in issue.derive:
        for text in _derivation(one, set(known) | derived, library):
            yield _in(issue, root, "issue.yml", one.line, text)
        derived.add(one.name)
    cards = {card.id for card in library.safety or ()}
    for text in _condition(issue.careful_if, known, set()):
        yield _in(issue, root, "issue.yml", 1, text)
    for stop in issue.stops:
        if stop.card not in cards:
            yield _in(issue, root, "issue.yml", stop.line, f"safety.yml 里没有安全卡「{stop.card}」")
        for text in (*_condition(stop.when, known, set()), *_citations(stop.cite, library)):
            yield _in(issue, root, "issue.yml", stop.line, text)
    if not issue.headline or issue.headline[-1].when:
        yield _in(issue, root, "findings.yml", 1, "headline 的最后一条不能有 when，好让每个人都得到一句话结论")
    for headline in issue.headline:
        for text in (*_condition(headline.when, known, derived), *_placeholders(headline.say, known, derived, library)):
            yield _in(issue, root, "findings.yml", headline.line, text)
    for finding in issue.findings:
        texts = [*_condition(finding.when, known, derived), *_citations(finding.cite, library)]
        texts += _placeholders(finding.say, known, derived, library)
        texts += [
            f"没有叫「{name}」的 derive"
            for name in (finding.amount, finding.date)
            if name and name not in {*derived, *known}
        ]
        if not finding.cite:
            texts.append(f"「{finding.id}」没有写依据（cite）")
        if finding.section == "金额" and not finding.amount:
            texts.append(f"「{finding.id}」在金额一节，应写明 amount")
        for text in texts:
            yield _in(issue, root, "findings.yml", finding.line, text)
    for name in _repeated([finding.id for finding in issue.findings]):
        yield _in(issue, root, "findings.yml", 1, f"有两条结论都叫「{name}」")
    if not any(finding.section == "办法" and not finding.when for finding in issue.findings):
        yield _in(issue, root, "findings.yml", 1, "至少要有一条不带 when 的「办法」，好让每条路都有出口")


def _questions(issue: Issue, root: Path) -> Iterator[Problem]:
    earlier: dict[str, Question] = {}
    for question in issue.questions:
        texts = list(_condition(question.ask_if, earlier, set(), "前面没有问过"))
        labels = [option.label for option in question.options]
        if question.id in earlier:
            texts.append(f"「{question.id}」问了两次")
        if question.kind in ("choice", "several") and not 2 <= len(labels) <= 9:
            texts.append(f"「{question.id}」应有 2 到 9 个选项")
        if question.kind == "yes_no" and len(labels) != 2:
            texts.append(f"「{question.id}」是二选一，应恰好有两个选项")
        if labels and question.kind not in ("choice", "several", "yes_no"):
            texts.append(f"「{question.id}」是 {question.kind}，不需要 options")
        if question.kind == "duration" and question.unit not in ("天", "月", "年"):
            texts.append(f"「{question.id}」是时长，unit 要写 天、月 或 年")
        texts += [f"选项「{label}」超过 14 个字" for label in labels if len(label) > 14]
        texts += [f"「{UNKNOWN}」会自动加上，不要写进选项" for label in labels if label == UNKNOWN]
        texts += [f"选项「{label}」写了两次" for label in _repeated(labels)]
        for text in texts:
            yield _in(issue, root, "issue.yml", question.line, text)
        earlier[question.id] = question


def _derivation(one: Any, known: set[str], library: Library) -> Iterator[str]:
    function = CALCULATORS.get(one.calculator)
    if function is None:
        yield f"没有叫「{one.calculator}」的计算函数"
        return
    parameters = signature(function).parameters
    for parameter in one.arguments:
        if parameter not in parameters:
            yield f"「{one.calculator}」没有参数「{parameter}」，可以写：{'、'.join(p for p in parameters if p != 'today')}"
    for name, parameter in parameters.items():
        if parameter.default is inspect.Parameter.empty and name not in one.arguments and name != "today":
            yield f"「{one.calculator}」还缺参数「{name}」"
    for value in one.arguments.values():
        for source in value if isinstance(value, list) else [value]:
            if not isinstance(source, str) or source.startswith("="):
                continue
            if source.startswith(FIGURE):
                if source[len(FIGURE) :] not in library.figures:
                    yield f"figures/ 里没有「{source[len(FIGURE) :]}」"
            elif source not in known:
                yield f"「{one.name}」用到「{source}」，但没有这个问题，前面也没有算出它"


def _condition(
    condition: Any, known: dict[str, Question], derived: set[str], missing: str = "没有这个问题"
) -> Iterator[str]:
    for fact, wanted in mentioned(condition):
        if fact in derived:
            continue
        question = known.get(fact)
        if question is None:
            yield f"条件里写了「{fact}」，但{missing}"
            continue
        for value in wanted if isinstance(wanted, list) else [wanted]:
            yield from _allowed(question, value)


def _allowed(question: Question, value: Any) -> Iterator[str]:
    unequal = NOT_EQUAL.match(value) if isinstance(value, str) else None
    value = unequal[1].strip() if unequal else value
    if value == UNKNOWN:
        return
    if question.options and value not in [option.label for option in question.options]:
        yield f"「{question.id}」没有选项「{value}」，现有：{'、'.join(option.label for option in question.options)}"
    numeric = question.kind in ("money", "number", "age", "duration")
    if numeric and not (isinstance(value, (int, float)) or (isinstance(value, str) and COMPARISON.match(value))):
        yield f'「{question.id}」是数字，条件应写成数或 ">= 3" 这样的比较，却是「{value}」'


def _citations(citations: tuple[str, ...], library: Library) -> Iterator[str]:
    for one in citations:
        if one not in library.articles:
            yield f"statutes/ 里没有「{one}」，请先登记这一条"


def _placeholders(sentence: str, known: dict[str, Question], derived: set[str], library: Library) -> Iterator[str]:
    for name in PLACEHOLDER.findall(sentence):
        figure = name.startswith(FIGURE) and name[len(FIGURE) :] in library.figures
        if not figure and name not in known and name not in derived:
            yield f"文字里的 {{{name}}} 没有来源"


def _cases(issue: Issue, library: Library, root: Path) -> Iterator[Problem]:
    met: set[str] = set()
    asked: set[str] = set()
    for case in issue.cases:
        texts = list(_case(issue, case, library))
        for text in texts:
            yield _in(issue, root, "cases.yml", case.line, f"「{case.name}」{text}")
        met |= {*case.findings, *case.unknown}
        asked |= set(case.facts)
    for finding in issue.findings:
        if finding.id not in met:
            yield _in(issue, root, "findings.yml", finding.line, f"没有一个 case 走到结论「{finding.id}」")
    for question in issue.questions:
        if question.id not in asked:
            yield _in(issue, root, "issue.yml", question.line, f"没有一个 case 问到「{question.id}」")


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


def _roads(issue: Issue, library: Library, root: Path) -> Iterator[Problem]:
    for facts in walk(issue, ROADS):
        if stopped(issue, facts):
            continue
        if not analyse(issue, facts, TODAY, library).holding:
            yield _in(issue, root, "issue.yml", 1, f"这条路没有任何结论：{facts}")
            return


def _examples(library: Library, root: Path) -> Iterator[Problem]:
    owner: dict[str, Issue] = {}
    for issue in library.issues.values():
        if len(issue.examples) < 10:
            yield _in(issue, root, "examples.yml", 1, "至少写 10 句居民会说的话（建议 40 句以上）")
        for text in _repeated(list(issue.examples)):
            yield _in(issue, root, "examples.yml", 1, f"例句「{text}」写了两次")
        for text in issue.examples:
            if owner.setdefault(text, issue) is not issue:
                yield _in(issue, root, "examples.yml", 1, f"例句「{text}」也写在{owner[text].title}里")


def _faq(library: Library) -> Iterator[Problem]:
    names: set[str] = set()
    for entry in library.faq:
        for text in _citations(tuple(map(str, entry.get("cite") or ())), library):
            yield entry.problem(text, "cite")
        if not entry.get("ask") or not entry.get("say"):
            yield entry.problem("问答要写 ask（问法）和 say（回答）")
        if entry.get("id") in names:
            yield entry.problem(f"有两条问答都叫「{entry.get('id')}」", "id")
        names.add(entry.get("id"))


def _figures(library: Library, root: Path) -> Iterator[Problem]:
    for series in library.figures.values():
        for value in series.values:
            if not isinstance(value.value, (int, float)):
                yield Problem(series.file, series.line, f"「{series.name}」的 value 应是数字，却是「{value.value}」")


def _repeated(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
