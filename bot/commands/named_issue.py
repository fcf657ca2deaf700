"""The issue a command is called for, or a word on which there are."""

from __future__ import annotations

import argparse
import sys

from bot.consultation import library
from bot.consultation.model import Issue, Library


def named_issue(arguments: argparse.Namespace) -> tuple[Library, Issue | None]:
    """The knowledge base at ``arguments.root`` and its ``arguments.issue``; None, said on stderr, where there is no such issue."""
    known = library.load(arguments.root, check=False, drafts=arguments.drafts)
    issue = known.issues.get(arguments.issue)
    if issue is None:
        print(f"没有「{arguments.issue}」，现有：{'、'.join(known.issues)}", file=sys.stderr)
    return known, issue
