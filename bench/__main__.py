"""`python -m bench`: measures ours and the stock way on this machine and writes docs/performance.md; `--quick` only prints."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import diet, measure, official_account, picture, report, scripts, understanding
from bench.services import ROOT, Fawen, Floor, Stock
from bot.commands.evaluate import DEFAULT_SET
from bot.consultation import library
from bot.consultation.model import Library

PAGE = ROOT / "docs/performance.md"
KEPT = 6
CANDIDATES = 18


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="速度和内存，和原装 Rasa 比")
    parser.add_argument(
        "what",
        nargs="?",
        choices=("all", "wechat", "understanding"),
        default="all",
        help="只量微信：wechat；只比听得懂多少：understanding",
    )
    parser.add_argument("--quick", action="store_true", help="两分钟以内的小样，只打印，不写文件")
    parser.add_argument("--set", type=Path, action="append", metavar="FILE", help="understanding 的测试题，可以写几次")
    parser.add_argument("--epochs", type=int, default=diet.EPOCHS, help="understanding：DIET 训练几轮")
    parser.add_argument(
        "--build", action="store_true", help="understanding：先装原装 DIET 的环境（2.5 GB，在 var/diet）"
    )
    arguments = parser.parse_args()
    quick = arguments.quick
    size, begun, busy = measure.QUICK if quick else measure.FULL, time.monotonic(), os.getloadavg()[0]

    def say(text: str) -> None:
        print(f"{time.monotonic() - begun:6.1f} s  {text}", flush=True)

    known, day = library.load(check=False), scripts.today()
    if arguments.what == "understanding":
        compare_understanding(arguments, known, say)
        return
    candidates = list(scripts.consultations(known, day))[:CANDIDATES]
    if arguments.what == "wechat":
        made = official_account.section(official_account.measure(candidates, 2 if quick else KEPT, quick, say))
        print(made)
        if not quick:
            PAGE.write_text(report.put_into(PAGE.read_text("utf-8"), made), "utf-8")
        return
    results = measure.Results()
    with tempfile.TemporaryDirectory(prefix="fawen-bench-") as folder:
        ours, stock, floor = (kind(Path(folder) / kind.door) for kind in (Fawen, Stock, Floor))
        try:
            for bot in (ours, stock):
                say(f"preparing {bot.door}")
                bot.prepare()
            measure.starts(results, [ours, stock], candidates[0], size, say)
            floor.start()
            chosen = measure.agreed([ours, stock], candidates, 2 if quick else KEPT)
            say(f"{len(chosen)} consultations answered alike")
            measure.rounds(results, [ours, stock], floor, chosen, size, say)
            longest = scripts.longest(known, chosen, day)
            measure.long_consultations(results, [ours, stock], longest, size)
            results.used_memory = {bot.door: bot.memory() for bot in (ours, stock)}
        finally:
            for service in (ours, stock, floor):
                service.stop()
    account = official_account.measure(candidates, 2 if quick else KEPT, quick, say)
    say("done")
    text = report.write(results, size, busy, [official_account.section(account)])
    if quick:
        print(text)
        return
    # How much is understood is compared apart, for DIET takes long to train; what was found stays on the page.
    if found := report.kept(PAGE.read_text("utf-8") if PAGE.exists() else "", understanding.TITLE):
        text = report.put_into(text, found)
    PAGE.write_text(text, "utf-8")
    picture.draw(results, ROOT / "docs/performance.svg")
    print("docs/performance.md")


def compare_understanding(arguments: argparse.Namespace, known: Library, say: Callable[[str], None]) -> None:
    """Ours beside stock DIET; with --quick only printed."""
    if arguments.build and not diet.is_built():
        say("building DIET's environment")
        diet.build()
    judged = understanding.compare(arguments.set or [DEFAULT_SET], arguments.epochs, known, say)
    made = understanding.section(judged, arguments.epochs)
    print(made)
    if not arguments.quick and "diet" in judged:
        PAGE.write_text(report.put_into(PAGE.read_text("utf-8"), made), "utf-8")
        print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
