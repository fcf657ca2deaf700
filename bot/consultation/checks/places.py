"""Where in the knowledge base a problem stands."""

from __future__ import annotations

from pathlib import Path

from bot.consultation.model import Issue
from bot.consultation.reading import Problem


def place(issue: Issue, root: Path, file: str, line: int, text: str) -> Problem:
    """A problem in one of an issue's four files."""
    return Problem(f"{root.name}/issues/{issue.name}/{file}", line, text)


def repeated(names: list[str]) -> list[str]:
    """The names that occur more than once, sorted."""
    return sorted({name for name in names if names.count(name) > 1})


def drafts_under(root: Path) -> list[str]:
    """The names drafts will bear once they are taken into use."""
    return [path.name.removeprefix("_") for path in (root / "issues").glob("_*")]
