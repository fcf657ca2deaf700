"""Starts what is measured, each as its operator would, waits until it answers, and weighs all its processes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

from bench import stock

ROOT = stock.ROOT
PATIENCE = 180
LOOK_EVERY = 0.05


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    """One or more processes that together answer at ``url``; subclasses say which and when they are ready."""

    door = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.processes: list[subprocess.Popen] = []

    def prepare(self) -> None:
        """What has to be made once, before the first start: a model."""

    def commands(self) -> list[list[str]]:
        raise NotImplementedError

    def signs(self) -> list[str]:
        """Addresses that answer 200 once the service is ready."""
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return {**kept, "RASA_TELEMETRY_ENABLED": "false", "PYTHONPATH": str(ROOT)}

    def start(self) -> float:
        """Starts every process and returns the seconds until all of them answer; RuntimeError with the log's end if not."""
        begun = time.monotonic()
        for command in self.commands():
            with (self.folder / "log").open("ab") as log:
                process = subprocess.Popen(command, cwd=self.home(), env=self.environment(), stdout=log, stderr=log)
            self.processes.append(process)
        while not all(map(_answers, self.signs())):
            if time.monotonic() - begun > PATIENCE or any(one.poll() is not None for one in self.processes):
                state = self.state()
                self.stop()
                raise RuntimeError(state)
            time.sleep(LOOK_EVERY)
        return time.monotonic() - begun

    def state(self) -> str:
        """Which processes still run (None) or how they ended, and the end of their log."""
        ends = [one.poll() for one in self.processes]
        return f"{self.door}: ended {ends}\n{(self.folder / 'log').read_text('utf-8', 'replace')[-3000:]}"

    def home(self) -> Path:
        return self.folder

    def memory(self) -> float:
        """Resident memory of all processes, in MB (2**20 bytes)."""
        return sum(one.memory_info().rss for one in self._family()) / 2**20

    def stop(self) -> None:
        family = self._family()
        for process in family:
            process.terminate()
        _, stubborn = psutil.wait_procs(family, timeout=15)
        for process in stubborn:
            process.kill()
        for process in self.processes:
            process.wait()
        self.processes = []

    def _family(self) -> list[psutil.Process]:
        family: list[psutil.Process] = []
        for process in self.processes:
            if process.poll() is None:
                parent = psutil.Process(process.pid)
                family += [parent, *parent.children(recursive=True)]
        return family


class Fawen(Service):
    """`fawen serve`, with rate limits that do not count and a database of its own."""

    door = "fawen"

    def prepare(self) -> None:
        _run([sys.executable, "-m", "bot.cli", "train"], ROOT, self.environment())

    def commands(self) -> list[list[str]]:
        return [[sys.executable, "-m", "bot.cli", "serve"]]

    def signs(self) -> list[str]:
        return [f"{self.url}/readyz"]

    def home(self) -> Path:
        return ROOT

    def environment(self) -> dict[str, str]:
        return {
            **super().environment(),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "FAWEN_DATABASE_URL": f"sqlite:///{self.folder}/fawen.db",
            "FAWEN_LIMIT_SESSION": "1000000/minute",
            "FAWEN_LIMIT_ADDRESS": "1000000/minute",
        }


class Stock(Service):
    """`rasa run` with its SQL tracker store on SQLite, and `rasa run actions` beside it."""

    door = "stock"

    def prepare(self) -> None:
        self.actions_port = free_port()
        stock.write_project(self.folder, self.actions_port)
        _run([*_rasa(), "train", "--fixed-model-name", "stock"], self.folder, self.environment())

    def commands(self) -> list[list[str]]:
        server = ["run", "--interface", "127.0.0.1", "--port", str(self.port), "--model", "models/stock.tar.gz"]
        actions = ["run", "actions", "--actions", "bench.stock_actions", "--port", str(self.actions_port)]
        return [[*_rasa(), *server], [*_rasa(), *actions]]

    def signs(self) -> list[str]:
        return [f"{self.url}/", f"http://127.0.0.1:{self.actions_port}/health"]


class Floor(Service):
    """The bare route."""

    door = "floor"

    def commands(self) -> list[list[str]]:
        return [[sys.executable, "-m", "bench.floor", str(self.folder / "floor.db"), str(self.port)]]

    def signs(self) -> list[str]:
        return [f"{self.url}/"]


def _rasa() -> list[str]:
    return [sys.executable, "-m", "rasa"]


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[1:4])} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False
