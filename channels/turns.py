"""One turn, whatever the door: the sentence, its replies and where the talk then stands are kept together or not at all.

The same ``client_id`` again gives the same replies and never a second turn; sentences of one resident are taken in order.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any
from weakref import WeakValueDictionary

import structlog
from rasa.core.channels.channel import OutputChannel, UserMessage
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.checkpoints import pending
from casework import conversations, taking_over
from casework.checkpoints import standing
from casework.conversations import Message
from casework.database import Database
from casework.errors import ConversationWiped
from casework.turns import record_turn

log = structlog.get_logger()
CHINA = timezone(timedelta(hours=8))
Wire = dict[str, Any]
# Given the conversation, where it stands, the sentence, and what the door knows of it.
NeedsClassifying = Callable[[str, "dict[str, Any] | None", str, "dict[str, Any] | None"], bool]
# What Rasa is told of a sentence that needs no classifier.
UNCLASSIFIED: dict[str, Any] = {
    "intent": {"name": "nlu_fallback", "confidence": 1.0},
    "intent_ranking": [],
    "entities": [],
}
# Shared by all doors, since a talk may be open on the phone and on a computer at once.
LOCKS: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
FAILED: Wire = {
    "text": "刚才出了点岔子，您说的话没有丢，请再发一遍。还不行就打 12348。",
    "kind": "text",
    "buttons": ["转人工"],
    "links": [{"label": "拨打 12348", "href": "tel:12348"}],
}
HELD = "{who}正在和您说话，助手先不插话。急事请打 110、120，法律上的事可以打 12348。"


@dataclass(frozen=True)
class _Before:
    """How things stand before a turn: what was told if the sentence has been answered, where the talk is, who has it."""

    told: list[Wire] | None
    state: dict[str, Any] | None = None
    held_by: str | None = None
    classify: bool = False


class Collector(OutputChannel):
    """Takes the bot's messages whole: text, buttons and everything a door may draw."""

    def __init__(self) -> None:
        self.messages: list[Wire] = []

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        body: Wire = {"text": message.get("text") or "", "kind": "text"}
        if buttons := message.get("buttons"):
            body["buttons"] = [button["title"] for button in buttons]
        body.update(message.get("custom") or {})
        self.messages.append(body)


class Turns:
    """Takes residents' sentences to Rasa and keeps what comes of them."""

    def __init__(
        self,
        database: Database,
        channel: str,
        handle: Callable[[UserMessage], Awaitable[Any]],
        needs_classifying: NeedsClassifying = lambda conversation, state, text, metadata: True,
    ) -> None:
        self._database, self._channel, self._handle = database, channel, handle
        self._needs_classifying = needs_classifying

    async def take(
        self,
        conversation: str,
        client_id: str,
        text: str,
        metadata: dict[str, Any] | None = None,
        shown: Wire | None = None,
    ) -> list[Wire]:
        """The stored sentence and the replies to it; replies to a conversation just deleted are told but not kept.

        ``shown`` is kept as the resident's message where that is more than the text; ``metadata`` is for the core.
        """
        lock = LOCKS.setdefault(conversation, asyncio.Lock())
        async with lock:
            # Rasa takes a leading slash for a command; what a resident types is always text.
            said = text.lstrip("/／ ").strip() or "？"
            body = {"text": text} if shown is None else shown
            replies: list[Wire] = []
            before = await asyncio.to_thread(self._before, conversation, client_id, said, metadata)
            if before.told is not None:
                return before.told
            try:
                if before.held_by is not None:
                    told = await asyncio.to_thread(self._keep_for_person, conversation, client_id, body)
                    if told is not None:
                        return told
                replies, state = await self._think(conversation, said, before, metadata)
                return await asyncio.to_thread(self._keep, conversation, client_id, body, replies, state)
            except ConversationWiped:
                return [{"id": 0, "from": "bot", **reply} for reply in replies]
            except IntegrityError:
                # Another process was quicker with the same sentence.
                return await asyncio.to_thread(self._told_elsewhere, conversation, client_id)

    async def _think(
        self, conversation: str, said: str, before: _Before, metadata: dict[str, Any] | None
    ) -> tuple[list[Wire], dict[str, Any] | None]:
        turn: dict[str, Any] = {"before": before.state}
        marker = pending.set(turn)
        collector = Collector()
        try:
            parsed: Any = None if before.classify else {"text": said, **UNCLASSIFIED}
            message = UserMessage(
                said, collector, conversation, parse_data=parsed, input_channel=self._channel, metadata=metadata
            )
            await self._handle(message)
        except Exception:
            log.exception("turn.failed", channel=self._channel)
            return [FAILED], None
        finally:
            pending.reset(marker)
        state = turn.get("state")
        silent = state is not None and state.get("paused")
        return (collector.messages or ([] if silent else [FAILED])), state

    def _before(self, conversation: str, client_id: str, said: str, metadata: dict[str, Any] | None) -> _Before:
        with self._database.reading() as session:
            told = told_before(session, conversation, client_id)
            if told is not None:
                return _Before(told)
            state, held_by = standing(session, conversation)
        classify = self._needs_classifying(conversation, state, said, metadata)
        return _Before(None, state, held_by, classify)

    def _told_elsewhere(self, conversation: str, client_id: str) -> list[Wire]:
        with self._database.reading() as session:
            return told_before(session, conversation, client_id) or []

    def _keep(
        self, conversation: str, client_id: str, body: Wire, replies: list[Wire], state: dict[str, Any] | None
    ) -> list[Wire]:
        with self._database.session() as session:
            stored = record_turn(session, conversation, client_id, body, replies, state, self._channel)
        return [on_the_wire(one) for one in stored]

    def _keep_for_person(self, conversation: str, client_id: str, body: Wire) -> list[Wire] | None:
        """Keep the sentence for the person who has the talk; None where they have just handed it back."""
        with self._database.session() as session:
            who = taking_over.held(session, conversation)
            if who is None:
                return None
            replies = []
            if taking_over.told(session, conversation):
                replies.append({"text": HELD.format(who=who), "kind": "held"})
            stored = record_turn(session, conversation, client_id, body, replies, None, self._channel)
        return [on_the_wire(one) for one in stored]


def told_before(session: Session, conversation: str, client_id: str) -> list[Wire] | None:
    """A stored sentence with its replies; None where it has not been answered."""
    asked = conversations.message_by_client_id(session, conversation, client_id)
    if asked is None or not asked.answered:
        return None
    return [on_the_wire(one) for one in (asked, *conversations.replies_to(session, conversation, asked.seq))]


def on_the_wire(message: Message) -> Wire:
    """A stored message as the doors send it."""
    wire: Wire = {
        "id": message.seq,
        "from": message.sender,
        "at": local(message.created_at),
        **message.body,
    }
    if message.client_id:
        wire["client_id"] = message.client_id
    return wire


def local(moment: datetime) -> str:
    """A moment in China's time, as the doors write it."""
    return moment.astimezone(CHINA).isoformat(timespec="seconds")
