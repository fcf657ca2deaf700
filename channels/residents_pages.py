"""The pages a resident opens inside WeChat or in any browser: who mediates where, what became of my matters, what is
kept about me. Drawn by the server, without scripts. What can be done on them is in residents_forms.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.consultation.model import Library
from casework import mediators, own_data, places
from casework.database import Database
from casework.privacy import KEEP_CHAT_DAYS
from channels.limits import Limits
from channels.residents_drawing import Titles, draw, words
from channels.residents_forms import DONE, add_forms
from channels.sessions import Sessions
from channels.weixin.oauth import Account, add_way_in, of_the_account

WECHATS_BROWSER = "MicroMessenger"
Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


def add_residents_pages(
    app: Sanic,
    database: Database,
    library: Callable[[], Library],
    limits: Limits,
    secure_cookies: bool = False,
    keep_days: int = KEEP_CHAT_DAYS,
    wechat: Account | None = None,
    openid_of: Callable[[str], Awaitable[str]] | None = None,
) -> None:
    """Adds the routes. With an official account's settings and a way to ask it who somebody is, its residents can come
    in, too."""
    sessions = Sessions(database)
    has_account = wechat is not None and openid_of is not None
    if wechat is not None and openid_of is not None:
        add_way_in(app, database, sessions, limits, wechat, openid_of, secure_cookies)

    def inside(request: Request) -> bool:
        return has_account and WECHATS_BROWSER in request.headers.get("user-agent", "")

    @app.get("/mediators")
    @gently(limits)
    async def everybody(request: Request) -> HTTPResponse:
        asked = (request.args.get("q") or "").strip()[:40]
        directory, found = await asyncio.to_thread(_directory, database, asked)
        return draw(
            "mediators", directory=directory, asked=asked, found=found, wish=not inside(request), here="mediators"
        )

    @app.get("/mediators/<town:int>")
    @gently(limits)
    async def one_town(request: Request, town: int) -> HTTPResponse:
        directory, _ = await asyncio.to_thread(_directory, database, "")
        wanted = next((one for one in directory.towns if one.id == town), None)
        if wanted is None:
            line = "名单可能更新过。请从头找一找。"
            return words("没有这个乡镇", line, href="/mediators", label="看全部乡镇", status=404)
        return draw("town", town=wanted, wish=not inside(request), here="mediators")

    @app.get("/mine")
    @gently(limits)
    async def mine(request: Request) -> HTTPResponse:
        talks = sessions.read_all(request)
        cases, guides, came_in = await asyncio.to_thread(_own, database, talks)
        return draw(
            "mine",
            cases=cases,
            guides=guides,
            titles=Titles(library()),
            known=bool(talks),
            way_in=inside(request) and not came_in,
            done=DONE.get(request.args.get("done") or ""),
            here="mine",
        )

    @app.get("/mine/data")
    @gently(limits)
    async def data(request: Request) -> HTTPResponse:
        kept = await asyncio.to_thread(_kept, database, sessions.read_all(request), keep_days)
        return draw("data", kept=kept, keep_days=keep_days, titles=Titles(library()), here="mine")

    add_forms(app, database, library, sessions, secure_cookies, gently(limits))


def gently(limits: Limits) -> Callable[[Handler], Handler]:
    """Wraps a page so that one address cannot crowd out the others."""

    def wrap(page: Handler) -> Handler:
        async def guarded(request: Request, *given: Any, **named: Any) -> HTTPResponse:
            if limits.allow_address(request.remote_addr or request.ip):
                return await page(request, *given, **named)
            line = "点得太快了，请过一会儿再打开。急事请打 12348。"
            return words("请等一等", line, href=request.path, label="再打开一次", status=429)

        guarded.__name__ = page.__name__
        return guarded

    return wrap


def _directory(database: Database, asked: str) -> tuple[mediators.Directory, list[dict[str, str]]]:
    """Everybody, and the towns and villages somebody may mean who asked for a place."""
    with database.reading() as session:
        known = places.find_places(session, asked) if asked else []
        found = [
            {"name": one.full_name, "href": f"/mediators/{one.path[-1]}"}
            if one.level == places.TOWN
            else {"name": one.full_name, "href": f"/mediators/{one.path[-2]}#v{one.id}"}
            for one in known
            if one.level != places.COUNTY
        ]
        return mediators.directory(session), found


def _own(database: Database, talks: list[str]) -> tuple[list[Any], list[Any], bool]:
    """Their cases, their guides, and whether the account knows them."""
    with database.reading() as session:
        came_in = any(of_the_account(session, talk) for talk in talks)
        return own_data.own_cases(session, talks), own_data.own_consultations(session, talks), came_in


def _kept(database: Database, talks: list[str], keep_days: int) -> own_data.Kept:
    with database.session() as session:
        own_data.note_shown(session, talks)
        return own_data.kept_about(session, talks, keep_days)
