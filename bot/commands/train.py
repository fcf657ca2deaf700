"""`fawen train`: makes the model if anything it is made from has changed."""

from __future__ import annotations

import argparse
import time

from bot import training


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="没有变化也重新训练")


def run(arguments: argparse.Namespace) -> int:
    if training.is_current() and not arguments.force:
        print("模型是最新的，不用训练。")
        return 0
    start = time.monotonic()
    print("正在训练（两三分钟）……", flush=True)
    print(f"训练好了：{training.train()}，用了 {time.monotonic() - start:.0f} 秒。")
    return 0
