"""Another trouble in the middle of an interview: asks before changing over, and keeps the first to be taken up again."""

from __future__ import annotations

from bot.consultation import answers
from bot.consultation.talk import asking, controls, handing_off, opening, telephone
from bot.consultation.talk.state import Heard, Turn
from bot.consultation.talk.world import World

SWITCH = "改说这件"


def offer(turn: Turn, issue: str, text: str, world: World) -> Turn:
    """Asks whether the talk is to be about this issue now."""
    telephone.set_aside(turn)
    turn.talk.stage, turn.talk.errand = "switch", {"issue": issue, "text": text}
    return ask(turn, world)


def ask(turn: Turn, world: World) -> Turn:
    new, old = world.library.issues[turn.talk.errand["issue"]].title, asking.issue_of(turn.talk, world).title
    return turn.say(world.library.words("switch", new=new, old=old), [SWITCH, controls.RESUME])


def hear(turn: Turn, heard: Heard, world: World) -> Turn | None:
    """A yes changes over and a no goes on; None where it is neither, and then the interview waits for a reply again."""
    if heard.text == SWITCH or heard.text in answers.YES:
        return opening.begin(turn, turn.talk.errand["issue"], turn.talk.errand["text"], world)
    if heard.text in ("", controls.RESUME, *answers.NO):
        return handing_off.resume(turn, world)
    turn.talk.stage, turn.talk.resume, turn.talk.errand = turn.talk.resume, "", {}
    return None
