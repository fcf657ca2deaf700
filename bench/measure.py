"""The measurement itself: rounds in which ours, the stock bot and the floor take turns, so that a noisy minute hits all."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench.figures import percentile, spread
from bench.scripts import Script
from bench.services import ROOT, Floor, Service

KINDS = ("opening", "turns")


@dataclass(frozen=True)
class Size:
    """How much is measured; ``visits`` gives for each number of residents the consultations and the turns of each."""

    rounds: int
    starts: int
    visits: dict[int, tuple[int, int]]
    long_visits: int


FULL = Size(rounds=3, starts=3, visits={1: (30, 8), 20: (60, 5), 100: (100, 3)}, long_visits=2)
QUICK = Size(rounds=1, starts=1, visits={1: (5, 8), 20: (20, 5)}, long_visits=1)


@dataclass
class Cell:
    """One door, one kind of turn, one number of residents: what every round gave."""

    seconds: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def add(self, told: dict[str, Any]) -> None:
        self.seconds += told["seconds"]
        self.rates.append(len(told["seconds"]) / told["wall"])
        self.lost += told["lost"]

    @property
    def rate(self) -> float:
        """Turns answered rightly per second, median of the rounds."""
        return spread(self.rates)[0]

    def milliseconds(self, share: float) -> float:
        return percentile(self.seconds, share) * 1000


@dataclass
class Results:
    """Everything measured, by door."""

    cells: dict[tuple[str, str, int], Cell] = field(default_factory=dict)
    ready: dict[str, list[float]] = field(default_factory=dict)
    first: dict[str, list[float]] = field(default_factory=dict)
    fresh_memory: dict[str, float] = field(default_factory=dict)
    used_memory: dict[str, float] = field(default_factory=dict)
    long: dict[str, list[list[float]]] = field(default_factory=dict)

    def cell(self, door: str, kind: str, residents: int) -> Cell:
        return self.cells.setdefault((door, kind, residents), Cell())

    def ratios(self, kind: str, residents: int) -> list[float]:
        """How many times the stock bot's throughput ours had, round by round."""
        ours, theirs = self.cell("fawen", kind, residents), self.cell("stock", kind, residents)
        return [one / other for one, other in zip(ours.rates, theirs.rates)]

    def stretch(self, door: str, turns: slice) -> float:
        """Median milliseconds of these turns of the long consultations."""
        return spread([taken for visit in self.long[door] for taken in visit[turns]])[0] * 1000


def load(service: Service, residents: int, scripts: list[Script]) -> dict[str, Any]:
    """Sends the residents in from a process of their own and returns what it measured; RuntimeError if that breaks."""
    plan = {
        "door": service.door,
        "url": service.url,
        "residents": residents,
        "scripts": [one.plain() for one in scripts],
    }
    command = [sys.executable, "-m", "bench.load"]
    # What the residents have to know of the service, such as the keys of its account, they read as it does.
    done = subprocess.run(
        command, cwd=ROOT, env=service.environment(), input=json.dumps(plan), capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{service.state()}\n{done.stderr[-1000:]}")
    return json.loads(done.stdout)


def starts(results: Results, bots: list[Service], script: Script, size: Size, say: Callable[[str], None]) -> None:
    """Start time until ready and until the first sentence is answered; the last start stays up."""
    opening = Script(script.opening)
    for number in range(size.starts):
        for bot in bots:
            ready = bot.start()
            results.ready.setdefault(bot.door, []).append(ready)
            results.fresh_memory[bot.door] = bot.memory()
            told = load(bot, 1, [opening])["opening"]
            results.first.setdefault(bot.door, []).append(ready + told["wall"])
            say(f"{bot.door} ready in {ready:.1f} s, {bot.memory():.0f} MB {told['lost'] or ''}")
            if number < size.starts - 1:
                bot.stop()


def agreed(bots: list[Service], candidates: list[Script], wanted: int) -> list[Script]:
    """Scripts that every bot answers with the expected question at every turn; warms all of them up, too."""
    kept = []
    for script in candidates:
        told = [load(bot, 1, [script]) for bot in bots]
        if not any(part["lost"] for answer in told for part in answer.values()):
            kept.append(script)
        if len(kept) == wanted:
            return kept
    if not kept:
        raise RuntimeError("no consultation is answered alike by both bots")
    return kept


def rounds(results: Results, bots: list[Service], floor: Floor, scripts: list[Script], size: Size,
           say: Callable[[str], None]) -> None:  # fmt: skip
    """All cells, once a round, the doors taking turns."""
    for number in range(size.rounds):
        for residents, (visits, turns) in size.visits.items():
            chosen = [scripts[at % len(scripts)] for at in range(visits)]
            chosen = [Script(one.opening, one.settle, one.turns[:turns]) for one in chosen]
            for door in [*bots, floor]:
                told = load(door, residents, chosen if door is not floor else [_echo(one) for one in chosen])
                for kind in KINDS:
                    results.cell(door.door, kind, residents).add(told[kind])
                rates = ", ".join(
                    f"{kind} {results.cell(door.door, kind, residents).rates[-1]:.1f}/s" for kind in KINDS
                )
                lost = sum(len(part["lost"]) for part in told.values())
                say(f"round {number + 1}, {residents} residents, {door.door}: {rates}, {lost} lost")
                if lost:
                    say(f"  for example {next(part['lost'][0] for part in told.values() if part['lost'])}")


def long_consultations(results: Results, bots: list[Service], script: Script, size: Size) -> None:
    """The forty turns of hesitant residents, one at a time; a visit that lost its way is not counted."""
    for _ in range(size.long_visits):
        for bot in bots:
            told = load(bot, 1, [script])["turns"]
            if not told["lost"]:
                results.long.setdefault(bot.door, []).append(told["seconds"])
    for bot in bots:
        if bot.door not in results.long:
            raise RuntimeError(f"{bot.door} never came through the long consultation")


def _echo(script: Script) -> Script:
    """The same sentences for the bare route, which answers with what it was sent."""
    alike = [type(line)(line.say, line.say) for line in script.turns]
    return Script(type(script.opening)(script.opening.say, script.opening.say), [], alike)
