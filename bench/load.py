"""The residents, in a process of their own: reads a plan from standard input, writes what it measured to standard output.

A plan: ``door`` (fawen, stock, floor or wechat), ``url``, ``residents`` (how many speak at once), ``scripts`` (one consultation
each).  Openings are timed first, then the interview turns; what lies between is not timed.  Times are in seconds.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
import uuid
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import aiohttp

from channels.rehearsal import answers, deeds, sealing, stage

PATIENCE = aiohttp.ClientTimeout(total=120)


class FawenDoor:
    """The web door, as the chat page uses it: a signed cookie, a client id for each sentence."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http, self._url, self._cookie = http, url, ""

    async def arrive(self) -> None:
        async with self._http.get(f"{self._url}/api/session") as response:
            self._cookie = response.headers["Set-Cookie"].partition(";")[0]

    async def say(self, text: str) -> str:
        headers = {"Cookie": self._cookie, "X-Fawen": "1"}
        body = {"client_id": uuid.uuid4().hex, "text": text}
        async with self._http.post(f"{self._url}/api/messages", json=body, headers=headers) as response:
            told = await response.json()
        return "\n".join(one["text"] for one in told.get("messages", []) if one["from"] == "bot")


class StockDoor:
    """Rasa's own REST channel."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http, self._url, self._sender = http, url, uuid.uuid4().hex

    async def arrive(self) -> None:
        """Nothing to do: the REST channel takes any name."""

    async def say(self, text: str) -> str:
        body = {"sender": self._sender, "message": text}
        async with self._http.post(f"{self._url}/webhooks/rest/webhook", json=body) as response:
            told = await response.json()
        return "\n".join(one.get("text", "") for one in told)


class FloorDoor:
    """The bare route; it says back what it stored."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http, self._url = http, url

    async def arrive(self) -> None:
        """Nothing to do."""

    async def say(self, text: str) -> str:
        async with self._http.post(f"{self._url}/row", json={"text": text}) as response:
            return (await response.json())["text"]


class WeChatDoor:
    """The official account in safe mode, as WeChat's servers deliver to it; an answer that comes later is an empty one."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http, self._url, self._openid = http, f"{url}/wechat", f"o{uuid.uuid4().hex}"
        self._account = stage.account_in(os.environ)

    async def arrive(self) -> None:
        """Nothing to do: the first message makes a follower."""

    async def say(self, text: str) -> str:
        query, body = sealing.seal(self._account, deeds.text(text).xml(self._openid, self._account.name), self._openid)
        async with self._http.post(self._url, params=query, data=body) as response:
            shown = answers.read(self._account, self._openid, response.status, await response.read())
        return f"{shown.title}\n{shown.text}" if shown else ""


DOORS = {"wechat": WeChatDoor, "fawen": FawenDoor, "stock": StockDoor, "floor": FloorDoor}


class Tally:
    """Times of the turns that were answered rightly, and how many were not."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.lost: list[str] = []
        self.wall = 0.0

    async def turn(self, door: Any, line: dict[str, str]) -> None:
        start = time.perf_counter()
        try:
            reply = await door.say(line["say"])
        except (aiohttp.ClientError, asyncio.TimeoutError, KeyError, ValueError, sealing.Broken) as trouble:
            reply = repr(trouble)
        taken = time.perf_counter() - start
        if line["expect"] in reply:
            self.seconds.append(taken)
        else:
            self.lost.append(f"{line['say']} → {reply[:80]}")

    def plain(self) -> dict[str, Any]:
        return {"seconds": self.seconds, "lost": self.lost, "wall": self.wall}


async def at_once(residents: int, visits: Iterable[Callable[[], Awaitable[None]]]) -> float:
    """Makes all visits, at most ``residents`` at a time; returns how long that took."""
    waiting = iter(visits)

    async def resident() -> None:
        for visit in waiting:
            await visit()

    start = time.perf_counter()
    await asyncio.gather(*(resident() for _ in range(residents)))
    return time.perf_counter() - start


async def run(plan: dict[str, Any]) -> dict[str, Any]:
    scripts, residents = plan["scripts"], plan["residents"]
    between, opening, turns = Tally(), Tally(), Tally()
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), cookie_jar=aiohttp.DummyCookieJar(), timeout=PATIENCE
    ) as http:
        doors = [DOORS[plan["door"]](http, plan["url"]) for _ in scripts]
        visits = list(zip(doors, scripts))

        async def settle(door: Any, script: dict[str, Any]) -> None:
            for line in script["settle"]:
                await between.turn(door, line)

        async def answer(door: Any, script: dict[str, Any]) -> None:
            for line in script["turns"]:
                await turns.turn(door, line)

        await at_once(residents, (door.arrive for door in doors))
        opening.wall = await at_once(residents, (lambda d=d, s=s: opening.turn(d, s["opening"]) for d, s in visits))
        await at_once(residents, (lambda d=d, s=s: settle(d, s) for d, s in visits))
        turns.wall = await at_once(residents, (lambda d=d, s=s: answer(d, s) for d, s in visits))
    return {"opening": opening.plain(), "turns": turns.plain(), "between": between.plain()}


if __name__ == "__main__":
    json.dump(asyncio.run(run(json.load(sys.stdin))), sys.stdout, ensure_ascii=False)
