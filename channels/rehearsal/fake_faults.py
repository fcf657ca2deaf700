"""Faults to order: the next so many calls of a kind fail, hang, break off or are answered with rubbish."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

RUBBISH = "<html><body>\ufffd 502"


@dataclass
class Fault:
    """One order.

    :param path: calls whose path begins so.
    :param times: how many calls it is good for.
    :param code: answer with this errcode; nothing is done.
    :param hang: wait so many seconds first (the call is then carried out all the same).
    :param close: break the connection off: ``before`` or ``after`` it was carried out.
    :param status: answer with this HTTP status; nothing is done.
    :param rubbish: carry it out, and answer with something that is no JSON.
    """

    path: str = "/cgi-bin/"
    times: int = 1
    code: int = 0
    hang: float = 0
    close: str = ""
    status: int = 0
    rubbish: bool = False

    @classmethod
    def ordered(cls, order: dict[str, Any]) -> Fault:
        """From the body of /rehearsal/fault; raises ValueError for what cannot be ordered."""
        unknown = set(order) - set(cls.__dataclass_fields__)
        if unknown:
            raise ValueError(f"没有这样的故障：{'、'.join(sorted(unknown))}")
        fault = cls(**order)
        if fault.close not in ("", "before", "after"):
            raise ValueError("close 只能写 before 或 after")
        return fault


class Faults:
    """The orders not yet used up, first come first served."""

    def __init__(self) -> None:
        self.orders: list[Fault] = []

    def next(self, path: str) -> Fault | None:
        for fault in self.orders:
            if path.startswith(fault.path):
                fault.times -= 1
                if fault.times <= 0:
                    self.orders.remove(fault)
                return fault
        return None

    async def answer(
        self, request: web.Request, handle: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """A call, with the fault that is due."""
        fault = self.next(request.path)
        if fault is None:
            return await handle(request)
        if fault.hang:
            await asyncio.sleep(fault.hang)
        if fault.status:
            return web.Response(status=fault.status, text="fault")
        if fault.code:
            return web.json_response({"errcode": fault.code, "errmsg": "ordered by the rehearsal rid: 0-0-0"})
        if fault.close == "before":
            return _broken_off(request)
        answer = await handle(request)
        if fault.close == "after":
            return _broken_off(request)
        return web.Response(text=RUBBISH, content_type="text/html") if fault.rubbish else answer


def _broken_off(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
