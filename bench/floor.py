"""The floor: a bare Sanic route that writes one SQLite row in WAL mode.  No bot on this stack can be faster than this."""

from __future__ import annotations

import sqlite3
import sys

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json


def build(path: str) -> Sanic:
    app = Sanic("floor", configure_logging=False)
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=NORMAL")
    database.execute("CREATE TABLE IF NOT EXISTS said (id INTEGER PRIMARY KEY, text TEXT)")

    @app.post("/row")
    async def row(request: Request) -> HTTPResponse:
        text = request.json["text"]
        database.execute("INSERT INTO said (text) VALUES (?)", (text,))
        return json({"text": text})

    @app.get("/")
    async def ready(request: Request) -> HTTPResponse:
        return json({"ok": True})

    return app


if __name__ == "__main__":
    build(sys.argv[1]).run("127.0.0.1", int(sys.argv[2]), access_log=False, motd=False)
