"""Where mediation must wait: violence and crime, known or not yet ruled out."""

from __future__ import annotations

from bot.consultation.conditions import holds
from bot.consultation.interview import Facts, counted
from bot.consultation.model import Issue


def must_be_careful(issue: Issue, facts: Facts) -> bool:
    """Whether mediation must not be the first offer."""
    return issue.mediation == "慎用" or holds(issue.careful_if, counted(issue, facts)) is not False
