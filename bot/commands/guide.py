"""`fawen guide ISSUE --facts FILE`: the guide for a set of facts, without an interview."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from bot.commands.named_issue import named_issue
from bot.consultation import guide, library
from bot.consultation.checks import wrong_value
from bot.consultation.interview import stopped
from bot.consultation.reading import read
from bot.consultation.render import guide_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("issue", help="问题目录名，例如 traffic_accident")
    parser.add_argument("--facts", type=Path, required=True, help="事实文件（YAML 或 JSON）")
    parser.add_argument(
        "--on", type=date.fromisoformat, default=None, metavar="DATE", help="按哪一天的法律和数字算（默认今天）"
    )
    parser.add_argument("--format", choices=("text", "json", "html"), default="text")
    parser.add_argument("--after-stop", action="store_true", help="紧急情况已经处理过，照样出指南")
    parser.add_argument("--drafts", action="store_true", help="连同正在写的（目录名以 _ 开头）一起读")
    parser.add_argument("--root", type=Path, default=library.KNOWLEDGE)


def run(arguments: argparse.Namespace) -> int:
    known, issue = named_issue(arguments)
    if issue is None:
        return 2
    facts = read(arguments.facts.resolve(), arguments.facts.resolve().parent) or {}
    facts = facts.get("facts", facts)
    for fact, value in facts.items():
        question = next((one for one in issue.questions if one.id == fact), None)
        wrong = wrong_value(question, value) if question else f"没有「{fact}」这个问题"
        if wrong:
            print(f"{arguments.facts}: {wrong}", file=sys.stderr)
            return 1
    if (stop := stopped(issue, facts)) and not arguments.after_stop:
        print(f"这些事实属于紧急情况，先看安全卡「{stop.card}」。处理过了，再加 --after-stop。", file=sys.stderr)
        return 1
    made = guide.build(issue, dict(facts), arguments.on or date.today(), known)
    if arguments.format == "json":
        print(json.dumps(made, ensure_ascii=False, indent=2))
    elif arguments.format == "html":
        from channels.pages import guide_page

        print(guide_page(made, known))
    else:
        print(guide_text(made))
    return 0
