"""The prompter's desk of the fake API: what residents do, what goes wrong, what time it is, and what was delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from channels.rehearsal.fake_faults import Fault

if TYPE_CHECKING:
    from channels.rehearsal.fake_calls import FakeApi

HOW = ("typed", "tapped", "follows", "left")


def control_routes(fake: FakeApi) -> list[web.RouteDef]:
    """All of /rehearsal/…; a call that makes no sense gets 400 and a word why."""

    async def active(order: dict[str, Any]) -> None:
        """{"openid", "how": typed | tapped | follows | left}"""
        if order["how"] not in HOW:
            raise ValueError(f"how 只能是 {'、'.join(HOW)}")
        fake.account.active(order["openid"], order["how"])

    async def fault(order: dict[str, Any]) -> None:
        """{"path", "times", and one of "code", "hang", "close", "status", "rubbish"}"""
        fake.faults.orders.append(Fault.ordered(order))

    async def sign_in(order: dict[str, Any]) -> None:
        """{"openid"}: who opens pages from now on."""
        fake.account.signed_in = order["openid"]

    async def grant(order: dict[str, Any]) -> None:
        """{"customer_service", "msgmenu", "stable", "whitelist": true | false}"""
        for name, value in order.items():
            if name == "whitelist":
                fake.account.whitelist_open = bool(value)
            elif name in fake.account.may:
                fake.account.may[name] = bool(value)
            else:
                raise ValueError(f"没有「{name}」这项权限")

    async def revoke(order: dict[str, Any]) -> None:
        """Somebody else has taken new tokens."""
        fake.account.revoke()
        if fake.account.stable:
            fake.account.renew_elsewhere()

    async def clock(order: dict[str, Any]) -> None:
        """{"ahead": seconds}: how far the account's clock runs ahead of this machine's."""
        fake.account.ahead = float(order["ahead"])

    async def reset(order: dict[str, Any]) -> None:
        fake.forget()

    async def delivered(request: web.Request) -> web.Response:
        """Everything that reached a resident, or one of them (?openid=), after number ?after=."""
        after, openid = int(request.query.get("after", 0)), request.query.get("openid")
        found = fake.account.delivered[after:]
        return web.json_response({"delivered": [one for one in found if openid in (None, one["to"])]})

    async def calls(request: web.Request) -> web.Response:
        return web.json_response({"calls": dict(fake.calls)})

    deeds = (active, fault, sign_in, grant, revoke, clock, reset)
    return [
        *(web.post(f"/rehearsal/{deed.__name__}", _told(deed)) for deed in deeds),
        web.get("/rehearsal/delivered", delivered),
        web.get("/rehearsal/calls", calls),
    ]


def _told(deed: Any) -> Any:
    async def handle(request: web.Request) -> web.Response:
        try:
            await deed(await request.json() if request.can_read_body else {})
        except KeyError as missing:
            return web.json_response({"error": f"还要写 {missing}"}, status=400)
        except (TypeError, ValueError) as wrong:
            return web.json_response({"error": str(wrong)}, status=400)
        return web.json_response({"ok": True})

    return handle
