"""`fawen review ISSUE`: every statement of an issue with its sources in full, for a lawyer to read and sign."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.commands.named_issue import named_issue
from bot.consultation import library
from bot.consultation.model import Finding, Issue, Library
from bot.consultation.numerals import article_label


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("issue", help="问题目录名")
    parser.add_argument(
        "--on", type=date.fromisoformat, default=None, metavar="DATE", help="按哪一天的法律（默认今天）"
    )
    parser.add_argument("--drafts", action="store_true", help="连同正在写的（目录名以 _ 开头）一起读")
    parser.add_argument("--root", type=Path, default=library.KNOWLEDGE)


def run(arguments: argparse.Namespace) -> int:
    known, issue = named_issue(arguments)
    if issue is None:
        return 2
    print("\n".join(sheet(issue, known, arguments.on or date.today())))
    return 0


def sheet(issue: Issue, known: Library, day: date) -> Iterator[str]:
    """The reviewer's sheet as Markdown, a line at a time."""
    yield f"# 审核单：{issue.title}（{day}，知识库版本 {known.version}）"
    yield "\n逐条看：话说得对不对，依据对不对，条件全不全，老乡看得懂看不懂。同意的打勾，不同意的写在下面。"
    yield "\n## 一句话结论"
    for headline in issue.headline:
        yield f"- [ ] {headline.say}（条件：{condition(headline.when)}）"
    yield "\n## 结论"
    for number, finding in enumerate(issue.findings, 1):
        yield from _finding(number, finding, known, day)
    yield "\n## 签字\n\n审核人：＿＿＿＿＿＿　执业证号：＿＿＿＿＿＿　日期：＿＿＿＿＿＿"
    yield "\n审核后，把 reviewed_by 和 reviewed_on 写进 issue.yml，指南上就不再显示「未经律师审核」。"


def condition(when: object) -> str:
    """A condition in words: 「责任是对方全责或对方主责，并且……」."""
    if not when:
        return "总是成立"
    if isinstance(when, list):
        return "；或者 ".join(condition(one) for one in when)
    assert isinstance(when, dict)
    return "，并且 ".join(f"{fact}：{_wanted(wanted)}" for fact, wanted in when.items())


def _wanted(wanted: object) -> str:
    return "或".join(map(str, wanted)) if isinstance(wanted, list) else str(wanted).replace("!=", "不是")


def _finding(number: int, finding: Finding, known: Library, day: date) -> Iterator[str]:
    yield f"\n### {number}. {finding.id}（{finding.section}）"
    yield f"- [ ] {finding.say}"
    for part, title in (("get", "怎么取得"), ("where", "去哪里"), ("cost", "花费"), ("bring", "带什么")):
        if text := getattr(finding, part):
            yield f"  - {title}：{text}"
    yield f"  - 条件：{condition(finding.when)}"
    if finding.amount or finding.date:
        yield f"  - 计算：{finding.amount or finding.date}"
    for citation in finding.cite:
        article = known.article(citation, day)
        if article is None:
            yield f"  - 依据：{citation}（{day} 没有现行有效的版本）"
            continue
        full = known.texts.text(article.law, article.article, day)
        yield f"  - 依据：《{article.short}》{article_label(article.article)}，{article.in_force}起施行，{article.checked_on}核对"
        yield f"    - 概括：{article.gist}"
        if full:
            yield f"    - 全文（{full.edition}公布）：{' '.join(full.text.split())}"
