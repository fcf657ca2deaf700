"""Another trouble in the middle of something: asks before changing over, and keeps the first to be taken up again."""

from __future__ import annotations

from bot.consultation import answers
from bot.consultation.model import GROUPS
from bot.consultation.simplify import simplified
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
    turn.talk.stage, turn.talk.resume, turn.talk.errand = turn.talk.resume or "interview", "", {}
    return None


def from_menu(turn: Turn, heard: Heard, world: World) -> Turn | None:
    """A title or a group of the menu said in the middle of something else; None where it is neither, or an answer.

    A door may keep the menu in sight all the time, so it can be tapped whatever is being asked.
    """
    text = simplified(heard.text)
    if text in turn.talk.offered or asking.is_option(turn.talk, text, world):
        return None
    issues = world.library.issues.values()
    named = [issue.name for issue in issues if issue.title == text] or [one.name for one in issues if one.group == text]
    if len(named) == 1:
        return _to(turn, named[0], world)
    return _to_group(turn, text, world) if text in GROUPS else None


def _to(turn: Turn, issue: str, world: World) -> Turn:
    telephone.set_aside(turn)
    if not turn.talk.resume:
        return opening.begin(turn, issue, "", world)
    return handing_off.resume(turn, world) if issue == turn.talk.issue else offer(turn, issue, "", world)


def _to_group(turn: Turn, group: str, world: World) -> Turn:
    """The issues of a group, with the way back to what was interrupted."""
    telephone.set_aside(turn)
    turn.talk.stage = "idle"
    return with_way_back(opening.group(turn, group, world))


def with_way_back(turn: Turn) -> Turn:
    """The menu just shown, with a button back to the interview it interrupts."""
    if turn.talk.resume:
        turn.messages[-1]["buttons"] = turn.talk.offered = [*turn.talk.offered, controls.RESUME]
    return turn
