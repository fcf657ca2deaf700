"""What is said later: messages that come without a question, pushed to whoever has the page open."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

from casework import conversations
from casework.database import Database
from channels.turns import Wire, on_the_wire

KEEP_ALIVE = 20.0
LOOK_AGAIN = 5.0


class Hub:
    """Wakes the streams of a conversation; a look at the database every few seconds finds what other processes wrote."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._closed = False

    def wake(self, conversation: str) -> None:
        for event in self._waiting.get(conversation, ()):
            event.set()

    def close(self) -> None:
        """Lets every stream end."""
        self._closed = True
        for conversation in list(self._waiting):
            self.wake(conversation)

    async def after(self, conversation: str, seq: int) -> list[Wire]:
        """Messages later than ``seq``, oldest first."""
        return await asyncio.to_thread(self._after, conversation, seq)

    async def stream(self, conversation: str, seq: int) -> AsyncIterator[Wire | None]:
        """Messages as they come; None now and then, to keep the line open."""
        event = asyncio.Event()
        self._waiting.setdefault(conversation, set()).add(event)
        spoken = time.monotonic()
        try:
            yield None
            while not self._closed:
                event.clear()
                for wire in await self.after(conversation, seq):
                    seq, spoken = wire["id"], time.monotonic()
                    yield wire
                if time.monotonic() - spoken >= KEEP_ALIVE:
                    spoken = time.monotonic()
                    yield None
                try:
                    await asyncio.wait_for(event.wait(), LOOK_AGAIN)
                except asyncio.TimeoutError:
                    continue
        finally:
            self._waiting[conversation].discard(event)
            if not self._waiting[conversation]:
                del self._waiting[conversation]

    def _after(self, conversation: str, seq: int) -> list[Any]:
        with self._database.reading() as session:
            # With nothing seen yet, history() would start at the newest page.
            return [on_the_wire(one) for one in conversations.history(session, conversation, after=seq)]
