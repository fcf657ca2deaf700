"""What a resident can do with a case of theirs: take it back, and put their name and phone right in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from bot.consultation.model import Library
from casework import own_data
from casework.database import Database
from casework.errors import CaseRefused
from channels.forms import STALE, Forms
from channels.residents_drawing import SAFE, Titles, words
from channels.sessions import Sessions

NOT_YOURS = "没有找到这件案子：可能是在别的设备上提交的。请在对话页点「查办理进度」，用编号和查询码查。"


def add_case_forms(
    app: Sanic,
    database: Database,
    library: Callable[[], Library],
    sessions: Sessions,
    forms: Forms,
    gently: Callable[..., Any],
) -> None:
    """Adds the routes; `gently` wraps each of them."""

    async def own(request: Request) -> own_data.OwnCase | None:
        number = (request.args or request.form).get("number") or ""
        return await asyncio.to_thread(_case, database, sessions.read_all(request), number)

    def ask_to_withdraw(request: Request, one: own_data.OwnCase, trouble: str = "") -> HTTPResponse:
        number, title = one.status.number, Titles(library())[one.issue]
        line = f"{title}，编号 {number}，现在是「{one.status.state}」。"
        after = "撤回以后调解员就不再办了。以后还想调解，要重新提交。"
        return forms.ask(
            request, "withdraw", "要撤回这件案子吗？", line, after, yes="撤回", number=number, trouble=trouble
        )

    def ask_to_correct(request: Request, one: own_data.OwnCase, trouble: str = "") -> HTTPResponse:
        # After a wrong token nothing that was sent may be shown as if the resident had written it.
        sent = {} if request.method != "POST" or trouble == STALE else request.form
        fields = {"name": sent.get("name") or one.name, "phone": sent.get("phone") or one.phone}
        line = f"编号 {one.status.number}。调解员用这个姓名和电话找您。"
        more: dict[str, Any] = {"yes": "改成这样", "no": "不改了", "grave": False, "fields": fields, "trouble": trouble}
        return forms.ask(request, "correct", "改姓名和电话", line, number=one.status.number, **more)

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


def _closed(one: own_data.OwnCase | None) -> HTTPResponse:
    if one is None:
        return words("没有找到", NOT_YOURS, status=404)
    return words("不用改了", f"这件事现在是「{one.status.state}」。{one.status.text}")


def _case(database: Database, talks: list[str], number: str) -> own_data.OwnCase | None:
    with database.reading() as session:
        return own_data.own_case(session, talks, number)
