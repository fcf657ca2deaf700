"""A tiny server of the tests' own that speaks WeChat through wechatpy, and knows no law."""

import asyncio
import base64
import secrets
import time

from aiohttp import web
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import check_signature

from channels.rehearsal import sealing
from channels.rehearsal.sealing import Account, cdata

KEY = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")


def account(mode="safe"):
    return Account("wx0000000000000000", "rehearsaltoken", KEY, "gh_000000000000", mode)


class StandIn:
    """`answer` makes the inner XML's rest, or raw bytes, of what was said; `slow` are seconds for the next answers."""

    def __init__(self, known: Account) -> None:
        self.account, self.crypto = known, WeChatCrypto(known.token, known.aes_key, known.app_id)
        self.bodies, self.queries, self.slow = [], [], []
        self.answer = lambda said: f"<MsgType>text</MsgType><Content>{cdata('听到：' + said)}</Content>"
        self._runner = None

    async def start(self):
        app = web.Application()
        app.router.add_get("/wechat", self.verify)
        app.router.add_post("/wechat", self.take)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/wechat"

    async def stop(self):
        await self._runner.cleanup()

    async def verify(self, request):
        query = request.query
        check_signature(self.account.token, query["signature"], query["timestamp"], query["nonce"])
        return web.Response(text=query["echostr"])

    async def take(self, request):
        query, body = request.query, await request.read()
        check_signature(self.account.token, query["signature"], query["timestamp"], query["nonce"])
        sealed = "encrypt_type" in query
        if sealed:
            body = self.crypto.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
        inner = body if isinstance(body, str) else body.decode()
        self.bodies.append(inner)
        self.queries.append(dict(query))
        if self.slow:
            await asyncio.sleep(self.slow.pop(0))
        message = sealing.parse(inner.encode())
        rest = self.answer(message.findtext("Content") or message.findtext("Event") or message.findtext("MsgType"))
        if isinstance(rest, bytes):
            return web.Response(body=rest)
        xml = (
            f"<xml><ToUserName>{message.findtext('FromUserName')}</ToUserName>"
            f"<FromUserName>{message.findtext('ToUserName')}</FromUserName><CreateTime>{int(time.time())}</CreateTime>"
            f"{rest}</xml>"
        )
        if sealed:
            xml = self.crypto.encrypt_message(xml, query["nonce"], query["timestamp"])
        return web.Response(text=xml, content_type="text/xml")
