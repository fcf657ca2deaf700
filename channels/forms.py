"""Forms that only the visitor's own browser can send: a signed, timed token for one act, bound to their cookie."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer

from casework.database import Database
from channels.sessions import COOKIE, secret_for

HOUR = 3600


class Forms:
    """Writes the token of a form and knows it again."""

    def __init__(self, database: Database, seconds: int = HOUR) -> None:
        self._database, self._seconds = database, seconds

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
