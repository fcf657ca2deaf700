"""What the web door reads from a request and says in refusal or in a stream: plain functions around Sanic's types."""

from __future__ import annotations

import json
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as as_json

from channels.turns import Wire

LONGEST_TEXT = 5000
ERRORS = {
    "bad_request": (400, "这个请求不完整，请刷新页面再试。"),
    "empty": (400, "您还没有写内容。"),
    "too_long": (400, f"一次最多写 {LONGEST_TEXT} 个字，请分几次说。"),
    "no_session": (401, "会话已经失效，请刷新页面。"),
    "too_fast": (429, "发得太快了，请过几秒再发。"),
    "not_found": (404, "没有查到。请核对编号和查询码，或者打 12348 问问。"),
    "unavailable": (503, "服务暂时不可用，请稍后再试，急事请打 12348。"),
}


def refuse(code: str, text: str = "") -> HTTPResponse:
    """A refusal the page can show as it is."""
    status, usual = ERRORS[code]
    return as_json({"error": {"code": code, "text": text or usual}}, status=status)


def body_of(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(request.body or b"{}")
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def after(request: Request) -> int:
    given = request.headers.get("last-event-id") or request.args.get("after") or "0"
    return int(given) if given.isdigit() else 0


def event(wire: Wire | None) -> str:
    """A server-sent event; None is the comment that keeps the line open."""
    if wire is None:
        return ": still here\n\n"
    return f"event: message\nid: {wire['id']}\ndata: {json.dumps(wire, ensure_ascii=False)}\n\n"
