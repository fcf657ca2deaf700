"""`fawen visualise ISSUE`: an issue as a picture, the questions down the left, what follows from them on the right."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import graphviz

from bot.commands.named_issue import named_issue
from bot.commands.review import condition
from bot.consultation import library
from bot.consultation.analysis import needed
from bot.consultation.conditions import mentioned
from bot.consultation.model import SECTIONS, Derivation, Finding, Issue

FORMATS = ("svg", "png", "pdf")
FONT = "Noto Sans CJK SC"
# One colour a question, told apart by colour-blind readers too, so that an edge can be followed to where it came from.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#7A5C00", "#56B4E9", "#444444")
FILLS = dict(zip(SECTIONS, ("#EAF2FB", "#FFF6D6", "#FFE9E0", "#FBE6EE", "#EEF6EA", "#F1F1F1")))
WIDTH = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("issue", help="问题目录名")
    parser.add_argument("--out", type=Path, help="存成哪个文件，.svg、.png 或 .pdf（默认 <问题>.svg）")
    parser.add_argument("--fact", help="只画和这一问有关的")
    parser.add_argument("--drafts", action="store_true", help="连同正在写的（目录名以 _ 开头）一起读")
    parser.add_argument("--root", type=Path, default=library.KNOWLEDGE)


def run(arguments: argparse.Namespace) -> int:
    out: Path = arguments.out or Path(f"{arguments.issue}.svg")
    if out.suffix[1:] not in FORMATS:
        print(f"存成 .svg、.png 或 .pdf，不认识「{out.name}」。", file=sys.stderr)
        return 2
    _, issue = named_issue(arguments)
    if issue is None:
        return 2
    if arguments.fact and arguments.fact not in {question.id for question in issue.questions}:
        print(f"没有「{arguments.fact}」这一问，现有：{'、'.join(one.id for one in issue.questions)}", file=sys.stderr)
        return 2
    try:
        out.write_bytes(picture(issue, arguments.fact).pipe(format=out.suffix[1:]))
    except graphviz.ExecutableNotFound:
        print("画图要用 graphviz，请先装上：sudo apt-get install -y graphviz fonts-noto-cjk", file=sys.stderr)
        return 1
    print(f"画好了：{out}")
    return 0


def picture(issue: Issue, fact: str | None = None) -> graphviz.Digraph:
    """The whole issue, or only what hangs on one fact, directly or through what is derived from it."""
    shown = _hanging_on(issue, fact) if fact else None
    graph = graphviz.Digraph(issue.name, node_attr={"fontname": FONT, "shape": "box", "style": "rounded,filled"})
    graph.attr(
        rankdir="LR", fontname=FONT, ranksep="1.6", nodesep="0.12", label=f"{issue.title}（{issue.name}）", labelloc="t"
    )
    graph.attr("edge", fontname=FONT, fontsize="10")
    colours = {question.id: COLOURS[at % len(COLOURS)] for at, question in enumerate(issue.questions)}
    with graph.subgraph() as column:
        column.attr(rank="same")
        asked = [one for one in issue.questions if shown is None or one.id in shown]
        for number, question in enumerate(issue.questions, 1):
            if question in asked:
                text = _lines(
                    f"{number}. {question.id}", question.ask, "、".join(one.label for one in question.options)
                )
                column.node(question.id, text, color=colours[question.id], fillcolor="white", penwidth="2")
        for one, following in pairwise(asked):
            column.edge(one.id, following.id, style="dotted", color="#BBBBBB", weight="100")
    for question in asked:
        for earlier, wanted in mentioned(question.ask_if):
            if shown is None or {earlier, question.id} <= shown:
                label = condition({earlier: wanted}).partition("：")[2]
                graph.edge(earlier, question.id, label=_wrapped(label), color=colours.get(earlier, "black"))
    for rule in issue.derive:
        if shown is None or rule.name in shown:
            graph.node(rule.name, _lines(rule.name, rule.calculator), shape="ellipse", fillcolor="#F7F7F7")
        for source in _sources(rule):
            if shown is None or {source, rule.name} <= shown:
                graph.edge(source, rule.name, color=colours.get(source, "#888888"), style="dashed")
    for section in SECTIONS:
        with graph.subgraph(name=f"cluster_{section}") as part:
            part.attr(label=section, style="filled", fillcolor=FILLS[section], color="white", fontname=FONT)
            for finding in (one for one in issue.findings if one.section == section):
                if shown is None or set(_hangs_on(finding)) & shown:
                    part.node(f"→{finding.id}", _lines(finding.id, condition(finding.when)), fillcolor="white")
    for finding in issue.findings:
        for source in _hangs_on(finding):
            if shown is None or source in shown:
                graph.edge(source, f"→{finding.id}", color=colours.get(source, "#888888"), minlen="2")
    return graph


def _hanging_on(issue: Issue, fact: str) -> set[str]:
    """The fact, and every derived value that rests on it."""
    found = {fact}
    for rule in issue.derive:
        if set(_sources(rule)) & found:
            found.add(rule.name)
    return found


def _sources(rule: Derivation) -> Iterator[str]:
    """The facts and derived values a rule takes, without figures, numbers and fixed words."""
    for value in rule.arguments.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and not one.startswith(("=", "figure.")):
                yield one


def _hangs_on(finding: Finding) -> list[str]:
    named = [*(fact for fact, _ in mentioned(finding.when)), *needed(finding)]
    return [one for one in dict.fromkeys(named) if not one.startswith("figure.")]


def _lines(*texts: str) -> str:
    return graphviz.escape("\n".join(_wrapped(text) for text in texts if text))


def _wrapped(text: str) -> str:
    return "\n".join(text[at : at + WIDTH] for at in range(0, len(text), WIDTH))
