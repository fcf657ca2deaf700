"""The first sentence: which trouble is it, what has already been said, and where the interview begins."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Any

from bot.consultation import answers, faq
from bot.consultation.answers.opening import facts_in
from bot.consultation.interview import counted
from bot.consultation.model import GROUPS
from bot.consultation.shown import spoken
from bot.consultation.simplify import simplified
from bot.consultation.talk import asking, controls, later, replies
from bot.consultation.talk.safety_card import call_links
from bot.consultation.talk.state import Heard, Talk, Turn
from bot.consultation.talk.world import World
from bot.consultation.troubles import Two

# Right in 92 to 97 of 100 on strangers' sentences, and one in twelve of what is not ours (docs/quality.md).
ROUTED = 0.75
# To say who deals with a thing costs the resident less, when it is wrong, than ten questions about something else.
REFERRED = 0.6
SMALL_TALK = 0.7
RIGHT, WRONG = "对", "有不对的"
PREFIX, ELSEWHERE = later.PREFIX, "elsewhere_"


def hear(turn: Turn, heard: Heard, world: World) -> Turn:
    """Finds the trouble in a sentence: routed when sure, three buttons when not, a person after two failures."""
    issues = world.library.issues
    titles = {issue.title: name for name, issue in issues.items()}
    if one := later.chosen_from(turn.talk, heard.text, world):
        return take_up(turn, one, world)
    title = simplified(heard.text)
    if title in titles:
        if turn.talk.resume and titles[title] == turn.talk.issue:
            turn.talk.stage, turn.talk.resume = turn.talk.resume, ""
            return go_on(turn, world)
        ranking = tuple(map(tuple, turn.talk.errand.get("ranking", ())))
        told = replace(heard, text=turn.talk.errand.get("text", ""), ranking=ranking)
        return begin(turn, titles[title], told.text, world, later.also_told(told, titles[title], world))
    if title in GROUPS:
        return group(turn, title, world)
    if entry := faq.match(world.library.faq, heard.text):
        return turn.say(faq.answer(entry, world.library, world.today), [controls.MENU, controls.PERSON])
    if (two := later.told(heard, world)) and two.likely >= ROUTED:
        return _begin_the_graver(turn, two, heard, world)
    intent, confidence = heard.intent
    if intent.removeprefix(PREFIX) in issues and confidence >= ROUTED:
        name = intent.removeprefix(PREFIX)
        return begin(turn, name, heard.text, world, later.also_told(heard, name, world))
    if intent.startswith(ELSEWHERE) and confidence >= REFERRED:
        return _elsewhere(turn, intent.removeprefix(ELSEWHERE), heard, world)
    if confidence >= SMALL_TALK and (reply := _small_talk(turn, intent, world)):
        return reply
    return _unsure(turn, heard, world)


def begin(turn: Turn, name: str, sentence: str, world: World, also: list[dict[str, Any]] | None = None) -> Turn:
    """Starts the interview of an issue, with what the opening sentence already told.

    :param also: other troubles the sentence tells of; with what was put aside before, they are offered after the guide.
    """
    issue = world.library.issues[name]
    old = turn.talk
    left = later.waiting([*(also or []), *later.put_aside(old)], name, world)
    turn.talk = talk = Talk(issue=name, stage="interview", told=sentence, later=left, count=old.count + 1, day=old.day)
    talk.case, talk.cared, talk.place, talk.named = old.case, old.cared, old.place, old.named
    turn.say(world.library.words("opening", title=issue.title, opening=issue.opening))
    places = tuple(replies.district(world)) if any(one.kind == "place" for one in issue.questions) else ()
    talk.pending = facts_in(issue.questions, sentence, world.today, places) if sentence else {}
    if not talk.pending:
        return asking.ask(turn, world)
    return ask_confirm(turn, world)


def _begin_the_graver(turn: Turn, two: Two, heard: Heard, world: World) -> Turn:
    """Of two troubles in one sentence the graver comes first, and the resident is told that the other is not lost."""
    titles = [world.library.issues[name].title for name in (two.first, two.other)]
    turn = begin(turn, two.first, heard.text, world, later.also_told(heard, two.first, world))
    lead = world.library.words("two_told", first=titles[0], other=titles[1])
    turn.messages.insert(0, {"text": lead, "kind": "text"})
    return turn


def take_up(turn: Turn, one: dict[str, Any], world: World) -> Turn:
    """Goes on with a trouble that was left: where it stopped, or from its beginning."""
    turn = begin(turn, one["issue"], one.get("text", "") if not one.get("facts") else "", world)
    if one.get("facts"):
        turn.messages.clear()
        turn.talk.facts, turn.talk.answered = dict(one["facts"]), list(one["answered"])
        number = len(turn.talk.answered)
        recap = world.library.words("taken_up", title=world.library.issues[one["issue"]].title, number=number)
        return asking.ask(turn, world, recap)
    return turn


def ask_confirm(turn: Turn, world: World) -> Turn:
    """Shows what was understood from the opening sentence; nothing counts before it is confirmed."""
    turn.talk.stage = "confirm"
    text = world.library.words("confirm_heard", lines=_pending_lines(turn.talk, world))
    return turn.say(text, [RIGHT, WRONG], kind="confirm")


def confirm(turn: Turn, heard: Heard, world: World) -> Turn:
    """Takes what was understood once the resident has said that it is right, or drops what is wrong."""
    talk = turn.talk
    facts = list(talk.pending)
    wrong = [
        fact
        for part in _parts(heard.text, len(talk.offered))
        if (fact := controls.offered(part, talk.offered)) in facts
    ]
    answer = controls.offered(heard.text, talk.offered)
    if wrong:
        talk.pending = {fact: talk.pending[fact] for fact in facts if fact not in wrong}
    elif (answer == WRONG or answer in answers.NO) and len(facts) == 1:
        talk.pending = {}
    elif answer == WRONG or answer in answers.NO:
        return turn.say(world.library.words("which_wrong"), facts, kind="confirm", input="several")
    elif answer != RIGHT and answer not in answers.YES:
        return ask_confirm(turn, world)
    issue = asking.issue_of(talk, world)
    talk.facts, talk.pending = dict(talk.pending), {}
    talk.answered = list(counted(issue, talk.facts))
    return asking.ask(turn, world)


def go_on(turn: Turn, world: World) -> Turn:
    """What the interview was waiting for, once more: what was heard first, or the question."""
    if turn.talk.stage == "confirm" and turn.talk.pending:
        return ask_confirm(turn, world)
    return asking.ask(turn, world)


def menu(turn: Turn, world: World) -> Turn:
    """The first level of the menu."""
    turn.talk.stage = "idle"
    return turn.say(world.library.words("menu"), list(GROUPS), kind="menu")


def group(turn: Turn, name: str, world: World) -> Turn:
    """The issues of a group; straight to the only one, and an honest word where there is none."""
    issues = [issue for issue in world.library.issues.values() if issue.group == name]
    if not issues:
        text = world.library.words("menu_empty", group=name)
        return turn.say(text, [controls.HOTLINE, controls.MEDIATOR, controls.MENU])
    if len(issues) == 1:
        return begin(turn, issues[0].name, turn.talk.errand.get("text", ""), world)
    return turn.say(
        world.library.words("menu_issues", group=name), [issue.title for issue in issues] + [controls.MENU], kind="menu"
    )


def _elsewhere(turn: Turn, name: str, heard: Heard, world: World) -> Turn:
    """Understood, and nothing written about it here: who deals with it, and what lies near."""
    field = world.library.elsewhere.get(name)
    if field is None:
        return _unsure(turn, heard, world)
    turn.talk.errand = {"text": heard.text}
    near = [world.library.issues[one].title for one in field.near]
    return turn.say(
        field.say, [*near, controls.HOTLINE, controls.MENU], kind="menu", links=call_links(list(field.call))
    )


def _unsure(turn: Turn, heard: Heard, world: World) -> Turn:
    talk, words, issues = turn.talk, world.library.words, world.library.issues
    talk.misses += 1
    if talk.misses > 2:
        return turn.say(words("lost_again"), [controls.PERSON, controls.MENU])
    two = later.told(heard, world)
    ranked = [*(two[:2] if two else ()), *(name.removeprefix(PREFIX) for name, _ in heard.ranking)]
    likely = [issues[name].title for name in dict.fromkeys(ranked) if name in issues]
    talk.errand = {"text": heard.text, "ranking": [list(one) for one in heard.ranking]}
    if not likely:
        return turn.say(words("lost"), [controls.MENU, controls.PERSON])
    return turn.say(words("unsure"), [*likely[:3], controls.MENU, controls.PERSON], kind="menu")


def _small_talk(turn: Turn, intent: str, world: World) -> Turn | None:
    words = world.library.words
    if intent == "greet":
        return turn.say(words("greeting"), list(GROUPS), kind="menu")
    plain = {
        "thanks": "thanks",
        "goodbye": "goodbye",
        "help": "how_to_use",
        "complaint_about_bot": "sorry",
        "out_of_scope": "out_of_scope",
    }
    if intent in plain:
        return turn.say(words(plain[intent]), [controls.MENU, controls.PERSON])
    return None


def _pending_lines(talk: Talk, world: World) -> str:
    issue = asking.issue_of(talk, world)
    return "\n".join(f"· {fact}：{spoken(issue.question(fact), value)}" for fact, value in talk.pending.items())


def _parts(text: str, offered: int) -> list[str]:
    """What a reply is made of: 「1、3」, 「1 3」, and 「13」 where no more than nine lines are shown."""
    parts = [
        part for part in re.split(r"[，,、和跟;；。.\s/+·]+|(?<=\d)(?=第)", unicodedata.normalize("NFKC", text)) if part
    ]
    if len(parts) == 1 and offered <= 9 and parts[0].isdigit() and int(parts[0]) > offered:
        return list(parts[0])
    return parts
