"""More than one trouble: what else was told, or put aside for something else, is offered again after the guide."""

from __future__ import annotations

from typing import Any

from bot.consultation.talk.state import Heard, Talk
from bot.consultation.talk.world import World

PREFIX = "consult_"
# Half as likely as this, and a sentence would seem to tell of troubles nobody has.
ALSO_TOLD = 0.2
MOST = 2
LABEL = "接着说「{title}」"


def also_told(heard: Heard, chosen: str, world: World) -> list[dict[str, Any]]:
    """The trouble a sentence tells of besides the chosen one, if any."""
    for intent, confidence in heard.ranking:
        name = intent.removeprefix(PREFIX)
        if name != chosen and name in world.library.issues and confidence >= ALSO_TOLD:
            return [{"issue": name, "text": heard.text}]
    return []


def put_aside(talk: Talk) -> list[dict[str, Any]]:
    """What is left to be told: the troubles of before, and the one interrupted now with its answers."""
    if not talk.issue or talk.stage not in ("interview", "summary", "confirm", "switch"):
        return talk.later
    return [{"issue": talk.issue, "facts": talk.facts, "answered": talk.answered}, *talk.later]


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
