"""One turn: danger first, then what may be said at any time, then whatever this stage of the talk is waiting for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace

from bot.consultation import answers, faq, safety
from bot.consultation.talk import (
    anytime,
    applying,
    asking,
    controls,
    handing_off,
    later,
    opening,
    records,
    replies,
    switching,
    unread,
)
from bot.consultation.talk.safety_card import show_card
from bot.consultation.talk.state import TEXT, WAITING, Heard, Talk, Turn
from bot.consultation.talk.world import World

LONGEST = 2000
# A reply that is taken for this very trouble with so much confidence as well is no wish for another.
ALSO_THIS = 0.2


def respond(talk: Talk, heard: Heard, world: World) -> Turn:
    """What to say to one sentence; ``talk`` itself is left as it was."""
    heard = replace(heard, text=heard.text.strip()[:LONGEST])
    turn = Turn(deepcopy(talk))
    turn.talk.day = today = world.today.isoformat()
    turn.talk.place = heard.place or turn.talk.place
    turn = _respond(turn, talk, heard, world)
    issue = world.library.issues.get(talk.issue)
    goes_on = talk.stage in WAITING and turn.talk.issue == talk.issue
    if issue and goes_on and talk.day not in ("", today):
        recap = world.library.words("taken_up", title=issue.title, number=len(talk.answered))
        turn.messages.insert(0, {"text": recap, "kind": "text"})
    return turn


def _respond(turn: Turn, talk: Talk, heard: Heard, world: World) -> Turn:
    if heard.kind != TEXT:
        return unread.hear(turn, heard, world)
    # A number is what it stands for before anything else looks at it.
    heard = replace(heard, text=controls.offered(heard.text, talk.offered))
    card = safety.match(world.library.safety, heard.text)
    if card is not None and not card.soft:
        return _danger(turn, card.id, heard, world)
    if card is not None and card.id not in talk.cared:
        turn.talk.cared.append(card.id)
        show_card(turn, world, card.id)
    if heard.text == applying.SUBMIT and talk.case and talk.stage != "submit":
        return applying.submit_again(turn, world)
    if control := controls.said(heard):
        return anytime.CONTROLS[control](turn, world)
    if talk.stage in WAITING and (other := later.asked_for(talk, heard.text, world)):
        return opening.take_up(turn, other, world)
    if talk.stage == "interview" and (number := controls.to_change(heard.text)) is not None:
        return asking.change(turn, world, number)
    if talk.stage not in ("idle", "done") and (wished := switching.from_menu(turn, heard, world)):
        return wished
    return STAGES[talk.stage if talk.stage in STAGES else "idle"](turn, heard, world)


def _danger(turn: Turn, card: str, heard: Heard, world: World) -> Turn:
    """Meets a danger at once; where it is an option of the question asked, the answer counts as well."""
    if turn.talk.stage == "interview" and asking.is_tapped(turn.talk, heard.text, world):
        # Options that contradict each other are no answer; the danger in them is met all the same.
        with suppress(answers.Unclear):
            turn = asking.hear(turn, heard, world)
            if turn.messages[-1]["kind"] == "safety":
                return turn
            turn.messages.clear()
    return _after_card(show_card(turn, world, card), heard, world)


def needs_classifying(talk: Talk, text: str, world: World, kind: str = TEXT) -> bool:
    """Whether it matters what the classifier takes a sentence for; most replies in an interview answer the question."""
    if kind != TEXT:
        return False
    if talk.stage in ("idle", "done"):
        return True
    if talk.stage == "summary":
        return not (controls.said(Heard(text)) or asking.settles_summary(text))
    question = asking.current(talk, world) if talk.stage == "interview" else None
    if question is None or controls.said(Heard(text)):
        return False
    if replies.agrees(talk, question, text):
        return False
    try:
        replies.read(question, text, world)
    except answers.Unsure:
        return False
    except answers.Unclear:
        return True
    return False


def _interview(turn: Turn, heard: Heard, world: World) -> Turn:
    try:
        return asking.hear(turn, heard, world)
    except answers.Unsure as unsure:
        return asking.ask_agreement(turn, world, unsure)
    except answers.Unclear as unclear:
        return _aside(turn, heard, world, unclear.hint)


def _summary(turn: Turn, heard: Heard, world: World) -> Turn:
    return asking.hear_summary(turn, heard, world) or _aside(turn, heard, world, world.library.words("lost"))


def _aside(turn: Turn, heard: Heard, world: World, hint: str) -> Turn:
    """A reply that answers nothing: a side question, a wish, another trouble, or simply not understood."""
    talk, words, issues = turn.talk, world.library.words, world.library.issues
    if entry := faq.match(world.library.faq, heard.text):
        return _again(turn, world, faq.answer(entry, world.library, world.today))
    if control := controls.meant(heard):
        return anytime.CONTROLS[control](turn, world)
    new, confidence = heard.intent[0].removeprefix(opening.PREFIX), heard.intent[1]
    # The confidence is in the group of troubles; a reply that may well belong to this very interview changes nothing.
    also_this = heard.confidence(opening.PREFIX + talk.issue) >= ALSO_THIS
    if new in issues and new != talk.issue and confidence >= controls.SURE and not also_this and len(heard.text) > 6:
        return switching.offer(turn, new, heard.text, world)
    if aside := ASIDES.get(heard.intent[0]) if confidence >= controls.SURE else None:
        return _again(turn, world, words(aside))
    talk.misses += 1
    question = asking.current(talk, world)
    if talk.misses >= 2 and question is not None:
        hint = "\n".join([hint, question.help or words("help_none"), words("escape")])
    return _again(turn, world, hint)


def _again(turn: Turn, world: World, before: str) -> Turn:
    """The question, or the summary, once more after what was said beside it."""
    if turn.talk.stage == "summary":
        return asking.sum_up(turn.say(before), world)
    return asking.ask(turn, world, before)


def _switch(turn: Turn, heard: Heard, world: World) -> Turn:
    """Whoever says neither yes nor no mostly goes on with the question asked before."""
    return switching.hear(turn, heard, world) or STAGES[turn.talk.stage](turn, heard, world)


def _open(turn: Turn, heard: Heard, world: World) -> Turn:
    if heard.text == GO_ON and (said := turn.talk.errand.get("text")):
        ranking = tuple(map(tuple, turn.talk.errand.get("ranking", ())))
        return opening.hear(turn, replace(heard, text=said, ranking=ranking), world)
    if control := controls.meant(heard):
        return anytime.CONTROLS[control](turn, world)
    return opening.hear(turn, heard, world)


def _after_card(turn: Turn, heard: Heard, world: World) -> Turn:
    """Danger has been met; the talk stays where it was and can go on when the resident is safe."""
    talk = turn.talk
    buttons = [controls.RESUME, controls.PERSON]
    if talk.stage in ("idle", "done"):
        talk.errand = {"text": heard.text, "ranking": [list(one) for one in heard.ranking]}
        buttons = [GO_ON, controls.PERSON, controls.MENU]
    turn.messages[-1]["buttons"] = talk.offered = buttons
    return turn


# What is said to a kind or an angry word in the middle of an interview, before the question is asked again.
ASIDES = {"thanks": "aside_thanks", "greet": "aside_thanks", "complaint_about_bot": "aside_sorry"}
GO_ON = "我安全了，接着说这件事"
STAGES: dict[str, Callable[[Turn, Heard, World], Turn]] = {
    "idle": _open,
    "interview": _interview,
    "confirm": opening.confirm,
    "summary": _summary,
    "switch": _switch,
    "done": _open,
    "forget": records.hear_forget,
    "case_number": records.hear_number,
    "case_code": records.hear_code,
    **{stage: handing_off.hear for stage in handing_off.STAGES},
}
