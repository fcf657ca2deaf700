"""What a resident can do on their own pages: take a case back, put a name right, take a copy along, be forgotten, leave.

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
from casework.errors import CaseRefused, ConversationWiped
from channels.forms import Forms
from channels.residents_copy import copy_of
from channels.residents_drawing import SAFE, Titles, draw, words
from channels.sessions import Sessions

DONE = {
    "withdrawn": "已经撤回。",
    "corrected": "改好了，调解员看到的就是新的。",
    "left": "好了，这台设备不再认得您。您的案件和指南都还在。",
}
STALE = "这个页面放得太久，或者中间换过对话。什么都没有改动，请再点一次。"
NOT_YOURS = "没有找到这件案子：可能是在别的设备上提交的。请在对话页点「查办理进度」，用编号和查询码查。"
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

    async def own(request: Request) -> own_data.OwnCase | None:
        number = (request.args or request.form).get("number") or ""
        return await asyncio.to_thread(_case, database, sessions.read_all(request), number)

    def ask(request: Request, act: str, heading: str, *lines: str, **more: Any) -> HTTPResponse:
        shown: dict[str, Any] = {"back": "/mine", "no": "不，回去", "grave": True, "fields": None, "trouble": ""} | more
        token = forms.token(request, f"{act} {more.get('number', '')}".strip())
        return draw("confirm", heading=heading, lines=lines, action=f"/mine/{act}", token=token, here="mine", **shown)

    def ask_to_withdraw(request: Request, one: own_data.OwnCase, trouble: str = "") -> HTTPResponse:
        number, title = one.status.number, Titles(library())[one.issue]
        line = f"{title}，编号 {number}，现在是「{one.status.state}」。"
        after = "撤回以后调解员就不再办了。以后还想调解，要重新提交。"
        return ask(request, "withdraw", "要撤回这件案子吗？", line, after, yes="撤回", number=number, trouble=trouble)

    def ask_to_correct(request: Request, one: own_data.OwnCase, trouble: str = "") -> HTTPResponse:
        sent = request.form if request.method == "POST" else {}
        fields = {"name": sent.get("name") or one.name, "phone": sent.get("phone") or one.phone}
        line = f"编号 {one.status.number}。调解员用这个姓名和电话找您。"
        more: dict[str, Any] = {"yes": "改成这样", "no": "不改了", "grave": False, "fields": fields, "trouble": trouble}
        return ask(request, "correct", "改姓名和电话", line, number=one.status.number, **more)

    @app.get("/mine/withdraw")
    @gently
    async def before_withdrawing(request: Request) -> HTTPResponse:
        one = await own(request)
        if one is None or not one.status.can_withdraw:
            return _closed(one)
        return ask_to_withdraw(request, one)

    @app.post("/mine/withdraw")
    @gently
    async def withdraw(request: Request) -> HTTPResponse:
        one = await own(request)
        if one is None or not one.status.can_withdraw:
            return _closed(one)
        if not forms.genuine(request, f"withdraw {one.status.number}"):
            return ask_to_withdraw(request, one, STALE)
        try:
            return await _carry_out(own_data.withdraw_own, "withdrawn", request, one)
        except CaseRefused as refused:
            return words("不用撤回了", refused.text)

    @app.get("/mine/correct")
    @gently
    async def before_correcting(request: Request) -> HTTPResponse:
        one = await own(request)
        return ask_to_correct(request, one) if one is not None and one.can_correct else _closed(one)

    @app.post("/mine/correct")
    @gently
    async def correct(request: Request) -> HTTPResponse:
        one = await own(request)
        if one is None or not one.can_correct:
            return _closed(one)
        if not forms.genuine(request, f"correct {one.status.number}"):
            return ask_to_correct(request, one, STALE)
        given = [request.form.get("name") or "", request.form.get("phone") or ""]
        try:
            return await _carry_out(own_data.correct, "corrected", request, one, *given)
        except CaseRefused as refused:
            return ask_to_correct(request, one, refused.text)

    async def _carry_out(
        act: Callable[..., Any], done: str, request: Request, one: own_data.OwnCase, *given: str
    ) -> HTTPResponse:
        def work() -> None:
            with database.session() as session:
                act(session, sessions.read_all(request), one.status.number, *given)

        await asyncio.to_thread(work)
        return redirect(f"/mine?done={done}", status=303, headers=SAFE)

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
        return ask(request, "forget", "要删除您的信息吗？", *lines, **more)

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
        return ask(request, "leave", "不在这台设备上留下我的事", *lines, **more)

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


def _closed(one: own_data.OwnCase | None) -> HTTPResponse:
    if one is None:
        return words("没有找到", NOT_YOURS, status=404)
    return words("不用改了", f"这件事现在是「{one.status.state}」。{one.status.text}")


def _case(database: Database, talks: list[str], number: str) -> own_data.OwnCase | None:
    with database.reading() as session:
        return own_data.own_case(session, talks, number)


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
