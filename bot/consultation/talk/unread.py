"""A photo, a voice message, a place on the map: said kindly that it is not read, and what was asked is asked again.

Nothing is lost by it, nothing counts as a miss, and none of it is looked at, kept or classified.
"""

from __future__ import annotations

from bot.consultation.model import GROUPS
from bot.consultation.talk import asking, handing_off, opening, records, switching
from bot.consultation.talk.applying import HOTLINE_NUMBER
from bot.consultation.talk.safety_card import call_links
from bot.consultation.talk.state import Heard, Turn
from bot.consultation.talk.world import World

SAYING = {
    "image": "heard_image",
    "voice": "heard_voice",
    "video": "heard_video",
    "location": "heard_location",
    "link": "heard_link",
    "card": "heard_card",
}


def hear(turn: Turn, heard: Heard, world: World) -> Turn:
    """What can be done instead, and then the present question."""
    text = world.library.words(SAYING.get(heard.kind, "heard_card"))
    talk = turn.talk
    if talk.stage in ("idle", "done"):
        return turn.say(text, list(talk.offered) or list(GROUPS), kind="menu", links=_links(heard))
    return again(turn.say(text, links=_links(heard)), world)


def again(turn: Turn, world: World) -> Turn:
    """What the talk is waiting for, said once more."""
    stage = turn.talk.stage
    if stage == "confirm":
        return opening.go_on(turn, world)
    if stage in ("interview", "summary"):
        return asking.again(turn, world)
    if stage == "switch":
        return switching.ask(turn, world)
    if stage in handing_off.AGAIN:
        return handing_off.AGAIN[stage](turn, world)
    if stage in records.AGAIN:
        return records.AGAIN[stage](turn, world)
    return opening.menu(turn, world)


def _links(heard: Heard) -> list[dict[str, str]]:
    """For whom typing is hard, there is a person to be called."""
    return call_links([HOTLINE_NUMBER]) if heard.kind == "voice" else []
