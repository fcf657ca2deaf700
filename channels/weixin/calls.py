"""One request to WeChat's servers: its answer, or the one of two kinds of trouble it ended in.

The token and the secret travel in addresses, and the openids in bodies; so nothing of a request, nor the libraries'
exceptions that quote it, ever gets out of here.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp.tracing import TraceRequestHeadersSentParams

from channels.weixin.errors import BUSY, ApiError, Unreachable

CONNECT, PATIENCE = 3.0, 10.0
LARGEST = 1_000_000
ADDRESS = re.compile(r"invalid ip (\d{1,3}(?:\.\d{1,3}){3})")
NO_WAY = "连不上微信的服务器：请检查这台机器能不能上外网、DNS 和防火墙。"
BAD_CERTIFICATE = "微信服务器的证书验证不过：请检查服务器的时间、根证书（ca-certificates）和中间的代理。"
NO_ANSWER = "微信的服务器没有按时回答，这一条可能已经办了，也可能没有。"
RUBBISH = "微信的服务器回答的内容看不懂，这一条可能已经办了，也可能没有。"


@dataclass(frozen=True)
class Answer:
    """What WeChat said, and what its clock showed (the Date header)."""

    said: dict[str, Any]
    date: str


class Calls:
    """Requests to one server over kept connections. Belongs to the event loop it is first used in."""

    def __init__(self, base: str, patience: float = PATIENCE) -> None:
        self._base = base.rstrip("/")
        self._timeout = aiohttp.ClientTimeout(total=patience, connect=min(CONNECT, patience))
        self._session: aiohttp.ClientSession | None = None

    async def get(self, path: str, **query: str) -> Answer:
        return await self._ask("GET", path, query, None)

    async def post(self, path: str, body: dict[str, Any], **query: str) -> Answer:
        # Chinese as it is: WeChat shows \uXXXX in menus literally.
        return await self._ask("POST", path, query, json.dumps(body, ensure_ascii=False).encode("utf-8"))

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _ask(self, method: str, path: str, query: dict[str, str], body: bytes | None) -> Answer:
        """Raises ApiError or Unreachable, never with another exception behind it that could tell the address."""
        sent = [False]
        outcome = await self._try(method, path, query, body, sent)
        if isinstance(outcome, Exception):
            try:
                raise outcome
            finally:
                outcome.__context__ = None  # aiohttp's own exception, which asyncio hangs on to ours
        status, date, text = outcome
        if status >= 500:
            raise Unreachable(True, f"微信的服务器出错了（HTTP {status}），这一条可能已经办了，也可能没有。")
        if status >= 300:
            raise Unreachable(False, f"微信的服务器不接受请求（HTTP {status}）：请检查接口地址 FAWEN_WECHAT_API。")
        said = _read(text)
        if said is None:
            raise Unreachable(True, RUBBISH)
        code = said.get("errcode", 0)
        if code in BUSY:
            raise Unreachable(False, ApiError(code).text)
        if code:
            found = ADDRESS.search(str(said.get("errmsg", "")))
            raise ApiError(code, f"微信看到的 IP 是 {found[1]}。" if found else "", date)
        return Answer(said, date)

    async def _try(
        self, method: str, path: str, query: dict[str, str], body: bytes | None, sent: list[bool]
    ) -> tuple[int, str, bytes] | Unreachable:
        """What came back, or the trouble. ``sent`` is set once the request has begun to leave."""
        headers = {"Content-Type": "application/json; charset=utf-8"} if body is not None else {}
        asking = self._opened().request(
            method,
            self._base + path,
            params=query,
            data=body,
            headers=headers,
            trace_request_ctx=sent,
            allow_redirects=False,  # the token must not follow to another server
        )
        try:
            async with asking as response:
                text = await response.content.read(LARGEST + 1)
                while len(text) <= LARGEST and (more := await response.content.read(LARGEST)):
                    text += more
                return response.status, response.headers.get("Date", ""), text
        except aiohttp.ClientConnectorCertificateError:
            return Unreachable(False, BAD_CERTIFICATE)
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError):
            return Unreachable(True, NO_ANSWER) if sent[0] else Unreachable(False, NO_WAY)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            tracing = aiohttp.TraceConfig()
            tracing.on_request_headers_sent.append(_mark)  # type: ignore[arg-type]  # aiohttp declares it wrongly
            self._session = aiohttp.ClientSession(
                timeout=self._timeout,
                trace_configs=[tracing],
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session


async def _mark(session: aiohttp.ClientSession, context: Any, told: TraceRequestHeadersSentParams) -> None:
    context.trace_request_ctx[0] = True


def _read(text: bytes) -> dict[str, Any] | None:
    """WeChat's JSON, or None where it is none; a number of trouble that is no number is rubbish, too."""
    try:
        said = json.loads(text.decode("utf-8"))
    except ValueError:
        return None
    if not isinstance(said, dict) or not isinstance(said.get("errcode", 0), int):
        return None
    return said
