"""The WeChat door: what the platform posts comes in, signed and sealed, and one reply goes out within five seconds.

It knows no law and decides nothing.  What happens between is told in :mod:`channels.weixin.conduct`.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.exceptions import ServiceUnavailable
from sanic.request import Request
from sanic.response import HTTPResponse, raw, text

from casework.database import Database
from casework.errors import CaseworkError
from channels.limits import Limits
from channels.turns import NeedsClassifying, Turns
from channels.weixin import words
from channels.weixin.answering import Answering
from channels.weixin.api import Api
from channels.weixin.composing import SPOKEN, Part
from channels.weixin.conduct import Conduct, NotTaken
from channels.weixin.envelope import Envelope, Refused
from channels.weixin.incoming import Message, NotAMessage, read
from channels.weixin.menu import WechatFile, click_text
from channels.weixin.occasions import TALK, Occasion, occasion
from channels.weixin.pump import Pump
from channels.weixin.replies import NOTHING, card_reply, text_reply
from channels.weixin.settings import Settings
from channels.weixin.speaking import parts

log = structlog.get_logger()
# Longer than the platform waits: a delivery that cannot be taken in is left without an answer, and comes again.
NO_ANSWER = 10.0
DELIVERIES, REMEMBERED = 3, 10_000
SWEEP = 5.0


class WeChatChannel(InputChannel):
    """The official account (docs/wechat.md)."""

    def __init__(
        self,
        database: Database,
        settings: Settings,
        file: WechatFile,
        api: Api,
        limits: Limits,
        greeting: Callable[[], str],
        needs_classifying: NeedsClassifying,
    ) -> None:
        self._database, self.settings, self._file, self.api = database, settings, file, api
        self._limits, self._greeting, self._needs_classifying = limits, greeting, needs_classifying
        self._envelope = Envelope(settings)
        self._tasks: list[asyncio.Task[None]] = []
        self._conduct: Conduct | None = None
        self._verdicts: dict[str, bool] = {}
        self._failures: dict[str, int] = {}

    @classmethod
    def name(cls) -> str:
        return "wechat"

    def url_prefix(self) -> str:
        return "/wechat"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        blueprint = Blueprint("wechat")
        turns = Turns(self._database, self.name(), on_new_message, self._needs_classifying)
        answering = Answering(self._database, turns, self._greeting)
        page = f"{self.settings.public_url}/wx/in?to=/mine"
        may_send = self.settings.customer_service
        pump = Pump(self._database, self.api, may_send, self._file.templates.get("progress"), page)

        @blueprint.listener("after_server_start")
        async def open_door(app: Any, loop: Any) -> None:
            self._conduct = Conduct(
                self._database, answering.wires, self._speak, pump.send_due, self.settings.wait, may_send
            )
            self._tasks = [loop.create_task(pump.run()), loop.create_task(self._sweep(self._conduct))]

        @blueprint.get("/", strict_slashes=False)
        async def verify(request: Request) -> HTTPResponse:
            try:
                return text(self._envelope.echo(query_of(request)))
            except Refused:
                return text("", status=403)

        @blueprint.post("/", strict_slashes=False)
        async def heard(request: Request) -> HTTPResponse:
            try:
                opened = self._envelope.open(query_of(request), request.body)
            except Refused:
                return text("", status=403)
            try:
                message = read(opened, self.settings.account)
            except NotAMessage as trouble:
                log.warning("wechat.not_a_message", why=str(trouble))
                return text(NOTHING)
            part = await self._answer(message)
            if part is None:
                return text(NOTHING)
            query = query_of(request)
            sealed = self._envelope.seal(in_xml(message, part), query["nonce"], self._envelope.sealed(query))
            return raw(sealed, content_type="text/xml; charset=utf-8")

        return blueprint

    async def _answer(self, message: Message) -> Part | None:
        key = self._key(message)
        what = occasion(message, key, click_text)
        if not self._verdict(key, message, what):
            return {"type": "text", "text": words.TOO_FAST}
        try:
            if self._conduct is not None:
                return await self._conduct.reply_to(message.user, what)
        except (NotTaken, CaseworkError):
            log.warning("wechat.not_taken")
        if self._failed(key) < DELIVERIES:
            # Without an answer the platform brings it again, and that is the safest place for it to wait.
            await asyncio.sleep(NO_ANSWER)
            raise ServiceUnavailable("not taken")
        return {"type": "text", "text": words.NOT_KEPT}

    def _verdict(self, key: str, message: Message, what: Occasion) -> bool:
        """Whether a resident may say something more just now; the same for every delivery of the message."""
        if key not in self._verdicts:
            code = not (what.scene and message.kind == "text") or self._limits.allow_code(message.user)
            self._verdicts[key] = code and (what.act != TALK or self._limits.allow_session(message.user))
            forget_oldest(self._verdicts)
        return self._verdicts[key]

    def _failed(self, key: str) -> int:
        """How often this message could not be taken in."""
        self._failures[key] = times = self._failures.get(key, 0) + 1
        forget_oldest(self._failures)
        return times

    def _key(self, message: Message) -> str:
        """A message's name, the same for every delivery of it; derived, so that no openid stands in it."""
        return hmac.new(self.settings.token.encode(), message.key.encode(), hashlib.sha256).hexdigest()

    def _speak(self, wires: list[dict[str, Any]]) -> list[Part]:
        return parts(wires, lambda path: f"{self.settings.public_url}{path}", SPOKEN, self.settings.msgmenu)

    async def _sweep(self, conduct: Conduct) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            try:
                await conduct.sweep()
            except CaseworkError as trouble:
                log.warning("wechat.sweep", text=trouble.text)
            except Exception:
                log.exception("wechat.sweep")

    async def close(self) -> None:
        """Lets the messages on their way come to an end and stops sending."""
        if self._conduct is not None:
            await self._conduct.close()
        for task in self._tasks:
            task.cancel()
        await self.api.close()


def forget_oldest(known: dict[str, Any]) -> None:
    if len(known) > REMEMBERED:
        known.pop(next(iter(known)))


def query_of(request: Request) -> dict[str, str]:
    return {name: values[0] for name, values in request.args.items()}


def in_xml(message: Message, part: Part) -> str:
    if part["type"] == "card":
        return card_reply(message, part["title"], part["description"], part["url"])
    return text_reply(message, part["text"])
