"""The platform's side of the callback: waits five seconds, hangs up, delivers again, and at last shows a banner."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field

import aiohttp

from channels.rehearsal import answers
from channels.rehearsal.answers import Shown
from channels.rehearsal.deeds import Deed
from channels.rehearsal.sealing import Account, Broken, query, seal

BANNER = "该公众号暂时无法提供服务，请稍后再试"
WAIT, DELIVERIES = 5.0, 3


@dataclass
class Tally:
    """What a rehearsal counts, over all residents."""

    messages: int = 0
    deliveries: int = 0
    passive: int = 0
    late: int = 0
    service: int = 0
    templates: int = 0
    banners: list[str] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return (
            f"消息 {self.messages} 条，投递 {self.deliveries} 次；当场回复 {self.passive} 条，当场没有话 {self.late} 条，"
            f"客服消息 {self.service} 条，模板消息 {self.templates} 条；"
            f"「暂时无法提供服务」{len(self.banners)} 次，重发得到不同回答 {len(self.disagreements)} 次。"
        )


@dataclass
class Platform:
    """WeChat's servers, as far as one callback address knows them.

    `resend` delivers every message so many times, at once or one after another, to show that it is taken only once.
    """

    callback: str
    account: Account
    http: aiohttp.ClientSession
    wait: float = WAIT
    resend: int = 1
    at_once: bool = False
    tally: Tally = field(default_factory=Tally)

    async def verify(self) -> str:
        """Why the callback would not pass the console's test when it is saved; empty where it would."""
        echo = secrets.token_hex(8)
        try:
            async with self.http.get(self.callback, params={**query(self.account), "echostr": echo}) as response:
                body = await response.text()
        except (aiohttp.ClientError, OSError) as trouble:
            return f"连不上 {self.callback}（{type(trouble).__name__}）。服务器起来了吗？地址、端口对吗？"
        if response.status == 403:
            return "服务器不认签名（403）：两边的 Token 要一样，服务器的钟要准。"
        if response.status == 404:
            return "服务器上没有这个地址（404）：公众号没有开，看看启动时说缺哪个环境变量。"
        return (
            "" if response.status == 200 and body == echo else f"服务器没有原样回答 echostr（状态 {response.status}）。"
        )

    async def deliver(self, deed: Deed, openid: str) -> Shown | None:
        """What the phone shows at once: a reply, a banner, or nothing."""
        self.tally.messages += 1
        if self.at_once:
            shown = await asyncio.gather(*(self._patiently(deed, openid) for _ in range(self.resend)))
        else:
            shown = [await self._patiently(deed, openid) for _ in range(self.resend)]
        told = [one for one in shown if one is not None]
        replies = {one.content for one in told if one.how == "passive"}
        if len(replies) > 1:
            self.tally.disagreements.append(deed.shown)
        first = min(told, key=lambda one: one.how == "banner", default=None)
        if first is None:
            self.tally.late += 1
        elif first.how == "passive":
            self.tally.passive += 1
        else:
            self.tally.banners.append(f"{deed.shown}：{first.title}")
            first = Shown("banner", BANNER)
        return first

    async def _patiently(self, deed: Deed, openid: str) -> Shown | None:
        trouble = ""
        for _ in range(DELIVERIES):
            clock = asyncio.get_running_loop().time() + self.wait
            try:
                return await self._once(deed, openid)
            except asyncio.TimeoutError:
                trouble = f"{self.wait:g} 秒里没有回答"
            except aiohttp.ClientError as error:
                # How soon the platform tries a closed door again is not written anywhere; the same beat is kept.
                trouble = f"连不上（{type(error).__name__}）"
                await asyncio.sleep(max(0.0, clock - asyncio.get_running_loop().time()))
            except Broken as error:
                trouble = str(error)
                break
        return Shown("banner", BANNER, trouble)

    async def _once(self, deed: Deed, openid: str) -> Shown | None:
        self.tally.deliveries += 1
        address, body = seal(self.account, deed.xml(openid, self.account.name), openid)
        # The five seconds are the server's; what this machine needs to send a crowd's messages does not count.
        patience = aiohttp.ClientTimeout(total=None, sock_connect=self.wait, sock_read=self.wait)
        headers = {"Content-Type": "text/xml"}
        async with self.http.post(
            self.callback, params=address, data=body, headers=headers, timeout=patience, allow_redirects=False
        ) as response:
            return answers.read(self.account, openid, response.status, await response.read())
