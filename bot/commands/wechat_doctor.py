"""`fawen wechat doctor`: everything between the console's settings and the first message, looked at one by one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from channels.weixin.api import Api


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none: it looks at everything."""


def run(arguments: argparse.Namespace) -> int:
    """0 where nothing is wrong, 1 otherwise."""
    from bot.commands.wechat_account import with_api
    from channels.weixin.doctor import examine
    from channels.weixin.outcomes import WRONG
    from channels.weixin.settings import WANTED, Missing, Settings

    settings = Settings.from_environment()
    if isinstance(settings, Missing):
        print("✘ 配置：还没有设全，别的没法看。还要设置这些环境变量，怎么拿到见 docs/wechat.md：")
        for name in settings.names:
            print(f"    {name}  {WANTED[name]}")
        return 1

    async def examined(api: Api) -> int:
        wrong = 0
        async for outcome in examine(settings, api):
            print(outcome, flush=True)
            wrong += outcome.mark == WRONG
        print(f"\n有 {wrong} 处要改，从上往下改。" if wrong else "\n都好了，可以在手机上说一句话试试。")
        return 1 if wrong else 0

    return with_api(settings, examined)
