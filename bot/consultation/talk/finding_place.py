"""Where a resident is, for the choice of a mediator: the town, the village, and which of those that sound like what was said.

Every step gives a turn that asks on, or nothing once the errand has its place.
"""

from __future__ import annotations

from bot.consultation import answers
from bot.consultation.answers import tidy
from bot.consultation.answers.place_sounds import sounding
from bot.consultation.answers.places import match
from bot.consultation.talk import controls, replies
from bot.consultation.talk.state import Turn
from bot.consultation.talk.world import World

ELSEWHERE = "不在里面"


def ask_town(turn: Turn, world: World) -> Turn:
    turn.talk.stage = "town"
    turn.talk.errand.pop("alike", None)
    return turn.say(world.library.words("which_town"), [*world.towns(), ELSEWHERE], input="choice")


def ask_village(turn: Turn, world: World) -> Turn:
    turn.talk.stage = "village"
    turn.talk.errand.pop("alike", None)
    town = turn.talk.errand["town"]
    return turn.say(world.library.words("which_village", town=town), [*world.villages(town), ELSEWHERE])


def ask_again(turn: Turn, world: World) -> Turn:
    """What was asked last: which of the like-sounding places, or the town or village itself."""
    if alike := turn.talk.errand.get("alike"):
        return _ask_alike(turn, alike["said"], tuple(alike["places"]), world)
    return ask_town(turn, world) if turn.talk.stage == "town" else ask_village(turn, world)


def hear_town(turn: Turn, text: str, world: World) -> Turn | None:
    """The town, whose village is asked next; or at once a village, and nothing more is asked."""
    text, turned_down = _settled(turn, text)
    if turned_down:
        return ask_town(turn, world)
    if text == ELSEWHERE:
        turn.talk.errand["place"] = ""
        return None
    towns, everywhere = world.towns(), replies.district(world)
    if found := sounding(text, tuple(everywhere)):
        return _ask_alike(turn, text, found, world)
    # Villages often bear the name of their town; the longer name is the one meant.
    place = text if text in everywhere else named(text, everywhere)
    town = place if place in towns else "" if place else named(text, towns)
    if not (town or place):
        return ask_town(turn, world)
    turn.talk.errand["place"] = turn.talk.named = town or place
    if not town:
        return None
    turn.talk.errand["town"] = town
    return ask_village(turn, world)


def hear_village(turn: Turn, text: str, world: World) -> Turn | None:
    """The village; the town is enough where the village is not on the list."""
    text, turned_down = _settled(turn, text)
    if turned_down:
        return ask_village(turn, world)
    if text == ELSEWHERE:
        return None
    villages = world.villages(turn.talk.errand["town"])
    if found := sounding(text, tuple(villages)):
        return _ask_alike(turn, text, found, world)
    place = text if text in villages else named(text, villages)
    if not place:
        return ask_village(turn, world)
    turn.talk.errand["place"] = turn.talk.named = place
    return None


def named(text: str, places: list[str]) -> str:
    """The one place a reply names as it is written, or an empty string."""
    found = match(tidy.clean(text), tuple(places))
    return found[0] if len(found) == 1 else ""


def _ask_alike(turn: Turn, said: str, found: tuple[str, ...], world: World) -> Turn:
    """Which of the places that sound like it was meant."""
    said = controls.ENDS.sub("", said)
    turn.talk.errand["alike"] = {"said": said, "places": list(found)}
    return turn.say(world.library.words("which_alike", said=said), [*found, ELSEWHERE], input="choice")


def _settled(turn: Turn, text: str) -> tuple[str, bool]:
    """The place that was offered where a yes takes the only one, and whether all that was offered was turned down."""
    alike = turn.talk.errand.pop("alike", None)
    if not alike:
        return text, False
    said = controls.ENDS.sub("", text)
    if said in answers.YES and len(alike["places"]) == 1:
        return alike["places"][0], False
    return text, said == ELSEWHERE or said in answers.NO
