"""From the talk to a named person: the village, the mediator, consent, a name and a phone, and a case is open.

Nothing personal is asked before consent; nothing is written before the resident has seen and confirmed it; a second tap
on 「确认提交」 finds the same case.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from bot.consultation import answers
from bot.consultation.answers.places import match
from bot.consultation.talk import asking, concluding, controls
from bot.consultation.talk.safety_card import call_links
from bot.consultation.talk.state import Heard, Turn
from bot.consultation.talk.world import Person, World

AGREE, REFUSE, SUBMIT, ELSEWHERE = "同意", "不同意", "确认提交", "不在里面"
HOTLINE_NUMBER = "12348"
MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})$")
LANDLINE = re.compile(r"(0\d{2,3})-?(\d{7,8})$")
CONSENT_VERSION = "2026-11"


def start(turn: Turn, world: World) -> Turn:
    """Offers the two kinds of person; the interview waits and can be taken up again."""
    _set_aside(turn)
    turn.talk.stage = "hand_off"
    buttons = [controls.MEDIATOR, controls.HOTLINE, *([controls.RESUME] if turn.talk.resume else [])]
    return turn.say(world.library.words("person"), buttons, links=call_links([HOTLINE_NUMBER]))


def mediator(turn: Turn, world: World) -> Turn:
    """Begins the errand that ends in a case with a mediator."""
    _set_aside(turn)
    turn.talk.count += 1
    turn.talk.errand = {"kind": "mediation", "key": f"case-{turn.talk.count}"}
    turn.talk.stage = "town"
    return turn.say(world.library.words("which_town"), [*world.towns(), ELSEWHERE], input="choice")


def hotline(turn: Turn, world: World) -> Turn:
    """12348 with a summary to read out, and the offer to be called back."""
    _set_aside(turn)
    turn.talk.stage = "hand_off"
    words = world.library.words
    readout = "\n".join(asking.summary_lines(turn.talk, world)) if turn.talk.issue else ""
    title = f"您好，我想问一件{asking.issue_of(turn.talk, world).title}的事。\n" if turn.talk.issue else ""
    buttons = [controls.CALL_BACK, controls.MEDIATOR, *([controls.RESUME] if turn.talk.resume else [])]
    text = words("hotline", readout=title + readout if readout else words("readout_empty"))
    return turn.say(text, buttons, links=call_links([HOTLINE_NUMBER]))


def call_back(turn: Turn, world: World) -> Turn:
    """Begins the errand that ends in a call-back request."""
    _set_aside(turn)
    turn.talk.count += 1
    turn.talk.errand = {"kind": "callback", "key": f"case-{turn.talk.count}"}
    return _ask_consent(turn, world)


def hear(turn: Turn, heard: Heard, world: World) -> Turn:
    """The next sentence of a hand-off, by the stage it has reached."""
    return STAGES[turn.talk.stage](turn, heard.text.strip(), world)


def back(turn: Turn, world: World) -> Turn:
    """One step back within the hand-off."""
    stage = turn.talk.stage
    if stage in ("village", "mediator"):
        return mediator(turn, world)
    if stage == "consent" and turn.talk.errand.get("kind") == "mediation":
        return _show_mediators(turn, world)
    if stage == "phone":
        return _ask(turn, "name", world.library.words("name"))
    if stage == "submit":
        return _ask(turn, "phone", world.library.words("phone"), input="tel")
    return start(turn, world)


def resume(turn: Turn, world: World) -> Turn:
    """Back to where the talk was before the hand-off."""
    talk = turn.talk
    interrupted, talk.resume, talk.errand = talk.resume, "", {}
    if talk.issue and interrupted:
        return asking.ask(turn, world)
    talk.stage = "done"
    if talk.page:
        return concluding.offer_next(turn, world)
    return turn.say(world.library.words("restart"), [controls.MENU])


def _town(turn: Turn, text: str, world: World) -> Turn:
    found = _named(text, world.towns())
    if text == ELSEWHERE:
        turn.talk.errand["place"] = ""
        return _show_mediators(turn, world)
    if not found:
        villages = [village for town in world.towns() for village in world.villages(town)]
        if village := _named(text, villages):
            turn.talk.errand["place"] = village
            return _show_mediators(turn, world)
        return turn.say(world.library.words("which_town"), [*world.towns(), ELSEWHERE])
    turn.talk.errand["town"] = turn.talk.errand["place"] = found
    turn.talk.stage = "village"
    return turn.say(world.library.words("which_village", town=found), [*world.villages(found), ELSEWHERE])


def _village(turn: Turn, text: str, world: World) -> Turn:
    town = turn.talk.errand["town"]
    if text != ELSEWHERE:
        found = _named(text, world.villages(town))
        if not found:
            return turn.say(world.library.words("which_village", town=town), [*world.villages(town), ELSEWHERE])
        turn.talk.errand["place"] = found
    return _show_mediators(turn, world)


def _show_mediators(turn: Turn, world: World) -> Turn:
    people = world.mediators(turn.talk.errand["place"])
    if not people:
        return hotline(turn.say(world.library.words("no_mediators")), world)
    turn.talk.stage = "mediator"
    cards = [_card(person) for person in people]
    return turn.say(world.library.words("mediators"), [person.label for person in people], kind="people", people=cards)


def _mediator(turn: Turn, text: str, world: World) -> Turn:
    people = world.mediators(turn.talk.errand["place"])
    chosen = [person for person in people if text in (person.label, person.name)]
    if len(chosen) != 1:
        return _show_mediators(turn, world)
    person = chosen[0]
    turn.talk.errand.update(person_id=person.id, who=person.name, person_phone=person.phone)
    return _ask_consent(turn, world)


def _ask_consent(turn: Turn, world: World) -> Turn:
    return _ask(turn, "consent", world.library.words("consent"), [AGREE, REFUSE])


def _consent(turn: Turn, text: str, world: World) -> Turn:
    if text == REFUSE or text in answers.NO:
        phone = turn.talk.errand.get("person_phone", HOTLINE_NUMBER)
        turn.say(world.library.words("no_consent", phone=phone), links=call_links([phone]))
        return resume(turn, world)
    if text != AGREE and text not in answers.YES:
        return _ask_consent(turn, world)
    turn.talk.errand["consent"] = CONSENT_VERSION
    return _ask(turn, "name", world.library.words("name"), input="text")


def _name(turn: Turn, text: str, world: World) -> Turn:
    if not 2 <= len(text) <= 20 or any(character.isdigit() for character in text):
        return _ask(turn, "name", world.library.words("bad_name"), input="text")
    turn.talk.errand["name"] = text
    return _ask(turn, "phone", world.library.words("phone"), input="tel")


def _phone(turn: Turn, text: str, world: World) -> Turn:
    number = read_phone(text)
    if not number:
        return _ask(turn, "phone", world.library.words("bad_phone"), input="tel")
    errand = turn.talk.errand
    errand["phone"] = number
    who = errand.get("who", HOTLINE_NUMBER)
    text = world.library.words("confirm_case", who=who, name=errand["name"], phone=number)
    return _ask(turn, "submit", text, [SUBMIT, controls.BACK], kind="confirm")


def _submit(turn: Turn, text: str, world: World) -> Turn:
    errand, words = turn.talk.errand, world.library.words
    if text != SUBMIT and text not in answers.YES:
        text = words("confirm_case", who=errand.get("who", HOTLINE_NUMBER), name=errand["name"], phone=errand["phone"])
        return _ask(turn, "submit", text, [SUBMIT, controls.BACK], kind="confirm")
    details = {
        "kind": errand["kind"],
        "person_id": errand.get("person_id"),
        "place": errand.get("place", ""),
        "name": errand["name"],
        "phone": errand["phone"],
        "consent": errand["consent"],
        "page": turn.talk.page,
        "issue": turn.talk.issue,
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


def _ask(turn: Turn, stage: str, text: str, buttons: list[str] | None = None, **more: Any) -> Turn:
    turn.talk.stage = stage
    if buttons is None:
        turn.talk.offered = []
    return turn.say(text, buttons, **more)


def _set_aside(turn: Turn) -> None:
    """Remembers where the talk was, once, so that it can be taken up again."""
    if turn.talk.stage not in STAGES and turn.talk.stage not in ("idle", "done", "menu"):
        turn.talk.resume = turn.talk.stage


def _card(person: Person) -> dict[str, Any]:
    return {
        "label": person.label,
        "name": person.name,
        "village": person.place,
        "level": person.level,
        "speciality": person.speciality,
        "phone": person.phone,
        "photo": person.photo,
        "initials": person.initials,
    }


def _named(text: str, places: list[str]) -> str:
    """The one place a reply names, or an empty string."""
    found = match(text, tuple(places))
    return found[0] if len(found) == 1 else ""


def _choice(turn: Turn, text: str, world: World) -> Turn:
    return start(turn.say(world.library.words("lost")), world)


STAGES = {
    "hand_off": _choice,
    "town": _town,
    "village": _village,
    "mediator": _mediator,
    "consent": _consent,
    "name": _name,
    "phone": _phone,
    "submit": _submit,
}
