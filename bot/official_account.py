"""Opens the WeChat door where an account has been set up, and says what is wanted where it has not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.actions.consultation import needs_classifying
from bot.consultation.model import Library
from casework.database import Database
from channels.limits import Limits
from channels.weixin.lines import FileWrong
from channels.weixin.menu_file import load as load_file
from channels.weixin.settings import Missing, Settings

if TYPE_CHECKING:
    from channels.wechat import WeChatChannel


def official_account(database: Database, limits: Limits, library: Callable[[], Library]) -> WeChatChannel | None:
    """The WeChat door; None, with a word on what is wanted, where no account has been set up."""
    settings = Settings.from_environment()
    if isinstance(settings, Missing):
        print(settings.text if settings.half_set else "微信公众号没有开（要开，看 docs/wechat.md）。", flush=True)
        return None
    # Only where there is an account is the memory of what speaks to it wanted.
    from channels.wechat import WeChatChannel
    from channels.weixin.api import Api

    try:
        file = load_file(settings.file)
    except FileWrong as wrong:
        raise SystemExit(f"公众号的菜单文件有错，改好再启动：\n{wrong}") from wrong
    api = Api.opened(database, settings)
    return WeChatChannel(database, settings, file, api, limits, lambda: library().words("greeting"), needs_classifying)
