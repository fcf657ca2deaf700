"""Sets the stage: an account made up for the rehearsal, a server of its own where one is wanted, and our command."""

from __future__ import annotations

import asyncio
import base64
import os
import secrets
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import aiohttp

from channels.rehearsal.fake_api import APP_ID, SECRET
from channels.rehearsal.sealing import SAFE, Account

ROOT = Path(__file__).parent.parent.parent
ACCOUNT = "gh_rehearsal00"
# The first start after a change in the knowledge base trains the model.
START, STOP = 1200.0, 20.0


class NoStage(Exception):
    """The rehearsal cannot begin; `str(error)` says in Chinese what to do."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def made_up(mode: str, api: str, public: str) -> dict[str, str]:
    """The environment of a server that plays with a made-up account against a fake API."""
    key = base64.b64encode(secrets.token_bytes(32)).decode("ascii").replace("+", "A").replace("/", "B")
    return {
        "FAWEN_WECHAT_APPID": APP_ID,
        "FAWEN_WECHAT_SECRET": SECRET,
        "FAWEN_WECHAT_TOKEN": secrets.token_hex(12),
        "FAWEN_WECHAT_AES_KEY": key.rstrip("="),
        "FAWEN_WECHAT_MODE": mode,
        "FAWEN_WECHAT_ACCOUNT": ACCOUNT,
        "FAWEN_WECHAT_API": api,
        "FAWEN_WECHAT_OPEN": api,
        "FAWEN_WECHAT_MP": api,
        "FAWEN_PUBLIC_URL": public,
        # Scripts type faster than people do.
        "FAWEN_LIMIT_SESSION": "100000/minute",
    }


def account_in(environment: Mapping[str, str]) -> Account:
    """The account as the platform knows it."""
    key = environment.get("FAWEN_WECHAT_AES_KEY", "")
    return Account(
        environment["FAWEN_WECHAT_APPID"],
        environment["FAWEN_WECHAT_TOKEN"],
        key,
        environment.get("FAWEN_WECHAT_ACCOUNT") or ACCOUNT,
        environment.get("FAWEN_WECHAT_MODE") or (SAFE if key else "plain"),
    )


class Server:
    """A running `fawen serve` of the rehearsal's own: a free port, and a database that is gone afterwards."""

    def __init__(self, folder: Path, port: int, environment: Mapping[str, str]) -> None:
        self.log = folder / "serve.log"
        self.environment = {
            **environment,
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "FAWEN_DATABASE_URL": f"sqlite:///{folder}/fawen.db",
            "FAWEN_KEY_FILE": str(folder / "secret.key"),
        }
        self._url = f"http://127.0.0.1:{port}"
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self, http: aiohttp.ClientSession) -> None:
        """Returns when it is ready; raises NoStage with the end of its log when it does not come up."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "serve"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        if not await ready(self._url, http, START, self.is_running):
            self.stop()
            raise NoStage(f"服务没有起来，它最后说的是：\n{self.log.read_text('utf-8', 'replace')[-3000:]}")

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Ends it and whatever it has started, such as a training."""
        if self._process is None or self._process.poll() is not None:
            return
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(STOP)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


async def ready(url: str, http: aiohttp.ClientSession, seconds: float, alive: object = None) -> bool:
    """Whether the server at this address says within so many seconds that it is ready."""
    end = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < end and (not callable(alive) or alive()):
        try:
            async with http.get(f"{url}/readyz") as response:
                if response.status == 200:
                    return True
        except (aiohttp.ClientError, asyncio.TimeoutError):
            pass
        await asyncio.sleep(0.2)
    return False


async def command(words: str, environment: Mapping[str, str]) -> tuple[int, str]:
    """Runs `fawen …` with the server's environment; nothing else can be run from a script."""
    program, *arguments = shlex.split(words) or [""]
    if program != "fawen":
        return 2, "剧本里的命令只能是 fawen 开头的。"
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.cli", *arguments),
        cwd=ROOT,
        env=dict(environment),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await running.communicate()
    return running.returncode or 0, printed.decode("utf-8", "replace")
