"""The web door: a signed session, messages as JSON, and a stream for what comes later.

It knows no law and decides nothing: it takes sentences to :mod:`channels.turns` and hands back what was said.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as as_json

from bot.consultation.model import GROUPS, Library
from casework import conversations, enquiries, privacy
from casework.database import Database
from casework.errors import ConversationWiped
from channels.continuing import add_continuing
from channels.limits import Limits
from channels.pushing import Hub
from channels.replies import LONGEST_TEXT, after, body_of, event, refuse
from channels.sessions import Sessions
from channels.turns import NeedsClassifying, Turns, Wire, local, on_the_wire

TITLE, HOTLINE = "法问", "12348"
CLIENT_ID = 80


class WebChannel(InputChannel):
    """The chat page's API (docs/api.md)."""

    def __init__(
        self,
        database: Database,
        library: Callable[[], Library],
        limits: Limits,
        secure_cookies: bool = False,
        needs_classifying: NeedsClassifying = lambda conversation, state, text, metadata: True,
    ) -> None:
        self._needs_classifying = needs_classifying
        self._database, self._library, self._limits = database, library, limits
        self._sessions, self._hub, self._secure = Sessions(database), Hub(database), secure_cookies

    @classmethod
    def name(cls) -> str:
        return "web"

    def url_prefix(self) -> str:
        return "/api"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        blueprint = Blueprint("web")
        turns = Turns(self._database, self.name(), on_new_message, self._needs_classifying)

        @blueprint.middleware("request")
        async def guard(request: Request) -> HTTPResponse | None:
            if request.method not in ("GET", "HEAD") and request.headers.get("x-fawen") != "1":
                return refuse("bad_request")
            return None if self._limits.allow_address(request.remote_addr or request.ip) else refuse("too_fast")

        @blueprint.get("/session")
        async def session(request: Request) -> HTTPResponse:
            conversation = self._sessions.read(request)
            history = await asyncio.to_thread(self._history, conversation) if conversation else None
            if history is None:
                return await self._start_over(request)
            return as_json(self._page(history))

        @blueprint.post("/messages")
        async def messages(request: Request) -> HTTPResponse:
            conversation = self._sessions.read(request)
            if conversation is None:
                return refuse("no_session")
            body = body_of(request)
            text, client_id = body.get("text"), body.get("client_id")
            if not isinstance(text, str) or not isinstance(client_id, str) or not 1 <= len(client_id) <= CLIENT_ID:
                return refuse("bad_request")
            if not text.strip():
                return refuse("empty")
            if len(text) > LONGEST_TEXT:
                return refuse("too_long")
            # Half of a character, as a broken keyboard may send, cannot be stored.
            text = text.encode("utf-8", "replace").decode("utf-8")
            if not self._limits.allow_session(conversation):
                return refuse("too_fast")
            told = await turns.take(conversation, client_id, text)
            response = as_json({"messages": told})
            if any(one.get("id") == 0 for one in told):
                # The resident has just asked to be forgotten: what is left of earlier talks goes, too.
                await asyncio.to_thread(self._forget, self._sessions.read_all(request))
                self._sessions.write(response, [self._sessions.fresh()], self._secure)
            self._hub.wake(conversation)
            return response

        @blueprint.get("/messages")
        async def later(request: Request) -> HTTPResponse:
            conversation = self._sessions.read(request)
            if conversation is None:
                return refuse("no_session")
            return as_json({"messages": await self._hub.after(conversation, after(request))})

        @blueprint.get("/events")
        async def events(request: Request) -> HTTPResponse | None:
            conversation = self._sessions.read(request)
            if conversation is None:
                return refuse("no_session")
            response = await request.respond(content_type="text/event-stream", headers={"Cache-Control": "no-store"})
            async for wire in self._hub.stream(conversation, after(request)):
                await response.send(event(wire))
            return None

        @blueprint.post("/new")
        async def new(request: Request) -> HTTPResponse:
            return await self._start_over(request)

        @blueprint.post("/cases/lookup")
        async def lookup(request: Request) -> HTTPResponse:
            body = body_of(request)
            number, code = str(body.get("number", ""))[:40], str(body.get("code", ""))[:20]
            found = await asyncio.to_thread(self._case, number, code)
            return as_json({"case": found["case"]}) if "case" in found else refuse("not_found", found["text"])

        add_continuing(blueprint, self._database, self._sessions, self._limits, self._secure)

        @blueprint.delete("/me")
        async def forget(request: Request) -> HTTPResponse:
            await asyncio.to_thread(self._forget, self._sessions.read_all(request))
            response = as_json({"text": self._library().words("forgotten")})
            self._sessions.write(response, [self._sessions.fresh()], self._secure)
            return response

        return blueprint

    def close(self) -> None:
        """Ends the open streams, so that stopping need not wait for pages that are left open."""
        self._hub.close()

    async def _start_over(self, request: Request) -> HTTPResponse:
        """A conversation nobody has used yet, opened with the greeting."""
        conversation = self._sessions.fresh()
        greeting = await asyncio.to_thread(self._greet, conversation)
        response = as_json(self._page([greeting]))
        self._sessions.write(response, [*self._sessions.read_all(request), conversation], self._secure)
        return response

    def _page(self, messages: list[Wire]) -> dict[str, Any]:
        return {"messages": messages, "title": TITLE, "hotline": HOTLINE}

    def _greet(self, conversation: str) -> Wire:
        body = {"text": self._library().words("greeting"), "kind": "menu", "buttons": list(GROUPS)}
        with self._database.session() as session:
            stored, _ = conversations.append_message(
                session, conversation, body, conversations.BOT, channel=self.name()
            )
        return on_the_wire(stored)

    def _history(self, conversation: str) -> list[Wire] | None:
        """What was said before; None where there is nothing left to show."""
        try:
            with self._database.reading() as session:
                return [on_the_wire(one) for one in conversations.history(session, conversation)] or None
        except ConversationWiped:
            return None

    def _case(self, number: str, code: str) -> dict[str, Any]:
        with self._database.session() as session:
            enquiry = enquiries.case_status(session, number, code)
        if enquiry.status is None:
            return {"text": enquiry.text}
        status = enquiry.status
        steps = [{"at": local(step.at), "text": step.text} for step in status.history]
        return {
            "case": {
                "number": status.number,
                "status": status.state,
                "next": status.text,
                "mediator": status.handled_by,
                "phone": status.handler.phone if status.handler else HOTLINE,
                "since": local(status.since),
                "history": steps,
            }
        }

    def _forget(self, talks: list[str]) -> None:
        with self._database.session() as session:
            for conversation in talks:
                privacy.forget(session, conversation)
