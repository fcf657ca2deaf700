"""Our classifier and stock DIET side by side: trained on the same examples, asked the same questions on the same machine.

`python -m bench understanding [--set FILE] [--build]`; the questions are those of `fawen evaluate`.
"""

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
from bench.figures import percentile, table, times
from bot import training
from bot.commands.evaluate import as_asked, read_set
from bot.commands.serve import THREADS
from bot.consultation.talk.opening import ROUTED
from bot.evaluation import Asked, card
from bot.quality_page import percent

ROOT = diet.ROOT
# As `fawen serve` computes; the last two are Rasa's own names for the same with TensorFlow.
ONE_THREAD = {name: "1" for name in (*THREADS, "TF_INTRA_OP_PARALLELISM_THREADS", "TF_INTER_OP_PARALLELISM_THREADS")}
TITLE = "## 听得懂多少，和原装 DIET 比"
STAGES = {
    "PlainTokenizer": "分词（先化成普通话、简体）",
    "CountVectorsFeaturizer": "数词和字",
    "SentenceEncoder": "整句的意思",
    "LinearIntentClassifier": "判断",
}


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
        say("原装 DIET 的环境没有装（要 2.5 GB），这次不比；要比的话：make bench-diet")
        return judged
    judged["diet"] = trained_diet(epochs, say)
    say("asking DIET")
    ask(judged["diet"], str(diet.PYTHON), diet.MODEL, sets, known)
    return judged


def trained_diet(epochs: int, say: Callable[[str], None]) -> Judged:
    """DIET, trained anew only when the examples have changed; what its training cost is kept beside the model."""
    if diet.write_project(epochs) or not diet.COST.exists():
        diet.COST.unlink(missing_ok=True)
        say(f"training DIET, {epochs} epochs (20 to 90 minutes)")
        made = trained(diet.training_command(), diet.PROJECT)
        cost = {"training": made.training, "training_wall": made.training_wall, "training_memory": made.training_memory}
        diet.COST.write_text(json.dumps(cost), "ascii")
    return Judged(**json.loads(diet.COST.read_text("ascii")))


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
        [python, str(ROOT / "bench/judge.py")],
        env={**environment(), **ONE_THREAD},
        cwd=ROOT,
        input=plan,
        capture_output=True,
        text=True,
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


def section(judged: dict[str, Judged], epochs: int) -> str:
    """The comparison as a section of docs/performance.md."""
    ours, theirs = judged["fawen"], judged.get("diet")
    rounds = f"{epochs} 轮" if epochs == diet.EPOCHS else f"{epochs} 轮，文档给的是 {diet.EPOCHS} 轮"
    parts = [TITLE, WHAT.format(rounds=rounds) if theirs else ALONE, figures(ours, theirs), STAGE_NOTE, stages(ours)]
    return "\n\n".join(parts)


def figures(ours: Judged, theirs: Judged | None) -> str:
    both = [one for one in (ours, theirs) if one is not None]
    rows = []
    for name in ours.asked:
        cards = [card(one.asked[name], ROUTED) for one in both]
        rows += [
            [f"{name}（{cards[0].questions} 题）：第一个就对", *(percent(one.accuracy) for one in cards)],
            [f"{name}：各类平均 F1", *(f"{one.macro_f1:.3f}" for one in cards)],
            [f"{name}：对的在前三个里", *(percent(one.top3) for one in cards)],
            [f"{name}：要 95% 准，能直接领进去", *(percent(one.coverage[0.95][0]) for one in cards)],
        ]
    weights = (
        ("训练，CPU 秒", lambda one: one.training, 0),
        ("训练，内存最多（MB）", lambda one: one.training_memory, 0),
        ("听一句，CPU 毫秒，中位数", lambda one: one.milliseconds(0.5), 1),
        ("听一句，CPU 毫秒，p95", lambda one: one.milliseconds(0.95), 1),
        ("装好模型以后的内存（MB）", lambda one: one.memory, 0),
        ("模型文件（MB）", lambda one: one.model, 0),
    )
    for name, figure, digits in weights:
        ratio = f"（{times(figure(theirs) / figure(ours))}）" if theirs else ""
        values = [f"{figure(one):.{digits}f}" for one in both]
        rows.append([name, *values[:-1], values[-1] + ratio])
    return table(["", "法问", "原装 DIET"][: len(both) + 1], rows)


def stages(ours: Judged) -> str:
    """The CPU of each stage of our pipeline; both counters of words and characters together."""
    rows = []
    for kind, name in STAGES.items():
        taken = sum(seconds for stage, seconds in ours.stages.items() if kind in stage)
        rows.append([name, f"{taken * 1000:.1f} ms"])
    return table(["一步", "CPU，中位数"], rows)


WHAT = """同样的例句、同样的题（`fawen evaluate` 的那些），各自训练、各自回答。「原装 DIET」照 Rasa 文档给中文的配法：JiebaTokenizer、
RegexFeaturizer、LexicalSyntacticFeaturizer、两个 CountVectorsFeaturizer（词；词内字 1–4）、DIETClassifier（{rounds}），TensorFlow 2.12，
装在 `var/diet` 里单独的环境。训练和回答只算 CPU 时间，别的程序抢核不影响；回答时两边都只用一个线程（`fawen serve` 就是这样）。内存是单独一个只做判断的进程。"""
ALONE = "这台机器上没有装原装 DIET（`make bench-diet`），只有法问自己的数。"
STAGE_NOTE = "法问听一句话，处理器时间花在哪儿："
