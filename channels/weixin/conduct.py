"""Exactly once, in order, within five seconds: from a message that came in to the reply that goes out.

A message is claimed in the database before anything is done about it, so that a resend joins it, whichever process took
it and however often the platform asks. Whoever waits at the door waits so long as the platform does; an answer that is
ready later becomes something owed (:mod:`channels.weixin.pump`). docs/decisions/0014 tells why.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar
from weakref import WeakValueDictionary

import structlog

from casework.database import Database
from casework.errors import CaseworkError
from casework.followers import Follower
from casework.incoming import Accepted
from channels.weixin import words
from channels.weixin.books import Books
from channels.weixin.composing import Part
from channels.weixin.occasions import NOTHING, Occasion

log = structlog.get_logger()
T = TypeVar("T")
RENEW, LOOK_AGAIN = 3.0, 0.2
AT_ONCE, MOST = 8, 2000
STOPPING = 3.0
SUCCESS: Part | None = None


class NotTaken(Exception):
    """The message could not be kept; the platform should bring it again."""


@dataclass
class Run:
    """One message on its way in this process; ``late`` once the platform has been told not to wait."""

    id: int = 0
    held: bool = False
    late: bool = False
    settled: bool = False


class Conduct:
    """Takes messages in, has them answered one after another, and gives each delivery its reply."""

    def __init__(
        self,
        database: Database,
        answer: Callable[[Follower, Occasion], Awaitable[list[dict[str, Any]]]],
        speak: Callable[[list[dict[str, Any]]], list[Part]],
        send_now: Callable[[], Awaitable[None]],
        wait: float,
        may_send: bool,
    ) -> None:
        """
        :param answer: gives what is to be said; called once for each message, or again with the same key where a process died.
        :param speak: turns messages into parts the platform can carry.
        :param send_now: sends what is owed, called after an answer that came too late.
        :param wait: seconds a delivery may wait.
        :param may_send: whether the account may send messages of its own accord at all.
        """
        self._books = Books(database, may_send)
        self._answer, self._speak, self._send_now, self._wait = answer, speak, send_now, wait
        self._runs: dict[str, tuple[Run, asyncio.Task[Part | None]]] = {}
        # What a delivery is told whose answer comes later.
        self._later: Part | None = None if may_send else {"type": "text", "text": words.WAIT}
        self._doors: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._queues: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._turns = asyncio.Semaphore(AT_ONCE)
        # Apart from the threads the turns use, so that taking in never waits behind them.
        self._threads = ThreadPoolExecutor(2, "incoming")

    async def reply_to(self, openid: str, occasion: Occasion) -> Part | None:
        """The passive reply; None where the platform is to be told no more than that the message arrived.

        Raises NotTaken where it has not been kept and the platform should bring it again.
        """
        if occasion.act == NOTHING:
            return SUCCESS
        key = occasion.key
        if key not in self._runs and len(self._runs) >= MOST:
            return {"type": "text", "text": words.BUSY}
        run, task = self._runs.get(key) or self._start(key, self._take_in, openid, occasion)
        try:
            done, _ = await asyncio.wait({task}, timeout=self._wait)
        except asyncio.CancelledError:
            # The platform has hung up before our own clock rang, as it does when there is too much to do. It may not
            # come again, so the answer is owed; a delivery that does come is told so.
            run.late = run.late or not run.settled
            raise
        if done or (run.settled and not run.late):
            return await task
        return await self._too_late(run)

    async def sweep(self) -> None:
        """Takes up what nobody is working on any more: messages whose process died."""
        for one in await self._off_loop(self._books.abandoned):
            occasion = Occasion.of(one.said)
            if occasion.key not in self._runs:
                self._start(occasion.key, self._go_on, one.id, one.follower_id, occasion)

    async def close(self) -> None:
        """Lets what has begun come to its end, for as long as stopping may take."""
        tasks = [task for _, task in self._runs.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=STOPPING)
        for task in tasks:
            task.cancel()
        self._threads.shutdown(wait=False)

    def _start(self, key: str, work: Callable[..., Awaitable[Part | None]], *given: Any) -> Any:
        run = Run()
        task = asyncio.ensure_future(work(run, *given))
        self._runs[key] = run, task
        task.add_done_callback(lambda task: self._ended(key, task))
        return run, task

    def _ended(self, key: str, task: asyncio.Future[Part | None]) -> None:
        self._runs.pop(key, None)
        if not task.cancelled() and (trouble := task.exception()) and not isinstance(trouble, NotTaken):
            log.error("incoming.failed", exc_info=trouble)

    async def _take_in(self, run: Run, openid: str, occasion: Occasion) -> Part | None:
        # One after another for each resident, in the order in which they came to the door.
        async with self._doors.setdefault(openid, asyncio.Lock()):
            try:
                follower, taken, leased = await self._off_loop(
                    self._books.accept, openid, occasion, not self._turns.locked()
                )
            except CaseworkError as trouble:
                raise NotTaken from trouble
            run.id = taken.id
        if taken.done:
            return self._later if taken.late else part_of(taken)
        return await self._work(run, follower, occasion, leased)

    async def _go_on(self, run: Run, id: int, follower_id: int, occasion: Occasion) -> Part | None:
        run.id, run.late = id, True
        follower = await self._off_loop(self._books.follower, follower_id)
        return await self._work(run, follower, occasion) if follower else SUCCESS

    async def _work(self, run: Run, follower: Follower, occasion: Occasion, leased: bool = False) -> Part | None:
        async with self._queues.setdefault(follower.id, asyncio.Lock()):
            while True:
                # The lease is taken when there is a free place only, so that it does not run out in the queue.
                async with self._turns:
                    mine = follower if leased else await self._off_loop(self._books.lease, run.id, follower.id)
                    if mine is not None:
                        run.held = True
                        parts = await self._keeping(run.id, self._parts(mine, occasion))
                        part = await self._settle(run, mine, occasion, parts)
                        break
                known = await self._off_loop(self._books.look, run.id)
                if known.done:
                    run.settled = True
                    return self._later if known.late or run.late else part_of(known)
                await asyncio.sleep(LOOK_AGAIN)
            if run.late:
                # Before the resident's next message is looked at, so that what they read is in order.
                await self._send_now()
        return part

    async def _parts(self, follower: Follower, occasion: Occasion) -> list[Part]:
        """What is to be said; a mistake of ours is told kindly, so that it does not stand in the way of what comes next."""
        try:
            return self._speak(await self._answer(follower, occasion))
        except CaseworkError:
            raise
        except Exception:
            log.exception("incoming.failed")
            return [{"type": "text", "text": words.FAILED}]

    async def _settle(self, run: Run, follower: Follower, occasion: Occasion, parts: list[Part]) -> Part | None:
        part, late = await self._off_loop(self._books.finish, run.id, run.late, follower, occasion, parts)
        if run.late and not late:
            # The waiting ended while this was being written down.
            await self._off_loop(self._books.owe_after_all, run.id, follower.id, part)
        run.late = run.late or late
        run.settled = True
        return self._later if run.late else part

    async def _too_late(self, run: Run) -> Part | None:
        """The waiting is over; decided here and now, so that the same answer is never given twice."""
        if not run.id:
            raise NotTaken
        if not run.held:
            # Another process may be answering, and only the database knows whether it has.
            known = await self._off_loop(self._books.give_up_waiting, run.id)
            if known.done and not known.late:
                return part_of(known)
        run.late = True
        return self._later

    async def _keeping(self, id: int, work: Awaitable[T]) -> T:
        """Holds the lease as long as the work takes."""
        task = asyncio.ensure_future(work)
        while True:
            done, _ = await asyncio.wait({task}, timeout=RENEW)
            if done:
                return task.result()
            await self._off_loop(self._books.renew, id)

    async def _off_loop(self, work: Callable[..., T], *given: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)


def part_of(taken: Accepted) -> Part | None:
    told = (taken.reply or {}).get("parts")
    return told[0] if told else None
