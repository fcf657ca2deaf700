"""From the talk to a named person: the village, the mediator, consent, a name and a phone, and a case is open.

This module finds the person; where the resident is, is asked in :mod:`finding_place`, and what is asked and written once a
person has been chosen, in :mod:`applying`.
"""

from __future__ import annotations

from typing import Any

from bot.consultation import faq
from bot.consultation.talk import applying, concluding, controls, finding_place, opening, replies
from bot.consultation.talk.applying import HOTLINE_NUMBER
from bot.consultation.talk.safety_card import call_links
from bot.consultation.talk.state import Heard, Turn
from bot.consultation.talk.telephone import begin_errand, hotline, set_aside
from bot.consultation.talk.world import Person, World


def start(turn: Turn, world: World) -> Turn:
    """Offers the two kinds of person; the interview waits and can be taken up again."""
    set_aside(turn)
    turn.talk.stage = "hand_off"
    people = concluding.people_to_offer(turn.talk, world)
    buttons = [*people, *([controls.RESUME] if turn.talk.resume else [])]
    return turn.say(world.library.words("person"), buttons, links=call_links([HOTLINE_NUMBER]))


def mediator(turn: Turn, world: World) -> Turn:
    """Begins the errand that ends in a case with a mediator; where the place is known, it is not asked."""
    begin_errand(turn, "mediation")
    if place := _known_place(turn, world):
        turn.talk.errand["place"] = place
        return _show_mediators(turn, world)
    return finding_place.ask_town(turn, world)


def change_place(turn: Turn, world: World) -> Turn:
    """Mediators of another place than the one that was told."""
    if turn.talk.errand.get("kind") != "mediation" or turn.talk.stage not in STAGES:
        begin_errand(turn, "mediation")
    return finding_place.ask_town(turn, world)


def hear(turn: Turn, heard: Heard, world: World) -> Turn:
    """The next sentence of a hand-off, by the stage it has reached; a side question is answered and the stage stays."""
    if entry := faq.match(world.library.faq, heard.text):
        return again(turn.say(faq.answer(entry, world.library, world.today)), world)
    return STAGES[turn.talk.stage](turn, heard.text.strip(), world)


def again(turn: Turn, world: World) -> Turn:
    """Asks once more what this stage is waiting for."""
    return AGAIN[turn.talk.stage](turn, world)


def back(turn: Turn, world: World) -> Turn:
    """One step back within the hand-off."""
    stage = turn.talk.stage
    if stage in ("village", "mediator"):
        return finding_place.ask_town(turn, world)
    if stage == "consent" and turn.talk.errand.get("kind") == "mediation":
        return _show_mediators(turn, world)
    if stage == "phone":
        return applying.ask_name(turn, world)
    if stage == "submit":
        return applying.ask_phone(turn, world)
    return start(turn, world)


def resume(turn: Turn, world: World) -> Turn:
    """Back to where the talk was before the hand-off."""
    talk = turn.talk
    interrupted, talk.resume, talk.errand = talk.resume, "", {}
    if talk.issue and interrupted:
        talk.stage = interrupted
        return opening.go_on(turn, world)
    talk.stage = "done"
    if talk.page:
        return concluding.offer_next(turn, world)
    return turn.say(world.library.words("restart"), [controls.MENU])


def _town(turn: Turn, text: str, world: World) -> Turn:
    return finding_place.hear_town(turn, text, world) or _show_mediators(turn, world)


def _village(turn: Turn, text: str, world: World) -> Turn:
    return finding_place.hear_village(turn, text, world) or _show_mediators(turn, world)


def _show_mediators(turn: Turn, world: World) -> Turn:
    place = turn.talk.errand["place"]
    people = world.mediators(place)
    if not people:
        return hotline(turn.say(world.library.words("no_mediators")), world)
    turn.talk.stage = "mediator"
    labels = [*(person.label for person in people), controls.CHANGE_PLACE]
    cards = [_card(person) for person in people]
    return turn.say(world.library.words("mediators", place=place or "您"), labels, kind="people", people=cards)


def _known_place(turn: Turn, world: World) -> str:
    """The place already told, where the district still has it under that name."""
    place = turn.talk.whereabouts
    return place if place and finding_place.named(place, replies.district(world)) else ""


def _mediator(turn: Turn, text: str, world: World) -> Turn:
    people = world.mediators(turn.talk.errand["place"])
    chosen = [person for person in people if text in (person.label, person.name)]
    if len(chosen) != 1:
        return _show_mediators(turn, world)
    person = chosen[0]
    turn.talk.errand.update(person_id=person.id, who=person.name, person_phone=person.phone)
    return applying.ask_consent(turn, world)


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


def _consent(turn: Turn, text: str, world: World) -> Turn:
    turn = applying.hear_consent(turn, text, world)
    return resume(turn, world) if turn.talk.errand.get("refused") else turn


def _choice(turn: Turn, text: str, world: World) -> Turn:
    return start(turn.say(world.library.words("lost")), world)


STAGES = {
    "hand_off": _choice,
    "town": _town,
    "village": _village,
    "mediator": _mediator,
    "consent": _consent,
    "name": applying.hear_name,
    "phone": applying.hear_phone,
    "submit": applying.hear_submit,
}
AGAIN = {
    "hand_off": start,
    "town": finding_place.ask_again,
    "village": finding_place.ask_again,
    "mediator": _show_mediators,
    "consent": applying.ask_consent,
    "name": applying.ask_name,
    "phone": applying.ask_phone,
    "submit": applying.ask_submit,
}
