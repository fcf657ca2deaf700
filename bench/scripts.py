"""What residents say in the measurement: whole consultations taken from the knowledge base, with the question each
sentence must be answered with, so that a lost or wrong reply is counted and not timed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta, timezone
from itertools import cycle
from typing import Any

from bot.consultation import safety
from bot.consultation.answers.opening import facts_in
from bot.consultation.interview import counted, next_question, stopped
from bot.consultation.model import Issue, Library, Question
from bot.consultation.values import UNKNOWN

CHINA = timezone(timedelta(hours=8))
RIGHT, BACK = "对", "上一步"
HESITATIONS = 2


@dataclass(frozen=True)
class Line:
    """One sentence of a resident, and words the reply to it must hold."""

    say: str
    expect: str


@dataclass(frozen=True)
class Script:
    """A consultation: its opening, what to say before the first question, and the answers."""

    opening: Line
    settle: list[Line] = field(default_factory=list)
    turns: list[Line] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def today() -> date:
    return datetime.now(CHINA).date()


def consultations(library: Library, day: date, turns: int = 8) -> Iterator[Script]:
    """Straightforward consultations of at least ``turns`` answers, the issues taking turns."""
    by_issue = [_of_issue(library, issue, day, turns) for issue in library.issues.values()]
    while by_issue:
        for scripts in list(by_issue):
            script = next(scripts, None)
            if script is None:
                by_issue.remove(scripts)
            else:
                yield script


def hesitant(library: Library, script: Script, day: date, turns: int = 40) -> Script:
    """The same opening, but each answer is first 「不清楚」 and taken back twice: ``turns`` turns of one kind."""
    issue = next(one for one in library.issues.values() if script.opening.expect == one.opening)
    facts = facts_in(issue.questions, script.opening.say, day)
    lines: list[Line] = []
    while (question := next_question(issue, facts)) is not None and len(lines) < turns:
        skipped = next_question(issue, {**facts, question.id: UNKNOWN})
        if skipped is not None:
            lines += [Line(UNKNOWN, skipped.ask), Line(BACK, question.ask)] * HESITATIONS
        facts[question.id] = _answer(issue, question)
        following = next_question(issue, facts)
        if following is not None:
            lines.append(Line(spoken(question, facts[question.id]), following.ask))
    return Script(script.opening, script.settle, lines[:turns])


def longest(library: Library, chosen: Iterable[Script], day: date) -> Script:
    """The first of these consultations that is long enough for forty turns of hesitation, else the longest."""
    return max((hesitant(library, script, day) for script in chosen), key=lambda script: len(script.turns))


def spoken(question: Question, value: Any) -> str:
    """A fact as a resident types it."""
    if question.kind == "duration" and value != UNKNOWN:
        return f"{value}{'个月' if question.unit == '月' else question.unit}"
    return "、".join(value) if isinstance(value, list) else str(value)


def _of_issue(library: Library, issue: Issue, day: date, turns: int) -> Iterator[Script]:
    # Each sentence goes on as another case does, so that every road is walked and not only the first.
    for sentence, case in zip(issue.examples, cycle(case for case in issue.cases if not case.stop)):
        if safety.match(library.safety, sentence) is None:
            script = _walk(issue, sentence, day, case.facts)
            if script is not None and len(script.turns) >= turns:
                yield script


def _walk(issue: Issue, sentence: str, day: date, told: dict[str, Any]) -> Script | None:
    """The consultation that follows a sentence and goes on as a case told it; None where it ends in an emergency."""
    facts = dict(facts_in(issue.questions, sentence, day))
    if counted(issue, facts) != facts:
        return None
    first = next_question(issue, facts)
    if first is None:
        return None
    settle, lines, question = [Line(RIGHT, first.ask)] if facts else [], [], first
    while question is not None:
        facts[question.id] = told.get(question.id, UNKNOWN)
        if stopped(issue, facts):
            return None
        said, question = spoken(question, facts[question.id]), next_question(issue, facts)
        if question is not None:
            lines.append(Line(said, question.ask))
    return Script(Line(sentence, issue.opening), settle, lines)


def _answer(issue: Issue, question: Question) -> Any:
    """What the issue's own first cases answer, emergencies apart, else that it is not known."""
    told = (case.facts[question.id] for case in issue.cases if question.id in case.facts and not case.stop)
    return next(told, UNKNOWN)
