"""Walks a whole talk in the pure core, as it is written in talks/*.yml, and holds every turn against what must always be true.

A line is what the resident says; behind «=>» stands what the classifier takes it for, 0.95 sure unless it says otherwise.
«.to 责任» answers until that question is asked, «.rest» to the summary, «.guide» to the guide, by what the resident ``knows``
and else 不清楚; «.day 2» lets two days go by. «→» says what must be so now; the words after it are the functions below.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.consultation import guide
from bot.consultation.interview import asked, counted
from bot.consultation.reading import read
from bot.consultation.shown import spoken
from bot.consultation.talk import Heard, Talk, asking, controls, respond
from bot.consultation.talk.state import Turn
from tests.consultation.talk.world_of_paper import Paper

TALKS = Path(__file__).with_name("talks")
WAITING = (
    "interview",
    "summary",
    "confirm",
    "switch",
    "town",
    "village",
    "mediator",
    "consent",
    "name",
    "phone",
    "submit",
)
LONGEST = 60


def talks() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(TALKS.glob("*.yml")):
        for name, talk in read(path, path.parent).items():
            yield f"{path.stem}: {name}", talk


class Walk:
    """One resident, one talk."""

    def __init__(self, library: Any, knows: dict[str, str] | None = None) -> None:
        self.world, self.knows = Paper(library), knows or {}
        self.talk = Talk()
        self.before = Talk()
        self.turn = Turn(self.talk)
        self.said: list[str] = []

    def go(self, line: Any) -> None:
        line = str(line)
        if line.startswith("→"):
            word, _, rest = line[1:].strip().partition(" ")
            EXPECTATIONS[word](self, rest)
        elif line.startswith("."):
            word, _, rest = line[1:].partition(" ")
            MOVES[word](self, rest)
        else:
            text, _, taken_for = line.partition(" => ")
            self.say(text, taken_for)

    def say(self, text: str, taken_for: str = "") -> None:
        self.said.append(text)
        self.before = self.talk
        self.turn = respond(self.talk, Heard(text, tuple(_ranking(taken_for, self.world.library))), self.world)
        # Every turn begins from what was stored, as after a restart.
        self.talk = Talk.of(json.loads(json.dumps(self.turn.talk.stored(), ensure_ascii=False)))
        assert self.talk == self.turn.talk, "what is stored is not what was"
        always(self)

    @property
    def text(self) -> str:
        return "\n".join(message["text"] for message in self.turn.messages)

    @property
    def buttons(self) -> list[str]:
        return [label for message in self.turn.messages for label in message.get("buttons", [])]

    @property
    def question(self) -> Any:
        waits = self.talk.stage == "interview" and self.talk.issue in self.world.library.issues
        return asking.current(self.talk, self.world) if waits else None

    def answer(self) -> None:
        """Says what this resident knows, whatever is on the screen."""
        if asking.AFTER_STOP in self.turn.messages[-1].get("buttons", []):
            return self.say(asking.AFTER_STOP)
        if controls.RESUME in self.buttons and self.turn.messages[-1]["kind"] == "safety":
            return self.say(controls.RESUME)
        if self.talk.stage == "confirm":
            return self.say("对")
        self.say(str(self.knows.get(self.question.id, "不清楚")))
        if self.question is not None and self.talk.pending:
            self.say("对")


def always(walk: Walk) -> None:
    """What is true after every turn of every talk."""
    talk, turn, world = walk.talk, walk.turn, walk.world
    place = f"after {walk.said[-3:]}"
    assert turn.messages and all(message["text"].strip() for message in turn.messages), f"nothing said {place}"
    assert all("{" not in message["text"] for message in turn.messages), f"an unfilled gap {place}"
    last = turn.messages[-1]
    awaited = last.get("buttons") or last.get("input") or last.get("links") or talk.stage in WAITING[5:]
    assert awaited or walk.question is not None, f"no next step on the screen {place}: {last}"
    away = respond(talk, Heard(controls.PERSON), world)
    tels = [link["href"] for message in away.messages for link in message.get("links", [])]
    assert "tel:12348" in tels and any("调解员" in label for label in away.messages[-1]["buttons"]), (
        f"no person {place}"
    )
    if walk.question is not None and not talk.changing:
        assert walk.question.id not in talk.facts, f"asked what it was told {place}"
        assert talk.facts.keys() >= counted(world.library.issues[talk.issue], talk.facts).keys()
    _progress(walk, place)


def _progress(walk: Walk, place: str) -> None:
    """The number only goes on, and more is left only where an answer opened more."""
    before, now = walk.before, walk.talk
    if not (before.issue == now.issue and before.stage == now.stage == "interview") or before.changing or now.changing:
        return
    issue = walk.world.library.issues[now.issue]
    was, is_now = asking.progress(issue, before.facts), asking.progress(issue, now.facts)
    if now.facts == before.facts:
        assert was == is_now, f"progress moved by itself {place}"
    elif len(now.answered) > len(before.answered):
        opened = {one.id for one in asked(issue, now.facts)} - {one.id for one in asked(issue, before.facts)}
        assert is_now[0] > was[0] or opened, f"the number went back {place}: {was} {is_now}"
        assert is_now[1] <= was[1] + len(opened), f"more is left without reason {place}: {was} {is_now}"


def _ranking(taken_for: str, library: Any) -> Iterator[tuple[str, float]]:
    for one in filter(None, taken_for.split(",")):
        name, _, sure = one.strip().partition(" ")
        yield (f"consult_{name}" if name in library.issues else name), float(sure or 0.95)


def to_question(walk: Walk, fact: str) -> None:
    for _ in range(LONGEST):
        assert walk.talk.stage != "summary", f"「{fact}」 was never asked"
        if walk.question is not None and walk.question.id == fact:
            return
        walk.answer()
    raise AssertionError(f"「{fact}」 was never asked")


def to_summary(walk: Walk, _: str = "") -> None:
    for _at in range(LONGEST):
        if walk.talk.stage == "summary":
            return
        walk.answer()
    raise AssertionError("the interview has no end")


def to_guide(walk: Walk, _: str = "") -> None:
    to_summary(walk)
    walk.say(asking.ALL_RIGHT)
    issue, facts, made = walk.world.kept[f"consultation-{walk.talk.count}"]
    assert made == guide.build(walk.world.library.issues[issue], facts, walk.world.today, walk.world.library)


def days_go_by(walk: Walk, days: str) -> None:
    walk.world.today += timedelta(days=int(days))


def _true(holds: Any, walk: Walk, what: str) -> None:
    said = " / ".join(walk.said[-3:])
    assert holds, f"{what}\nafter {said}\nstage {walk.talk.stage}, issue {walk.talk.issue}\n{walk.text}\n{walk.buttons}"


def fact(walk: Walk, rest: str) -> None:
    name, _, value = rest.partition("=")
    issue = walk.world.library.issues[walk.talk.issue]
    kept = walk.talk.facts.get(name)
    shown = "" if kept is None else spoken(issue.question(name), kept)
    _true(shown == value, walk, f"{name} is {shown!r}, not {value!r}")


def headline(walk: Walk, words: str) -> None:
    made = list(walk.world.kept.values())[-1][2]
    _true(words in made["headline"], walk, f"{words!r} not in {made['headline']!r}")


MOVES: dict[str, Callable[[Walk, str], None]] = {
    "to": to_question,
    "rest": to_summary,
    "guide": to_guide,
    "day": days_go_by,
}
EXPECTATIONS: dict[str, Callable[[Walk, str], None]] = {
    "issue": lambda walk, name: _true(walk.talk.issue == name, walk, f"issue is not {name}"),
    "stage": lambda walk, name: _true(walk.talk.stage == name, walk, f"stage is not {name}"),
    "asks": lambda walk, name: _true(walk.question and walk.question.id == name, walk, f"{name} is not asked"),
    "says": lambda walk, words: _true(words in walk.text, walk, f"{words} is not said"),
    "hides": lambda walk, words: _true(words not in walk.text, walk, f"{words} is said"),
    "button": lambda walk, label: _true(any(label in one for one in walk.buttons), walk, f"no button {label}"),
    "kind": lambda walk, kind: _true(kind in [one["kind"] for one in walk.turn.messages], walk, f"no {kind}"),
    "calls": lambda walk, number: _true(
        f"tel:{number}" in [link["href"] for one in walk.turn.messages for link in one.get("links", [])], walk, f"no link to {number}"
    ),
    "same": lambda walk, _: _true(
        (walk.talk.facts, walk.talk.answered, walk.talk.issue) == (walk.before.facts, walk.before.answered, walk.before.issue),
        walk,
        "something was lost or taken",
    ),
    "fact": fact,
    "open": lambda walk, name: _true(name not in walk.talk.facts, walk, f"{name} has an answer"),
    "later": lambda walk, name: _true(name in [one["issue"] for one in walk.talk.later], walk, f"{name} is not remembered"),
    "headline": headline,
    "kept": lambda walk, count: _true(len(walk.world.kept) == int(count), walk, f"{len(walk.world.kept)} guides kept"),
    "cases": lambda walk, count: _true(len(walk.world.cases) == int(count), walk, f"{len(walk.world.cases)} cases"),
    "forgotten": lambda walk, count: _true(walk.world.forgotten == int(count), walk, "not forgotten"),
    "case": lambda walk, rest: _true(
        str(list(walk.world.cases.values())[-1][rest.partition("=")[0]]) == rest.partition("=")[2], walk, f"case: {rest}"
    ),
}  # fmt: skip
