"""What the gaps of a paper are filled from: a fact, a sum, a day, or a marked blank where nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.consultation.analysis import PLACEHOLDER, facts_behind
from bot.consultation.conditions import holds
from bot.consultation.interview import Facts
from bot.consultation.model import Issue, Question
from bot.consultation.paper_model import Block, Line
from bot.consultation.shown import spoken
from bot.consultation.values import UNKNOWN, Sum, show

BLANK = "＿＿＿＿（待填）"
TODAY, FORMULA = "今天", ".算式"


@dataclass(frozen=True)
class Filling:
    """What a paper is filled from: the issue, everything known on the day, and the guide that was made of it."""

    issue: Issue
    known: Facts
    day: date
    guide: dict[str, Any]

    def applies(self, part: Block | Line) -> bool:
        """Whether a part is for this issue and its condition holds; 「不清楚」 is not enough."""
        return (not part.only or self.issue.name in part.only) and holds(part.when, self.known) is True

    def text(self, sentence: str) -> str:
        """A sentence with its gaps filled."""
        return PLACEHOLDER.sub(lambda found: self._value(found[1]), sentence)

    def question(self, fact: str) -> Question | None:
        return next((one for one in self.issue.questions if one.id == fact), None)

    def items(self, section: str, names: tuple[str, ...] | None) -> list[dict[str, Any]]:
        """The guide's findings of a section, all or those named."""
        found = [item for one in self.guide["sections"] if one["name"] == section for item in one["items"]]
        return [item for item in found if names is None or item["id"] in names]

    def _value(self, name: str) -> str:
        if name == TODAY:
            return show(self.day)
        wants_formula, name = name.endswith(FORMULA), name.removesuffix(FORMULA)
        value = self.known.get(name, UNKNOWN)
        # A calculator may count what it was not told as nothing; a paper must not.
        if value == UNKNOWN or any(self.known.get(fact) == UNKNOWN for fact in facts_behind(name, self.issue)):
            return BLANK
        if wants_formula:
            return value.formula if isinstance(value, Sum) else ""
        question = self.question(name)
        if question:
            return spoken(question, value)
        # What a finding gives as an amount is money, even where its calculator gives a bare number.
        is_money = isinstance(value, (int, float)) and any(one.amount == name for one in self.issue.findings)
        return show(Sum(value, value, "") if is_money else value)
