"""Starts the real service on a free port with a database of its own, and talks to it as a visitor's browser does."""

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from pathlib import Path

import requests

ROOT = Path(__file__).parent.parent
PATIENCE = 120


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    """A running `fawen serve`; ``kill`` ends it as a power cut would, ``start`` starts it again on the same database."""

    def __init__(self, folder: Path, cwd: Path = ROOT, **environment: str) -> None:
        self.folder, self.cwd, self.port = folder, cwd, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.connections = folder / "connections.log"
        self.log = folder / "serve.log"
        self.environment = {
            **os.environ,
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "FAWEN_DATABASE_URL": f"sqlite:///{folder}/fawen.db",
            "FAWEN_LIMIT_SESSION": "100000/minute",
            "FAWEN_LIMIT_ADDRESS": "1000000/minute",
            "FAWEN_TEST_CONNECTION_LOG": str(self.connections),
            "PYTHONPATH": f"{ROOT / 'tests' / 'guard'}{os.pathsep}{ROOT}",
            **environment,
        }
        self.process = None

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "serve"], cwd=self.cwd, env=self.environment, stdout=log, stderr=log
            )
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                if requests.get(f"{self.url}/readyz", timeout=2).ok:
                    return self
            except requests.ConnectionError:
                pass
            time.sleep(0.1)
        raise RuntimeError(f"the service did not start:\n{self.log.read_text('utf-8')[-4000:]}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


class Visitor:
    """One resident's browser: keeps the cookie, sends what is typed, remembers the last reply."""

    def __init__(self, url: str) -> None:
        self.url, self.http = url, requests.Session()
        self.http.headers["X-Fawen"] = "1"
        self.last: list[dict] = []

    def open(self):
        self.last = self.http.get(f"{self.url}/api/session", timeout=30).json()["messages"]
        return self.last

    def post(self, text, client_id=None):
        body = {"client_id": client_id or str(uuid.uuid4()), "text": text}
        return self.http.post(f"{self.url}/api/messages", json=body, timeout=60)

    def say(self, *texts):
        """Says one thing after another and returns the bot's messages to the last."""
        for text in texts:
            response = self.post(text)
            assert response.ok, response.text
            self.last = [one for one in response.json()["messages"] if one["from"] == "bot"]
        return self.last

    @property
    def text(self):
        return "\n".join(one["text"] for one in self.last)

    @property
    def buttons(self):
        return self.last[-1].get("buttons", []) if self.last else []

    @property
    def question(self):
        return next((one for one in self.last if one["kind"] == "question"), None)
