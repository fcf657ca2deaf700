"""More than one trouble: what else was told, or put aside for something else, is offered again after the guide."""

from __future__ import annotations

import re
from typing import Any

from bot.consultation.talk.state import Heard, Talk
from bot.consultation.talk.world import World
from bot.consultation.troubles import PLAUSIBLE, Two, is_covered, two_told

PREFIX = "consult_"
MOST = 2
LABEL = "接着说「{title}」"
THAT_FIRST = re.compile(r"(?:我|俺)?(?:想|要)?(?:先|改|接着)(?:说|问|讲)(?:一下|下|说|问)?[「“]?(.{2,})")
THE_OTHER = re.compile(r"(?:另外?一?|那|第二)(?:件|个|样)(?:事情?)?")


def told(heard: Heard, world: World) -> Two | None:
    """The two troubles a sentence clearly tells of, the graver first, or None."""
    return two_told(world.library, heard.text, {name.removeprefix(PREFIX): sure for name, sure in heard.ranking})


def also_told(heard: Heard, chosen: str, world: World) -> list[dict[str, Any]]:
    """The trouble a sentence tells of besides the chosen one, if any."""
    if (two := told(heard, world)) and chosen in two[:2]:
        return [{"issue": two.other if chosen == two.first else two.first, "text": heard.text}]
    # Who picked the part of a wider matter that was heard as well will want the rest of it.
    wider = [name for name in world.library.issues if is_covered(world.library, chosen, name)]
    return [{"issue": name, "text": heard.text} for name in wider if heard.confidence(PREFIX + name) >= PLAUSIBLE][:1]


def put_aside(talk: Talk) -> list[dict[str, Any]]:
    """What is left to be told: the troubles of before, and the one interrupted now with its answers."""
    going_on = talk.resume or talk.stage in ("interview", "summary", "confirm", "switch")
    if not talk.issue or not going_on:
        return talk.later
    return [
        {"issue": talk.issue, "text": talk.told, "facts": talk.facts, "answered": talk.answered},
        *talk.later,
    ]


def waiting(later: list[dict[str, Any]], chosen: str, world: World) -> list[dict[str, Any]]:
    """Each trouble once, without the one now talked of and without issues that are no more."""
    kept: dict[str, dict[str, Any]] = {}
    for one in later:
        if one["issue"] != chosen and one["issue"] in world.library.issues:
            kept.setdefault(one["issue"], one)
    return list(kept.values())[:MOST]


def labels(talk: Talk, world: World) -> list[str]:
    """The buttons that take up what is left."""
    return [label(one, world) for one in waiting(talk.later, talk.issue, world)]


def label(one: dict[str, Any], world: World) -> str:
    return LABEL.format(title=world.library.issues[one["issue"]].title)


def chosen_from(talk: Talk, text: str, world: World) -> dict[str, Any] | None:
    """The trouble whose button was tapped, or None."""
    return next((one for one in waiting(talk.later, talk.issue, world) if label(one, world) == text), None)


def asked_for(talk: Talk, text: str, world: World) -> dict[str, Any] | None:
    """The waiting trouble that is to come first after all: 「先说另一件」, 「先说离婚」; None where nothing is asked for."""
    found = THAT_FIRST.fullmatch(text.strip("。！!？?，, 」”"))
    left = waiting(talk.later, talk.issue, world) if found else []
    if found and left and THE_OTHER.fullmatch(found[1]):
        return left[0]
    return next((one for one in left if found and found[1] in world.library.issues[one["issue"]].title), None)
