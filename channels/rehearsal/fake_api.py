"""A fake of WeChat's servers as a real HTTP server: `python -m channels.rehearsal.fake_api [--port 9090]`.

For developers and operators: point FAWEN_WECHAT_API, _OPEN and _MP at it and nothing leaves this machine. It keeps
WeChat's limits, and it is told through /rehearsal/… what residents do and what is to go wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import threading
from typing import Any

from aiohttp import web

from channels.rehearsal.fake_calls import APP_ID, SECRET, FakeApi


class Running:
    """A fake API in a thread of its own: ``with Running() as api: … api.url …``."""

    def __init__(self, fake: FakeApi | None = None, host: str = "127.0.0.1", port: int = 0) -> None:
        self.fake, self._host, self._port = fake or FakeApi(), host, port
        self.url = ""
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self._trouble: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True, name="fake-wechat-api")

    def __enter__(self) -> Running:
        return self.start()

    def __exit__(self, *trouble: Any) -> None:
        self.stop()

    def start(self) -> Running:
        """Listens; raises OSError where it cannot."""
        self._thread.start()
        self._started.wait()
        if self._trouble is not None:
            raise self._trouble
        return self

    def stop(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        runner = web.AppRunner(self.fake.application(), access_log=None, shutdown_timeout=0.2)
        try:
            self._loop.run_until_complete(runner.setup())
            self._loop.run_until_complete(web.TCPSite(runner, self._host, self._port).start())
            self.url = f"http://{self._host}:{runner.addresses[0][1]}"
        except OSError as trouble:
            self._trouble = trouble
        self._started.set()
        if self._trouble is None:
            self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m channels.rehearsal.fake_api", description="假的微信接口，给开发和运维的人排练用，不连外网"
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9090, help="0 表示随便一个空闲的端口")
    given = parser.parse_args()
    try:
        running = Running(host=given.host, port=given.port).start()
    except OSError:
        raise SystemExit(f"端口 {given.port} 用不了，多半已经被占用。换一个：--port {given.port + 1}") from None
    print(
        f"假的微信接口在 {running.url} 。这不是微信，只给排练用。让法问用它：\n"
        f"  FAWEN_WECHAT_API={running.url} FAWEN_WECHAT_OPEN={running.url} FAWEN_WECHAT_MP={running.url}\n"
        f"  FAWEN_WECHAT_APPID={APP_ID} FAWEN_WECHAT_SECRET={SECRET}\n按 Ctrl+C 停止。",
        flush=True,
    )
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        running.stop()


if __name__ == "__main__":
    main()
