"""12348: the number with a summary to read out, and the errand that ends in being called back."""

from __future__ import annotations

from bot.consultation.talk import applying, asking, controls
from bot.consultation.talk.applying import HOTLINE_NUMBER
from bot.consultation.talk.safety_card import call_links
from bot.consultation.talk.state import WAITING, Turn
from bot.consultation.talk.world import World


def hotline(turn: Turn, world: World) -> Turn:
    """12348 with a summary to read out, and the offer to be called back."""
    set_aside(turn)
    turn.talk.stage = "hand_off"
    words = world.library.words
    readout = "\n".join(asking.summary_lines(turn.talk, world)) if turn.talk.issue else ""
    title = f"您好，我想问一件{asking.issue_of(turn.talk, world).title}的事。\n" if turn.talk.issue else ""
    buttons = [controls.CALL_BACK, controls.MEDIATOR, *([controls.RESUME] if turn.talk.resume else [])]
    text = words("hotline", readout=title + readout if readout else words("readout_empty"))
    return turn.say(text, buttons, links=call_links([HOTLINE_NUMBER]))


def call_back(turn: Turn, world: World) -> Turn:
    """Begins the errand that ends in a call-back request."""
    begin_errand(turn, "callback")
    return applying.ask_consent(turn, world)


def begin_errand(turn: Turn, kind: str) -> None:
    """A new errand under a key of its own, so that its case is opened once."""
    set_aside(turn)
    turn.talk.count += 1
    turn.talk.errand = {"kind": kind, "key": f"case-{turn.talk.count}"}


def set_aside(turn: Turn) -> None:
    """Remembers where the interview was, once, so that it can be taken up again."""
    if turn.talk.stage in WAITING:
        turn.talk.resume = turn.talk.stage
