"""What the fake of WeChat's servers answers, path by path; refusals come as WeChat sends them, with HTTP 200."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from channels.rehearsal.fake_account import TOKEN_LIVES, Account, Refusal
from channels.rehearsal.fake_checks import check_menu, check_message, check_template
from channels.rehearsal.fake_control import control_routes
from channels.rehearsal.fake_faults import Faults

APP_ID, SECRET = "wx0000rehearsal01", "rehearsalrehearsalrehearsal00000"
TEMPLATES = {"rehearsal-progress-template-000000000000000": "办理进度通知"}
OK = {"errcode": 0, "errmsg": "ok"}


class FakeApi:
    """The account behind an aiohttp application; ``calls`` counts what was asked, by path."""

    def __init__(self, app_id: str = APP_ID, secret: str = SECRET, templates: dict[str, str] | None = None) -> None:
        self._made = app_id, secret, TEMPLATES if templates is None else templates
        self.forget()

    def forget(self) -> None:
        """As at the start."""
        app_id, secret, templates = self._made
        self.account = Account(app_id, secret, dict(templates))
        self.faults, self.calls = Faults(), Counter[str]()

    def application(self) -> web.Application:
        app = web.Application(middlewares=[self._as_wechat])
        app.add_routes(
            [
                web.get("/cgi-bin/token", self.token),
                web.post("/cgi-bin/stable_token", self.stable_token),
                web.get("/sns/oauth2/access_token", self.openid_of),
                web.get("/connect/oauth2/authorize", self.authorize),
                web.get("/cgi-bin/get_api_domain_ip", self.with_token(_addresses)),
                web.post("/cgi-bin/callback/check", self.with_token(_callback)),
                web.post("/cgi-bin/message/custom/send", self.with_token(self.send)),
                web.post("/cgi-bin/message/template/send", self.with_token(self.send_template)),
                web.post("/cgi-bin/message/subscribe/bizsend", self.with_token(self.send_template)),
                web.get("/cgi-bin/template/get_all_private_template", self.with_token(self.list_templates)),
                web.get("/wxaapi/newtmpl/gettemplate", self.with_token(self.list_subscriptions)),
                web.post("/cgi-bin/menu/create", self.with_token(self.create_menu)),
                web.get("/cgi-bin/menu/get", self.with_token(self.get_menu)),
                web.get("/cgi-bin/menu/delete", self.with_token(self.delete_menu)),
                web.post("/cgi-bin/qrcode/create", self.with_token(_qr)),
                *control_routes(self),
            ]
        )
        return app

    @web.middleware
    async def _as_wechat(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """Counts the call, plays the fault that is due, and answers refusals as WeChat does: with HTTP 200."""
        if request.path.startswith("/rehearsal/"):
            return await handler(request)
        self.calls[request.path] += 1

        async def with_refusals(request: web.Request) -> web.StreamResponse:
            try:
                return await handler(request)
            except Refusal as refusal:
                return said({"errcode": refusal.code, "errmsg": f"{refusal.message} rid: {secrets.token_hex(4)}"})

        return await self.faults.answer(request, with_refusals)

    def with_token(self, work: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[..., Awaitable[web.Response]]:
        """A call that needs a living token: its body in, its answer out."""

        async def handle(request: web.Request) -> web.Response:
            self.account.check_token(request.query.get("access_token", ""))
            return said(work(await _body(request) if request.method == "POST" else {}))

        return handle

    async def token(self, request: web.Request) -> web.Response:
        self.account.check_credentials(request.query.get("appid", ""), request.query.get("secret", ""))
        if request.query.get("grant_type") != "client_credential":
            raise Refusal(40002, "invalid grant_type")
        return said({"access_token": self.account.new_token(), "expires_in": TOKEN_LIVES})

    async def stable_token(self, request: web.Request) -> web.Response:
        body = await _body(request)
        self.account.check_credentials(body.get("appid", ""), body.get("secret", ""))
        if not self.account.may["stable"]:
            raise Refusal(48001, "api unauthorized")
        token, seconds = self.account.stable_token(body.get("force_refresh") is True)
        return said({"access_token": token, "expires_in": seconds})

    def send(self, body: dict[str, Any]) -> dict[str, Any]:
        if not self.account.may["customer_service"]:
            raise Refusal(48001, "api unauthorized")
        person = self.account.check_person(body.get("touser", ""))
        check_message(body, self.account)
        self.account.spend(person)
        self.account.deliver("custom", body["touser"], body)
        return OK

    def send_template(self, body: dict[str, Any]) -> dict[str, Any]:
        self.account.check_person(body.get("touser", ""))
        check_template(body, self.account)
        return {**OK, "msgid": self.account.deliver("template", body["touser"], body)}

    def list_templates(self, body: dict[str, Any]) -> dict[str, Any]:
        found = [{"template_id": one, "title": title} for one, title in self.account.templates.items()]
        return {"template_list": found}

    def list_subscriptions(self, body: dict[str, Any]) -> dict[str, Any]:
        found = [{"priTmplId": one, "title": title} for one, title in self.account.templates.items()]
        return {**OK, "data": found}

    def create_menu(self, body: dict[str, Any]) -> dict[str, Any]:
        check_menu(body)
        self.account.menu = body
        return OK

    def get_menu(self, body: dict[str, Any]) -> dict[str, Any]:
        if self.account.menu is None:
            raise Refusal(46003, "menu no exist")
        # WeChat adds an empty list of its own to every button.
        buttons = [_with_empty_list(one) for one in self.account.menu["button"]]
        return {"menu": {"button": buttons}}

    def delete_menu(self, body: dict[str, Any]) -> dict[str, Any]:
        self.account.menu = None
        return OK

    async def authorize(self, request: web.Request) -> web.Response:
        """Sends the visitor straight back with a code, as snsapi_base does inside WeChat."""
        query, back = request.query, urlsplit(request.query.get("redirect_uri", ""))
        if query.get("appid") != self.account.app_id:
            raise Refusal(40013, "invalid appid")
        if query.get("response_type") != "code" or query.get("scope") != "snsapi_base":
            raise Refusal(10005, "scope 参数错误或没有 scope 权限")
        if back.scheme not in ("http", "https") or not back.netloc:
            raise Refusal(10003, "redirect_uri 域名与后台配置不一致")
        openid = request.headers.get("X-Rehearsal-Openid") or self.account.signed_in
        if not openid:
            return web.Response(status=400, text="先用 /rehearsal/sign_in 说明是谁打开的。")
        added = urlencode({"code": self.account.new_code(openid), "state": query.get("state", "")})
        joined = back._replace(query=f"{back.query}&{added}" if back.query else added)
        raise web.HTTPFound(joined.geturl())

    async def openid_of(self, request: web.Request) -> web.Response:
        self.account.check_credentials(request.query.get("appid", ""), request.query.get("secret", ""))
        openid = self.account.use_code(request.query.get("code", ""))
        page_token = {"access_token": secrets.token_urlsafe(60), "expires_in": TOKEN_LIVES, "scope": "snsapi_base"}
        return said({**page_token, "refresh_token": secrets.token_urlsafe(60), "openid": openid})


def said(answer: dict[str, Any]) -> web.Response:
    return web.Response(text=json.dumps(answer, ensure_ascii=False), content_type="application/json")


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.text())
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refusal(47001, "data format error")
    return body


def _with_empty_list(button: dict[str, Any]) -> dict[str, Any]:
    return {**button, "sub_button": [_with_empty_list(one) for one in button.get("sub_button", [])]}


def _addresses(body: dict[str, Any]) -> dict[str, Any]:
    return {"ip_list": ["127.0.0.1"]}


def _callback(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "dns": [{"ip": "127.0.0.1", "real_operator": "DEFAULT"}],
        "ping": [{"ip": "127.0.0.1", "package_loss": "0%"}],
    }


def _qr(body: dict[str, Any]) -> dict[str, Any]:
    scene = body.get("action_info", {}).get("scene", {}).get("scene_str", "")
    if body.get("action_name") not in ("QR_STR_SCENE", "QR_LIMIT_STR_SCENE"):
        raise Refusal(40053, "invalid action info")
    if not isinstance(scene, str) or not 1 <= len(scene.encode()) <= 64:
        raise Refusal(40053, "invalid action info")
    seconds = body.get("expire_seconds")
    lasting = body["action_name"] == "QR_LIMIT_STR_SCENE"
    if not lasting and not (isinstance(seconds, int) and 0 < seconds <= 2_592_000):
        raise Refusal(40053, "invalid action info")
    ticket = secrets.token_urlsafe(60)
    return {"ticket": ticket, "url": f"http://weixin.qq.com/q/{ticket[:22]}"} | (
        {} if lasting else {"expire_seconds": seconds}
    )
