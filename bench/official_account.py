"""The WeChat door under load, in safe mode: how soon the passive reply comes, how often it comes in time, and what the
envelope and the exactly-once book-keeping cost each message."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.figures import percentile, table
from bench.measure import agreed, load
from bench.scripts import Script
from bench.services import Fawen, Service
from channels.rehearsal import deeds, sealing, stage
from channels.rehearsal.fake_api import Running

FULL = {1: (20, 8), 50: (100, 4), 200: (200, 2)}
QUICK = {1: (5, 4), 50: (50, 2)}
MESSAGES = 300


class WeChat(Fawen):
    """`fawen serve` with an official account, and a fake of the platform's API for what comes later."""

    door = "wechat"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.api = Running().start()
        self.account_environment = stage.made_up("safe", self.api.url, self.url)

    def environment(self) -> dict[str, str]:
        return {**super().environment(), **self.account_environment}

    def stop(self) -> None:
        super().stop()
        self.api.stop()


@dataclass
class Cell:
    """One number of residents: seconds of the replies that came at once, and how many messages there were."""

    seconds: list[float] = field(default_factory=list)
    messages: int = 0
    later: int = 0
    lost: list[str] = field(default_factory=list)


@dataclass
class Results:
    cells: dict[int, Cell] = field(default_factory=dict)
    envelope: float = 0.0
    books: float = 0.0


def measure(candidates: list[Script], wanted: int, quick: bool, say: Callable[[str], None]) -> Results:
    """Everything this page says of the WeChat door."""
    results = Results(envelope=envelope_cost(), books=books_cost())
    say(f"envelope {results.envelope * 1e6:.0f} µs, books {results.books * 1e3:.1f} ms")
    with tempfile.TemporaryDirectory(prefix="fawen-bench-") as folder:
        service = WeChat(Path(folder) / "wechat")
        try:
            service.start()
            scripts = agreed([service], candidates, wanted)
            for residents, (visits, turns) in (QUICK if quick else FULL).items():
                chosen = [scripts[at % len(scripts)] for at in range(visits)]
                chosen = [Script(one.opening, one.settle, one.turns[:turns]) for one in chosen]
                cell = results.cells[residents] = under_load(service, residents, chosen)
                say(
                    f"wechat, {residents} residents: {cell.messages} messages, {cell.later} later, {len(cell.lost)} lost"
                )
        finally:
            service.stop()
    return results


def under_load(service: Service, residents: int, scripts: list[Script]) -> Cell:
    told = load(service, residents, scripts)
    cell = Cell()
    for part in told.values():
        later = [one for one in part["lost"] if one.endswith(" → ")]
        cell.seconds += part["seconds"]
        cell.later += len(later)
        cell.lost += [one for one in part["lost"] if one not in later]
    cell.messages = len(cell.seconds) + cell.later + len(cell.lost)
    return cell


def envelope_cost() -> float:
    """Seconds to open, read, answer and seal one message."""
    from channels.weixin.envelope import Envelope
    from channels.weixin.incoming import read
    from channels.weixin.replies import text_reply
    from channels.weixin.settings import Settings

    settings = Settings.from_environment(stage.made_up("safe", "https://api.example", "https://fawen.example"))
    assert isinstance(settings, Settings)
    envelope = Envelope(settings)
    account = sealing.Account(settings.app_id, settings.token, settings.aes_key, settings.account)
    posts = [
        sealing.seal(account, deeds.text("昨天骑电车被轿车撞了").xml("openid", account.name)) for _ in range(MESSAGES)
    ]
    taken = []
    for query, body in posts:
        begun = time.perf_counter()
        message = read(envelope.open(query, body), settings.account)
        envelope.seal(text_reply(message, "认定书是哪天交到您手上的？" * 20), query["nonce"], True)
        taken.append(time.perf_counter() - begun)
    return median(taken)


def books_cost() -> float:
    """Seconds the database takes to claim one message, to lease it and to settle it (SQLite, WAL)."""
    from casework.database import Database
    from channels.weixin.conduct import Conduct
    from channels.weixin.occasions import TALK, TYPED, Occasion

    async def wires(follower: object, occasion: Occasion) -> list[dict[str, str]]:
        return [{"text": "好"}]

    async def nothing() -> None:
        pass

    async def run(database: Database) -> float:
        conduct = Conduct(
            database, wires, lambda said: [{"type": "text", **one} for one in said], nothing, wait=60, may_send=True
        )
        taken = []
        for number in range(MESSAGES):
            begun = time.perf_counter()
            await conduct.reply_to("openid", Occasion(TALK, "好", how=TYPED, key=str(number)))
            taken.append(time.perf_counter() - begun)
        await conduct.close()
        return median(taken)

    with tempfile.TemporaryDirectory(prefix="fawen-bench-") as folder:
        database = Database(f"sqlite:///{folder}/books.db")
        database.migrate()
        try:
            return asyncio.run(run(database))
        finally:
            database.close()


def section(results: Results) -> str:
    """What was measured, as a part of docs/performance.md."""
    rows = []
    for residents, cell in results.cells.items():
        waits = [
            f"{percentile(cell.seconds, share) * 1000:.0f}" if cell.seconds else "—" for share in (0.5, 0.95, 0.99)
        ]
        share = f"{len(cell.seconds) / cell.messages:.1%}" if cell.messages else "—"
        rows.append([str(residents), str(cell.messages), *waits, share, str(cell.later), str(len(cell.lost))])
    head = ["同时人数", "消息", "p50 ms", "p95 ms", "p99 ms", "当场答出", "随后用客服消息答", "丢"]
    costs = (
        f"每条消息，解密、读、排版、加密共 {results.envelope * 1e6:.0f} 微秒；去重、排队、存回复（三次 SQLite 写）"
        f"{results.books * 1e3:.1f} 毫秒（都是中位数，{MESSAGES} 条）。"
    )
    return "\n\n".join([TITLE, HOW, table(head, rows), costs])


TITLE = "## 微信公众号"
HOW = """安全模式（AES），每位居民一句接一句地说，同时这么多人。等的时间从微信投递算到收完回复，只算当场答出的；
4.5 秒里答不出的先回 `success`，答复随后用客服消息送到。发话的人、假的微信接口和服务抢同样的两个核。"""
