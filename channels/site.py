"""The pages around the talk: the chat page, the guide at its unguessable address, health and readiness."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog
from sanic import Sanic
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse, file, html, raw
from sanic.response import json as as_json

from bot.consultation.model import Library
from casework.consultations import consultation_by_token
from casework.database import Database
from channels.pages import CONTENT_SECURITY, gone_page, guide_page
from channels.papers import PAPER_SECURITY, WORD, as_download, paper_file, paper_named, paper_page
from channels.replies import refuse

log = structlog.get_logger()
STATIC = Path(__file__).parent / "static"
NOT_BUILT = "网页还没有构建。请运行 make run，或者在 channels/screens 里运行 npm run build。"
PRIVATE = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'self'",
}


def add_site(app: Sanic, database: Database, library: Callable[[], Library]) -> None:
    """Adds the routes; the application's ``ctx.ready`` tells when Rasa has been loaded.

    :param library: gives the knowledge base in use, which an operator may change while the service runs.
    """
    app.ctx.ready = False
    if STATIC.exists():
        app.static("/static", STATIC, name="static")
    photos = Path(os.environ.get("FAWEN_PHOTOS") or "var/photos")
    if photos.is_dir():
        app.static("/photos", photos, name="photos")

    @app.get("/")
    async def chat_page(request: Request) -> HTTPResponse:
        page = STATIC / "index.html"
        if not page.exists():
            return html(gone_page("还差一步", NOT_BUILT), status=503)
        return await file(page, headers={"Cache-Control": "no-cache"})

    @app.get("/g/<token:str>")
    async def guide(request: Request, token: str) -> HTTPResponse:
        kept = await asyncio.to_thread(_guide, database, token)
        security = {"Content-Security-Policy": CONTENT_SECURITY}
        if kept is None:
            text = "这份指南找不到了：可能已经到期，或者按您的要求删除了。可以回到首页重新咨询。"
            return html(gone_page("找不到这份指南", text), status=404, headers=PRIVATE | security)
        return html(guide_page(kept, library(), f"/g/{token}"), headers=PRIVATE | security)

    @app.get("/g/<token:str>/papers/<name:str>")
    async def paper(request: Request, token: str, name: str) -> HTTPResponse:
        wanted = paper_named(await asyncio.to_thread(_guide, database, token), name.removesuffix(".docx"))
        if wanted is None:
            text = "这份文书找不到了：可能已经到期，或者按您的要求删除了。可以回到首页重新咨询。"
            security = {"Content-Security-Policy": CONTENT_SECURITY}
            return html(gone_page("找不到这份文书", text), status=404, headers=PRIVATE | security)
        if name.endswith(".docx"):
            written = await asyncio.to_thread(paper_file, wanted)
            return raw(written, content_type=WORD, headers=PRIVATE | {"Content-Disposition": as_download(wanted)})
        page = paper_page(wanted, f"/g/{token}")
        return html(page, headers=PRIVATE | {"Content-Security-Policy": PAPER_SECURITY})

    @app.get("/healthz")
    async def healthz(request: Request) -> HTTPResponse:
        return as_json({"ok": True})

    @app.get("/readyz")
    async def readyz(request: Request) -> HTTPResponse:
        state, known = await asyncio.to_thread(database.ready), library()
        parts = {
            "database": {"ok": state.ok, "text": state.text},
            "model": {"ok": app.ctx.ready},
            "knowledge": {"ok": bool(known.issues), "version": known.version, "issues": len(known.issues)},
        }
        ok = all(part["ok"] for part in parts.values())
        return as_json({"ok": ok, **parts}, status=200 if ok else 503)

    @app.on_response
    async def security(request: Request, response: HTTPResponse) -> None:
        for name, value in EVERYWHERE.items():
            response.headers.setdefault(name, value)
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")

    @app.exception(Exception)
    async def failed(request: Request, error: Exception) -> HTTPResponse:
        """Whatever else goes wrong is told kindly; the log says where, and never the address, which may be secret."""
        status = getattr(error, "status_code", 500)
        if status >= 500:
            log.exception("request.failed", route=getattr(request.route, "path", ""))
        if request.path.startswith("/api/"):
            return refuse("unavailable" if status >= 500 else "bad_request")
        return html(gone_page("服务暂时不可用", "请稍后再试，急事请打 12348。"), status=status)

    @app.exception(NotFound)
    async def missing(request: Request, error: NotFound) -> HTTPResponse:
        if request.path.startswith("/api/"):
            return as_json({"error": {"code": "not_found", "text": "没有这个地址。"}}, status=404)
        return html(gone_page("没有这个页面", "网址可能写错了。可以回到首页。"), status=404)


def _guide(database: Database, token: str) -> Any:
    with database.reading() as session:
        kept = consultation_by_token(session, token)
    return kept.guide if kept else None
