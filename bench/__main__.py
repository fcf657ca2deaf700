"""`python -m bench`: measures ours and the stock way on this machine and writes docs/performance.md; `--quick` only prints."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from bench import measure, official_account, picture, report, scripts
from bench.services import ROOT, Fawen, Floor, Stock
from bot.consultation import library

KEPT = 6
CANDIDATES = 18


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="速度和内存，和原装 Rasa 比")
    parser.add_argument("what", nargs="?", choices=("all", "wechat"), default="all", help="只量微信：wechat")
    parser.add_argument("--quick", action="store_true", help="两分钟以内的小样，只打印，不写文件")
    arguments = parser.parse_args()
    quick = arguments.quick
    size, begun, busy = measure.QUICK if quick else measure.FULL, time.monotonic(), os.getloadavg()[0]

    def say(text: str) -> None:
        print(f"{time.monotonic() - begun:6.1f} s  {text}", flush=True)

    known, day = library.load(check=False), scripts.today()
    candidates = list(scripts.consultations(known, day))[:CANDIDATES]
    if arguments.what == "wechat":
        print(official_account.section(official_account.measure(candidates, 2 if quick else KEPT, quick, say)))
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
    (ROOT / "docs/performance.md").write_text(text, "utf-8")
    picture.draw(results, ROOT / "docs/performance.svg")
    print("docs/performance.md")


if __name__ == "__main__":
    main()
