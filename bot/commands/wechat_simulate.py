"""`fawen wechat simulate`: plays WeChat itself against a running server, without an account and without the internet."""

from __future__ import annotations

import argparse
import asyncio
import os
import shlex
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

HOME = ("127.0.0.1", "localhost", "::1")
WAITING = 1800.0
REAL = """现在设的是真的微信接口（{api}），它不认识模拟的居民。
要排练：另开一个终端，不带 FAWEN_WECHAT_ 开头的环境变量，运行 fawen wechat simulate --serve。"""
HALF = "（要排练就把 FAWEN_WECHAT_ 开头的都去掉，或者设全。）"
LINE = """还没有设公众号，替您编了一个只在这台机器上用的。另开一个终端，这样启动服务（一行）：

{line} make run

等它起来……（想让我来启动，就加 --serve。按 Ctrl+C 停止。）"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--serve", action="store_true", help="自己启动一个服务来排练：随便一个端口，数据库用完就删")
    parser.add_argument("--url", default="", help="回调地址（默认 http://127.0.0.1:8080/wechat，端口取环境变量 PORT）")
    parser.add_argument("--mode", choices=("safe", "compatible", "plain"), default="safe", help="安全、兼容、明文模式")
    parser.add_argument("--script", default="", metavar="FILE", help="照剧本走：文件，或者自带的名字，如 车祸")
    parser.add_argument("--users", type=int, default=1, metavar="N", help="几位居民同时照剧本走")
    parser.add_argument("--resend", type=int, default=1, metavar="N", help="每条消息都投递 N 遍，看是不是只算一遍")
    parser.add_argument("--at-once", action="store_true", help="那 N 遍同时投，不是一遍一遍地投")
    parser.add_argument("--transcript", type=Path, metavar="FILE", help="把手机上看到的写进这个文件")
    parser.add_argument("--patience", type=float, default=30, metavar="秒", help="剧本里一样东西最多等多久")


def run(arguments: argparse.Namespace) -> int:
    from channels.rehearsal.script import BadScript, load
    from channels.rehearsal.stage import NoStage

    if arguments.users > 1 and not arguments.script:
        print("几位居民一起来，要有剧本：--script 车祸。手工试时用 /人数。", file=sys.stderr)
        return 2
    if arguments.users < 1 or arguments.resend < 1:
        print("--users 和 --resend 至少是 1。", file=sys.stderr)
        return 2
    try:
        steps = load(arguments.script) if arguments.script else []
        return asyncio.run(_rehearse(arguments, steps))
    except (BadScript, NoStage) as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\n停了。", file=sys.stderr)
        return 130


async def _rehearse(arguments: argparse.Namespace, steps: list[dict[str, Any]]) -> int:
    from channels.rehearsal import stage
    from channels.rehearsal.performance import curtain

    with ExitStack() as afterwards:
        port = stage.free_port() if arguments.serve else int(os.environ.get("PORT") or 8080)
        environment, made_up = _environment(arguments, port, afterwards)
        callback = arguments.url or f"http://127.0.0.1:{port}/wechat"
        settings = {
            "callback": callback,
            "account": stage.account_in(environment),
            "resend": arguments.resend,
            "at_once": arguments.at_once,
        }
        async with curtain(settings, environment["FAWEN_WECHAT_API"], environment) as performance:
            if arguments.serve:
                folder = Path(afterwards.enter_context(tempfile.TemporaryDirectory(prefix="fawen-rehearsal-")))
                server = stage.Server(folder, port, environment)
                afterwards.callback(server.stop)
                print("正在启动一个排练用的服务（知识库改过以后第一次要先训练，几分钟）……", flush=True)
                await server.start(performance.platform.http)
                performance.environment = server.environment
            elif made_up:
                print(LINE.format(line=_in_one_line(environment)), flush=True)
                root = f"{urlsplit(callback).scheme}://{urlsplit(callback).netloc}"
                if not await stage.ready(root, performance.platform.http, WAITING):
                    raise stage.NoStage("等了半个钟头，服务还没有起来。")
            if why := await performance.platform.verify():
                raise stage.NoStage(why)
            performance.menu = _menu(environment)
            if steps:
                await performance.play(steps, arguments.users, arguments.patience)
            else:
                await performance.by_hand()
            return _told(performance, arguments, bool(steps))


def _environment(arguments: argparse.Namespace, port: int, afterwards: ExitStack) -> tuple[dict[str, str], bool]:
    """The server's environment with a fake API in it that is running, and whether its account is made up."""
    from channels.rehearsal import stage
    from channels.rehearsal.fake_api import FakeApi, Running
    from channels.weixin.settings import Missing, Settings

    settings = Settings.from_environment(os.environ)
    if isinstance(settings, Missing):
        if settings.half_set:
            raise stage.NoStage(settings.text + HALF)
        api = afterwards.enter_context(Running())
        return {**os.environ, **stage.made_up(arguments.mode, api.url, f"http://localhost:{port}")}, True
    address = urlsplit(settings.api_url)
    if address.hostname not in HOME:
        raise stage.NoStage(REAL.format(api=settings.api_url))
    try:
        fake = FakeApi(settings.app_id, settings.secret)
        afterwards.enter_context(Running(fake, address.hostname or HOME[0], address.port or 80))
    except OSError:
        print(f"{settings.api_url} 上已经有程序在听，就当它是假的微信接口来用。", flush=True)
    return {**os.environ, "FAWEN_WECHAT_API": settings.api_url}, False


def _menu(environment: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What each item under the account does, by its name; nothing where the file cannot be read (doctor says why)."""
    from channels.weixin.menu_file import FileWrong, load
    from channels.weixin.settings import MENU_FILE

    try:
        file = load(Path(environment.get("FAWEN_WECHAT_FILE") or MENU_FILE))
    except FileWrong:
        return {}
    buttons = [item.button(environment["FAWEN_PUBLIC_URL"]) for item in file.items]
    return {one["name"]: (one["type"], one.get("url") or one["key"]) for one in buttons}


def _in_one_line(environment: Mapping[str, str]) -> str:
    from channels.rehearsal.stage import made_up

    names = made_up("", "", "")
    return " ".join(f"{name}={shlex.quote(environment[name])}" for name in names)


def _told(performance: Any, arguments: argparse.Namespace, scripted: bool) -> int:
    """Says what came of it; 1 where something went wrong in a script."""
    if arguments.transcript:
        performance.write(arguments.transcript)
        print(f"手机上看到的写在 {arguments.transcript}。", flush=True)
    print(performance.tally.text, flush=True)
    for trouble in performance.troubles:
        print(f"不对：{trouble}", file=sys.stderr)
    return 1 if scripted and performance.troubles else 0
