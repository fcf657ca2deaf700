"""The guided interview as pure functions of the facts given so far.

The questions of an issue are an ordered list, read like a page.  There is no state beside the facts: which question comes
next, what counts and how far we are all follow from them, so a changed earlier answer silently retires the later ones
that depended on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.consultation.conditions import holds, mentioned
from bot.consultation.model import Issue, Question, Stop

Facts = dict[str, Any]


def asked(issue: Issue, facts: Facts) -> Iterator[Question]:
    """The questions these facts call for, in the order written."""
    counted: Facts = {}
    for question in issue.questions:
        if holds(question.ask_if, counted):
            yield question
            if question.id in facts:
                counted[question.id] = facts[question.id]


def counted(issue: Issue, facts: Facts) -> Facts:
    """The answers whose question still applies; all others have been retired by a changed answer."""
    return {question.id: facts[question.id] for question in asked(issue, facts) if question.id in facts}


def next_question(issue: Issue, facts: Facts, past_stop: bool = False) -> Question | None:
    """The first question that applies and has no answer, or None when the interview is over.

    :param past_stop: the emergency has been met and the resident wants to go on.
    """
    if not past_stop and stopped(issue, facts):
        return None
    return next((question for question in asked(issue, facts) if question.id not in facts), None)


def stopped(issue: Issue, facts: Facts) -> Stop | None:
    """The emergency these facts amount to, if any."""
    if not issue.stops:
        return None
    given = counted(issue, facts)
    return next((stop for stop in issue.stops if holds(stop.when, given)), None)


def without(issue: Issue, facts: Facts, fact: str) -> Facts:
    """The facts as they stood before ``fact`` was answered; later answers stay, and count again where they still apply."""
    return {name: value for name, value in facts.items() if name != fact}


def progress(issue: Issue, facts: Facts) -> tuple[int, int]:
    """(number of the question now asked, about how many follow it).

    A question whose condition hangs on an answer still to come counts half.
    """
    given = counted(issue, facts)
    in_order = [question.id for question in asked(issue, facts)]
    position = next((place for place, fact in enumerate(in_order, 1) if fact not in given), len(in_order) + 1)
    open_weight = 0.0
    for question in issue.questions:
        if question.id in given:
            continue
        undecided = any(fact not in given and _may_come(issue, given, fact) for fact, _ in mentioned(question.ask_if))
        if undecided:
            open_weight += 0.5
        elif holds(question.ask_if, given):
            open_weight += 1
    return position, max(0, round(open_weight) - 1)


def _may_come(issue: Issue, given: Facts, fact: str) -> bool:
    """Whether a question not answered yet may still be asked."""
    question = next((one for one in issue.questions if one.id == fact), None)
    if question is None:
        return False
    return all(name in given or _may_come(issue, given, name) for name, _ in mentioned(question.ask_if)) and (
        holds(question.ask_if, given) is not False or any(name not in given for name, _ in mentioned(question.ask_if))
    )
