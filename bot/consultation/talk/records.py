"""What a resident may ask about the records: where a case stands, and to be forgotten."""

from __future__ import annotations

from bot.consultation import answers
from bot.consultation.talk import controls
from bot.consultation.talk.state import Heard, Talk, Turn
from bot.consultation.talk.world import World

REALLY, KEEP = "确定删除", "先不删"


def status(turn: Turn, world: World) -> Turn:
    """Where this talk's case stands, or, with none, asks for number and code."""
    if turn.talk.case:
        return _tell(turn, turn.talk.case["number"], turn.talk.case["code"], world)
    return _ask_number(turn, world)


def _ask_number(turn: Turn, world: World) -> Turn:
    turn.talk.stage, turn.talk.offered = "case_number", []
    return turn.say(world.library.words("case_number"), input="text")


def hear_number(turn: Turn, heard: Heard, world: World) -> Turn:
    turn.talk.errand = {"number": heard.text.strip()}
    return _ask_code(turn, world)


def _ask_code(turn: Turn, world: World) -> Turn:
    turn.talk.stage, turn.talk.offered = "case_code", []
    return turn.say(world.library.words("case_code"), input="text")


def hear_code(turn: Turn, heard: Heard, world: World) -> Turn:
    number, turn.talk.errand = turn.talk.errand.get("number", ""), {}
    return _tell(turn, number, heard.text.strip(), world)


def forget(turn: Turn, world: World) -> Turn:
    turn.talk.stage = "forget"
    return turn.say(world.library.words("confirm_forget"), [REALLY, KEEP], kind="confirm")


def hear_forget(turn: Turn, heard: Heard, world: World) -> Turn:
    if heard.text in (REALLY, *answers.YES):
        world.forget()
        turn.talk = Talk()
        return turn.say(world.library.words("forgotten"), [controls.MENU])
    turn.talk.stage = "done" if turn.talk.page else "idle"
    return turn.say(world.library.words("kept"), [*_waiting(turn), controls.MENU, controls.PERSON])


def _tell(turn: Turn, number: str, code: str, world: World) -> Turn:
    turn.talk.stage = "done"
    told = world.case_status(number, code)
    buttons = [*_waiting(turn), controls.STATUS, controls.PERSON, controls.ANOTHER]
    return turn.say(told or world.library.words("case_not_found"), buttons, kind="case" if told else "text")


def _waiting(turn: Turn) -> list[str]:
    """The button back to an interview that was interrupted."""
    return [controls.RESUME] if turn.talk.resume else []


AGAIN = {"forget": forget, "case_number": _ask_number, "case_code": _ask_code}
