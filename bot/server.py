"""One process: Rasa's agent, our actions, the doors and the database, behind one port."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from typing import Any

import rasa.core.channels.channel
import structlog
from rasa.core.agent import Agent
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.domain import Domain
from sanic import Sanic

from bot import training
from bot.actions.consultation import needs_classifying
from bot.actions.desk import opened_database, opened_knowledge
from bot.checkpoints import CheckpointStore
from bot.consultation import safety
from bot.consultation.model import Library
from bot.in_process_actions import InProcessActions, build_validator_once
from bot.knowledge_base import KnowledgeBase
from bot.official_account import official_account
from bot.settings import Settings
from casework import privacy
from casework.database import Database
from casework.district import load_sample_if_empty
from casework.errors import CaseworkError
from channels.limits import Limits
from channels.residents_pages import add_residents_pages
from channels.site import add_site
from channels.web import WebChannel

log = structlog.get_logger()
DAY = 24 * 3600
WARM_UP = "您好，我想问一件事"


def load_agent(database: Database, model: Path = training.MODEL) -> Agent:
    """Rasa with our checkpoints for a tracker store and our actions in its own process."""
    build_validator_once()
    agent = Agent(action_endpoint=InProcessActions("bot.actions"), lock_store=InMemoryLockStore())
    # Set directly: the constructor would wrap it in a store that forgets conversations quietly when the database fails.
    agent.tracker_store = CheckpointStore(Domain.empty(), database)
    agent.load_model(model)
    return agent


async def purge_daily(database: Database, days: int) -> None:
    """Deletes what is past its time, once at start and once a day; doing it twice does no harm."""
    while True:
        try:
            await asyncio.to_thread(_purge, database, days)
        except CaseworkError as trouble:
            log.warning("purge.failed", text=trouble.text)
        await asyncio.sleep(DAY)


def _purge(database: Database, days: int) -> None:
    with database.session() as session:
        privacy.purge(session, days=days)


def reload(knowledge: KnowledgeBase) -> None:
    """What SIGHUP does: a changed knowledge base comes into use, unless something in it has to be mended."""
    problems = knowledge.reload()
    version = knowledge.current.version
    if problems:
        print("\n".join(map(str, problems)), file=sys.stderr)
        print(f"知识库有 {len(problems)} 处要改，没有换上，还用原来的（版本 {version}）。", file=sys.stderr, flush=True)
        return
    print(f"知识库换好了：{len(knowledge.current.issues)} 类问题，版本 {version}。", flush=True)
    if not training.is_current():
        print("例句也变了：重新启动（会自动训练）以后才听得懂新的说法，其余的已经用上。", flush=True)


def build(settings: Settings) -> Sanic:
    """The whole service as a Sanic application; raises KnowledgeError or CaseworkError where it cannot start."""
    knowledge, database = opened_knowledge(), opened_database()

    def library() -> Library:
        return knowledge.current

    with database.session() as session:
        # So that the whole way can be walked before the real district has been imported; everything in it says 示例.
        load_sample_if_empty(session)
    app = Sanic("fawen", configure_logging=False)
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.REQUEST_MAX_SIZE = 1_000_000
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 3.0
    app.config.PROXIES_COUNT = settings.proxies or None
    limits = Limits.from_environment()
    web = WebChannel(database, library, limits, settings.secure_cookies, needs_classifying)
    wechat = official_account(database, limits, library)
    rasa.core.channels.channel.register([web, *([wechat] if wechat else [])], app, route="/")
    add_site(app, database, library)
    account = (wechat.settings, wechat.api.openid_of) if wechat else ()
    add_residents_pages(app, database, library, limits, settings.secure_cookies, settings.keep_days, *account)

    @app.before_server_start
    async def open_for_business(app: Sanic, loop: Any) -> None:
        app.ctx.agent = await asyncio.to_thread(load_agent, database)
        # The first sentence loads jieba's dictionary; that must not be a resident's.
        await app.ctx.agent.parse_message(WARM_UP)
        app.ctx.ready = True

    @app.after_server_start
    async def keep_house(app: Sanic, loop: Any) -> None:
        # The first match compiles the safety cards' wording; that must not be a resident's.
        app.ctx.warming_up = loop.run_in_executor(None, safety.match, library().safety, WARM_UP)
        loop.add_signal_handler(signal.SIGHUP, loop.run_in_executor, None, reload, knowledge)
        app.ctx.keeping_house = loop.create_task(purge_daily(database, settings.keep_days))

    @app.before_server_stop
    async def rest(app: Sanic, loop: Any) -> None:
        app.ctx.keeping_house.cancel()
        web.close()
        if wechat:
            await wechat.close()

    @app.after_server_stop
    async def close(app: Sanic, loop: Any) -> None:
        database.close()

    return app
