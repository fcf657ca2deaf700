"""`fawen paper ISSUE PAPER --facts FILE --out FILE.docx`: a paper for a set of facts, without an interview."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from bot.commands.facts_file import facts_of
from bot.commands.named_issue import named_issue
from bot.consultation import guide, library, papers
from bot.consultation.analysis import analyse
from channels.papers import paper_file, paper_page


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("issue", help="问题目录名，例如 private_lending")
    parser.add_argument("paper", help="文书的文件名，例如 payment_order")
    parser.add_argument("--facts", type=Path, required=True, help="事实文件（YAML 或 JSON）")
    parser.add_argument("--out", type=Path, required=True, help="写到哪个文件：.docx、.html 或 .json")
    parser.add_argument(
        "--on", type=date.fromisoformat, default=None, metavar="DATE", help="按哪一天的法律和数字算（默认今天）"
    )
    parser.add_argument("--anyway", action="store_true", help="照这些事实用不上这份文书，也照样写出来看看")
    parser.add_argument("--after-stop", action="store_true", help="紧急情况已经处理过，照样出文书")
    parser.add_argument("--drafts", action="store_true", help="连同正在写的（目录名以 _ 开头）一起读")
    parser.add_argument("--root", type=Path, default=library.KNOWLEDGE)


def run(arguments: argparse.Namespace) -> int:
    known, issue = named_issue(arguments)
    if issue is None:
        return 2
    wanted = known.papers.get(arguments.paper)
    if wanted is None or not wanted.is_for(issue.name):
        here = "、".join(paper.id for paper in known.papers.values() if paper.is_for(issue.name))
        print(f"「{issue.title}」没有「{arguments.paper}」这份文书，有：{here or '（没有）'}", file=sys.stderr)
        return 2
    if arguments.out.suffix not in (".docx", ".html", ".json"):
        print(f"{arguments.out}: 文件名要以 .docx、.html 或 .json 结尾", file=sys.stderr)
        return 2
    facts = facts_of(arguments, issue)
    if facts is None:
        return 1
    day = arguments.on or date.today()
    analysis = analyse(issue, facts, day, known)
    if not papers.fits(wanted, issue, analysis) and not arguments.anyway:
        print(f"照这些事实，用不上「{wanted.title}」。想看样子，加 --anyway。", file=sys.stderr)
        return 1
    made = papers.build(wanted, issue, guide.build(issue, facts, day, known), analysis, known)
    if arguments.out.suffix == ".docx":
        arguments.out.write_bytes(paper_file(made))
    else:
        text = paper_page(made) if arguments.out.suffix == ".html" else json.dumps(made, ensure_ascii=False, indent=2)
        arguments.out.write_text(text, "utf-8")
    print(f"写好了：{arguments.out}")
    return 0
