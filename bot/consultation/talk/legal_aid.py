"""The pre-check for legal aid, offered after a guide: an interview beside the trouble, which is then taken up again."""

from __future__ import annotations

from bot.consultation.conditions import holds
from bot.consultation.interview import counted
from bot.consultation.talk import asking, opening
from bot.consultation.talk.state import Talk, Turn
from bot.consultation.talk.world import World

ISSUE = "legal_aid_check"
KEPT = ("issue", "facts", "answered", "page")


def may_apply(talk: Talk, world: World) -> bool:
    """Whether a guide's trouble is of a kind that legal aid may pay a lawyer for, known or not yet ruled out."""
    issue = world.library.issues.get(talk.issue)
    if issue is None or talk.issue == ISSUE or talk.aided or ISSUE not in world.library.issues:
        return False
    return holds(issue.legal_aid_if, counted(issue, talk.facts)) is not False


def begin(turn: Turn, world: World) -> Turn:
    """Starts the pre-check; the title of the trouble is read as its opening sentence and confirmed like any other."""
    trouble = world.library.issues.get(turn.talk.issue)
    if ISSUE not in world.library.issues or turn.talk.issue == ISSUE:
        return opening.menu(turn, world)
    if turn.talk.stage in ("interview", "confirm", "summary"):
        return asking.ask(turn, world)
    finished = turn.talk.stage == "done" and trouble is not None
    before = {name: getattr(turn.talk, name) for name in KEPT} if finished else {}
    turn = opening.begin(turn, ISSUE, trouble.title if trouble and finished else "", world)
    turn.talk.before = before
    return turn


def give_back(talk: Talk) -> None:
    """After the pre-check's guide, the talk is about the trouble again: its facts, its page, its people."""
    if talk.issue == ISSUE and talk.before:
        for name, value in talk.before.items():
            setattr(talk, name, value)
        talk.before, talk.aided = {}, True
