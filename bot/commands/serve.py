"""`fawen serve`: everything from one process on one port."""

from __future__ import annotations

import argparse
import errno
import gc
import os
import socket
import subprocess
import sys
from dataclasses import replace

from bot.consultation.reading import KnowledgeError
from casework.errors import CaseworkError

# Read by the libraries under numpy when they are loaded, so this has to be settled before.
THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")
TRY = (
    "昨天骑电车被轿车撞了，腿骨折住院，对方全责不给钱",
    "俺跟俺媳妇过不下去了，想离婚，孩子归谁",
    "有人冒充公检法，骗走了我三万块钱",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help="端口（默认取环境变量 PORT，再默认 8080）")


def run(arguments: argparse.Namespace) -> int:
    from bot import training

    if not training.is_current() and (code := subprocess.call([sys.executable, "-m", "bot.cli", "train"])):
        return code
    print("正在启动……", flush=True)
    compute_on_one_thread()
    # What is loaded now stays for good; collecting garbage among it would only cost time, now and at every turn.
    gc.disable()
    from bot.quiet import configure_logging
    from bot.server import build
    from bot.settings import Settings

    configure_logging()
    settings = Settings.from_environment()
    if arguments.port:
        settings = replace(settings, port=arguments.port)
    if why := _why_not_listen(settings.host, settings.port):
        print(why, file=sys.stderr)
        return 1
    try:
        app = build(settings)
    except KnowledgeError as error:
        print(f"知识库有错，不能启动：\n{error}", file=sys.stderr)
        return 1
    except CaseworkError as error:
        print(error.text, file=sys.stderr)
        return 1

    @app.after_server_start
    async def announce(app: object, loop: object) -> None:
        gc.freeze()
        gc.enable()
        print(f"\n法问已经启动，请在浏览器打开：\n  http://localhost:{settings.port}/\n\n可以试试这样说：", flush=True)
        for sentence in TRY:
            print(f"  {sentence}", flush=True)
        print("\n按 Ctrl+C 停止。", flush=True)

    app.run(settings.host, settings.port, access_log=False, motd=False)
    return 0


def compute_on_one_thread() -> None:
    """Has numpy work without helpers, unless the operator has said otherwise.

    A sentence is too short to be shared out: the helpers only spin for their turn, which doubled the CPU of a classified
    sentence (docs/decisions/0006), and the other cores have residents of their own.
    """
    for name in THREADS:
        os.environ.setdefault(name, "1")


def _why_not_listen(host: str, port: int) -> str:
    """Why this address cannot be listened on, with the remedy; empty where it can."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except PermissionError:
        return f"没有权限使用端口 {port}（1024 以下要管理员）。换一个：PORT=8080 make run，前面用 nginx 转发。"
    except OSError as trouble:
        if trouble.errno == errno.EADDRINUSE:
            return f"端口 {port} 已经被占用。换一个：PORT={port + 1} make run"
        return f"不能在「{host}」上监听：这不是本机的地址。通常不用设置 HOST，或者写 HOST=127.0.0.1。"
    return ""
