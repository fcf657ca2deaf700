"""Does every name in an issue lead somewhere: facts, options, calculators, figures, articles, safety cards?"""

from __future__ import annotations

import inspect
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from bot.consultation.analysis import FIGURE, PLACEHOLDER, signature
from bot.consultation.checks.places import place, repeated
from bot.consultation.conditions import COMPARISON, NOT_EQUAL, mentioned
from bot.consultation.model import Issue, Library, Question
from bot.consultation.reading import Problem
from bot.consultation.values import CALCULATORS, UNKNOWN


def references(issue: Issue, library: Library, root: Path) -> Iterator[Problem]:
    yield from _questions(issue, root)
    known = {question.id: question for question in issue.questions}
    derived: set[str] = set()
    for one in issue.derive:
        for text in _derivation(one, set(known) | derived, library):
            yield place(issue, root, "issue.yml", one.line, text)
        derived.add(one.name)
    cards = {card.id for card in library.safety or ()}
    for condition in (issue.careful_if, issue.legal_aid_if):
        for text in wrong_condition(condition, known, set()):
            yield place(issue, root, "issue.yml", 1, text)
    if issue.event and (issue.event not in known or known[issue.event].kind != "date"):
        yield place(issue, root, "issue.yml", 1, f"event 要写一个日期类的问题，「{issue.event}」不是")
    for name in issue.covers:
        if name not in library.issues or name == issue.name:
            yield place(issue, root, "issue.yml", 1, f"covers 里写了「{name}」，要写 issues/ 里另一类的文件夹名")
    for stop in issue.stops:
        if stop.card not in cards:
            yield place(issue, root, "issue.yml", stop.line, f"safety.yml 里没有安全卡「{stop.card}」")
        for text in (*wrong_condition(stop.when, known, set()), *unregistered(stop.cite, library)):
            yield place(issue, root, "issue.yml", stop.line, text)
    if not issue.headline or issue.headline[-1].when:
        yield place(issue, root, "findings.yml", 1, "headline 的最后一条不能有 when，好让每个人都得到一句话结论")
    for headline in issue.headline:
        for text in (
            *wrong_condition(headline.when, known, derived),
            *wrong_placeholders(headline.say, known, derived, library),
        ):
            yield place(issue, root, "findings.yml", headline.line, text)
    for finding in issue.findings:
        texts = [*wrong_condition(finding.when, known, derived), *unregistered(finding.cite, library)]
        texts += wrong_placeholders(finding.say, known, derived, library)
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
            yield place(issue, root, "findings.yml", finding.line, text)
    for name in repeated([finding.id for finding in issue.findings]):
        yield place(issue, root, "findings.yml", 1, f"有两条结论都叫「{name}」")
    if not any(finding.section == "办法" and not finding.when for finding in issue.findings):
        yield place(issue, root, "findings.yml", 1, "至少要有一条不带 when 的「办法」，好让每条路都有出口")


def _questions(issue: Issue, root: Path) -> Iterator[Problem]:
    earlier: dict[str, Question] = {}
    for question in issue.questions:
        texts = list(wrong_condition(question.ask_if, earlier, set(), "前面没有问过"))
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
        texts += [f"选项「{label}」写了两次" for label in repeated(labels)]
        for text in texts:
            yield place(issue, root, "issue.yml", question.line, text)
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
                yield from _figure(source, known, library)
            elif source not in known:
                yield f"「{one.name}」用到「{source}」，但没有这个问题，前面也没有算出它"


def _figure(source: str, known: Container[str], library: Library) -> Iterator[str]:
    name, _, fact = source[len(FIGURE) :].partition("@")
    if name not in library.figures:
        yield f"figures/ 里没有「{name}」"
    if fact and fact not in known:
        yield f"「{source}」要按「{fact}」那天取数，但没有这个问题"


def wrong_condition(
    condition: Any, known: dict[str, Question], derived: set[str], missing: str = "没有这个问题"
) -> Iterator[str]:
    """What a condition names that is not there, or allows that cannot be."""
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


def unregistered(citations: tuple[str, ...], library: Library) -> Iterator[str]:
    for one in citations:
        if one not in library.articles:
            yield f"statutes/ 里没有「{one}」，请先登记这一条"


def wrong_placeholders(sentence: str, known: dict[str, Question], derived: set[str], library: Library) -> Iterator[str]:
    """The gaps of a sentence that nothing fills."""
    for name in PLACEHOLDER.findall(sentence):
        if name.startswith(FIGURE):
            yield from _figure(name, {*known, *derived}, library)
        elif name not in known and name not in derived:
            yield f"文字里的 {{{name}}} 没有来源"
