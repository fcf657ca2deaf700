"""Sends what is owed: late answers, the rest of long ones, what a person says, and the progress of a case.

Every process may run one; the database hands each owed thing to one of them.  What cannot be sent now waits for the
resident's next message, and what may or may not have arrived is said again there, with a word that it is said again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog

from casework import clock, followers, outgoing
from casework.database import Database
from casework.errors import CaseworkError
from casework.outgoing import Owed
from channels.weixin.api import Api
from channels.weixin.books import this_process
from channels.weixin.composing import part_owed
from channels.weixin.errors import NOT_FOLLOWING, WINDOW_CLOSED, ApiError, Unreachable
from channels.weixin.menu import Template

log = structlog.get_logger()
LOOK_AGAIN, BATCH, AT_ONCE = 1.0, 50, 6
TRIES = 4
# The account may not send such messages at all.
NOT_ALLOWED = {48001, 45009, 40199}


class Pump:
    """Sends what is owed to followers, in order for each of them."""

    def __init__(self, database: Database, api: Api, may_send: bool, template: Template | None, page: str) -> None:
        """
        :param template: the notice of a case's progress; None where none is set up.
        :param page: the address a template message opens.
        """
        self._database, self._api, self._may_send = database, api, may_send
        self._template, self._page = template if template and template.id else None, page
        self._holder = this_process()
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def run(self) -> None:
        """Looks for what is owed, for ever."""
        while True:
            try:
                await self.send_due()
            except CaseworkError as trouble:
                log.warning("outgoing.unreachable", text=trouble.text)
            except Exception:
                log.exception("outgoing.failed")
            await asyncio.sleep(LOOK_AGAIN)

    async def send_due(self) -> None:
        """Sends what is due now; the first thing owed to each follower, then what comes after it."""
        while due := await asyncio.to_thread(self._due):
            await asyncio.gather(*map(self._send, due))

    async def _send(self, owed: Owed) -> None:
        async with self._slots:
            await self._try(owed)

    async def _try(self, owed: Owed) -> None:
        try:
            trouble = await self._deliver(owed)
        except Unreachable as unreachable:
            if unreachable.maybe_sent:
                return await self._note(outgoing.unsure, owed.id, "timeout")
            return await self._again(owed, "unreachable")
        except ApiError as error:
            return await self._refused(owed, error.code)
        if trouble:
            await self._note(outgoing.hold_for_next_message, owed.id, trouble)
        else:
            await self._note(outgoing.sent, owed.id)

    async def _deliver(self, owed: Owed) -> str:
        """Sends it one way or another; the reason why not where it has to wait for the resident."""
        if owed.kind == outgoing.PROGRESS and await self._sent_as_template(owed):
            return ""
        if not self._may_send:
            return "not allowed"
        if not await asyncio.to_thread(self._spend, owed.follower.id):
            return "no quota"
        await self._api.send_part(owed.follower.openid, part_owed(owed))
        return ""

    async def _sent_as_template(self, owed: Owed) -> bool:
        template = self._template
        if template is None:
            return False
        data = template.data(owed.body)
        try:
            await self._api.send_template(
                owed.follower.openid, template.id, data, self._page, subscription=template.subscription
            )
        except ApiError as error:
            if error.code in NOT_FOLLOWING:
                raise
            log.warning("template.refused", code=error.code)
            return False
        return True

    async def _refused(self, owed: Owed, code: int) -> None:
        log.warning("outgoing.refused", kind=owed.kind, code=code)
        if code in NOT_FOLLOWING:
            return await asyncio.to_thread(self._unfollow, owed.follower.id)
        if code in WINDOW_CLOSED:
            await asyncio.to_thread(self._close_windows, owed.follower.id)
        if code in WINDOW_CLOSED | NOT_ALLOWED:
            return await self._note(outgoing.hold_for_next_message, owed.id, str(code))
        await self._again(owed, str(code))

    async def _again(self, owed: Owed, trouble: str) -> None:
        if owed.tries >= TRIES:
            return await self._note(outgoing.hold_for_next_message, owed.id, trouble)
        until = clock.now() + timedelta(seconds=2**owed.tries)
        await self._note(outgoing.wait, owed.id, until, trouble)

    async def _note(self, what: Callable[..., None], *given: Any) -> None:
        def write() -> None:
            with self._database.session() as session:
                what(session, *given)

        await asyncio.to_thread(write)

    def _due(self) -> list[Owed]:
        with self._database.reading() as session:
            if not outgoing.anything_due(session):
                return []
        with self._database.session() as session:
            return outgoing.lease_due(session, self._holder, limit=BATCH)

    def _spend(self, follower_id: int) -> bool:
        with self._database.session() as session:
            return followers.spend(session, follower_id)

    def _close_windows(self, follower_id: int) -> None:
        with self._database.session() as session:
            followers.close_windows(session, follower_id)

    def _unfollow(self, follower_id: int) -> None:
        with self._database.session() as session:
            followers.set_following(session, follower_id, False)
