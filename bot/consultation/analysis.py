"""Facts and a day in, findings out: what holds, what does not, and what has to be found out first."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from bot.consultation import calculators  # noqa: F401  (importing it registers every calculator)
from bot.consultation.conditions import holds, mentioned
from bot.consultation.interview import Facts, counted
from bot.consultation.model import Derivation, Finding, Issue, Library
from bot.consultation.values import CALCULATORS, UNKNOWN, earliest, latest

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
FIGURE = "figure."


@dataclass(frozen=True)
class Result:
    """A finding that holds, or (``hangs_on`` not empty) one that cannot be decided yet.

    :param hangs_on: the facts, or ``figure.NAME``, that would decide it.
    """

    finding: Finding
    hangs_on: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.hangs_on


@dataclass(frozen=True)
class Analysis:
    """Everything that follows from the facts on a day.

    :param facts: the answers that count. :param known: these and every derived value.
    """

    facts: Facts
    known: Facts
    results: tuple[Result, ...]

    @property
    def holding(self) -> list[Finding]:
        return [result.finding for result in self.results if result.holds]

    @property
    def undecided(self) -> list[Result]:
        return [result for result in self.results if not result.holds]


def analyse(issue: Issue, facts: Facts, today: date, library: Library) -> Analysis:
    """Applies every finding of an issue; the same facts on the same day always give the same analysis."""
    given = counted(issue, facts)
    known, causes = derive(issue, given, today, library)
    results = []
    for finding in issue.findings:
        outcome = _outcome(finding, known)
        if outcome is True:
            results.append(Result(finding))
        elif outcome is None:
            results.append(Result(finding, _hangs_on(finding, known, causes)))
    return Analysis(given, known, tuple(results))


def derive(issue: Issue, facts: Facts, today: date, library: Library) -> tuple[Facts, dict[str, tuple[str, ...]]]:
    """The facts with every derived value, and for each value that is 「不清楚」 the facts it is wanting."""
    known: Facts = dict(facts)
    causes: dict[str, tuple[str, ...]] = {fact: (fact,) for fact, value in facts.items() if value == UNKNOWN}
    waiting = figures_named(issue)
    for name in waiting:
        _look_up(name, known, causes, today, library)
    for derivation in issue.derive:
        _derive_one(derivation, known, causes, today)
        for name in waiting:
            if name.endswith(f"@{derivation.name}"):
                _look_up(name, known, causes, today, library)
    return known, causes


@cache
def signature(function: Callable[..., Any]) -> inspect.Signature:
    return inspect.signature(function)


def figures_named(issue: Issue) -> list[str]:
    """The figures an issue's sums and sentences use, ``NAME`` or ``NAME@FACT``, in one fixed order."""
    named = {source for one in issue.derive for value in one.arguments.values() for source in _as_list(value)}
    named |= {name for finding in issue.findings for name in PLACEHOLDER.findall(finding.say)}
    named |= {name for headline in issue.headline for name in PLACEHOLDER.findall(headline.say)}
    return sorted(name[len(FIGURE) :] for name in named if isinstance(name, str) and name.startswith(FIGURE))


def figures_behind(names: Iterable[str], issue: Issue) -> list[str]:
    """The figures that values of these names rest on, directly or through what they are derived from."""
    rules = {one.name: one for one in issue.derive}
    found: list[str] = []
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name.startswith(FIGURE):
            found.append(name)
        elif rule := rules.pop(name, None):
            sources = [source for value in rule.arguments.values() for source in _as_list(value)]
            waiting += [source for source in sources if isinstance(source, str) and not source.startswith("=")]
    return sorted(set(found))


def facts_behind(name: str, issue: Issue) -> set[str]:
    """The facts a value rests on, whether its calculator can do without them or not."""
    rules = {one.name: one for one in issue.derive}
    found: set[str] = set()
    waiting = [name]
    while waiting:
        name = waiting.pop()
        if rule := rules.pop(name, None):
            waiting += [source for value in rule.arguments.values() for source in map(str, _as_list(value))]
        else:
            found.add(name)
    return found & {question.id for question in issue.questions}


def needed(finding: Finding) -> list[str]:
    """The values a finding cannot be told without."""
    return [name for name in (finding.amount, finding.date, *PLACEHOLDER.findall(finding.say)) if name]


def _look_up(name: str, known: Facts, causes: dict[str, tuple[str, ...]], today: date, library: Library) -> None:
    """A figure as of today, or (``NAME@FACT``) as of the day of a fact or derived day; 「不清楚」 where none was verified."""
    series, _, fact = name.partition("@")
    if fact and fact not in known:
        return
    told = known[fact] if fact else today.isoformat()
    values = set() if told == UNKNOWN else {library.figures[series].on(day) for day in (earliest(told), latest(told))}
    figure = values.pop() if len(values) == 1 else None
    known[FIGURE + name] = UNKNOWN if figure is None else figure
    if figure is None:
        # A vague day is the resident's to make clear; a figure nobody verified has to be asked for.
        vague = told == UNKNOWN or bool(values)
        causes[FIGURE + name] = causes.get(fact, (fact,)) if vague else (FIGURE + name,)


def _derive_one(derivation: Derivation, known: Facts, causes: dict[str, tuple[str, ...]], today: date) -> None:
    function = CALCULATORS[derivation.calculator]
    arguments: dict[str, Any] = {}
    wanting: list[str] = []
    for parameter, source in derivation.arguments.items():
        optional = signature(function).parameters[parameter].default is not inspect.Parameter.empty
        if isinstance(source, list):
            present = [one for one in source if one in known]
            values = [known[one] for one in present if known[one] != UNKNOWN]
            wanting += [] if optional else [cause for one in present for cause in causes.get(one, ())]
            if values or not optional:
                arguments[parameter] = values
            continue
        if not isinstance(source, str):
            arguments[parameter] = source
        elif source.startswith("="):
            arguments[parameter] = source[1:]
        elif source not in known:
            if not optional:
                return
        elif known[source] == UNKNOWN:
            wanting += [] if optional else causes.get(source, ())
        else:
            arguments[parameter] = known[source]
    if wanting:
        known[derivation.name] = UNKNOWN
        causes[derivation.name] = tuple(dict.fromkeys(wanting))
        return
    if "today" in signature(function).parameters:
        arguments["today"] = today
    value = function(**arguments)
    if value is not None:
        known[derivation.name] = value


def _outcome(finding: Finding, known: Facts) -> bool | None:
    outcome = holds(finding.when, known)
    if outcome is False or any(name not in known for name in needed(finding)):
        return False
    return None if outcome is None or any(known[name] == UNKNOWN for name in needed(finding)) else True


def _hangs_on(finding: Finding, known: Facts, causes: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    names = [*(fact for fact, _ in mentioned(finding.when)), *needed(finding)]
    wanting = [cause for name in names if known.get(name) == UNKNOWN for cause in causes.get(name, (name,))]
    return tuple(dict.fromkeys(wanting))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
