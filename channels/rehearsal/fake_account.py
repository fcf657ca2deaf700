"""What WeChat's servers remember about one official account: tokens, followers' windows, and what was delivered."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import Any

TOKEN_LIVES, OVERLAP = 7200, 300
FORCED_PER_DAY, FORCED_APART = 20, 30
FETCHES_PER_DAY = 2000
TYPED, TAPPED = (48 * 3600, 5), (60, 3)
DAY = 24 * 3600


class Refusal(Exception):
    """WeChat's errcode and errmsg."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@dataclass
class Window:
    """Until when messages may be sent unasked, and how many."""

    until: float
    left: int


@dataclass
class Person:
    """A resident as WeChat knows them."""

    following: bool = True
    windows: dict[str, Window] = field(default_factory=dict)


@dataclass
class Account:
    """One official account. ``ahead`` moves its clock, so that a token or a window can be seen to end.

    :param may: what this account has been granted: customer_service, msgmenu, stable_token.
    :param addresses: the IP whitelist; empty means that every address may ask for tokens.
    """

    app_id: str
    secret: str
    templates: dict[str, str]
    may: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(("customer_service", "msgmenu", "stable"), True))
    whitelist_open: bool = True
    ahead: float = 0
    old_way: list[tuple[str, float]] = field(default_factory=list)
    stable: tuple[str, float] | None = None
    forced: list[float] = field(default_factory=list)
    fetched: list[float] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    delivered: list[dict[str, Any]] = field(default_factory=list)
    menu: dict[str, Any] | None = None
    codes: dict[str, tuple[str, float]] = field(default_factory=dict)
    used_codes: set[str] = field(default_factory=set)
    signed_in: str = ""

    def now(self) -> float:
        return time.time() + self.ahead

    # Tokens

    def check_credentials(self, app_id: str, secret: str) -> None:
        if app_id != self.app_id:
            raise Refusal(40013, "invalid appid")
        if secret != self.secret:
            raise Refusal(40125, "invalid appsecret")
        if not self.whitelist_open:
            raise Refusal(40164, "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist")

    def new_token(self) -> str:
        """The old way: the tokens given before die in five minutes."""
        now = self.now()
        self.fetched = [moment for moment in self.fetched if moment > now - DAY] + [now]
        if len(self.fetched) > FETCHES_PER_DAY:
            raise Refusal(45009, "reach max api daily quota limit")
        self.old_way = [(token, min(until, now + OVERLAP)) for token, until in self.old_way if until > now]
        token = f"OLD_{secrets.token_urlsafe(60)}"
        self.old_way.append((token, now + TOKEN_LIVES))
        return token

    def stable_token(self, force: bool) -> tuple[str, int]:
        """The same token again until it is near its end, or forced out; those got in the old way are left alone."""
        now = self.now()
        if force:
            self.forced = [moment for moment in self.forced if moment > now - DAY]
            if len(self.forced) >= FORCED_PER_DAY:
                raise Refusal(45009, "reach max api daily quota limit")
            if self.forced and now - self.forced[-1] < FORCED_APART:
                raise Refusal(45011, "api minute-quota reach limit, must slower, retry next minute")
            self.forced.append(now)
        if force or self.stable is None or self.stable[1] - now <= OVERLAP:
            self.stable = (f"STABLE_{secrets.token_urlsafe(60)}", now + TOKEN_LIVES)
        return self.stable[0], int(self.stable[1] - now)

    def revoke(self) -> None:
        """All tokens of the old way die at once, as when somebody else has fetched one, and the five minutes are over."""
        self.old_way = []

    def renew_elsewhere(self) -> None:
        """Somebody else forces a stable token: the one in use here dies."""
        self.stable = (f"STABLE_{secrets.token_urlsafe(60)}", self.now() + TOKEN_LIVES)

    def check_token(self, token: str) -> None:
        now = self.now()
        if not token:
            raise Refusal(41001, "access_token missing")
        if not token.startswith(("OLD_", "STABLE_")):
            raise Refusal(40014, "invalid access_token")
        living = [*self.old_way, *([self.stable] if self.stable else [])]
        until = next((until for one, until in living if one == token), None)
        if until is None:
            raise Refusal(40001, "invalid credential, access_token is invalid or not latest")
        if until <= now:
            raise Refusal(42001, "access_token expired")

    # Residents

    def active(self, openid: str, how: str) -> None:
        """A resident typed, tapped, followed or left."""
        person = self.people.setdefault(openid, Person())
        person.following = how != "left"
        if how in ("typed", "tapped"):
            lasts, left = TYPED if how == "typed" else TAPPED
            person.windows[how] = Window(self.now() + lasts, left)

    def check_person(self, openid: str) -> Person:
        person = self.people.get(openid)
        if person is None:
            raise Refusal(40003, "invalid openid")
        if not person.following:
            raise Refusal(43004, "require subscribe")
        return person

    def spend(self, person: Person) -> None:
        """One message out of the window; the short one first."""
        open_now = [
            window
            for window in (person.windows.get("tapped"), person.windows.get("typed"))
            if window and window.until > self.now()
        ]
        if not open_now:
            raise Refusal(45015, "response out of time limit or subscription is canceled")
        window = next((one for one in open_now if one.left > 0), None)
        if window is None:
            raise Refusal(45047, "out of response count limit")
        window.left -= 1

    def deliver(self, kind: str, openid: str, body: dict[str, Any]) -> int:
        self.delivered.append(
            {"number": len(self.delivered) + 1, "at": self.now(), "kind": kind, "to": openid, "body": body}
        )
        return len(self.delivered)

    # Pages

    def new_code(self, openid: str) -> str:
        code = secrets.token_hex(16)
        self.codes[code] = (openid, self.now() + 300)
        return code

    def use_code(self, code: str) -> str:
        if code in self.used_codes:
            raise Refusal(40163, "code been used")
        openid, until = self.codes.pop(code, ("", 0.0))
        if until <= self.now():
            raise Refusal(40029, "invalid code")
        self.used_codes.add(code)
        return openid
