"""Forms that only the visitor's own browser can send: a signed, timed token for one act, bound to their cookie."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sanic.response import HTTPResponse

from casework.database import Database
from channels.residents_drawing import draw
from channels.sessions import COOKIE, secret_for

HOUR = 3600
STALE = "这个页面放得太久，或者中间换过对话。什么都没有改动，请再点一次。"


class Forms:
    """Asks with a form, and knows its own form again."""

    def __init__(self, database: Database, seconds: int = HOUR) -> None:
        self._database, self._seconds = database, seconds

    def ask(self, request: Any, act: str, heading: str, *lines: str, **more: Any) -> HTTPResponse:
        """The page that asks before `act` is done, with the form that does it; `number` says to which case."""
        shown: dict[str, Any] = {"back": "/mine", "no": "不，回去", "grave": True, "fields": None, "trouble": ""} | more
        token = self.token(request, f"{act} {more.get('number', '')}".strip())
        return draw("confirm", heading=heading, lines=lines, action=f"/mine/{act}", token=token, here="mine", **shown)

    def token(self, request: Any, act: str) -> str:
        """What a form for `act` carries; worthless in another browser, for another act, and when time is up."""
        return self._signer.dumps([act, _bound_to(request)])

    def genuine(self, request: Any, act: str) -> bool:
        try:
            signed = self._signer.loads(request.form.get("token", ""), max_age=self._seconds)
        except BadSignature:
            return False
        return bool(signed == [act, _bound_to(request)])

    @cached_property
    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(secret_for(self._database, b"forms"), salt="form")


def _bound_to(request: Any) -> str:
    return hashlib.sha256((request.cookies.get(COOKIE) or "").encode()).hexdigest()[:32]
