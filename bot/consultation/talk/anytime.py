"""What may be said at any moment and always does the same: back, help, the menu, start over, later, a person, the records."""

from __future__ import annotations

from collections.abc import Callable

from bot.consultation.talk import (
    asking,
    concluding,
    controls,
    handing_off,
    later,
    legal_aid,
    opening,
    records,
    switching,
    telephone,
)
from bot.consultation.talk.state import WAITING, Talk, Turn
from bot.consultation.talk.world import World

Handler = Callable[[Turn, World], Turn]


def _back(turn: Turn, world: World) -> Turn:
    if turn.talk.stage in handing_off.STAGES:
        return handing_off.back(turn, world)
    if turn.talk.stage == "confirm":
        return opening.ask_confirm(turn, world)
    if turn.talk.issue and turn.talk.stage in WAITING:
        return asking.back(turn, world)
    return opening.menu(turn, world)


def _later(turn: Turn, world: World) -> Turn:
    """The resident has to go; everything stays where it is."""
    buttons = [controls.RESUME] if turn.talk.stage in WAITING else []
    return turn.say(world.library.words("aside_later"), buttons)


def _help(turn: Turn, world: World) -> Turn:
    stage = turn.talk.stage
    if turn.talk.issue and stage == "interview":
        return asking.explain(turn, world)
    if stage == "confirm":
        return opening.ask_confirm(turn.say(world.library.words("help_confirm")), world)
    if stage == "summary":
        return asking.sum_up(turn, world)
    if stage in handing_off.STAGES:
        return handing_off.again(turn, world)
    return turn.say(world.library.words("how_to_use"), [controls.MENU, controls.PERSON])


def _menu(turn: Turn, world: World) -> Turn:
    """The menu; an interview it interrupts waits."""
    telephone.set_aside(turn)
    return switching.with_way_back(opening.menu(turn, world))


def _restart(turn: Turn, world: World) -> Turn:
    old = turn.talk
    turn.talk = Talk(count=old.count, case=old.case, day=old.day, place=old.place, named=old.named)
    return opening.menu(turn.say(world.library.words("restart")), world)


def _another(turn: Turn, world: World) -> Turn:
    """Another trouble; what was put aside or told beside the last one is still offered."""
    old = turn.talk
    left = later.waiting(later.put_aside(old), "", world)
    turn.talk = Talk(count=old.count, case=old.case, cared=old.cared, later=left, day=old.day)
    turn.talk.place, turn.talk.named = old.place, old.named
    turn = opening.menu(turn.say(world.library.words("another")), world)
    turn.messages[-1]["buttons"] = turn.talk.offered = [*turn.talk.offered, *later.labels(turn.talk, world)]
    return turn


def _resume(turn: Turn, world: World) -> Turn:
    if turn.talk.resume:
        return handing_off.resume(turn, world)
    if turn.talk.stage in handing_off.STAGES and turn.talk.stage != "hand_off":
        return handing_off.again(turn, world)
    if turn.talk.issue and turn.talk.stage in WAITING:
        return opening.go_on(turn, world)
    return concluding.offer_next(turn, world) if turn.talk.page else opening.menu(turn, world)


def _aside_for(errand: Handler) -> Handler:
    """The errand, with the interview it interrupts set aside to be taken up again."""

    def begin(turn: Turn, world: World) -> Turn:
        telephone.set_aside(turn)
        return errand(turn, world)

    return begin


CONTROLS: dict[str, Handler] = {
    "person": handing_off.start,
    "mediator": handing_off.mediator,
    "place": handing_off.change_place,
    "hotline": telephone.hotline,
    "callback": telephone.call_back,
    "legal_aid": legal_aid.begin,
    "back": _back,
    "later": _later,
    "restart": _restart,
    "another": _another,
    "menu": _menu,
    "forget": _aside_for(records.forget),
    "status": _aside_for(records.status),
    "help": _help,
    "resume": _resume,
}
