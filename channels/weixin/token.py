"""The one access token that all processes share: kept in the database, renewed early and by one of them only.

Whoever takes a new token makes the old one die within five minutes, so two processes that each keep their own would
throw each other out for ever. Renewal begins before the end; while one process fetches, the others go on with the old
token, and when fetching fails, they go on with it until it really ends.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from casework import clock, leases
from casework.errors import CaseworkError
from channels.weixin.errors import Unreachable, WeixinTrouble

if TYPE_CHECKING:
    from casework.database import Database
    from channels.weixin.settings import Settings

EARLY = timedelta(minutes=5)
LEASE = 30  # seconds a fetch may take; longer than any request's patience
BACK_OFF = {True: 20, False: 2}  # seconds until the next try after a failed one, with and without a token to go on with
PATIENCE, POLL = 15.0, 0.05
DAY = timedelta(days=1)
TOO_OFTEN = "今天取凭据的次数太多了，先停一停：多半有别的程序也在用这个公众号的 AppSecret 取凭据。运行 fawen wechat doctor 看看。"
WAITED = "等了很久也没有拿到微信的凭据，稍后会再试。"


@dataclass(frozen=True)
class Allowance:
    """How often something may be done: so many times in a day, and so long apart."""

    per_day: int
    apart: timedelta


# Of the 2,000 a day that WeChat gives; and what it gives for forcing a stable token.
FETCHES = Allowance(1000, timedelta(0))
FORCED = Allowance(20, timedelta(seconds=30))
Fetch = Callable[[bool], Awaitable[tuple[str, int]]]


class TokenKeeper:
    """Gives the token out and has a new one fetched when it is time.

    :param fetch: asks WeChat; told whether to force a new stable token, returns the token and its seconds to live.
    """

    def __init__(
        self, database: Database, settings: Settings, fetch: Fetch, now: Callable[[], datetime] = clock.now
    ) -> None:
        self._database, self._fetch, self._now = database, fetch, now
        self._stable = settings.stable_token
        # A rehearsal's token must not be taken for the real one's.
        self._name = f"weixin:{settings.app_id}:{_digest(settings.api_url)[:8]}"

    async def token(self) -> str:
        """A token that lives; raises ApiError or Unreachable(maybe_sent=False) where none can be had."""
        for _ in range(round(PATIENCE / POLL)):
            kept = await self._look(self._kept)
            if kept and kept[1] - self._now() > EARLY:
                return kept[0]
            holder = secrets.token_hex(8)
            if await self._do(self._take, holder):
                return await self._renewed(holder)
            if kept:
                return kept[0]
            await asyncio.sleep(POLL)
        raise Unreachable(False, WAITED)

    async def renew(self) -> str:
        """A new token now, for all processes; the way to find out whether the credentials are still right."""
        for _ in range(round(PATIENCE / POLL)):
            holder = secrets.token_hex(8)
            if await self._do(self._take, holder):
                return await self._renewed(holder, anew=True)
            await asyncio.sleep(POLL)
        raise Unreachable(False, WAITED)

    async def evict(self, token: str) -> None:
        """Marks a token that WeChat refused. One that has been replaced meanwhile changes nothing."""
        await self._do(self._evict, token)

    async def _renewed(self, holder: str, anew: bool = False) -> str:
        """Fetches under the lease, unless another process had just done so; after a failure the lease is left to lapse."""
        kept = None
        try:
            kept = None if anew else await self._look(self._kept)
            if kept and kept[1] - self._now() > EARLY:
                await self._do(self._release, holder)
                return kept[0]
            token, seconds = await self._fetched()
            await self._do(self._keep, token, seconds, holder)
            return token
        except WeixinTrouble as trouble:
            with suppress(Unreachable):  # a busy database; the lease lapses by itself
                await self._do(self._back_off, holder, BACK_OFF[bool(kept)])
            if kept:
                return kept[0]
            if isinstance(trouble, Unreachable):  # whatever the token was wanted for has certainly not been sent
                raise Unreachable(False, trouble.text) from None
            raise
        except asyncio.CancelledError:  # the asker has given up; the next one need not wait for the lease to lapse
            await asyncio.shield(self._do(self._release, holder))
            raise

    async def _fetched(self) -> tuple[str, int]:
        await self._count("fetches", FETCHES)
        token, seconds = await self._fetch(False)
        if self._stable and await self._look(self._is_refused, token):
            # WeChat gives the same stable token until it is forced to give another.
            await self._count("forced", FORCED)
            token, seconds = await self._fetch(True)
        return token, seconds

    async def _count(self, what: str, allowance: Allowance) -> None:
        if not await self._do(self._may, what, allowance):
            raise Unreachable(False, TOO_OFTEN)

    async def _look(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.to_thread(_within, self._database.reading, work, *given)

    async def _do(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.to_thread(_within, self._database.session, work, *given)

    def _kept(self, session: Any) -> tuple[str, datetime] | None:
        return leases.kept_value(session, self._name, self._now())

    def _take(self, session: Any, holder: str) -> bool:
        return leases.take(session, self._name, holder, LEASE, self._now())

    def _release(self, session: Any, holder: str) -> None:
        leases.release(session, self._name, holder)

    def _keep(self, session: Any, token: str, seconds: int, holder: str) -> None:
        leases.keep_value(session, self._name, token, self._now() + timedelta(seconds=seconds))
        leases.release(session, self._name, holder)

    def _back_off(self, session: Any, holder: str, seconds: int) -> None:
        leases.release(session, self._name, holder)
        leases.take(session, self._name, holder, seconds, self._now())

    def _evict(self, session: Any, token: str) -> None:
        leases.evict_value(session, self._name, token)
        leases.keep_value(session, f"{self._name}:refused", _digest(token), self._now() + DAY)

    def _is_refused(self, session: Any, token: str) -> bool:
        refused = leases.kept_value(session, f"{self._name}:refused", self._now())
        return refused is not None and refused[0] == _digest(token)

    def _may(self, session: Any, what: str, allowance: Allowance) -> bool:
        """Notes one more use unless it would be one too many; called under the lease, so nobody counts at the same time."""
        name, now = f"{self._name}:{what}", self._now()
        kept = leases.kept_value(session, name, now)
        past = [moment for moment in json.loads(kept[0]) if moment > (now - DAY).timestamp()] if kept else []
        apart = allowance.apart.total_seconds()
        if len(past) >= allowance.per_day or (apart and past and now.timestamp() - past[-1] < apart):
            return False
        leases.keep_value(session, name, json.dumps([*past, now.timestamp()]), now + DAY)
        return True


def _within(opened: Callable[[], Any], work: Callable[..., Any], *given: Any) -> Any:
    """Works in one transaction; a database in trouble is as good as WeChat out of reach."""
    try:
        with opened() as session:
            return work(session, *given)
    except CaseworkError as trouble:
        raise Unreachable(False, trouble.text) from trouble


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
