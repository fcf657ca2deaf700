"""What a resident can do with all that is theirs: take a copy along, be forgotten, leave a borrowed device unknown.

Every form asks first, then acts; its token is signed, timed, bound to the cookie and good for that one act.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw, redirect

from bot.consultation.model import Library
from casework import own_data, privacy
from casework.database import Database
from casework.errors import ConversationWiped
from channels.forms import STALE, Forms
from channels.residents_cases import add_case_forms
from channels.residents_copy import copy_of
from channels.residents_drawing import SAFE, words
from channels.sessions import Sessions

DONE = {
    "withdrawn": "已经撤回。",
    "corrected": "改好了，调解员看到的就是新的。",
    "left": "好了，这台设备不再认得您。您的案件和指南都还在。",
}
STAYS = "案件的编号、状态、哪天谁办了哪一步会留下来：调解是登记在册的事，要能查到它办过，但里面不再有您是谁。"


def add_forms(
    app: Sanic,
    database: Database,
    library: Callable[[], Library],
    sessions: Sessions,
    secure_cookies: bool,
    gently: Callable[..., Any],
) -> None:
    """Adds the routes; `gently` wraps each of them."""
    forms = Forms(database)
    add_case_forms(app, database, library, sessions, forms, gently)

    @app.get("/mine/data.json")
    @gently
    async def take_along(request: Request) -> HTTPResponse:
        copy = await asyncio.to_thread(copy_of, database, sessions.read_all(request))
        written = json.dumps(copy, ensure_ascii=False, indent=2).encode("utf-8", "replace")
        kept_as = {"Content-Disposition": 'attachment; filename="fawen-my-data.json"'}
        return raw(written, content_type="application/json; charset=utf-8", headers=SAFE | kept_as)

    def ask_to_forget(request: Request, cases: list[own_data.OwnCase], trouble: str = "") -> HTTPResponse:
        lines = ["说过的话、事实、指南，还有案件里的姓名、电话和经过，都会删掉，找不回来。"]
        if cases:
            lines.append(STAYS)
        if any(one.can_correct for one in cases):
            lines.append(
                "您还有正在办的案件：删了姓名电话，调解员就联系不上您了。不想办了，请先撤回；还想办，请先不要删。"
            )
        more: dict[str, Any] = {"yes": "全部删除", "no": "不删，回去", "back": "/mine/data", "trouble": trouble}
        return forms.ask(request, "forget", "要删除您的信息吗？", *lines, **more)

    @app.get("/mine/forget")
    @gently
    async def before_forgetting(request: Request) -> HTTPResponse:
        return ask_to_forget(request, await asyncio.to_thread(_cases, database, sessions.read_all(request)))

    @app.post("/mine/forget")
    @gently
    async def forget(request: Request) -> HTTPResponse:
        talks = sessions.read_all(request)
        if not forms.genuine(request, "forget"):
            return ask_to_forget(request, await asyncio.to_thread(_cases, database, talks), STALE)
        blanked = await asyncio.to_thread(_forget, database, talks)
        lines = ["您的信息已经删除。以后有事随时来。"]
        if blanked:
            lines += [f"留下来的案件编号：{'、'.join(blanked)}。", STAYS]
        return _unknown(words("都删掉了", *lines, href="/", label="回到法问"))

    @app.get("/mine/leave")
    @gently
    async def before_leaving(request: Request) -> HTTPResponse:
        return ask_to_leave(request)

    def ask_to_leave(request: Request, trouble: str = "") -> HTTPResponse:
        lines = (
            "借用别人的手机，或者用大家共用的电脑、自助机，用完请这样离开：这台设备就不再认得您，后来的人看不到您的事。",
            "什么都不会删除。案件用编号和查询码还能查；没有编号的，请先把指南打印或者拍下来。",
        )
        more: dict[str, Any] = {"yes": "离开这台设备", "grave": False, "trouble": trouble}
        return forms.ask(request, "leave", "不在这台设备上留下我的事", *lines, **more)

    @app.post("/mine/leave")
    @gently
    async def leave(request: Request) -> HTTPResponse:
        if not forms.genuine(request, "leave"):
            return ask_to_leave(request, STALE)
        return _unknown(redirect("/mine?done=left", status=303, headers=SAFE))

    def _unknown(response: HTTPResponse) -> HTTPResponse:
        """Takes the cookie away: the next visit is a stranger's."""
        sessions.clear(response, secure_cookies)
        return response


def _cases(database: Database, talks: list[str]) -> list[own_data.OwnCase]:
    with database.reading() as session:
        return own_data.own_cases(session, talks)


def _forget(database: Database, talks: list[str]) -> list[str]:
    """The numbers of the cases that stay without their names."""
    blanked: list[str] = []
    with database.session() as session:
        for talk in talks:
            try:
                blanked += privacy.forget(session, talk).cases
            except ConversationWiped:
                continue
    return blanked
