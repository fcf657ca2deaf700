"""How many second troubles are found, and how many imagined: `python -m tests.consultation.talk.troubles` prints the table.

The sentences of troubles.yml are ours. With each stands what the classifier took it for when the table was made (no prefix:
an issue), so that the measure needs no model.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bot.consultation import library
from bot.consultation.reading import read
from bot.consultation.talk import Heard, Talk, later, respond
from bot.consultation.talk.state import Turn
from bot.consultation.talk.turn import GO_ON
from tests.consultation.talk.world_of_paper import Paper

FILE = Path(__file__).with_name("troubles.yml")


class Heeded(NamedTuple):
    """A sentence, the troubles it tells of (any of several names for each), and what the talk made of it.

    ``straight``: opened at once, without buttons between.
    """

    batch: str
    text: str
    told: list[set[str]]
    issue: str
    remembered: list[str]
    straight: bool

    @property
    def is_double(self) -> bool:
        return len(self.told) == 2

    @property
    def found(self) -> bool:
        """Whether of two troubles one was opened and the other remembered."""
        heeded = [self.issue, *self.remembered]
        return self.is_double and all(any(name in heeded for name in names) for names in self.told)

    @property
    def imagined(self) -> list[str]:
        """What was remembered of one trouble told, although nobody told it."""
        return [] if self.is_double else [name for name in self.remembered if name not in self.told[0]]


def heeded(world: Any) -> Iterator[Heeded]:
    for batch, sentences in read(FILE, FILE.parent).items():
        for text, one in sentences.items():
            ranking = (
                (later.PREFIX + name if name in world.library.issues else name, sure)
                for name, sure in one["heard"].items()
            )
            turn = respond(Talk(), Heard(text, tuple(ranking)), world)
            told = [set(str(names).split()) for names in one["told"]]
            straight = bool(turn.talk.issue)
            if GO_ON in turn.talk.offered:
                turn = respond(turn.talk, Heard(GO_ON), world)
            if not turn.talk.issue:
                turn = _picked(turn, [name for names in told for name in sorted(names)], world)
            left = [item["issue"] for item in turn.talk.later]
            yield Heeded(batch, text, told, turn.talk.issue, left, straight)


def _picked(turn: Turn, told: list[str], world: Any) -> Turn:
    """Where the talk was not sure, the resident taps what it is, if that is on the screen."""
    offered = turn.messages[-1].get("buttons", [])
    title = next((title for title in (world.library.issues[name].title for name in told) if title in offered), None)
    return respond(turn.talk, Heard(title), world) if title else turn


def figures(world: Any) -> dict[str, dict[str, int]]:
    """For each batch: sentences with two troubles and those found, with one and those where a second was imagined."""
    counted: dict[str, dict[str, int]] = {}
    for one in heeded(world):
        row = counted.setdefault(one.batch, dict.fromkeys(("two", "found", "one", "imagined"), 0))
        row["two"] += one.is_double
        row["found"] += one.found
        row["one"] += not one.is_double
        row["imagined"] += bool(one.imagined)
    return counted


if __name__ == "__main__":
    paper = Paper(library.load(check=False))
    for batch, row in figures(paper).items():
        print(batch, row)
    for one in heeded(paper):
        if one.imagined or (one.is_double and not one.found):
            print("imagined" if one.imagined else "missed", one.text, one.issue, one.remembered)
