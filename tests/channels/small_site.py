"""The pages without Rasa behind them: a Sanic application in a thread of its own, on a free port, and a browser's session."""

import asyncio
import itertools
import threading
from contextlib import contextmanager

import requests
from sanic import Sanic

from tests.serving import free_port

PATIENCE = 20
COUNT = itertools.count()


@contextmanager
def serving(build):
    """Serves the application that `build(app)` has given its routes to; gives its address."""
    app, port = Sanic(f"small-{next(COUNT)}", configure_logging=False), free_port()
    # Outside this mode Sanic rewrites its own server at start, which it can do only once a process.
    Sanic.test_mode = True
    build(app)
    loop, started = asyncio.new_event_loop(), threading.Event()

    async def start():
        server = await app.create_server(host="127.0.0.1", port=port, return_asyncio_server=True, access_log=False)
        await server.startup()
        await server.start_serving()
        started.set()

    def run():
        asyncio.set_event_loop(loop)
        loop.create_task(start())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert started.wait(PATIENCE)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE)
        Sanic._app_registry.pop(app.name, None)
        Sanic.test_mode = False


class Browser(requests.Session):
    """Keeps cookies, goes where it is asked to, and never follows a redirect unasked."""

    def __init__(self, url, agent=""):
        super().__init__()
        self.base = url
        if agent:
            self.headers["User-Agent"] = agent

    def open(self, path):
        return self.get(path if path.startswith("http") else self.base + path, allow_redirects=False, timeout=PATIENCE)

    def submit(self, path, **fields):
        return self.post(self.base + path, data=fields, allow_redirects=False, timeout=PATIENCE)

    def known_by(self, cookie):
        self.cookies.set("fawen", cookie, domain="127.0.0.1", path="/")
