"""The consultation form's validator: every sentence of a resident passes through here.

It is the only custom action, and it runs once a turn.  Asking is done here too, because a separate action to ask would
double the cost of a turn and could be run although reading the reply had failed.
"""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.desk import Desk
from bot.consultation import talk
from bot.consultation.talk import TEXT, Heard, Talk, Turn, respond

log = structlog.get_logger()
PLAIN = ("text", "buttons")


class ValidateConsultationForm(Action):
    """Reads the reply in the slot ``answer``, says what comes next, and empties the slot for the next reply."""

    def name(self) -> str:
        return "validate_consultation_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        text = tracker.get_slot("answer")
        if text is None:
            return [SlotSet("answer", None)]
        heard = heard_in(text, tracker.latest_message)
        # The desk talks to the database, and the event loop must not wait for it.
        turn = await asyncio.to_thread(hear, tracker.sender_id, tracker.get_slot("talk"), heard)
        for message in turn.messages:
            buttons = [{"title": label, "payload": label} for label in message.get("buttons", [])]
            more = {name: value for name, value in message.items() if name not in PLAIN}
            dispatcher.utter_message(text=message["text"], buttons=buttons, json_message=more)
        return [SlotSet("talk", turn.talk.stored()), SlotSet("answer", None)]


def hear(conversation: str, stored: dict[str, Any] | None, heard: Heard) -> Turn:
    """One turn of the talk; if it fails, the talk stays where it was and the resident is told so kindly."""
    desk = Desk.of(conversation)
    try:
        return respond(Talk.of(stored), heard, desk)
    except Exception:
        # Without the sentence itself: what residents say does not belong in a log.
        log.exception("talk.failed", stage=Talk.of(stored).stage)
        return Turn(Talk.of(stored)).say(desk.library.words("failed"), ["转人工"])


def needs_classifying(
    conversation: str, state: dict[str, Any] | None, text: str, metadata: dict[str, Any] | None = None
) -> bool:
    """Whether a sentence has to go through the classifier, given where its conversation stands."""
    kind = str((metadata or {}).get("kind") or TEXT)
    return talk.needs_classifying(Talk.of((state or {}).get("talk")), text, Desk.of(conversation), kind)


def heard_in(text: str, message: dict[str, Any]) -> Heard:
    """A sentence with what the classifier and the door know of it."""
    told = message.get("metadata") or {}
    return Heard(text, ranking(message), str(told.get("kind") or TEXT), str(told.get("place") or ""))


def ranking(message: dict[str, Any]) -> tuple[tuple[str, float], ...]:
    """What the classifier takes a sentence for, best first."""
    listed = message.get("intent_ranking") or []
    return tuple((one["name"], float(one["confidence"])) for one in listed if one.get("name"))
