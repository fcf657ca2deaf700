"""What the `fawen wechat` commands share: the account as it is configured, and its API for the length of a command."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from casework.errors import CaseworkError

if TYPE_CHECKING:
    from channels.weixin.api import Api
    from channels.weixin.settings import Settings


def configured() -> Settings | None:
    """The account's settings; None, said on stderr, where some are missing."""
    from channels.weixin.settings import Missing, Settings

    settings = Settings.from_environment()
    if isinstance(settings, Missing):
        print(settings.text, file=sys.stderr)
        return None
    return settings


def with_api(settings: Settings, work: Callable[[Api], Awaitable[int]]) -> int:
    """Runs ``work`` with the API over the service's own database, so that both use one token; trouble becomes exit code 1."""
    from casework.database import Database
    from channels.weixin.api import Api
    from channels.weixin.errors import WeixinTrouble

    database = Database.from_environment()

    async def worked() -> int:
        api = Api.opened(database, settings)
        try:
            return await work(api)
        finally:
            await api.close()

    try:
        database.migrate()
        return asyncio.run(worked())
    except (CaseworkError, WeixinTrouble) as trouble:
        print(trouble.text, file=sys.stderr)
        return 1
    finally:
        database.close()
