"""Behind the scene: tells the fake API who is there, brings what it delivered to the phones, and opens pages."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import aiohttp

from channels.rehearsal.answers import Shown
from channels.rehearsal.delivering import Tally
from channels.rehearsal.player import Player

BEAT = 0.3
# As the pages see a phone; some ask whether they are inside WeChat.
WECHAT_BROWSER = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Mobile MicroMessenger/8.0.50"


class Backstage:
    """One fake API with the phones of all its residents."""

    def __init__(self, api: str, http: aiohttp.ClientSession, tally: Tally) -> None:
        self._api, self._http, self._tally = api, http, tally
        self._phones: dict[str, Player] = {}
        self._read, self._one_at_a_time = 0, asyncio.Lock()

    def add(self, players: Iterable[Player]) -> None:
        self._phones.update({player.openid: player for player in players})

    async def active(self, openid: str, how: str) -> None:
        """A resident typed, tapped, followed or left: WeChat knows before the server does."""
        if how:
            async with self._http.post(
                f"{self._api}/rehearsal/active", json={"openid": openid, "how": how}
            ) as response:
                response.raise_for_status()

    async def run(self) -> None:
        """Brings messages as they come, until it is cancelled; an API that is away for a while is asked again."""
        while True:
            with suppress(aiohttp.ClientError, asyncio.TimeoutError):
                await self.bring()
            await asyncio.sleep(BEAT)

    async def bring(self) -> None:
        """Whatever the API has delivered since the last time."""
        async with (
            self._one_at_a_time,
            self._http.get(f"{self._api}/rehearsal/delivered", params={"after": self._read}) as response,
        ):
            response.raise_for_status()
            for one in (await response.json())["delivered"]:
                self._read = max(self._read, one["number"])
                if phone := self._phones.get(one["to"]):
                    phone.show(shown(one["kind"], one["body"]))
                    self._count(one["kind"])

    def _count(self, kind: str) -> None:
        if kind == "template":
            self._tally.templates += 1
        else:
            self._tally.service += 1

    async def open(self, openid: str, address: str) -> tuple[int, str]:
        """Opens a page as the resident's WeChat does, with a fresh browser; (0, why) where nothing answers."""
        headers = {"User-Agent": WECHAT_BROWSER, "X-Rehearsal-Openid": openid}
        jar = aiohttp.CookieJar(unsafe=True)
        try:
            async with (
                aiohttp.ClientSession(headers=headers, cookie_jar=jar) as browser,
                browser.get(address) as response,
            ):
                return response.status, await response.text()
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as trouble:
            return 0, type(trouble).__name__


def shown(kind: str, body: dict[str, Any]) -> Shown:
    """A message the API took, as the phone shows it."""
    if kind == "template":
        lines = "\n".join(f"{name}：{one['value']}" for name, one in body["data"].items())
        return Shown("template", lines, url=body.get("url") or "")
    content = body[body["msgtype"]]
    if body["msgtype"] == "text":
        return Shown("service", content["content"])
    if body["msgtype"] == "news":
        article = content["articles"][0]
        return Shown("service", article.get("description") or "", article["title"], article["url"])
    options = tuple((str(one["id"]), one["content"]) for one in content["list"])
    text = "\n".join(filter(None, (content.get("head_content"), content.get("tail_content"))))
    return Shown("service", text, options=options)
