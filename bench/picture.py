"""The results as a picture: throughput, the cost of forty turns, memory."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import matplotlib

matplotlib.use("Agg")
from matplotlib import font_manager, pyplot
from matplotlib.axes import Axes

from bench.measure import Results

FONTS = ("Noto Sans CJK SC", "Noto Serif CJK SC", "Noto Sans CJK JP", "Noto Serif CJK JP")
OURS, THEIRS = "#1d6b57", "#c9a15a"
DOORS = (("fawen", "法问", OURS), ("stock", "原装 Rasa", THEIRS))


def draw(results: Results, path: Path) -> None:
    """Writes the picture as SVG with its letters as shapes, so that a reader needs no font."""
    pyplot.rcParams.update({"font.family": chinese_font(), "font.size": 10, "svg.hashsalt": "fawen"})
    figure, (speed, long, weight) = pyplot.subplots(1, 3, figsize=(12, 3.8), layout="constrained")
    _throughput(speed, results)
    _forty_turns(long, results)
    _memory(weight, results)
    for axes in (speed, long, weight):
        axes.spines[["top", "right"]].set_visible(False)
        axes.set_ylim(0, axes.get_ylim()[1] * 1.2)
        axes.legend(loc="upper left", ncol=2, frameon=False)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def chinese_font() -> str:
    """A font with Chinese letters; RuntimeError with the remedy where there is none."""
    known = {font.name for font in font_manager.fontManager.ttflist}
    found = next((name for name in FONTS if name in known), None)
    if found is None:
        raise RuntimeError("没有中文字体，请先运行 make browser（它会装 fonts-noto-cjk）。")
    return found


def _throughput(axes: Axes, results: Results) -> None:
    at = sorted({residents for _, kind, residents in results.cells if kind == "turns"})
    for shift, (door, name, colour) in zip((-0.2, 0.2), DOORS):
        rates = [results.cell(door, "turns", residents).rate for residents in at]
        bars = axes.bar([place + shift for place in range(len(at))], rates, 0.38, color=colour, label=name)
        axes.bar_label(bars, fmt="%.0f")
    axes.set_xticks(range(len(at)), [f"{residents} 人同时" for residents in at])
    axes.set_title("问答吞吐（句/秒，越高越好）")


def _forty_turns(axes: Axes, results: Results) -> None:
    for door, name, colour in DOORS:
        taken = [median(turn) * 1000 for turn in zip(*results.long[door])]
        axes.plot(range(1, len(taken) + 1), taken, color=colour, label=name)
    axes.set_xlabel("一场咨询的第几句")
    axes.set_title("每句用时（毫秒，越低越好）")


def _memory(axes: Axes, results: Results) -> None:
    for shift, (door, name, colour) in zip((-0.2, 0.2), DOORS):
        values = [results.fresh_memory[door], results.used_memory[door]]
        axes.bar_label(
            axes.bar([place + shift for place in (0, 1)], values, 0.38, color=colour, label=name), fmt="%.0f"
        )
    axes.set_xticks([0, 1], ["刚启动", "用过之后"])
    axes.set_title("内存（MB，越低越好）")
