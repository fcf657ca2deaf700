"""Keeps each conversation as a checkpoint: where it stands now, not everything that was ever said.

Rasa's own SQL store re-reads the whole session at every message, so that a turn costs more the longer one talks.  All our
forms need to go on is the slot ``talk`` and whether a person has taken over; what was said is kept once, sealed, in the
message table.  A turn therefore costs the same at the fortieth question as at the first, and a consultation that has ended
leaves nothing behind in the tracker.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, ConversationPaused, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from casework.checkpoints import load_checkpoint, save_checkpoint
from casework.database import Database
from casework.errors import ConversationWiped

FORM = "consultation_form"
LISTEN = "action_listen"
# A door that keeps the checkpoint together with the messages of the turn puts {"before": state} here and finds "state"
# beside it afterwards.
pending: ContextVar[dict[str, Any] | None] = ContextVar("pending", default=None)


class CheckpointStore(TrackerStore):
    """A Rasa tracker store over casework's checkpoint table."""

    def __init__(self, domain: Domain, database: Database, event_broker: EventBroker | None = None) -> None:
        super().__init__(domain, event_broker)
        self._database = database

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        turn = pending.get()
        # A door that has looked the state up already hands it over with the turn.
        state = turn["before"] if turn and "before" in turn else await asyncio.to_thread(self._load, sender_id)
        if state is None:
            return None
        return DialogueStateTracker.from_events(sender_id, events_of(state), self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        await self.stream_events(tracker)
        state = state_of(tracker)
        turn = pending.get()
        if turn is not None:
            turn["state"] = state
        else:
            await asyncio.to_thread(self._save, tracker.sender_id, state)

    async def keys(self) -> Iterable[str]:
        """Not listed: nothing in the service needs the names of all conversations."""
        return []

    def _load(self, sender_id: str) -> dict[str, Any] | None:
        with self._database.reading() as session:
            return load_checkpoint(session, sender_id)

    def _save(self, sender_id: str, state: dict[str, Any]) -> None:
        try:
            with self._database.session() as session:
                save_checkpoint(session, sender_id, state)
        except ConversationWiped:
            # The resident has just asked to be forgotten; there is nothing to keep.
            return


def state_of(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What has to survive of a tracker: the talk and whether a person has it."""
    return {"talk": tracker.get_slot("talk") or {}, "paused": tracker.is_paused()}


def events_of(state: dict[str, Any]) -> list[Event]:
    """The shortest history that leaves a tracker in this state, waiting for the next sentence."""
    events: list[Event] = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted(LISTEN)]
    events += [
        ActionExecuted(FORM),
        ActiveLoop(FORM),
        SlotSet("talk", state.get("talk")),
        SlotSet("requested_slot", "answer"),
    ]
    if state.get("paused"):
        events.append(ConversationPaused())
    return [*events, ActionExecuted(LISTEN)]
