"""Who is talking: a conversation named by the server, signed by the server, carried in a cookie no script can read."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer

from casework.database import Database

COOKIE = "fawen"
YEAR = 365 * 24 * 3600
REMEMBERED = 8


class Sessions:
    """Issues and reads signed session cookies."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._signer: URLSafeSerializer | None = None

    def fresh(self) -> str:
        """The name of a new conversation: 128 unguessable bits."""
        return secrets.token_urlsafe(16)

    def read(self, request: Any) -> str | None:
        """The conversation a request belongs to; None without a cookie or with one that is not ours."""
        talks = self.read_all(request)
        return talks[-1] if talks else None

    def read_all(self, request: Any) -> list[str]:
        """The visitor's latest conversations, the present one last, so that all of them can be forgotten on request."""
        given = request.cookies.get(COOKIE)
        if not given:
            return []
        try:
            return [str(one) for one in self._serializer().loads(given)]
        except (BadSignature, TypeError):
            return []

    def write(self, response: Any, talks: list[str], secure: bool) -> None:
        response.cookies[COOKIE] = self._serializer().dumps(talks[-REMEMBERED:])
        cookie = response.cookies[COOKIE]
        cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"] = True, "Lax", "/", YEAR
        if secure:
            cookie["secure"] = True

    def clear(self, response: Any, secure: bool) -> None:
        """Makes the visitor unknown again."""
        self.write(response, [], secure)
        response.cookies[COOKIE]["max-age"] = 0

    def _serializer(self) -> URLSafeSerializer:
        if self._signer is None:
            self._signer = URLSafeSerializer(secret_for(self._database, b"web session"), salt="conversation")
        return self._signer


def secret_for(database: Database, purpose: bytes) -> bytes:
    """This installation's own key for signing one kind of thing."""
    with database.reading() as session:
        return hmac.new(session.info["pepper"], purpose, hashlib.sha256).digest()
