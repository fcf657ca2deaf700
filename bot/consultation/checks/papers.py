"""Does every name in a paper lead somewhere in each issue it is for, and does a case of the issue come to it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.consultation.analysis import analyse
from bot.consultation.checks.references import unregistered, wrong_condition, wrong_placeholders
from bot.consultation.interview import stopped
from bot.consultation.model import SECTIONS, Issue, Library
from bot.consultation.paper_filling import FORMULA, TODAY
from bot.consultation.paper_model import Block, Line, Paper
from bot.consultation.papers import fits
from bot.consultation.reading import Problem


def papers(library: Library) -> Iterator[Problem]:
    for paper in library.papers.values():
        for text in unregistered(paper.cite, library):
            yield Problem(paper.file, paper.line, text)
        for name in (*(paper.issues or ()), *paper.not_for):
            if name not in library.issues:
                yield Problem(
                    paper.file, paper.issue_lines.get(name, paper.line), f"issues/ 里没有「{name}」这个问题目录"
                )
        for line, text in _structure(paper, library):
            yield Problem(paper.file, line, text)
        for issue in library.issues.values():
            if paper.is_for(issue.name):
                yield from _for_issue(paper, issue, library)


def _structure(paper: Paper, library: Library) -> Iterator[tuple[int, str]]:
    """What is wrong whichever issue the paper is for."""
    asked = {question.id for issue in library.issues.values() for question in issue.questions}
    if not paper.cite:
        yield paper.line, f"「{paper.title}」没有写依据（cite）"
    for part in _parts(paper):
        for name in part.only:
            if name not in library.issues or not paper.is_for(name):
                yield part.line, f"only 里的「{name}」不在这份文书的 issues 里"
    for block in paper.blocks:
        if block.kind == "findings" and block.text not in SECTIONS:
            yield block.line, f"findings 写的是「{block.text}」，只能是：{'、'.join(SECTIONS)}"
        for name in block.held:
            if name not in library.issues or not paper.is_for(name):
                yield block.line, f"held 里的「{name}」不在这份文书的 issues 里"
        for fact in (line.say for line in block.lines if block.kind == "told"):
            if fact not in asked:
                yield block.line, f"leave_out 里写了「{fact}」，但哪一类都没有这个问题"


def _for_issue(paper: Paper, issue: Issue, library: Library) -> Iterator[Problem]:
    known = {question.id: question for question in issue.questions}
    derived = {one.name for one in issue.derive}
    here = f"{issue.title}（{issue.name}）"
    where = paper.issue_lines.get(issue.name, paper.line)
    wrong = [f"{here}：{text}" for text in wrong_condition(paper.condition(issue.name), known, derived)]
    if not wrong and paper.issues is not None and not _met(paper, issue, library):
        wrong = [f"{here}：没有一个 case 会得到这份文书"]
    yield from (Problem(paper.file, where, text) for text in wrong)
    for part in _parts(paper):
        if part.only and issue.name not in part.only:
            continue
        texts = [*wrong_condition(part.when, known, derived), *_gaps(part, known, derived, library)]
        texts += _ticks(part, known, derived) if isinstance(part, Line) else _names(part, issue, known)
        for text in texts:
            yield Problem(paper.file, part.line, f"{here}：{text}")


def _parts(paper: Paper) -> Iterator[Block | Line]:
    """The blocks, and the lines in them; a line is looked at only where its block is used."""
    for block in paper.blocks:
        yield block
        for line in block.lines:
            only = line.only or block.only
            yield Line(line.say, line.item, line.tick, line.when, only, line.line)


def _gaps(part: Block | Line, known: dict[str, Any], derived: set[str], library: Library) -> Iterator[str]:
    sentence = part.text if isinstance(part, Block) else part.say
    yield from wrong_placeholders(sentence.replace(f"{FORMULA}}}", "}"), known, derived | {TODAY}, library)


def _ticks(line: Line, known: dict[str, Any], derived: set[str]) -> Iterator[str]:
    if isinstance(line.tick, str):
        if line.tick not in known:
            yield f"tick 里写了「{line.tick}」，但没有这个问题"
        elif not known[line.tick].options:
            yield f"tick 里的「{line.tick}」不是选择题"
    for when in (line.tick or {}).values() if isinstance(line.tick, dict) else ():
        yield from wrong_condition(when or {}, known, derived)


def _names(block: Block, issue: Issue, known: dict[str, Any]) -> Iterator[str]:
    findings = {one.id for one in issue.findings}
    if block.kind == "findings":
        yield from (f"没有叫「{name}」的结论" for name in block.names or () if name not in findings)
    if block.kind == "told":
        yield from (f"told 里写了「{fact}」，但没有这个问题" for fact in block.names or () if fact not in known)
    fact = block.held.get(issue.name)
    if fact is not None and (fact not in known or known[fact].kind != "several"):
        yield f"held 里的「{fact}」不是一个可以选几样的问题"


def _met(paper: Paper, issue: Issue, library: Library) -> bool:
    going = (case for case in issue.cases if not stopped(issue, case.facts))
    return any(fits(paper, issue, analyse(issue, case.facts, case.today, library)) for case in going)
