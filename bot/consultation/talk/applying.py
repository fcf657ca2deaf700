"""The last steps of a hand-off: consent, a name, a phone, a look at it all, and a case is open.

Nothing personal is asked before consent; nothing is written before the resident has seen and confirmed it; a second tap
on 「确认提交」 finds the same case.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from bot.consultation import answers
from bot.consultation.answers import unknown
from bot.consultation.talk import controls
from bot.consultation.talk.safety_card import call_links
from bot.consultation.talk.state import Turn
from bot.consultation.talk.world import World

AGREE, REFUSE, SUBMIT = "同意", "不同意", "确认提交"
HOTLINE_NUMBER = "12348"
MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})$")
LANDLINE = re.compile(r"(0\d{2,3})-?(\d{7,8})$")
CONSENT_VERSION = "2026-11"


def ask_consent(turn: Turn, world: World) -> Turn:
    return ask(turn, "consent", world.library.words("consent"), [AGREE, REFUSE])


def hear_consent(turn: Turn, text: str, world: World) -> Turn:
    if text == REFUSE or text in answers.NO:
        phone = turn.talk.errand.get("person_phone", HOTLINE_NUMBER)
        turn.talk.errand["refused"] = True
        return turn.say(world.library.words("no_consent", phone=phone), links=call_links([phone]))
    if text != AGREE and text not in answers.YES:
        return ask_consent(turn, world)
    turn.talk.errand["consent"] = CONSENT_VERSION
    return ask_name(turn, world)


def ask_name(turn: Turn, world: World) -> Turn:
    return ask(turn, "name", world.library.words("name"), input="text")


def hear_name(turn: Turn, text: str, world: World) -> Turn:
    if not 2 <= len(text) <= 20 or any(character.isdigit() for character in text) or unknown.is_unknown(text):
        return ask(turn, "name", world.library.words("bad_name"), input="text")
    turn.talk.errand["name"] = text
    return ask_phone(turn, world)


def ask_phone(turn: Turn, world: World) -> Turn:
    return ask(turn, "phone", world.library.words("phone"), input="tel")


def hear_phone(turn: Turn, text: str, world: World) -> Turn:
    number = read_phone(text)
    if not number:
        return ask(turn, "phone", world.library.words("bad_phone"), input="tel")
    turn.talk.errand["phone"] = number
    return ask_submit(turn, world)


def ask_submit(turn: Turn, world: World) -> Turn:
    """Shows all that will be written, before it is."""
    errand = turn.talk.errand
    who = errand.get("who", HOTLINE_NUMBER)
    text = world.library.words("confirm_case", who=who, name=errand["name"], phone=errand["phone"])
    return ask(turn, "submit", text, [SUBMIT, controls.BACK], kind="confirm")


def hear_submit(turn: Turn, text: str, world: World) -> Turn:
    errand, words = turn.talk.errand, world.library.words
    if text != SUBMIT and text not in answers.YES:
        return ask_submit(turn, world)
    details = {
        "kind": errand["kind"],
        "person_id": errand.get("person_id"),
        "place": errand.get("place", ""),
        "name": errand["name"],
        "phone": errand["phone"],
        "consent": errand["consent"],
        "page": turn.talk.trouble.page,
        "issue": turn.talk.trouble.issue,
    }
    opened = world.open_case(errand["key"], details)
    turn.talk.case = {"number": opened.number, "code": opened.code}
    who, phone = errand.get("who", HOTLINE_NUMBER), errand.get("person_phone", HOTLINE_NUMBER)
    name = "case_opened" if errand["kind"] == "mediation" else "callback_opened"
    text = words(name, number=opened.number, code=opened.code, who=who, phone=phone)
    turn.talk.stage, turn.talk.errand = "done", {}
    buttons = [controls.STATUS, *([controls.RESUME] if turn.talk.resume else []), controls.ANOTHER]
    return turn.say(text, buttons, kind="case", links=call_links([phone]))


def submit_again(turn: Turn, world: World) -> Turn:
    """The second tap on a button that has done its work."""
    return turn.say(
        world.library.words("case_again", **turn.talk.case), [controls.STATUS, controls.ANOTHER], kind="case"
    )


def read_phone(text: str) -> str:
    """A mobile number, or a landline with its area code, as it is dialled; empty where it is neither."""
    digits = re.sub(r"[\s\-—－()（）]", "", unicodedata.normalize("NFKC", text))
    if mobile := MOBILE.search(digits):
        return mobile[1]
    landline = LANDLINE.search(digits)
    return f"{landline[1]}-{landline[2]}" if landline else ""


def ask(turn: Turn, stage: str, text: str, buttons: list[str] | None = None, **more: Any) -> Turn:
    turn.talk.stage = stage
    if buttons is None:
        turn.talk.offered = []
    return turn.say(text, buttons, **more)
