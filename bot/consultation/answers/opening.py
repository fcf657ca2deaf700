"""Reads the opening sentence for facts, so that nobody is asked what they have just said.

What is found here is confirmed by the resident before it counts, and anything doubtful is left to be asked.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from bot.consultation.answers import dates, durations, hedges, money, numbers, places, tidy
from bot.consultation.answers.choices import is_exclusive
from bot.consultation.answers.phrases import Hit, hits
from bot.consultation.answers.readers import within
from bot.consultation.answers.unclear import Unclear
from bot.consultation.sound_alikes import righted

LONGEST = 1000
_SHORTEST_LABEL = 3
_TOO_WIDE = 1.9


class _Value(NamedTuple):
    start: int
    end: int
    value: Any


class _Claim(NamedTuple):
    distance: float
    question: int
    start: int
    end: int
    value: Any


def facts_in(questions: Iterable, text: str, today: date, known_places: tuple[str, ...] = ()) -> dict[str, Any]:
    """The facts the opening sentence states: question id → value as `answers.read` gives it.

    Options are heard by their `heard` phrases, or by labels and other wordings of three characters and more. A date, a
    sum, an age, a number or a length of time counts for a question only next to one of its `near` words in one clause.
    """
    questions, said = list(questions), righted(tidy.level(tidy.clean(text[:LONGEST])))
    facts: dict[str, Any] = {}
    for question in questions:
        if question.options:
            labels = _heard(question, said)
            if labels:
                facts[question.id] = labels if question.kind == "several" else labels[0]
    for claim in _settled(_claims(questions, said, today, known_places)):
        facts[questions[claim.question].id] = claim.value
    order = [question.id for question in questions]
    return {name: facts[name] for name in sorted(facts, key=order.index)}


def _heard(question, said: str) -> list[str]:
    """The options the sentence speaks for: all of several, else the one with the longest phrase; none in a tie."""
    phrases = [(phrase, index) for index, option in enumerate(question.options) for phrase in _phrases(option)]
    found = hits(said, phrases)
    labels = [option.label for option in question.options]
    if question.kind == "several":
        named = [label for index, label in enumerate(labels) if any(hit.option == index for hit in found)]
        return [label for label in named if not is_exclusive(label)] or named
    longest = max(map(_length, found), default=0)
    best = {hit.option for hit in found if _length(hit) == longest}
    return [labels[best.pop()]] if len(best) == 1 else []


def _phrases(option) -> list[str]:
    if option.heard is not None:
        return [tidy.fold(phrase) for phrase in option.heard]
    return [tidy.fold(phrase) for phrase in (option.label, *option.also) if len(phrase) >= _SHORTEST_LABEL]


def _claims(questions: list, said: str, today: date, known_places: tuple[str, ...]) -> list[_Claim]:
    """Every value next to a near-word of every question, with the distance between them."""
    claims, at = [], 0
    wanted = [
        (index, question) for index, question in enumerate(questions) if question.near and question.kind in _FINDERS
    ]
    for clause in _clauses(said) if wanted else ():
        found: dict[str, list[_Value]] = {}
        for index, question in wanted:
            words = [
                match.span() for word in question.near for match in re.finditer(re.escape(tidy.level(word)), clause)
            ]
            if words:
                key = f"{question.kind} {question.past}"
                if key not in found:
                    found[key] = _FINDERS[question.kind](clause, question, today)
                for each in found[key]:
                    value = _accepted(question, each.value)
                    if value is not None:
                        distance = min(_distance(each, *word) for word in words)
                        claims.append(_Claim(distance, index, at + each.start, at + each.end, value))
        at += len(clause) + 1
    return claims + _place_claims(questions, said, known_places)


def _settled(claims: list[_Claim]) -> list[_Claim]:
    """The nearest claims first; a question takes one value, and a value serves one question."""
    kept: list[_Claim] = []
    for claim in sorted(claims, key=lambda each: (each.distance, each.question, each.start)):
        if not any(
            each.question == claim.question or (each.start < claim.end and claim.start < each.end) for each in kept
        ):
            kept.append(claim)
    return kept


def _clauses(said: str) -> list[str]:
    """The clauses of a sentence, each followed by exactly one separating character; 3,000 stays whole."""
    return re.split(r"[。;!?\s]|,(?![0-9]{3}(?![0-9]))|(?<![0-9]),", said)


def _distance(value: _Value, start: int, end: int) -> float:
    """Characters between value and word; a value before its word stands half a step further off than one after it."""
    if value.start >= end:
        return value.start - end
    return start - value.end + 0.5 if value.end <= start else 0.0


def _accepted(question, value: Any) -> Any:
    """The value in the question's unit and bounds, or None when it does not fit."""
    if question.kind == "date":
        return value
    if question.kind == "duration":
        value = value.within(question.unit or "天")
    try:
        return within(question, value, "")
    except Unclear:
        return None


def _place_claims(questions: list, said: str, known_places: tuple[str, ...]) -> list[_Claim]:
    """The one place named, when one question alone asks for a place."""
    asking = [index for index, question in enumerate(questions) if question.kind == "place"]
    named = places.match(said, known_places) if known_places and len(asking) == 1 else []
    return [_Claim(0.0, asking[0], -1, -1, named[0])] if len(named) == 1 else []


def _dates(clause: str, question, today: date) -> list[_Value]:
    return [_Value(span.start, span.end, span.value) for span in dates.find(clause, today, question.past)]


def _money(clause: str, question, today: date) -> list[_Value]:
    """Sums above nothing and not as wide as 几万 or 不到一万: 一分没给 tells what was paid, never what is owed."""
    return [
        _Value(each.start, each.end, each.low)
        for each in money.find(clause)
        if each.low > 0 and each.high / each.low <= _TOO_WIDE and not hedges.is_less(clause, each.start, each.end)
    ]


def _durations(clause: str, question, today: date) -> list[_Value]:
    return [
        _Value(each.start, each.end, each)
        for each in durations.find(clause)
        if not hedges.is_less(clause, each.start, each.end)
    ]


def _ages(clause: str, question, today: date) -> list[_Value]:
    return [_Value(each.start, each.end, each.value) for each in numbers.find_ages(clause)]


def _numbers(clause: str, question, today: date) -> list[_Value]:
    """Plain counts that are no sum, age, date or length of time."""
    others: tuple[list[Any], ...] = (
        money.find(clause),
        numbers.find_ages(clause),
        dates.find(clause, today, False),
        durations.find(clause),
    )
    taken = [(other.start, other.end) for found in others for other in found]
    return [
        _Value(each.start, each.end, each.value)
        for each in numbers.find(clause)
        if not any(start < each.end and each.start < end for start, end in taken)
    ]


def _length(hit: Hit) -> int:
    return hit.end - hit.start


_FINDERS = {"date": _dates, "money": _money, "duration": _durations, "age": _ages, "number": _numbers}
