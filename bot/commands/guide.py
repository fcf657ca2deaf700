"""`fawen guide ISSUE --facts FILE`: the guide for a set of facts, without an interview."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

from bot.commands.facts_file import facts_of
from bot.commands.named_issue import named_issue
from bot.consultation import guide, library
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
    facts = facts_of(arguments, issue)
    if facts is None:
        return 1
    made = guide.build(issue, facts, arguments.on or date.today(), known)
    if arguments.format == "json":
        print(json.dumps(made, ensure_ascii=False, indent=2))
    elif arguments.format == "html":
        from channels.pages import guide_page

        print(guide_page(made, known))
    else:
        print(guide_text(made))
    return 0
