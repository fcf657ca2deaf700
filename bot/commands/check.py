"""`fawen check`: is the knowledge base fit to serve?"""

from __future__ import annotations

import argparse
import gc
import sys
from datetime import date
from pathlib import Path

from bot.consultation import library
from bot.consultation.checks.reminders import REVIEW_AFTER_DAYS, due_for_review, reminders
from bot.consultation.model import Library
from bot.consultation.reading import KnowledgeError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stale", type=int, metavar="DAYS", help="另外列出多少天没有核对过的法条、数字和电话")
    parser.add_argument("--drafts", action="store_true", help="连同正在写的（目录名以 _ 开头）一起读")
    parser.add_argument("--root", type=Path, default=library.KNOWLEDGE, help="知识库目录（默认 knowledge）")
    parser.add_argument("--only", metavar="ISSUE", help="只显示某个问题目录的错误")


def run(arguments: argparse.Namespace) -> int:
    # What is read stays until the end three seconds later; looking for garbage among it costs a sixth of them.
    gc.disable()
    try:
        checked = library.load(arguments.root, drafts=arguments.drafts)
    except KnowledgeError as error:
        shown = [one for one in error.problems if not arguments.only or f"/{arguments.only}/" in one.file]
        for problem in shown:
            print(problem, file=sys.stderr)
        if shown:
            print(f"共有 {len(shown)} 处需要修改。", file=sys.stderr)
            return 1
        remind(library.load(arguments.root, check=False, drafts=arguments.drafts), arguments)
        print(f"「{arguments.only}」没有发现问题；别处还有 {len(error.problems)} 处需要修改。")
        return 0
    remind(checked, arguments)
    old = due_for_review(checked, date.today(), REVIEW_AFTER_DAYS if arguments.stale is None else arguments.stale)
    if arguments.stale is not None:
        print("\n".join(old))
    elif old:
        print(
            f"提醒：{len(old)} 条法条、数字、电话、案例超过 {REVIEW_AFTER_DAYS} 天没有核对，fawen check --stale {REVIEW_AFTER_DAYS} 列出来"
        )
    findings = sum(len(issue.findings) for issue in checked.issues.values())
    cases = sum(len(issue.cases) for issue in checked.issues.values())
    articles = sum(len(editions) for editions in checked.articles.values())
    print(
        f"没有发现问题：{len(checked.issues)} 类问题，{findings} 条结论，{cases} 个例子，{articles} 条法条，{len(checked.papers)} 份文书。"
    )
    return 0


def remind(checked: Library, arguments: argparse.Namespace) -> None:
    """Prints what is worth a second look, of one issue or of all."""
    for reminder in reminders(checked, arguments.root):
        if not arguments.only or f"/{arguments.only}/" in reminder.file:
            print(f"提醒 {reminder}")
