"""Walks through an issue's questions the way chance would, to find roads nobody thought of.

The walks are pseudo-random but the same every time, so that a failing road can be walked again.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bot.consultation.answers.choices import is_exclusive
from bot.consultation.conditions import holds
from bot.consultation.interview import Facts
from bot.consultation.model import Issue, Question
from bot.consultation.values import UNKNOWN

TODAY = date(2026, 11, 20)


def walk(issue: Issue, times: int) -> Iterator[Facts]:
    """The facts at the end of ``times`` walks, every answer drawn from all that could be given."""
    chance = random.Random(issue.name)
    for _ in range(times):
        facts: Facts = {}
        # A question depends on earlier ones only, so that one pass asks what asking again after each answer would.
        for question in issue.questions:
            if holds(question.ask_if, facts):
                facts[question.id] = sample(question, chance)
                if any(holds(stop.when, facts) for stop in issue.stops):
                    break
        yield facts


def sample(question: Question, chance: random.Random) -> Any:
    """One possible answer; 「不清楚」 about once in seven."""
    if chance.random() < 1 / 7:
        return UNKNOWN
    labels = [option.label for option in question.options]
    if question.kind == "several":
        return _some(labels, chance)
    if labels:
        return chance.choice(labels)
    if question.kind == "date":
        days = chance.choice([0, 1, 5, 40, 400, 1500, 5000])
        if not question.past and chance.random() < 0.3:
            days = -days
        return (TODAY - timedelta(days=days)).isoformat()[: chance.choice([10, 10, 7, 4])]
    if question.kind in ("place", "text"):
        return "示例东镇" if question.kind == "place" else "示例文字"
    low = question.low if question.low is not None else 0
    high = question.high if question.high is not None else (1_000_000 if question.kind == "money" else 100)
    return chance.choice([low, high, int(low + chance.random() * (high - low)), min(high, max(low, 3))])


def _some(labels: list[str], chance: random.Random) -> list[str]:
    """One or more labels in the order shown; one that denies the others stands alone."""
    alone = [label for label in labels if is_exclusive(label)]
    together = [label for label in labels if label not in alone]
    if not together or (alone and chance.random() < 1 / 3):
        return [chance.choice(alone)]
    chosen = chance.sample(together, chance.randint(1, len(together)))
    return [label for label in labels if label in chosen]
