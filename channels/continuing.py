"""Going on with a talk on another device: eight digits are given out here and taken there, whichever door it began at."""

from __future__ import annotations

import asyncio

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as as_json

from casework import continuations
from casework.database import Database
from casework.errors import ConversationWiped
from channels.limits import Limits
from channels.replies import body_of, refuse
from channels.sessions import Sessions

TOO_MANY = "试的次数太多了，请等一分钟再填。"
NO_SUCH_CODE = "这八位数不对，或者已经用过、过了时间。请在原来的地方再要一个新的。"


def add_continuing(
    blueprint: Blueprint, database: Database, sessions: Sessions, limits: Limits, secure_cookies: bool
) -> None:
    """Adds both ends to the web channel's blueprint."""

    @blueprint.post("/continuation")
    async def give_code(request: Request) -> HTTPResponse:
        conversation = sessions.read(request)
        if conversation is None:
            return refuse("no_session")
        if not limits.allow_session(conversation):
            return refuse("too_fast")
        try:
            code = await asyncio.to_thread(_issue, database, conversation)
        except ConversationWiped:
            return refuse("no_session")
        return as_json({"code": code, "minutes": int(continuations.GOOD_FOR.total_seconds()) // 60})

    @blueprint.post("/continue")
    async def take_code(request: Request) -> HTTPResponse:
        if not limits.allow_code(request.remote_addr or request.ip):
            return refuse("too_fast", TOO_MANY)
        code = body_of(request).get("code")
        conversation = await asyncio.to_thread(_redeem, database, code[:40]) if isinstance(code, str) else None
        if conversation is None:
            return refuse("not_found", NO_SUCH_CODE)
        response = as_json({})
        talks = [talk for talk in sessions.read_all(request) if talk != conversation]
        sessions.write(response, [*talks, conversation], secure_cookies)
        return response


def _issue(database: Database, conversation: str) -> str:
    with database.session() as session:
        return continuations.issue_code(session, conversation)


def _redeem(database: Database, code: str) -> str | None:
    with database.session() as session:
        return continuations.redeem(session, code)
