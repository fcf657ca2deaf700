"""Our classifier and stock DIET side by side: trained on the same examples, asked the same questions on the same machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench import diet
from bench.figures import percentile
from bot import training
from bot.commands.evaluate import as_asked, read_set
from bot.evaluation import Asked

ROOT = diet.ROOT


@dataclass
class Judged:
    """What one bot made of the questions, and what it cost; seconds of CPU, memory in MB (2**20 bytes)."""

    asked: dict[str, list[Asked]] = field(default_factory=dict)
    training: float = 0.0
    training_wall: float = 0.0
    training_memory: float = 0.0
    seconds: list[float] = field(default_factory=list)
    stages: dict[str, float] = field(default_factory=dict)
    memory: float = 0.0
    model: float = 0.0

    def milliseconds(self, share: float) -> float:
        return percentile(self.seconds, share) * 1000


def compare(sets: Sequence[Path], epochs: int, known: Any, say: Callable[[str], None]) -> dict[str, Judged]:
    """Ours, and stock DIET where its environment has been built."""
    say("training ours")
    judged = {"fawen": trained([sys.executable, "-m", "bot.cli", "train", "--force"], ROOT)}
    say("asking ours")
    ask(judged["fawen"], sys.executable, training.MODEL, sets, known)
    if not diet.is_built():
        say("原装 DIET 的环境没有装（要 2.5 GB），这次不比；要比的话：python -m bench understanding --build")
        return judged
    project = diet.HOME / "project"
    diet.write_project(project, epochs)
    say(f"training DIET, {epochs} epochs (20 to 60 minutes)")
    judged["diet"] = trained(diet.command(project / "models"), project)
    say("asking DIET")
    ask(judged["diet"], str(diet.PYTHON), project / "models/diet.tar.gz", sets, known)
    return judged


def trained(command: Sequence[str], folder: Path) -> Judged:
    """Runs a training and weighs it; RuntimeError with its last words where it fails."""
    begun = time.monotonic()
    with (diet.HOME.parent / "understanding.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment(), stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command[1:5])} failed:\n{Path(log.name).read_text('utf-8', 'replace')[-2000:]}")
    return Judged(
        training=used.ru_utime + used.ru_stime,
        training_wall=time.monotonic() - begun,
        training_memory=used.ru_maxrss / 1024,
    )


def ask(judged: Judged, python: str, model: Path, sets: Sequence[Path], known: Any) -> None:
    """Puts the questions of every set to a model in a process of its own, and writes down answers and cost."""
    questions = {path.stem: read_set(path) for path in sets}
    texts = [one["text"].strip().lstrip("/") for listed in questions.values() for one in listed]
    plan = json.dumps({"model": str(model.resolve()), "texts": texts})
    done = subprocess.run(
        [python, str(ROOT / "bench/judge.py")], env=environment(), cwd=ROOT, input=plan, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{model.name} was not judged:\n{done.stderr[-2000:]}")
    told = json.loads(done.stdout.splitlines()[-1])
    rankings = iter(told["rankings"])
    judged.asked = {
        name: [as_asked(one, next(rankings), known) for one in listed] for name, listed in questions.items()
    }
    judged.seconds, judged.memory, judged.model = told["seconds"], told["memory"], model.stat().st_size / 2**20
    judged.stages = {name: median(taken) for name, taken in told["stages"].items()}


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "RASA_TELEMETRY_ENABLED": "false", "PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "2"}
