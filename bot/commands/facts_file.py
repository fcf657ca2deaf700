"""A file of facts given to a command: read, and refused in Chinese where it cannot be so."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from bot.consultation.checks import wrong_value
from bot.consultation.interview import stopped
from bot.consultation.model import Issue
from bot.consultation.reading import read


def facts_of(arguments: argparse.Namespace, issue: Issue) -> dict[str, Any] | None:
    """The facts in ``arguments.facts``; None, said on stderr, where they are wrong or amount to an emergency."""
    path: Path = arguments.facts.resolve()
    facts = read(path, path.parent) or {}
    facts = facts.get("facts", facts)
    for fact, value in facts.items():
        question = next((one for one in issue.questions if one.id == fact), None)
        wrong = wrong_value(question, value) if question else f"没有「{fact}」这个问题"
        if wrong:
            print(f"{arguments.facts}: {wrong}", file=sys.stderr)
            return None
    if (stop := stopped(issue, facts)) and not arguments.after_stop:
        print(f"这些事实属于紧急情况，先看安全卡「{stop.card}」。处理过了，再加 --after-stop。", file=sys.stderr)
        return None
    return dict(facts)
