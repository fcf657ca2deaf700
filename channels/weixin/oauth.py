"""Coming in from WeChat: the account says who opened a page (snsapi_base), and the visitor sees their own things.

/wx/in sends the browser to WeChat; /wx/back exchanges the code it returns with for the openid, once, and turns that into
our own signed cookie. The openid is never written into a log, an address or a page.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import secrets
from collections.abc import Awaitable, Callable
from functools import cached_property
from hashlib import sha256
from typing import Any, Protocol
from urllib.parse import urlencode

import structlog
from itsdangerous import BadSignature, TimestampSigner
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, redirect
from sqlalchemy.orm import Session

from casework import followers
from casework.database import Database
from channels.limits import Limits
from channels.residents_drawing import SAFE, words
from channels.sessions import Sessions, secret_for

log = structlog.get_logger()
WAYS = ("/mine", "/mine/data", "/mediators", "/")
COOKIE, MINUTES, OF_WECHAT = "fawen_wx", 10, "wx-"
AGAIN = "请回到公众号，点下面菜单里的「我的」，再点一次要看的那一项。"


class Account(Protocol):
    """What has to be known of an official account (channels/weixin/settings.py)."""

    @property
    def app_id(self) -> str: ...
    @property
    def open_url(self) -> str: ...
    @property
    def public_url(self) -> str: ...


class States:
    """What WeChat carries there and back: where to go, for ten minutes, for one browser.

    It takes letters and digits only, at most 128; base32 of the signed text fits.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def issue(self, to: str) -> tuple[str, str]:
        """A state, and the word the browser has to bring along with it."""
        word = secrets.token_hex(8)
        signed = self._signer.sign(f"{WAYS.index(to)}{word}".encode())
        return base64.b32encode(signed).decode().rstrip("="), word

    def read(self, state: str, word: str) -> str | None:
        """Where to go; None for a state that is not ours, has run out, or belongs to another browser."""
        try:
            signed = base64.b32decode(state + "=" * (-len(state) % 8))
            given = self._signer.unsign(signed, max_age=MINUTES * 60).decode()
        except (BadSignature, ValueError):
            return None
        return WAYS[int(given[0])] if word and hmac.compare_digest(given[1:].encode(), word.encode()) else None

    @cached_property
    def _signer(self) -> TimestampSigner:
        return TimestampSigner(secret_for(self._database, b"wechat state"), salt="wx", digest_method=sha256)


def add_way_in(
    app: Sanic,
    database: Database,
    sessions: Sessions,
    limits: Limits,
    account: Account,
    openid_of: Callable[[str], Awaitable[str]],
    secure_cookies: bool,
) -> None:
    """Adds the two routes; `openid_of` asks WeChat whose code it is."""
    states = States(database)

    @app.get("/wx/in")
    async def leave_for_wechat(request: Request) -> HTTPResponse:
        to = request.args.get("to") or WAYS[0]
        state, word = states.issue(to if to in WAYS else WAYS[0])
        response = redirect(_authorize(account, state), headers=SAFE)
        _remember(response, word, MINUTES * 60, secure_cookies)
        return response

    @app.get("/wx/back")
    async def come_back(request: Request) -> HTTPResponse:
        if not limits.allow_address(request.remote_addr or request.ip):
            return _sorry("点得太快了，请过一会儿再试。", secure_cookies, status=429)
        code, state = request.args.get("code") or "", request.args.get("state") or ""
        to = states.read(state, request.cookies.get(COOKIE) or "")
        if to is None:
            return _sorry("这个链接用过了，或者放得太久了。", secure_cookies)
        if not code:
            return _sorry("微信没有告诉我们您是谁，可能是您没有同意。", secure_cookies)
        try:
            openid = await openid_of(code)
        except Exception as error:
            # Only what kind it was: the error itself may repeat the code or the account's secret.
            log.warning("wechat.way_in.failed", why=type(error).__name__)
            return _sorry("微信那边没有认出您，可能是链接用过了，或者网络不好。", secure_cookies)
        talks = await asyncio.to_thread(_talks_of, database, openid, sessions.read_all(request))
        response = redirect(to, status=303, headers=SAFE)
        sessions.write(response, talks, secure_cookies)
        _remember(response, "", 0, secure_cookies)
        return response


def _authorize(account: Account, state: str) -> str:
    # WeChat wants them in this order.
    query = urlencode(
        {
            "appid": account.app_id,
            "redirect_uri": f"{account.public_url.rstrip('/')}/wx/back",
            "response_type": "code",
            "scope": "snsapi_base",
            "state": state,
        }
    )
    return f"{account.open_url.rstrip('/')}/connect/oauth2/authorize?{query}#wechat_redirect"


def of_the_account(session: Session, talk: str) -> bool:
    """Whether a conversation was begun in the account, or goes on there."""
    return talk.startswith(OF_WECHAT) or followers.follower_of(session, talk) is not None


def _talks_of(database: Database, openid: str, talks: list[str]) -> list[str]:
    """The browser's talks and the follower's, theirs last. Another follower's among them means that the phone changed
    hands: then nothing of the earlier ones is shown."""
    with database.session() as session:
        whose = followers.follower(session, openid)
        mine = [*followers.earlier_talks(session, whose.id), whose.conversation_id]
        others = [talk for talk in talks if talk not in mine]
        changed_hands = any(of_the_account(session, talk) for talk in others)
    return mine if changed_hands else [*others, *mine]


def _remember(response: Any, word: str, seconds: int, secure: bool) -> None:
    response.cookies[COOKIE] = word
    cookie = response.cookies[COOKIE]
    # Lax: it has to come along when WeChat sends the browser back.
    cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"] = True, "Lax", "/wx", seconds
    if secure:
        cookie["secure"] = True


def _sorry(why: str, secure: bool, status: int = 403) -> HTTPResponse:
    response = words("没能进来", why, AGAIN, href="/mine", label="先看看这台设备上的", status=status)
    _remember(response, "", 0, secure)
    return response
